import ChainStatistics
import HTTPTypes
import Localization
import PanelFeed
import SnackChain

/// One division: what is known of it, and the divisions within.
struct RegionPage: DashboardPage {
  var isSameForAll: Bool { true }

  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    guard let region = RegionCode(parameters["region"]) else {
      throw PageProblem.badParameter("region", parameters["region"], wanted: .webWantRegion)
    }
    let level: RegionLevel = region.level == .province ? .city : .county
    let figures = try RegionFigures(fed.panel, level: level, month: month, within: region)
    guard let total = figures.total else {
      throw PageProblem(
        code: "empty_region", status: .notFound, title: .webEmptyRegion(visit.name(of: region)),
        advice: .webEmptyRegionAdvice, ways: [.init(text: .webRegions, address: visit.address("/regions"))])
    }
    var content = PageContent(
      .regions, title: Message(verbatim: visit.name(of: region)), fed: fed, month: month)
    content.crumbs = [.init(text: .webRegions, address: visit.address("/regions"))]
    for part in [region.province, region.city] where part != region && part.level != region.level {
      content.crumbs.append(
        .init(
          text: Message(verbatim: visit.site.names.crumb(part, in: visit.language)),
          address: visit.address("/regions/\(part)")))
    }
    func stores(_ state: String?) -> String {
      visit.address("/stores", [("region", region.description), ("state", state)])
    }
    content.parts.append(
      .facts([
        .init(
          name: .webReported, value: .share(total.figures.responseRate),
          note: .webReportedOf(total.figures.reported, due: total.figures.due), address: stores("reported")),
        .init(
          name: .webMissing, value: .count(total.figures.missing), note: .webMissingNote, address: stores("missing"),
          isWarning: total.figures.missing > 0),
        .init(
          name: .webTurnover, value: .roundedMoney(Money(fen: total.figures.turnoverFen)),
          note: .webOnYearBefore(total.change), address: stores(nil)),
      ]))
    content.parts.append(try .chart(Self.history(fed, region: region, level: level, month: month, visit)))
    if region.level != .county {
      content.parts.append(
        .sheet(
          figures.sheet(level == .city ? .webByCity : .webByCounty, visit: visit) {
            visit.address("/regions/\($0)")
          }))
    }
    content.parts.append(
      .sheet(try StoreList(visit: visit, fed: fed, month: month, region: region, id: "stores").sheet()))
    return content
  }

  private static func history(
    _ fed: FedPanel, region: RegionCode, level: RegionLevel, month: YearMonth, _ visit: Visit
  ) throws -> Chart {
    let span = max(fed.reported?.lowerBound ?? month, month.adding(months: -35))...month
    let rollup = try fed.panel.rollup(RollupRequest(by: level == .city ? .city : .county, months: span))
    var byMonth: [YearMonth: RollupFigures] = [:]
    for row in rollup.rows {
      guard case .region(let code) = row.key, code.isWithin(region) else { continue }
      byMonth[row.period.last, default: RollupFigures()] += row.figures
    }
    let months = Array(span)
    let sheet = Sheet(
      "history", .webTurnoverByMonth,
      columns: [
        .init("month", .webMonth), .init("due", .webDue), .init("reported", .webReportedStores),
        .init("turnover_fen", .webTurnover), .init("average_fen", .webInYuan(.webAverage)),
      ],
      rows: .all(
        months.map { month in
          let figures = byMonth[month] ?? RollupFigures()
          return [
            .month(month, to: visit.here([("month", month.description)])), .integer(figures.due),
            .integer(figures.reported), .sum(figures.turnoverFen),
            .money(figures.averageTurnoverFen.map { Int64($0.rounded()) }),
          ]
        }), definition: visit.site.definition(of: ["turnover", "due", "reported"]))
    return Chart(
      title: .webTurnoverByMonth,
      drawing: LineChart(
        title: .webTurnoverByMonth, months: months,
        series: [.init(name: .webTurnover, values: months.map { byMonth[$0].map { Double($0.turnoverFen) } })],
        unit: .money), sheet: sheet.folded(sortedBy: "month"))
  }
}
