import CentralLedger
import ChainStatistics
import HTTPTypes
import Localization
import PanelFeed
import SnackChain

/// "Why did this number change?": two data versions of a month, and the difference store by store, exact to the fen.
struct WhyPage: DashboardPage {
  /// Versions between two that are compared unless others are asked for.
  private static let step: Int64 = 1_000

  let parameters = ["from", "to", "region"]

  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    let now = fed.panel.dataVersion
    let to = try visit.query.version("to") ?? now
    // A round number, so that the panel of that version serves many looks.
    let from = try visit.query.version("from") ?? max(0, (to / Self.step - 1) * Self.step)
    guard from <= to else { throw PageProblem.badParameter("from", String(from), wanted: .webWantVersion) }
    let after = to == now ? fed : try await visit.site.panels.panel(asOf: to, for: visit.visitor.scope)
    let before = try await visit.site.panels.panel(asOf: from, for: visit.visitor.scope)
    let region = try visit.region("region")
    let difference = PanelDifference(before.panel, after.panel, month: month, region: region)
    var content = PageContent(.overview, title: .webWhyTitle(month), fed: after, month: month)
    content.lead = .webWhyLead
    content.parts.append(
      .form(
        .init(
          address: visit.path, method: "get", title: .webWhyVersions,
          fields: [
            .init(name: "month", label: nil, kind: .hidden(month.description)),
            .init(name: "from", label: .webFromVersion, kind: .number(String(from))),
            .init(name: "to", label: .webToVersion, kind: .number(String(to))),
          ], submit: .webShow)))
    content.parts.append(
      .facts([
        .init(name: .webBefore, value: .money(Money(fen: difference.beforeFen)), note: .hqDataVersion(from)),
        .init(name: .webAfter, value: .money(Money(fen: difference.afterFen)), note: .hqDataVersion(to)),
        .init(
          name: .webChange, value: .money(Money(fen: difference.afterFen - difference.beforeFen)),
          note: .webStoresChanged(difference.rows.count)),
      ]))
    content.parts.append(.sheet(Self.sheet(difference, month: month, after: after.panel, visit)))
    return content
  }

  private static func sheet(
    _ difference: PanelDifference, month: YearMonth, after: TurnoverPanel, _ visit: Visit
  ) -> Sheet {
    var sheet = Sheet(
      "main", .webByStore,
      columns: [
        .init("store", .hqFactCode), .init("name", .hqFactName), .init("before_fen", .webInYuan(.webBefore)),
        .init("after_fen", .webInYuan(.webAfter)), .init("change_fen", .webInYuan(.webChange)),
        .init("reason", .webReason),
      ],
      rows: .all(
        difference.rows.map { row in
          [
            .text(row.code, to: visit.address("/stores/\(PageQuery.encoded(row.code))")), .text(row.name),
            .money(row.beforeFen), .money(row.afterFen), .money((row.afterFen ?? 0) - (row.beforeFen ?? 0)),
            .message(.webChangeReason(row.kind.rawValue), code: row.kind.rawValue),
          ]
        }), definition: .webWhyDefinition)
    sheet.isSearchable = true
    sheet.emptiness = .webNothingChanged
    return sheet
  }
}
