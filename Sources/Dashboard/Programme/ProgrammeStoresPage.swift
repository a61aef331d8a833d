import ChainStatistics
import Localization
import PanelFeed
import SnackChain

/// The stores behind a count or a stage of the programme.
struct ProgrammeStoresPage: DashboardPage {
  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    var content = PageContent(.programme, title: .webProgrammeStores, fed: fed, month: month)
    content.crumbs = [.init(text: .webProgramme, address: visit.address("/programme"))]
    let choice = try Choice(visit)
    guard let board = try await visit.site.boards.board(visit, month: month, patience: visit.patience) else {
      content.wait()
      return content
    }
    if board.dataVersion != fed.panel.dataVersion {
      content.parts.append(.notes([.webBoardVersion(board.dataVersion, now: fed.panel.dataVersion)]))
    }
    content.parts.append(.sheet(try Self.sheet(board, choice, visit)))
    return content
  }

  /// What the address asks for.
  private struct Choice {
    let count: ProgrammeCount?
    let stage: ProgrammeStage?
    let tier: Tier?
    let region: RegionCode?

    init(_ visit: Visit) throws(PageProblem) {
      count = try visit.query.choice("count", ProgrammeCount.self)
      stage = try visit.query.choice("stage", ProgrammeStage.self)
      tier = try visit.query.choice("tier", Tier.self)
      region = try visit.region("region")
    }

    func holds(_ row: ProgrammeBoard.Row) -> Bool {
      if let count, !row.counts.contains(count) { return false }
      if let stage, row.stage != stage { return false }
      if let tier, row.tier != tier { return false }
      if let region, !(row.region?.isWithin(region) ?? false) { return false }
      return true
    }
  }

  private static func sheet(_ board: ProgrammeBoard, _ choice: Choice, _ visit: Visit) throws(PageProblem) -> Sheet {
    let language = visit.language
    var sheet = Sheet(
      "main", .webProgrammeStores,
      columns: [
        .init("store", .hqFactCode), .init("name", .hqFactName), .init("region", .hqFactRegion),
        .init("tier", .hqFactTier), .init("stage", .hqFactStage), .init("since", .hqFactSince),
        .init("due", .webDueDay), .init("certificate_until", .hqFactUntil), .init("reporting", .webReportState),
      ], rows: .all([]), definition: choice.count.map { .hqCountDefinition($0.rawValue) })
    sheet.isSearchable = true
    sheet.sorted = ("store", false)
    sheet.filters = [
      .init(
        name: "count", title: .webCount,
        options: ProgrammeCount.allCases.map { ($0.rawValue, Message.hqCount($0.rawValue)[language]) }),
      .init(
        name: "stage", title: .hqFactStage,
        options: ProgrammeStage.allCases.map { ($0.rawValue, Message.programmeStage($0)[language]) }),
      .init(
        name: "tier", title: .hqFactTier, options: Tier.allCases.map { ($0.rawValue, Message.tier($0)[language]) }),
      .init(
        name: "region", title: .hqFactRegion,
        options: visit.regionOptions("region").map { ($0.description, visit.name(of: $0)) }),
    ]
    let request = try SheetRequest(visit.query, for: sheet)
    let text = request.text?.lowercased()
    let chosen = board.rows.filter { row in
      choice.holds(row)
        && (text.map { row.store.description.lowercased().contains($0) || row.name.lowercased().contains($0) } ?? true)
    }
    let rows = sorted(chosen, by: request)
    sheet.rows = .chosen(count: rows.count) { range in rows[range].map { cells($0, visit) } }
    return sheet
  }

  private static func sorted(_ rows: [ProgrammeBoard.Row], by request: SheetRequest) -> [ProgrammeBoard.Row] {
    func cell(_ row: ProgrammeBoard.Row) -> PageCell {
      switch request.sort {
      case "name": .text(row.name)
      case "region": row.region.map { .integer(Int($0.number)) } ?? .none
      case "tier": row.tier.flatMap { Tier.allCases.firstIndex(of: $0) }.map { .integer($0) } ?? .none
      case "stage": .integer(ProgrammeStage.allCases.firstIndex(of: row.stage) ?? 0)
      case "since": .day(row.since)
      case "due": .day(row.due)
      case "certificate_until": .day(row.certificateEnd)
      case "reporting": .integer(row.counts.contains(.reporting) ? 1 : 0)
      default: .text(row.store.description)
      }
    }
    // They come in the order of codes.
    if request.sort == "store" { return request.descending ? rows.reversed() : rows }
    return rows.enumerated().map { (offset: $0.offset, row: $0.element, key: cell($0.element)) }.sorted { left, right in
      if PageCell.isOrdered(left.key, right.key, descending: request.descending) { return true }
      if PageCell.isOrdered(right.key, left.key, descending: request.descending) { return false }
      return left.offset < right.offset
    }.map(\.row)
  }

  private static func cells(_ row: ProgrammeBoard.Row, _ visit: Visit) -> [PageCell] {
    let isReporting = row.counts.contains(.reporting)
    return [
      .text(row.store.description, to: visit.address("/stores/\(PageQuery.encoded(row.store.description))")),
      .text(row.name),
      row.region.map { .text(visit.name(of: $0), to: visit.address("/regions/\($0)")) } ?? .none,
      row.tier.map { .message(.tier($0), code: $0.rawValue) } ?? .none,
      .message(.programmeStage(row.stage), code: row.stage.rawValue), .day(row.since), .day(row.due),
      .day(row.certificateEnd),
      .message(isReporting ? .webReportedStores : .webNotReported, code: isReporting ? "reported" : "not_reported"),
    ]
  }
}
