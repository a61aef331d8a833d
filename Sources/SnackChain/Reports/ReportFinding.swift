/// How heavy a finding of the rules is.
public enum FindingWeight: Int, Hashable, Comparable, Sendable, Codable {
  /// It cannot be: not saved, not accepted.
  case refuse = 0
  /// Possible but doubtful: a person is asked, a file's row is kept and listed.
  case confirm = 1
  /// Worth saying, nothing is asked.
  case warn = 2

  public static func < (left: FindingWeight, right: FindingWeight) -> Bool { left.rawValue < right.rawValue }
}

/// One thing that the rules say of a report.
public enum ReportFinding: Hashable, Sendable {
  /// Turnover below zero.
  case negativeTurnover(Money)
  /// Turnover above ``Money/largestMonthlyFigure``.
  case turnoverBeyondPossible(Money)
  /// Zero, and no reason given.
  case zeroWithoutReason
  /// Open days below zero or above 99.
  case impossibleOpenDays(Int)
  /// Takeaway turnover negative or above the turnover.
  case takeawayBeyondTurnover(Money)
  /// Commission negative or above the turnover.
  case commissionBeyondTurnover(Money)
  /// A remark too long or with control characters.
  case unreadableNote
  /// A month that has not begun.
  case futureMonth(YearMonth)
  /// The month that is running now.
  case monthNotOver(YearMonth)
  /// More open days than the month has days.
  case moreOpenDaysThanMonth(Int, YearMonth)
  /// Takings, but not a single open day.
  case turnoverWithoutOpenDays
  /// Five times the store's own median or more.
  case farAboveMedian(Money, median: Money)
  /// A fifth of the store's own median or less.
  case farBelowMedian(Money, median: Money)
  /// The store had not opened yet.
  case beforeOpening(CalendarDay)
  /// The store had closed already.
  case afterClosing(CalendarDay)
  /// The number of open days is missing: the month cannot enter same-store comparisons.
  case openDaysUnknown

  /// What follows from the finding.
  public var weight: FindingWeight {
    switch self {
    case .negativeTurnover, .turnoverBeyondPossible, .zeroWithoutReason, .impossibleOpenDays, .takeawayBeyondTurnover,
      .commissionBeyondTurnover, .unreadableNote:
      .refuse
    case .futureMonth, .moreOpenDaysThanMonth, .turnoverWithoutOpenDays, .farAboveMedian, .farBelowMedian,
      .beforeOpening, .afterClosing:
      .confirm
    case .monthNotOver, .openDaysUnknown:
      .warn
    }
  }

  /// A stable code for machines.
  public var code: String {
    switch self {
    case .negativeTurnover: "negative_turnover"
    case .turnoverBeyondPossible: "turnover_beyond_possible"
    case .zeroWithoutReason: "zero_without_reason"
    case .impossibleOpenDays: "impossible_open_days"
    case .takeawayBeyondTurnover: "takeaway_beyond_turnover"
    case .commissionBeyondTurnover: "commission_beyond_turnover"
    case .unreadableNote: "unreadable_note"
    case .futureMonth: "future_month"
    case .monthNotOver: "month_not_over"
    case .moreOpenDaysThanMonth: "more_open_days_than_month"
    case .turnoverWithoutOpenDays: "turnover_without_open_days"
    case .farAboveMedian: "far_above_median"
    case .farBelowMedian: "far_below_median"
    case .beforeOpening: "before_opening"
    case .afterClosing: "after_closing"
    case .openDaysUnknown: "open_days_unknown"
    }
  }
}
