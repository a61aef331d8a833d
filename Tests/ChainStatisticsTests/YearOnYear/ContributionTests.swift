import SnackChain
import Testing

@testable import ChainStatistics

@Suite("What growth is made of")
struct ContributionTests {
  @Test("the parts add up to the change of the rollup's totals, to the fen", arguments: 0..<60)
  func addUp(seed: UInt64) throws {
    let chain = try RandomChain(seed: seed)
    let panel = try chain.panel()
    for month in chain.months where chain.months.contains(month.lastYear) {
      let parts = try panel.contributionsToGrowth(in: month)
      let total = { (month: YearMonth) throws in
        try panel.rollup(RollupRequest(by: .province, months: month...month)).total.turnoverFen
      }
      #expect(parts.nowFen == (try total(month)))
      #expect(parts.thenFen == (try total(month.lastYear)))
      #expect(parts.parts.reduce(0) { $0 + $1.changeFen } == parts.changeFen)
      #expect(parts.parts.map(\.kind) == GrowthPartKind.allCases)
    }
  }

  @Test("a new store is an opening, a closed one a closure, a silent one is neither")
  func kinds() throws {
    let month = try #require(YearMonth("2023-06"))
    let region = DatedFacts([Dated(try #require(RegionCode("330683")), validFrom: month.lastYear.firstDay)])
    let days: [(opened: String?, closed: String?)] = [
      (nil, nil), ("2022-07-01", nil), (nil, "2023-05-31"), (nil, nil), (nil, nil),
    ]
    let stores = try days.enumerated().map {
      PanelStore(
        code: try #require(StoreCode("S\($0)")), name: "", regions: region,
        opened: $1.opened.flatMap { CalendarDay($0) }, closed: $1.closed.flatMap { CalendarDay($0) })
    }
    var panel = try TurnoverPanel(stores: stores, months: month.lastYear...month)
    let now: [Int64?] = [150, 70, nil, 40, nil]
    let then: [Int64?] = [100, nil, 80, nil, 30]
    for (row, (now, then)) in zip(now, then).enumerated() {
      let cells = [(month, now), (month.lastYear, then)].compactMap { month, fen in
        fen.map { PanelCell(row: row, month: month, turnoverFen: $0, openDays: nil) }
      }
      try panel.apply(cells, dataVersion: 1)
    }
    let growth = try panel.contributionsToGrowth(in: month)
    #expect(growth.parts.map(\.changeFen) == [50, 70, -80, 40, -30])
    #expect(growth.parts.map(\.stores) == [1, 1, 1, 1, 1])
    #expect(growth.changeFen == 50)
    #expect(growth.growth == 50.0 / 210)
  }
}
