import SnackChain
import Testing

@testable import ChainStatistics

@Suite("Rollups of the panel")
struct RollupTests {
  @Test("every rollup of a random chain equals the plain way to the fen", arguments: 0..<40)
  func equalsPlainWay(block: UInt64) throws {
    for seed in block * 5..<block * 5 + 5 {
      let chain = try RandomChain(seed: seed)
      let panel = try chain.panel()
      var random = SeededRandom(state: ~seed)
      for dimension in RollupDimension.allCases {
        let ends = [chain.months.randomElement(using: &random), chain.months.randomElement(using: &random)]
          .compactMap { $0 }.sorted()
        let request = RollupRequest(
          by: dimension, months: random.chance(50) ? chain.months : ends[0]...ends[1],
          periods: RollupPeriodKind.allCases.randomElement(using: &random) ?? .month, measures: .all,
          deadline: ReportDeadline(day: .random(in: 1...15, using: &random)))
        try expectEqual(try panel.rollup(request), NaiveRollup(chain, request), "seed \(seed), \(request)")
      }
    }
  }

  private func expectEqual(_ rollup: Rollup, _ naive: NaiveRollup, _ comment: Comment) throws {
    var rows: [NaiveRollup.Group: RollupFigures] = [:]
    for row in rollup.rows {
      let group = NaiveRollup.Group(key: row.key.description, period: row.period.description)
      #expect(rows.updateValue(row.figures, forKey: group) == nil, "a row is there twice; \(comment)")
    }
    #expect(rows == naive.rows, comment)
    #expect(rollup.stores == RollupStores(due: naive.due.count, reported: naive.reported.count), comment)
    let leftOut = [
      RollupLeftOut(reason: .missing, stores: naive.missing.stores.count, reports: naive.missing.reports),
      RollupLeftOut(reason: .notDue, stores: naive.notDue.stores.count, reports: naive.notDue.reports),
    ]
    #expect(rollup.leftOut == leftOut, comment)
    for total in rollup.totals {
      var sum = RollupFigures()
      for (group, figures) in naive.rows where group.period == total.period.description { sum += figures }
      #expect(total.figures == sum, comment)
    }
  }

  @Test("a month without extra measures has the same counts and turnover as one with all")
  func measuresDoNotMatter() throws {
    let chain = try RandomChain(seed: 4, stores: 150)
    let panel = try chain.panel()
    for dimension in RollupDimension.allCases {
      let plain = try panel.rollup(RollupRequest(by: dimension, months: chain.months))
      let full = try panel.rollup(RollupRequest(by: dimension, months: chain.months, measures: .all))
      let counts = { (rollup: Rollup) in rollup.rows.map { [$0.figures.due, $0.figures.reported] } }
      #expect(counts(plain) == counts(full))
      #expect(plain.rows.map(\.figures.turnoverFen) == full.rows.map(\.figures.turnoverFen))
      #expect(plain.rows.allSatisfy { $0.figures.openDays == 0 && $0.figures.takeawayFen == 0 })
    }
  }

  @Test("a store that closed is due in the month of its closing, and its later reports are left out and said so")
  func closedStore() throws {
    let (first, last) = (try #require(YearMonth("2022-01")), try #require(YearMonth("2022-04")))
    let store = PanelStore(
      code: try #require(StoreCode("S1")), name: "老店",
      regions: DatedFacts([Dated(try #require(RegionCode("330683")), validFrom: first.firstDay)]),
      closed: CalendarDay("2022-03-01"))
    var panel = try TurnoverPanel(stores: [store], months: first...last)
    try panel.apply(
      (first...last).map { PanelCell(row: 0, month: $0, turnoverFen: 3_300_000, openDays: 28) }, dataVersion: 12)
    let rollup = try panel.rollup(RollupRequest(by: .city, months: first...last))
    #expect(rollup.rows.map(\.key.description) == ["330600", "330600", "330600"])
    #expect(rollup.total.turnoverFen == 9_900_000)
    #expect(rollup.leftOut.last == RollupLeftOut(reason: .notDue, stores: 1, reports: 1))
    #expect(rollup.dataVersion == 12)
  }

  @Test("a store that moved is counted where it stood in each month")
  func movedStore() throws {
    let (first, last) = (try #require(YearMonth("2022-01")), try #require(YearMonth("2022-03")))
    let (home, away) = (try #require(RegionCode("330683")), try #require(RegionCode("310104")))
    let store = PanelStore(
      code: try #require(StoreCode("S1")), name: "搬家的店",
      regions: DatedFacts([
        Dated(home, validFrom: first.firstDay), Dated(away, validFrom: try #require(CalendarDay("2022-02-28"))),
      ]))
    var panel = try TurnoverPanel(stores: [store], months: first...last)
    try panel.apply(
      (first...last).map { PanelCell(row: 0, month: $0, turnoverFen: Int64($0.month), openDays: 28) }, dataVersion: 1)
    let rows = try panel.rollup(RollupRequest(by: .province, months: first...last)).rows
    #expect(
      rows.map { "\($0.period) \($0.key) \($0.figures.turnoverFen)" } == [
        "2022-01 330000 1", "2022-02 310000 2", "2022-03 310000 3",
      ])
  }

  @Test("the largest chain of the largest figures fits: the sum is exact")
  func noOverflow() throws {
    let month = try #require(YearMonth("2022-01"))
    let region = try #require(RegionCode("330683"))
    let stores = try (0..<1000).map {
      PanelStore(
        code: try #require(StoreCode("S\($0)")), name: "",
        regions: DatedFacts([Dated(region, validFrom: month.firstDay)]))
    }
    var panel = try TurnoverPanel(stores: stores, months: month...month)
    let most = Money.largestMonthlyFigure.fen
    try panel.apply(
      stores.indices.map { PanelCell(row: $0, month: month, turnoverFen: most, openDays: 31) }, dataVersion: 1)
    #expect(try panel.rollup(RollupRequest(by: .province, months: month...month)).total.turnoverFen == most * 1000)
    #expect(!most.multipliedReportingOverflow(by: Int64(TurnoverPanel.mostCells)).overflow)
  }

  @Test("a month that the panel does not have is refused")
  func monthOutside() throws {
    let panel = try RandomChain(seed: 1).panel()
    let beyond = panel.months.upperBound.next
    #expect(
      throws: PanelError.monthOutside(beyond, first: panel.months.lowerBound, last: panel.months.upperBound)
    ) {
      try panel.rollup(RollupRequest(by: .province, months: panel.months.lowerBound...beyond))
    }
  }
}
