import DemoChain
import SeedData
import SnackChain
import Testing

@Suite("The demo chain")
struct DemoChainTests {
  private static let small = DemoParameters(stores: 400)

  @Test("the same seed gives the same chain to the last fen, on every platform")
  func determinism() {
    let chain = DemoChain(Self.small, regions: WeightedRegion.sample)
    #expect(Fingerprint(chain).value == 4_202_989_739_607_460_317)
    let other = DemoParameters(stores: 400, seed: 2)
    #expect(Fingerprint(DemoChain(other, regions: WeightedRegion.sample)).value != Fingerprint(chain).value)
  }

  @Test("a store drawn alone, or in another order, is the store of the whole")
  func anyOrder() {
    let chain = DemoChain(Self.small, regions: WeightedRegion.sample)
    let forwards = chain.indices.map { (chain.store($0), chain.months(of: chain.store($0))) }
    let again = DemoChain(Self.small, regions: WeightedRegion.sample)
    for index in again.indices.reversed() {
      let store = again.store(index)
      #expect(store == forwards[index].0)
      #expect(again.months(of: store) == forwards[index].1)
    }
  }

  @Test("the true effect changes certified months only, and by exactly its size")
  func trueEffect() {
    let without = DemoParameters(stores: 400, trueEffect: 0)
    let chain = DemoChain(Self.small, regions: WeightedRegion.sample)
    let plain = DemoChain(without, regions: WeightedRegion.sample)
    var treated = 0
    for index in chain.indices {
      let store = chain.store(index)
      #expect(store == plain.store(index))
      for (month, same) in zip(chain.months(of: store), plain.months(of: store)) {
        if store.isTreated(in: month.month) && same.turnover.fen > 0 {
          treated += 1
          #expect(abs(Double(month.turnover.fen) / Double(same.turnover.fen) - 1.12) < 1e-5)
        } else {
          #expect(month.turnover == same.turnover)
        }
      }
    }
    #expect(treated > 200)
  }

  @Test("exactly 3,512 of 30,000 stores are certified by 2023-02-01, in 24 cohorts with a year before the first")
  func certifications() {
    let chain = DemoChain(regions: WeightedRegion.sample)
    var cohorts: [YearMonth: Int] = [:]
    var ended = 0
    for index in chain.indices {
      let store = chain.store(index)
      guard let certified = store.certified else { continue }
      #expect(certified <= chain.parameters.lastMonth.firstDay)
      #expect(store.opened < certified)
      #expect(store.closed.map { $0 > certified } ?? true)
      #expect(store.applied.map { $0 <= certified } ?? false)
      if store.ended != nil { ended += 1 }
      let whole = certified == certified.yearMonth.firstDay ? certified.yearMonth : certified.yearMonth.next
      cohorts[whole, default: 0] += 1
    }
    #expect(cohorts.values.reduce(0, +) == 3_512)
    #expect(cohorts.count == 24)
    #expect(cohorts.keys.min() == YearMonth(year: 2021, month: 3))
    #expect((10...200).contains(ended))
  }

  @Test(
    "smaller chains and shorter windows certify in proportion", arguments: [(3_000, 36), (300, 24), (60, 2), (1, 1)])
  func proportions(stores: Int, months: Int) {
    let parameters = DemoParameters(stores: stores, months: months)
    let chain = DemoChain(parameters, regions: WeightedRegion.sample)
    let certified = chain.indices.count { chain.store($0).certified != nil }
    #expect(certified == parameters.certified)
    #expect(chain.indices.allSatisfy { chain.months(of: chain.store($0)).count <= months })
  }

  @Test(
    "parameters and regions outside of the possible still give a chain",
    arguments: [
      DemoParameters(stores: 0, months: 0), DemoParameters(stores: -5, months: 100_000, certifiedOf30000: -1),
      DemoParameters(stores: 50, trueEffect: .nan), DemoParameters(stores: 50, trueEffect: 1e300),
      DemoParameters(stores: 50, trueEffect: -7, certifiedOf30000: 90_000, springFestivals: []),
    ])
  func impossible(parameters: DemoParameters) {
    let odd = WeightedRegion.sample.prefix(3).map { WeightedRegion($0.code, weight: .infinity) }
    for regions in [[], odd, WeightedRegion.sample] {
      let chain = DemoChain(parameters, regions: regions)
      let months = chain.indices.flatMap { chain.months(of: chain.store($0)) }
      #expect(months.allSatisfy { $0.turnover >= .zero && ($0.turnover > .zero) == ($0.reason == nil) })
    }
  }

  @Test("the average month is near 33,000 yuan, most reports come, and most of them in time")
  func averages() {
    let chain = DemoChain(DemoParameters(stores: 6_000), regions: WeightedRegion.sample)
    var takings = 0.0
    var trading = 0.0
    var due = 0.0
    var missing = 0.0
    var late = 0.0
    var short = 0.0
    for index in chain.indices {
      for month in chain.months(of: chain.store(index)) {
        due += 1
        if month.isMissing { missing += 1 }
        if month.received.dayInChina > month.month.next.firstDay.adding(days: 9) { late += 1 }
        guard month.turnover.fen > 0 else { continue }
        trading += 1
        takings += Double(month.turnover.fen) / 100
        if month.openDays < 15 { short += 1 }
      }
    }
    #expect((32_000...34_500).contains(takings / trading))
    #expect((0.05...0.10).contains(missing / due))
    #expect((0.05...0.15).contains(late / due))
    #expect((0.0005...0.01).contains(short / trading))
  }

  @Test("stores open and close within the window, and most trade through all of it")
  func openingsAndClosures() {
    let chain = DemoChain(DemoParameters(stores: 6_000), regions: WeightedRegion.sample)
    let stores = chain.indices.map { chain.store($0) }
    let opened = stores.count { $0.opened >= chain.parameters.firstMonth.firstDay }
    let closed = stores.count { $0.closed != nil }
    #expect((500...1_000).contains(opened))
    #expect((300...700).contains(closed))
  }

  @Test("a Spring Festival takes open days and takings from the months it falls on")
  func springFestival() throws {
    let chain = DemoChain(DemoParameters(stores: 3_000), regions: WeightedRegion.sample)
    let february = try #require(YearMonth(year: 2022, month: 2))
    var days: [YearMonth: (sum: Int, count: Int)] = [:]
    for index in chain.indices {
      for month in chain.months(of: chain.store(index)) where month.turnover.fen > 0 {
        days[month.month, default: (0, 0)].sum += month.openDays
        days[month.month, default: (0, 0)].count += 1
      }
    }
    func average(_ month: YearMonth) throws -> Double {
      let found = try #require(days[month])
      return Double(found.sum) / Double(found.count)
    }
    // New Year 2022 was on February 1, New Year 2023 on January 22: the two Februaries do not compare.
    #expect(try average(february) + 1.5 < average(february.adding(months: 12)))
    #expect(try average(february.adding(months: 11)) + 1.5 < average(february.previous))
  }

  @Test("the rules refuse none of its reports")
  func rules() throws {
    let chain = DemoChain(DemoParameters(stores: 1_000), regions: WeightedRegion.sample)
    let today = chain.parameters.lastMonth.next.firstDay.adding(days: 20)
    for index in chain.indices {
      let store = chain.store(index)
      for month in chain.months(of: store) {
        let findings = ReportRules.findings(
          in: month.report(of: store.code),
          context: ReportRules.Context(otherMonths: [], today: today, opened: store.opened, closed: store.closed))
        #expect(!findings.contains { $0.weight <= .confirm })
        #expect(month.received > Timestamp(startOfDayInChina: month.month.next.firstDay))
      }
    }
  }

  @Test("stores stand where the seeds say: most in Zhejiang, Shanghai and Jiangsu, some in every province")
  func provinces() throws {
    let seed = try Seeds.embedded.demo()
    let regions = seed.regions.map { WeightedRegion($0.code, weight: $0.share) }
    let chain = DemoChain(DemoParameters(stores: 20_000), regions: regions)
    var counts: [Int32: Int] = [:]
    for index in chain.indices { counts[chain.store(index).region.province.number, default: 0] += 1 }
    #expect((5_800...6_600).contains(counts[330_000] ?? 0))
    #expect((3_400...4_000).contains(counts[310_000] ?? 0))
    #expect((2_700...3_300).contains(counts[320_000] ?? 0))
    #expect(counts.count == 31)
  }

  @Test("it uses the parameters of the seeds unless it is told otherwise")
  func seeds() throws {
    let seed = try Seeds.embedded.demo()
    let parameters = DemoParameters(
      stores: seed.stores, months: seed.months, lastMonth: seed.lastMonth, seed: seed.seed, trueEffect: seed.trueEffect,
      certifiedOf30000: seed.certifiedOf30000,
      springFestivals: try Seeds.embedded.springFestivals().all.map(\.newYear))
    #expect(parameters == DemoParameters())
  }
}
