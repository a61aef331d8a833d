import SnackChain

/// What a store of the demo chain took in one month, whether or not its report came.
public struct DemoMonth: Hashable, Sendable {
  /// The month.
  public let month: YearMonth
  /// Gross takings, in whole fen.
  public let turnover: Money
  /// Days open.
  public let openDays: Int
  /// Why there were no takings; `nil` where there were.
  public let reason: ZeroReason?
  /// The part of the takings through platforms.
  public let takeaway: Money
  /// What the platforms kept.
  public let commission: Money
  /// Whether the report never came.
  public let isMissing: Bool
  /// When HQ received the report (or would have, where it is missing): mostly by the 10th of the next month in China,
  /// some days late for some.
  public let received: Timestamp

  /// The report as the owner of `store` would have sent it.
  public func report(of store: StoreCode) -> MonthlyReport {
    MonthlyReport(
      store: store, month: month, turnover: turnover, openDays: openDays, reason: reason, takeaway: takeaway,
      commission: commission)
  }
}
