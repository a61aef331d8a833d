/// What a store took in one calendar month.
///
/// Turnover is 营业额: gross takings after discounts given to customers and before the platforms' commission, tax
/// included. Commission is separate. A closed month is reported as zero with a reason, never left out.
public struct MonthlyReport: Hashable, Sendable, Codable {
  /// The store that reports.
  public var store: StoreCode
  /// The month reported.
  public var month: YearMonth
  /// Gross takings of the month.
  public var turnover: Money
  /// Days on which the store was open, or `nil` where it is not known (histories on paper).
  public var openDays: Int?
  /// Why turnover is zero (or unusually low).
  public var reason: ZeroReason?
  /// The part of the turnover that came through delivery platforms.
  public var takeaway: Money?
  /// What the platforms kept.
  public var commission: Money?
  /// The owner's remark.
  public var note: String?

  /// Makes a report.
  public init(
    store: StoreCode, month: YearMonth, turnover: Money, openDays: Int?, reason: ZeroReason? = nil,
    takeaway: Money? = nil, commission: Money? = nil, note: String? = nil
  ) {
    self.store = store
    self.month = month
    self.turnover = turnover
    self.openDays = openDays
    self.reason = reason
    self.takeaway = takeaway
    self.commission = commission
    self.note = note
  }

  enum CodingKeys: String, CodingKey {
    case store, month
    case turnover = "turnover_fen"
    case openDays = "open_days"
    case reason
    case takeaway = "takeaway_fen"
    case commission = "commission_fen"
    case note
  }
}

/// Why a month brought nothing.
public enum ZeroReason: String, Hashable, Sendable, CaseIterable, Codable {
  /// 停业 or 歇业: not trading
  case closed
  /// 装修: being refitted
  case refitting
  /// 放假: on holiday, as around Spring Festival
  case holiday
  /// 其他
  case other
}
