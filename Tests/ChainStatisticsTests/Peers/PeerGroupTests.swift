import ChainStatistics
import SnackChain
import Testing

@Suite("Stores like mine")
struct PeerGroupTests {
  /// Twelve stores of one city with figures of January and February 2023, of which so many reported March already.
  private static func panel(march reported: Int) throws -> TurnoverPanel {
    let city = try #require(RegionCode("330683"))
    let stores = try (0..<12).map { number in
      PanelStore(
        code: try #require(StoreCode("S\(100 + number)")), name: "",
        regions: DatedFacts([Dated(city, validFrom: CalendarDay(number: 0))]), form: .familyStore)
    }
    let months = try #require(YearMonth("2023-01"))...#require(YearMonth("2023-03"))
    var panel = try TurnoverPanel(stores: stores, months: months)
    var cells: [PanelCell] = []
    for month in months {
      for row in 0..<(month == months.upperBound ? reported : 12) {
        cells.append(PanelCell(row: row, month: month, turnoverFen: 3_000_000, openDays: 26))
      }
    }
    try panel.apply(cells, dataVersion: 1)
    return panel
  }

  @Test("the first reports of a new month leave every store the group that it had", arguments: [0, 1, 4, 9, 12])
  func newMonth(reported: Int) throws {
    let panel = try Self.panel(march: reported)
    let province = try #require(RegionCode("330683")).province
    let group = PeerBenchmarks(panel, months: panel.months).group(province: province, form: .familyStore)
    #expect(group == PeerGroup(province: province, form: .familyStore))
  }
}
