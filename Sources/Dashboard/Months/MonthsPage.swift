import CentralLedger
import ChainStatistics
import Localization
import PanelFeed
import SnackChain
import SyncProtocol

/// A month's close: what is still open, the lock with named exceptions, and every decision there was.
struct MonthsPage: DashboardPage {
  func content(for visit: Visit, _ parameters: PageParameters) async throws -> PageContent {
    let fed = try await visit.panel()
    let month = try visit.month(in: fed)
    var content = PageContent(.months, title: .webMonthsOf(month), fed: fed, month: month)
    let events = try await visit.site.ledger.periodEvents(of: nil).filter { event in
      visit.asOf.map { event.dataVersion <= $0 } ?? true
    }
    let isClosed = events.last { $0.month == month && $0.scope == .chain }?.kind == .closed
    let rollup = try fed.panel.rollup(RollupRequest(by: .province, months: month...month, measures: .late))
    let figures = rollup.totals.last?.figures ?? RollupFigures()
    let conflicts = try await visit.site.ledger.conflicts(of: nil).filter { $0.operation.report.month == month }
    let visible = conflicts.filter { fed.panel.row(of: $0.operation.report.store) != nil }
    content.parts.append(
      .facts([
        .init(name: .webState, value: isClosed ? .webMonthClosed : .webMonthOpen, isWarning: !isClosed),
        .init(
          name: .webMissing, value: .count(figures.missing), note: .webMissingNote,
          address: visit.address("/stores", [("state", "missing")]), isWarning: figures.missing > 0),
        .init(name: .webLate, value: .count(figures.late), address: visit.address("/reports")),
        .init(
          name: .webConflicts, value: .count(visible.count), note: .webConflictsNote, isWarning: !visible.isEmpty),
      ]))
    let seen = events.count { $0.month == month }
    if visit.visitor.may(.manageReports), visit.visitor.formToken != nil {
      content.parts.append(.form(Self.closing(month, seen: seen)))
      if events.contains(where: { $0.month == month && $0.kind == .closed }) {
        content.parts.append(.form(Self.reopening(month, seen: seen)))
      }
    } else {
      content.parts.append(.notes([.webMonthsOnlyAssociation]))
    }
    content.parts.append(.sheet(Self.decisions(events, visit)))
    return content
  }

  private static func closing(_ month: YearMonth, seen: Int) -> PageForm {
    PageForm(
      address: "/months/close", method: "post", title: .webCloseTitle(month),
      fields: [
        .init(name: "month", label: nil, kind: .hidden(month.description)),
        .init(name: "seen", label: nil, kind: .hidden(String(seen))),
        .init(name: "reason", label: .webReason, kind: .text(""), hint: .webOptionalHint),
        .init(name: "except", label: .webExcept, kind: .text(""), hint: .webExceptHint),
      ], submit: .webClose)
  }

  private static func reopening(_ month: YearMonth, seen: Int) -> PageForm {
    PageForm(
      address: "/months/reopen", method: "post", title: .webReopenTitle(month),
      fields: [
        .init(name: "month", label: nil, kind: .hidden(month.description)),
        .init(name: "seen", label: nil, kind: .hidden(String(seen))),
        .init(name: "reason", label: .webReason, kind: .text(""), hint: .webReopenHint, isRequired: true),
        .init(name: "stores", label: .webOnlyStores, kind: .text(""), hint: .webOnlyStoresHint),
      ], submit: .webReopen)
  }

  private static func decisions(_ events: [PeriodEvent], _ visit: Visit) -> Sheet {
    var sheet = Sheet(
      "main", .webDecisions,
      columns: [
        .init("month", .webMonth), .init("kind", .webDecision), .init("scope", .webForWhom),
        .init("reason", .webReason), .init("actor", .webBy), .init("recorded_at", .webAt),
        .init("data_version", .webVersion),
      ],
      rows: .all(
        events.reversed().map { event in
          let scope = Message.hqPeriodScope(event.scope)
          return [
            .month(event.month, to: "/months?month=\(event.month)"),
            .message(.hqPeriodKind(event.kind), code: event.kind.rawValue), .text(scope[visit.language]),
            .text(event.reason), .text(event.actor), .moment(event.recordedAt), .serial(event.dataVersion),
          ]
        }))
    sheet.isSearchable = true
    sheet.emptiness = .webNoDecisions
    return sheet
  }
}
