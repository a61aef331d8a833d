import DemoChain
import SeedData
import SnackChain
import Testing

@Suite("The demo chain against the published figures")
struct CalibrationTests {
  @Test(
    "the raw year on year of upgraded stores is 20 to 30%, though the programme does 12%",
    arguments: [(UInt64(1), 30_000), (2, 10_000), (3, 10_000), (4, 10_000)])
  func rawYearOnYear(seed: UInt64, stores: Int) throws {
    let regions = try Seeds.embedded.demo().regions.map { WeightedRegion($0.code, weight: $0.share) }
    let chain = DemoChain(DemoParameters(stores: stores, seed: seed), regions: regions)
    let february = chain.parameters.lastMonth
    let single = RawComparison(chain, months: [february])
    #expect((0.20...0.30).contains(single.growth), "\(single.growth)")
    #expect(single.coverage > 0.7)
    let combined = RawComparison(chain, months: [february.previous, february])
    #expect((0.20...0.30).contains(combined.growth), "\(combined.growth)")
  }
}
