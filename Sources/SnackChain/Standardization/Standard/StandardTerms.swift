/// The deadlines and rules of one version of the standard.
///
/// No public source gives any of them: the defaults are our own reasonable ones, for headquarters to replace.
public struct StandardTerms: Hashable, Sendable, Codable {
  /// Months for which a certificate holds.
  public var certificateMonths: Int = 36
  /// Days within which a failed inspection has to be put right.
  public var rectificationDays: Int = 30
  /// Days within which a promised paper has to follow (容缺+承诺制).
  public var promiseDays: Int = 30
  /// Days for which a passed inspection can carry a certificate or a renewal.
  public var inspectionValidDays: Int = 90
  /// Days before the end of a term from which it can be renewed.
  public var renewalOpensDays: Int = 90
  /// Days after the end of a term within which it can still be renewed without applying anew.
  public var renewalGraceDays: Int = 90
  /// Days after a revocation within which a store cannot apply again.
  public var barredAfterRevocationDays: Int = 365
  /// The tiers whose inspections need two inspectors.
  public var twoPersonTiers: [Tier] = [.flagship]

  /// Makes the defaults, to be changed one by one.
  public init() {}
}

extension CalendarDay {
  /// The same day of the month `months` later, or that month's last day where it has no such day.
  func adding(months: Int) -> CalendarDay {
    let (year, month, day) = parts
    let index = year * 12 + month - 1 + months
    let (laterYear, laterMonth) = (index / 12, index % 12 + 1)
    return CalendarDay(
      uncheckedYear: laterYear, month: laterMonth,
      day: min(day, CalendarDay.daysIn(month: laterMonth, of: laterYear)))
  }
}
