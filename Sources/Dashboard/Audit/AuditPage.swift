import CentralLedger
import Localization
import SnackChain

/// The audit chain: who did what, the youngest first. Only for the association: it names people.
struct AuditPage: DashboardPage {
  /// Entries that are read for one look.
  private static let reach: Int64 = 5_000

  let parameters = ["before"]

  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    guard visit.visitor.may(.managePeople) || visit.visitor == .demo else { throw PageProblem.notAllowed }
    let fed = try await visit.panel()
    let action = try visit.query.choice("action", AuditEntry.Action.self)
    let count = try await visit.site.ledger.health().auditEntries
    let last = try visit.query.integer("before", in: 1...Int.max).map(Int64.init) ?? count + 1
    let first = max(0, last - 1 - Self.reach)
    let entries = try await visit.site.ledger.auditEntries(
      after: first, limit: Int(min(Self.reach, max(1, last - 1 - first))))
    var content = PageContent(.audit, title: .webAudit, fed: fed)
    content.lead = .webAuditLead
    let chosen = entries.filter { action == nil || $0.action == action }
    var sheet = Sheet(
      "main", .webAuditEntries,
      columns: [
        .init("number", .webNumber), .init("at", .webAt), .init("actor", .webBy), .init("action", .webAction),
        .init("subject", .webSubject), .init("first_position", .webPosition), .init("digest", .webDigest),
      ],
      rows: .all(
        chosen.reversed().map { entry in
          [
            .serial(entry.number), .moment(entry.at), .text(entry.actor),
            .message(.webActionName(entry.action.rawValue), code: entry.action.rawValue),
            entry.subject.isEmpty
              ? .none : .message(.webAuditSubject(entry.subject, of: entry.action.rawValue), code: entry.subject),
            entry.firstPosition > 0 ? .serial(entry.firstPosition) : .none, .digest(entry.digest),
          ]
        }))
    sheet.isSearchable = true
    sheet.filters = [
      .init(
        name: "action", title: .webAction,
        options: AuditEntry.Action.allCases.map {
          ($0.rawValue, Message.webActionName($0.rawValue)[visit.language])
        })
    ]
    content.parts.append(.sheet(sheet))
    if first > 0 { content.parts.append(.notes([.webAuditMore(first)])) }
    return content
  }
}
