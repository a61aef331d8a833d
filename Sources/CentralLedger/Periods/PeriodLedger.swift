import SnackChain

/// Closing of months: once the figures of a month were paid or published on, they stand.
///
/// Every decision is an event in the audit chain. A figure that comes for a closed month is refused row by row with the
/// code `period_closed`; its device keeps it, and it can be sent again when the month was opened.
public protocol PeriodLedger: Sendable {
  /// Closes a month, or opens it again, for the chain, regions or stores.
  ///
  /// - Returns: the decision for each of `scopes`, in order; those that stand so already are left out.
  /// - Throws: ``CentralLedgerError/period(_:)``, or ``CentralLedgerError/notAllowed(_:)`` where one of `scopes` is not the
  ///   account's to decide about.
  func decidePeriod(_ decision: PeriodDecision) async throws(CentralLedgerError) -> [PeriodEvent]

  /// All decisions, oldest first; of one month, or of all.
  func periodEvents(of month: YearMonth?) async throws(CentralLedgerError) -> [PeriodEvent]
}

/// What somebody wants to decide about a month.
public struct PeriodDecision: Hashable, Sendable {
  /// The month.
  public var month: YearMonth
  /// For whom.
  public var scopes: [PeriodEvent.Scope]
  /// What.
  public var kind: PeriodEvent.Kind
  /// Why.
  public var reason: String
  /// Who.
  public var access: Access

  /// Makes a decision.
  public init(
    month: YearMonth, scopes: [PeriodEvent.Scope] = [.chain], kind: PeriodEvent.Kind, reason: String, access: Access
  ) {
    self.month = month
    self.scopes = scopes
    self.kind = kind
    self.reason = reason
    self.access = access
  }
}
