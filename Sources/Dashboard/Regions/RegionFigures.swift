import ChainStatistics
import Localization
import PanelFeed
import SnackChain

/// What is known of the divisions of one level in one month, beside the year before.
struct RegionFigures: Sendable {
  struct Row: Sendable {
    let region: RegionCode
    let figures: RollupFigures
    /// Turnover of the same month a year before, in fen; `nil` where the panel does not reach back.
    let yearBeforeFen: Int64?

    /// The change of the whole turnover.
    var change: Double? {
      guard let yearBeforeFen, yearBeforeFen > 0 else { return nil }
      return Double(figures.turnoverFen) / Double(yearBeforeFen) - 1
    }
  }

  let rows: [Row]

  /// The divisions of a level, within another one where that is given.
  ///
  /// - Throws: `PanelError`.
  init(
    _ panel: TurnoverPanel, level: RegionLevel, month: YearMonth, within region: RegionCode? = nil
  ) throws(PanelError) {
    let dimension: RollupDimension =
      switch level {
      case .province: .province
      case .city: .city
      case .county: .county
      }
    let now = try panel.rollup(RollupRequest(by: dimension, months: month...month))
    var before: [RollupKey: Int64]?
    if panel.months.contains(month.lastYear) {
      let rollup = try panel.rollup(RollupRequest(by: dimension, months: month.lastYear...month.lastYear))
      before = Dictionary(uniqueKeysWithValues: rollup.rows.map { ($0.key, $0.figures.turnoverFen) })
    }
    rows = now.rows.compactMap { row in
      guard case .region(let code) = row.key, region.map({ code.isWithin($0) }) ?? true else { return nil }
      return Row(region: code, figures: row.figures, yearBeforeFen: before.map { $0[row.key] ?? 0 })
    }
  }

  /// All of them together.
  var total: Row? {
    guard let first = rows.first else { return nil }
    var figures = RollupFigures()
    for row in rows { figures += row.figures }
    let before = rows.contains { $0.yearBeforeFen == nil } ? nil : rows.reduce(0) { $0 + ($1.yearBeforeFen ?? 0) }
    return Row(region: first.region.province, figures: figures, yearBeforeFen: before)
  }

  /// The table of them.
  func sheet(_ title: Message, visit: Visit, address: (RegionCode) -> String) -> Sheet {
    var sheet = Sheet(
      "main", title,
      columns: [
        .init("region", .hqFactRegion), .init("code", .webCode), .init("due", .webDue),
        .init("reported", .webReportedStores), .init("missing", .webMissing),
        .init("response_rate", .webResponseRate), .init("turnover_fen", .webTurnover),
        .init("average_fen", .webInYuan(.webAverage)), .init("change", .webChangeOnYear),
      ],
      rows: .all(
        rows.map { row in
          let figures = row.figures
          func stores(_ state: String) -> String {
            visit.address("/stores", [("region", row.region.description), ("state", state)])
          }
          return [
            .text(visit.name(of: row.region), to: address(row.region)), .text(row.region.description),
            .integer(figures.due, to: stores("due")), .integer(figures.reported, to: stores("reported")),
            .integer(figures.missing, to: stores("missing")), .share(figures.responseRate),
            .sum(figures.turnoverFen), .money(figures.averageTurnoverFen.map { Int64($0.rounded()) }),
            .growth(row.change),
          ]
        }), definition: visit.site.definition(of: ["turnover", "due", "reported", "response_rate"]))
    sheet.isSearchable = true
    sheet.pageSize = 100
    return sheet
  }
}
