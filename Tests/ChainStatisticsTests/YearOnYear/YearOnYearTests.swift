import SnackChain
import Testing

@testable import ChainStatistics

@Suite("Year on year of the three arms")
struct YearOnYearTests {
  @Test("every month of a random chain equals the plain way", arguments: 0..<40)
  func equalsPlainWay(block: UInt64) throws {
    for seed in block * 5..<block * 5 + 5 {
      let chain = try RandomChain(seed: seed)
      let panel = try chain.panel()
      var random = SeededRandom(state: ~seed)
      for month in chain.months where chain.months.contains(month.lastYear) {
        let options = YearOnYearOptions(
          minOpenDays: random.chance(60) ? 15 : .random(in: 0...28, using: &random),
          combinesFestival: random.chance(40), gapLevel: random.pick(RegionLevel.allCases),
          region: random.chance(25) ? RegionCode(number: random.pick([330_000, 310_000, 330_100, 320_201])) : nil)
        var months = [month]
        if options.combinesFestival, month.month <= 2 {
          months = [month.adding(months: 1 - month.month), month.adding(months: 2 - month.month)]
          guard months.allSatisfy({ chain.months.contains($0) && chain.months.contains($0.lastYear) }) else { continue }
        }
        expectEqual(
          try panel.yearOnYear(in: month, options: options),
          NaiveYearOnYear(chain, months: months, options: options), "seed \(seed), \(month), \(options)")
      }
    }
  }

  private func expectEqual(_ result: YearOnYear, _ naive: NaiveYearOnYear, _ comment: Comment) {
    for arm in ProgrammeArm.allCases {
      let (growth, plain) = (result[arm], naive.arms[arm] ?? NaiveYearOnYear.Arm())
      #expect(growth.due == plain.due, comment)
      #expect(growth.stores == plain.pairs.count, comment)
      #expect(growth.nowFen == plain.pairs.reduce(0) { $0 + $1.now }, comment)
      #expect(growth.thenFen == plain.pairs.reduce(0) { $0 + $1.then }, comment)
      for left in growth.leftOut { #expect(left.stores == plain.leftOut[left.reason] ?? 0, comment) }
      #expect(growth.leftOut.reduce(growth.stores) { $0 + $1.stores } == growth.due, comment)
      guard !plain.pairs.isEmpty else {
        #expect((growth.ratioOfSums, growth.meanOfRatios, growth.medianOfRatios) == (nil, nil, nil), comment)
        continue
      }
      #expect(growth.ratioOfSums == plain.pairs.ratioOfSums, comment)
      #expect(growth.medianOfRatios == plain.pairs.medianOfRatios, comment)
      expectNear(growth.meanOfRatios, plain.pairs.meanOfRatios, comment)
    }
    for left in result.inNoArm { #expect(left.stores == naive.inNoArm[left.reason] ?? 0, comment) }
    expectEqual(result.upgradedGap, naive, .upgraded, comment)
    expectEqual(result.standardisedGap, naive, .standardised, comment)
  }

  private func expectEqual(_ gap: ArmGap, _ naive: NaiveYearOnYear, _ arm: ProgrammeArm, _ comment: Comment) {
    let (mine, others) = (naive.arms[arm]?.byRegion ?? [:], naive.arms[.others]?.byRegion ?? [:])
    var (weight, stores, bySums, byMeans, alone) = (0.0, 0, 0.0, 0.0, 0)
    for (region, pairs) in mine {
      guard let peers = others[region] else {
        alone += pairs.count
        continue
      }
      let then = Double(pairs.reduce(0) { $0 + $1.then })
      bySums += then * (pairs.ratioOfSums - peers.ratioOfSums)
      byMeans += Double(pairs.count) * (pairs.meanOfRatios - peers.meanOfRatios)
      weight += then
      stores += pairs.count
    }
    #expect((gap.stores, gap.storesWithoutPeers) == (stores, alone), comment)
    #expect((gap.ratioOfSums == nil) == (stores == 0), comment)
    guard stores > 0 else { return }
    expectNear(gap.ratioOfSums, bySums / weight, comment)
    expectNear(gap.meanOfRatios, byMeans / Double(stores), comment)
  }

  private func expectNear(_ value: Double?, _ expected: Double, _ comment: Comment) {
    #expect(abs((value ?? .infinity) - expected) <= 1e-9 * max(1, abs(expected)), comment)
  }

  /// Four stores of one county and one month: 100 to 130 and 200 to 220 with a certificate, 100 to 105 and 300 to 306
  /// without.
  @Test("a hand calculation of four stores")
  func byHand() throws {
    let month = try #require(YearMonth("2023-03"))
    let region = DatedFacts([Dated(try #require(RegionCode("330683")), validFrom: month.lastYear.firstDay)])
    func certified(_ day: String) throws -> StandingHistory {
      StandingHistory([StandingEvent(.certified, effective: try #require(CalendarDay(day)))])
    }
    let certificates = [
      try certified("2022-04-01"), try certified("2022-03-31"), StandingHistory(), try certified("2023-04-01"),
      try certified("2023-03-02"),
    ]
    let stores = try certificates.enumerated().map {
      PanelStore(code: try #require(StoreCode("S\($0)")), name: "", regions: region, standing: $1)
    }
    var panel = try TurnoverPanel(stores: stores, months: month.lastYear...month)
    let fen: [(Int64, Int64)] = [(100, 130), (200, 220), (100, 105), (300, 306), (1, 9)]
    try panel.apply(
      fen.enumerated().flatMap {
        [
          PanelCell(row: $0, month: month.lastYear, turnoverFen: $1.0, openDays: 15),
          PanelCell(row: $0, month: month, turnoverFen: $1.1, openDays: 31),
        ]
      }, dataVersion: 40)
    let result = try panel.yearOnYear(in: month)
    #expect((result.upgraded.stores, result.upgraded.nowFen, result.upgraded.thenFen) == (1, 130, 100))
    #expect((result.standardised.stores, result.standardised.nowFen, result.standardised.thenFen) == (2, 350, 300))
    #expect((result.others.stores, result.others.nowFen, result.others.thenFen) == (2, 411, 400))
    expectNear(result.standardised.ratioOfSums, 350.0 / 300 - 1, "")
    expectNear(result.standardised.meanOfRatios, 0.2, "")
    expectNear(result.standardised.medianOfRatios, 0.2, "")
    expectNear(result.standardisedGap.ratioOfSums, 350.0 / 300 - 411.0 / 400, "")
    expectNear(result.upgradedGap.meanOfRatios, 0.3 - 0.035, "")
    #expect(result.inNoArm.first == YearOnYearLeftOut(reason: .certifiedWithinMonth, stores: 1))
    #expect(result.dataVersion == 40)
  }

  @Test("a headline is said only where enough of the arm's stores can be compared")
  func headline() throws {
    let chain = try RandomChain(seed: 21, stores: 200)
    let (panel, month) = (try chain.panel(), chain.months.upperBound)
    let others = try panel.yearOnYear(in: month).others
    let coverage = try #require(others.coverage)
    #expect(coverage > 0 && coverage < 1)
    let below = try panel.yearOnYear(in: month, options: YearOnYearOptions(coverageFloor: coverage + 0.001)).others
    let above = try panel.yearOnYear(in: month, options: YearOnYearOptions(coverageFloor: coverage)).others
    #expect(below.headline == nil && below.ratioOfSums != nil)
    #expect(above.headline == above.ratioOfSums && above.headline != nil)
  }

  @Test("a month whose year before is not in the panel cannot be compared")
  func monthOutside() throws {
    let panel = try RandomChain(seed: 1).panel()
    let (first, last) = (panel.months.lowerBound, panel.months.upperBound)
    let early = first.adding(months: 11)
    #expect(throws: PanelError.monthOutside(early.lastYear, first: first, last: last)) {
      try panel.yearOnYear(in: early)
    }
  }

  @Test("all months at once are the months one by one, January and February once where they are one period")
  func overMonths() throws {
    let chain = try RandomChain(seed: 30, stores: 80)
    let panel = try chain.panel()
    let months = chain.months.lowerBound.adding(months: 12)...chain.months.upperBound
    #expect(try panel.yearOnYear(over: months) == months.map { try panel.yearOnYear(in: $0) })
    let combined = YearOnYearOptions(combinesFestival: true)
    let start = try #require(months.first { $0.month == 3 })
    guard start < months.upperBound else { return }
    let periods = try panel.yearOnYear(over: start...months.upperBound, options: combined).map(\.period)
    #expect(Set(periods).count == periods.count)
  }
}
