import CentralLedger
import ChainStatistics
import HTTPTypes
import Localization
import PanelFeed
import SnackChain

/// Closes a month, and opens it at once for the stores that were named as exceptions.
struct CloseMonthDeed: DashboardDeed {
  let deed = Deed.manageReports

  func done(_ form: PageQuery, for visit: Visit) async throws -> DeedOutcome {
    let month = try await PeriodForm.month(form, visit)
    let exceptions = try await PeriodForm.stores(form["except"], visit)
    let reason = form["reason"] ?? ""
    try await PeriodForm.decide(month, PeriodForm.scopes(visit), .closed, reason, visit)
    if !exceptions.isEmpty {
      let why = reason.isEmpty ? Message.webExcept[.zhHans] : reason
      try await PeriodForm.decide(month, exceptions.map { .store($0) }, .reopened, why, visit)
    }
    return .goTo("/months?month=\(month)")
  }
}

/// Opens a month again, for the stores named or for all, with a reason.
struct ReopenMonthDeed: DashboardDeed {
  let deed = Deed.manageReports

  func done(_ form: PageQuery, for visit: Visit) async throws -> DeedOutcome {
    let month = try await PeriodForm.month(form, visit)
    let stores = try await PeriodForm.stores(form["stores"], visit)
    try await PeriodForm.decide(
      month, stores.isEmpty ? PeriodForm.scopes(visit) : stores.map { .store($0) }, .reopened, form["reason"] ?? "",
      visit)
    return .goTo("/months?month=\(month)")
  }
}

/// What the two forms share.
enum PeriodForm {
  /// The month of a form, where nothing was decided about it since the form was given out.
  static func month(_ form: PageQuery, _ visit: Visit) async throws -> YearMonth {
    guard let month = try form.month() else {
      throw PageProblem.badParameter("month", "", wanted: .webWantMonth)
    }
    let decided = try await visit.site.ledger.periodEvents(of: month).count
    guard try form.integer("seen", in: 0...Int.max) == decided else {
      throw PageProblem(
        code: "decided_meanwhile", status: .conflict, title: .webDecidedMeanwhile(month), advice: .webDecisionStands,
        ways: [.init(text: .webMonths, address: "/months?month=\(month)")])
    }
    return month
  }

  /// The chain, or the divisions of an account that has not the whole of it.
  static func scopes(_ visit: Visit) -> [PeriodEvent.Scope] {
    visit.visitor.scope.regions?.map { .region($0) } ?? [.chain]
  }

  /// Codes of stores with blanks or commas between them, each one that the visitor may see.
  static func stores(_ text: String?, _ visit: Visit) async throws -> [StoreCode] {
    let fed = try await visit.panel()
    return try (text ?? "").split { " ,，、;；\t\r\n".contains($0) }.map { part in
      guard let code = StoreCode(HalfWidth.folding(String(part))), fed.panel.row(of: code) != nil else {
        throw PageProblem(
          code: "unknown_store", status: .notFound, title: .webUnknownStore(String(part).visible),
          advice: .webFormAdvice, ways: [.init(text: .webMonths, address: "/months")])
      }
      return code
    }
  }

  /// Decides, and says so where somebody else has decided the same meanwhile.
  static func decide(
    _ month: YearMonth, _ scopes: [PeriodEvent.Scope], _ kind: PeriodEvent.Kind, _ reason: String, _ visit: Visit
  ) async throws {
    do throws(CentralLedgerError) {
      _ = try await visit.site.ledger.decidePeriod(
        PeriodDecision(month: month, scopes: scopes, kind: kind, reason: reason, access: visit.visitor.access))
    } catch .period(let problem) {
      throw PageProblem(
        code: "period", status: problem == .unchanged(month) ? .conflict : .unprocessableContent,
        title: .hqPeriodProblem(problem), advice: .webDecisionStands,
        ways: [.init(text: .webMonths, address: "/months?month=\(month)")])
    } catch .notAllowed {
      throw PageProblem.notAllowed
    }
  }
}
