import SnackChain
import Testing

@testable import ChainStatistics

@Suite("The turnover panel")
struct TurnoverPanelTests {
  @Test("a correction replaces the figure, all of it, and only in the panel that it is applied to")
  func corrections() throws {
    let chain = try RandomChain(seed: 3, stores: 40)
    var panel = try chain.panel(dataVersion: 7)
    let before = panel
    let first = try #require(chain.cells(in: panel).first { $0.takeawayFen != nil })
    try panel.apply([PanelCell(row: first.row, month: first.month, turnoverFen: 123, openDays: nil)], dataVersion: 8)
    let after = try #require(panel.cell(row: first.row, in: first.month))
    #expect((after.turnoverFen, after.openDays, after.takeawayFen) == (123, nil, nil))
    #expect(after.firstReceived == first.firstReceived, "the first receipt stays when a figure is corrected")
    #expect(panel.dataVersion == 8)
    #expect(before.cell(row: first.row, in: first.month) == first)
    #expect(panel.reportCount == before.reportCount)
  }

  @Test("applying in any number of steps gives the panel that applying at once gives")
  func steps() throws {
    let chain = try RandomChain(seed: 8, stores: 120)
    let whole = try chain.panel()
    var stepwise = try TurnoverPanel(stores: chain.stores, months: chain.months)
    var rest = chain.cells(in: whole)[...]
    while !rest.isEmpty {
      try stepwise.apply(rest.prefix(37), dataVersion: 7)
      rest = rest.dropFirst(37)
    }
    #expect(stepwise == whole)
  }

  @Test("one impossible cell is refused, and none of its company is written")
  func refusals() throws {
    let chain = try RandomChain(seed: 5, stores: 10)
    let panel = try chain.panel()
    let month = chain.months.lowerBound
    let good = PanelCell(row: 0, month: month, turnoverFen: 5, openDays: 5)
    var bad: [(PanelCell, PanelError)] = [
      (PanelCell(row: 10, month: month, turnoverFen: 5, openDays: 5), .unknownRow(10)),
      (PanelCell(row: -1, month: month, turnoverFen: 5, openDays: 5), .unknownRow(-1)),
      (
        PanelCell(row: 1, month: month, turnoverFen: -1, openDays: 5),
        .amountBeyondPossible(row: 1, month: month, fen: -1)
      ),
      (
        PanelCell(row: 1, month: month, turnoverFen: 10_000_000_001, openDays: 5),
        .amountBeyondPossible(row: 1, month: month, fen: 10_000_000_001)
      ),
      (
        PanelCell(row: 1, month: month, turnoverFen: 5, openDays: 100),
        .openDaysBeyondPossible(row: 1, month: month, days: 100)
      ),
    ]
    bad.append(
      (
        PanelCell(row: 1, month: month.previous, turnoverFen: 5, openDays: 5),
        .monthOutside(month.previous, first: month, last: chain.months.upperBound)
      ))
    for (cell, error) in bad {
      var tried = panel
      #expect(throws: error) { try tried.apply([good, cell], dataVersion: 9) }
      #expect(tried == panel)
    }
  }

  @Test("a register with a code twice, or a store without a region, makes no panel")
  func badRegister() throws {
    var stores = try RandomChain(seed: 6, stores: 20).stores
    let months = try #require(YearMonth("2022-01"))...(try #require(YearMonth("2022-12")))
    stores[4].code = stores[11].code
    #expect(throws: PanelError.duplicateStore(stores[4].code)) { try TurnoverPanel(stores: stores, months: months) }
    stores.remove(at: 4)
    stores[0].regions = DatedFacts()
    #expect(throws: PanelError.storeWithoutRegion(stores[0].code)) {
      try TurnoverPanel(stores: stores, months: months)
    }
  }

  @Test("a changed register over other months keeps the reports and counts them anew", arguments: 0..<10)
  func reshaping(seed: UInt64) throws {
    let chain = try RandomChain(seed: seed, stores: 90)
    let later = try RandomChain(seed: seed + 1000, stores: 90)
    var changed = chain
    for number in changed.stores.indices {
      changed.stores[number].opened = later.stores[number].opened
      changed.stores[number].closed = later.stores[number].closed
      changed.stores[number].standing = later.stores[number].standing
    }
    let months = chain.months.lowerBound.adding(months: 2)...chain.months.upperBound.adding(months: 3)
    let reshaped = try chain.panel().reshaped(stores: changed.stores, months: months, dataVersion: 9)
    var fresh = try TurnoverPanel(stores: changed.stores, months: months)
    try fresh.apply(changed.cells(in: fresh).filter { months.contains($0.month) }, dataVersion: 9)
    #expect(reshaped == fresh)
  }

  @Test("facts recorded after a data version are not known to the panel as of it")
  func asOf() throws {
    let month = try #require(YearMonth("2022-06"))
    let (home, away) = (try #require(RegionCode("330683")), try #require(RegionCode("310104")))
    let day = try #require(CalendarDay("2022-01-01"))
    let store = PanelStore(
      code: try #require(StoreCode("S1")), name: "",
      regions: DatedFacts([Dated(home, validFrom: day, recordedAt: 1), Dated(away, validFrom: day, recordedAt: 5)]),
      standing: StandingHistory([StandingEvent(.certified, effective: day, recordedAt: 6)]))
    func key(_ dimension: RollupDimension, asOf version: Int64) throws -> [String] {
      try TurnoverPanel(stores: [store], months: month...month, asOf: version)
        .rollup(RollupRequest(by: dimension, months: month...month)).rows.map(\.key.description)
    }
    #expect(try key(.county, asOf: 4) == ["330683"])
    #expect(try key(.county, asOf: 5) == ["310104"])
    #expect(try key(.standing, asOf: 5) == ["outside"])
    #expect(try key(.standing, asOf: 6) == ["certified"])
  }

  @Test("every store is found by its code and nothing else is")
  func lookup() throws {
    let chain = try RandomChain(seed: 9, stores: 200)
    let panel = try chain.panel()
    let rows = panel.rowsByCode()
    for store in chain.stores {
      let row = try #require(panel.row(of: store.code))
      #expect(panel.code(ofRow: row) == store.code.description)
      #expect(panel.name(ofRow: row) == store.name)
      #expect(panel.certificates(ofRow: row) == store.standing.certifiedIntervals())
      #expect(rows[store.code.description] == row)
      for month in chain.months {
        #expect(panel.isDue(row: row, in: month) == store.isDue(month))
        #expect(panel.region(ofRow: row, in: month) == store.region(in: month))
        #expect(panel.tier(ofRow: row, in: month) == store.tier(in: month))
      }
    }
    for text in ["S", "A", "Z999", "S0-0x"] { #expect(panel.row(of: try #require(StoreCode(text))) == nil) }
  }

  @Test("a panel that goes on shares with the one that a reader holds all months that no report came in for")
  func sharing() throws {
    let chain = try RandomChain(seed: 5, stores: 130)
    let held = try chain.panel()
    var next = held
    let month = next.months.upperBound
    try next.apply([PanelCell(row: 0, month: month, turnoverFen: 4_321_00, openDays: 20)], dataVersion: 8)
    func places(_ panel: TurnoverPanel) -> [UnsafeRawPointer?] {
      panel.turnover.map { $0.withUnsafeBytes { $0.baseAddress } }
    }
    let (before, after) = (places(held), places(next))
    #expect(zip(before, after).dropLast().allSatisfy { $0 == $1 })
    #expect(before.last != after.last)
    #expect(next.turnoverFen(row: 0, in: month) == 4_321_00)
    #expect(try held == chain.panel())
  }
}
