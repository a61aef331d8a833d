import SnackChain
import Testing

@testable import ChainStatistics

@Suite("Intervals of growth")
struct BootstrapTests {
  /// One store per pair, all without a certificate.
  private func panel(_ pairs: [(then: Int64, now: Int64)]) throws -> TurnoverPanel {
    let month = try #require(YearMonth("2023-06"))
    let region = DatedFacts([Dated(try #require(RegionCode("330683")), validFrom: month.lastYear.firstDay)])
    let stores = try pairs.indices.map {
      PanelStore(code: try #require(StoreCode("S\(1000 + $0)")), name: "", regions: region)
    }
    var panel = try TurnoverPanel(stores: stores, months: month.lastYear...month)
    try panel.apply(
      pairs.enumerated().flatMap {
        [
          PanelCell(row: $0, month: month.lastYear, turnoverFen: $1.then, openDays: 28),
          PanelCell(row: $0, month: month, turnoverFen: $1.now, openDays: 28),
        ]
      }, dataVersion: 1)
    return panel
  }

  @Test("the same seed draws the same interval, and another seed another")
  func seeds() throws {
    let panel = try RandomChain(seed: 40, stores: 200).panel()
    let month = panel.months.upperBound
    let first = try panel.growthIntervals(of: .others, in: month, draws: 200, seed: 1)
    #expect(try panel.growthIntervals(of: .others, in: month, draws: 200, seed: 1) == first)
    #expect(try panel.growthIntervals(of: .others, in: month, draws: 200, seed: 2) != first)
  }

  @Test("where every store grew alike, there is nothing to be unsure of")
  func noSpread() throws {
    let panel = try panel((1...50).map { (then: Int64($0) * 1000, now: Int64($0) * 1250) })
    let intervals = try panel.growthIntervals(of: .others, in: panel.months.upperBound, draws: 99, seed: 3)
    for interval in [intervals.ratioOfSums, intervals.meanOfRatios, intervals.medianOfRatios] {
      let interval = try #require(interval)
      #expect(abs(interval.lowerBound - 0.25) < 1e-12 && abs(interval.upperBound - 0.25) < 1e-12)
    }
  }

  @Test("the 95% interval of the mean holds the truth in about 95 of 100 chains")
  func covers() throws {
    var random = SeededRandom(state: 5)
    var held = 0
    for seed in 0..<200 {
      // Growth is even between -20% and +60%: its mean is +20%.
      let panel = try panel((0..<60).map { _ in (then: 100_000, now: .random(in: 80_000...160_000, using: &random)) })
      let interval = try panel.growthIntervals(
        of: .others, in: panel.months.upperBound, draws: 299, seed: UInt64(seed)
      ).meanOfRatios
      if try #require(interval).contains(0.2) { held += 1 }
    }
    #expect((178...198).contains(held))
  }

  @Test("of one store or none there is no interval")
  func tooFew() throws {
    let panel = try panel([(then: 100, now: 120)])
    let month = panel.months.upperBound
    #expect(try panel.growthIntervals(of: .others, in: month, seed: 1).ratioOfSums == nil)
    #expect(try panel.growthIntervals(of: .upgraded, in: month, seed: 1).stores == 0)
  }
}
