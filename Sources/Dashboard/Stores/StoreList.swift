import ChainStatistics
import Localization
import PanelFeed
import SnackChain

/// A list of stores in a month: chosen and sorted over the panel's columns, so that only the rows that are shown become
/// text. Of 30,000 stores that takes a few milliseconds.
struct StoreList {
  /// Whether a report is due and there.
  enum State: String, CaseIterable {
    case due, reported, missing
    /// Reported without being due, or neither.
    case notDue = "not_due"

    var title: Message {
      switch self {
      case .due: .webDue
      case .reported: .webReportedStores
      case .missing: .webMissing
      case .notDue: .webNotDue
      }
    }
  }

  let visit: Visit
  let fed: FedPanel
  let month: YearMonth
  /// The division that the page is about, beside the one that its form may ask for.
  let region: RegionCode?
  let id: String

  init(visit: Visit, fed: FedPanel, month: YearMonth, region: RegionCode? = nil, id: String = "main") {
    self.visit = visit
    self.fed = fed
    self.month = month
    self.region = region
    self.id = id
  }

  private static let columns: [Sheet.Column] = [
    .init("store", .hqFactCode), .init("name", .hqFactName), .init("region", .hqFactRegion),
    .init("tier", .hqFactTier), .init("standing", .hqFactStanding), .init("state", .webReportState),
    .init("turnover_fen", .webInYuan(.webTurnover)), .init("open_days", .webOpenDays),
    .init("year_before_fen", .webInYuan(.webThen)),
    .init("change", .webChangeOnYear),
  ]

  /// The table.
  ///
  /// - Throws: `PageProblem` of parameters that cannot be.
  func sheet() throws(PageProblem) -> Sheet {
    var sheet = Sheet(
      id, .webStores, columns: Self.columns, rows: .all([]),
      definition: visit.site.definition(of: ["turnover", "due", "reported"]))
    sheet.isSearchable = true
    sheet.sorted = ("store", false)
    sheet.filters = filters(sheet)
    let request = try SheetRequest(visit.query, for: sheet)
    let chosen = sorted(try rows(matching: request.text, sheet), by: request)
    let list = self
    sheet.rows = .chosen(count: chosen.count) { range in range.map { list.cells(chosen[$0]) } }
    return sheet
  }

  private func filters(_ sheet: Sheet) -> [Sheet.Filter] {
    let language = visit.language
    var filters: [Sheet.Filter] = []
    if region == nil {
      filters.append(
        .init(
          name: sheet.parameter("region"), title: .hqFactRegion,
          options: visit.regionOptions(sheet.parameter("region")).map { ($0.description, visit.name(of: $0)) }))
    }
    return filters + [
      .init(
        name: sheet.parameter("state"), title: .webReportState,
        options: State.allCases.map { ($0.rawValue, $0.title[language]) }),
      .init(
        name: sheet.parameter("standing"), title: .hqFactStanding,
        options: Standing.allCases.map { ($0.rawValue, Message.standing($0)[language]) }),
      .init(
        name: sheet.parameter("tier"), title: .hqFactTier,
        options: Tier.allCases.map { ($0.rawValue, Message.tier($0)[language]) }),
    ]
  }

  private func rows(matching text: String?, _ sheet: Sheet) throws(PageProblem) -> [Int] {
    let panel = fed.panel
    let state = try visit.query.choice(sheet.parameter("state"), State.self)
    let standing = try visit.query.choice(sheet.parameter("standing"), Standing.self)
    let tier = try visit.query.choice(sheet.parameter("tier"), Tier.self)
    var within = region
    if region == nil { within = try visit.region(sheet.parameter("region")) }
    let wanted = text.map { Array($0.lowercased().utf8) }
    let day = month.lastDay
    return (0..<panel.storeCount).filter { row in
      if let within, !(panel.region(ofRow: row, in: month)?.isWithin(within) ?? false) { return false }
      switch state {
      case nil: break
      case .due: if !panel.isDue(row: row, in: month) { return false }
      case .reported: if !panel.isCounted(row: row, in: month) { return false }
      case .missing:
        if !panel.isDue(row: row, in: month) || panel.isCounted(row: row, in: month) { return false }
      case .notDue: if panel.isDue(row: row, in: month) { return false }
      }
      if let tier, panel.tier(ofRow: row, in: month) != tier { return false }
      if let standing, panel.standing(ofRow: row, on: day) != standing { return false }
      if let wanted, !panel.matches(row: row, lowered: wanted) { return false }
      return true
    }
  }

  private func sorted(_ rows: [Int], by request: SheetRequest) -> [Int] {
    let panel = fed.panel
    func byNumber(_ key: (Int) -> Double?) -> [Int] {
      let keyed = rows.map { (row: $0, key: key($0)) }
      return keyed.sorted { left, right in
        switch (left.key, right.key) {
        case (nil, nil): left.row < right.row
        case (nil, _): false
        case (_, nil): true
        case (let first?, let second?):
          first == second ? left.row < right.row : request.descending ? first > second : first < second
        }
      }.map(\.row)
    }
    func byText(_ key: (Int) -> String) -> [Int] {
      let keyed = rows.map { (row: $0, key: key($0)) }
      return keyed.sorted { left, right in
        if left.key == right.key { return left.row < right.row }
        let isBefore = left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
        return request.descending ? !isBefore : isBefore
      }.map(\.row)
    }
    switch request.sort {
    case "name": return byText { panel.name(ofRow: $0) }
    case "region": return byNumber { row in panel.region(ofRow: row, in: month).map { Double($0.number) } }
    case "tier":
      return byNumber { row in
        panel.tier(ofRow: row, in: month).flatMap { Tier.allCases.firstIndex(of: $0) }.map(Double.init)
      }
    case "standing":
      return byNumber {
        Standing.allCases.firstIndex(of: panel.standing(ofRow: $0, on: month.lastDay)).map(Double.init)
      }
    case "state": return byNumber { Double(State.allCases.firstIndex(of: state(of: $0)) ?? 0) }
    case "turnover_fen": return byNumber { panel.turnoverFen(row: $0, in: month).map(Double.init) }
    case "open_days": return byNumber { panel.openDays(row: $0, in: month).map(Double.init) }
    case "year_before_fen": return byNumber { panel.turnoverFen(row: $0, in: month.lastYear).map(Double.init) }
    case "change": return byNumber(change)
    default: return byText { panel.code(ofRow: $0) }
    }
  }

  private func state(of row: Int) -> State {
    guard fed.panel.isDue(row: row, in: month) else { return .notDue }
    return fed.panel.isCounted(row: row, in: month) ? .reported : .missing
  }

  private func change(_ row: Int) -> Double? {
    guard let now = fed.panel.turnoverFen(row: row, in: month),
      let then = fed.panel.turnoverFen(row: row, in: month.lastYear), then > 0
    else { return nil }
    return Double(now) / Double(then) - 1
  }

  private func cells(_ row: Int) -> [PageCell] {
    let panel = fed.panel
    let code = panel.code(ofRow: row)
    let region = panel.region(ofRow: row, in: month)
    let standing = panel.standing(ofRow: row, on: month.lastDay)
    let state = state(of: row)
    return [
      .text(code, to: visit.address("/stores/\(PageQuery.encoded(code))")), .text(panel.name(ofRow: row)),
      region.map { .text(visit.name(of: $0), to: visit.address("/regions/\($0)")) } ?? .none,
      panel.tier(ofRow: row, in: month).map { .message(.tier($0), code: $0.rawValue) } ?? .none,
      .message(.standing(standing), code: standing.rawValue), .message(state.title, code: state.rawValue),
      .money(panel.turnoverFen(row: row, in: month)),
      panel.openDays(row: row, in: month).map { .integer($0) } ?? .none,
      .money(panel.turnoverFen(row: row, in: month.lastYear)), .growth(change(row)),
    ]
  }
}
