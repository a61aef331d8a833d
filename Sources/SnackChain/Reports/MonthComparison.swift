/// A month beside the store's other months: what an owner gets back for a figure, computed from nothing but the store's
/// own reports.
public struct MonthComparison: Hashable, Sendable {
  /// The month.
  public let month: YearMonth
  /// Growth over the month before, where both had takings.
  public let monthOnMonth: Double?
  /// Growth over the same month of last year, where both had takings.
  public let yearOnYear: Double?
  /// January and February together against those of last year; known in either month once all four are.
  public let festivalYearOnYear: Double?
  /// Takings of an open day.
  public let perOpenDay: Money?
  /// Takings of an open day in the month before.
  public let perOpenDayBefore: Money?
  /// The platforms' part of the turnover.
  public let takeawayShare: Double?
  /// What the platforms kept of their part.
  public let commissionRate: Double?
  /// What one more open day of the month brought on average, after commission.
  public let openDayWorth: Money?

  /// Years whose figures the pandemic distorted: comparisons with them say so.
  public static let distortedYears = 2020...2022

  /// Compares `report` with the store's other months.
  public init(_ report: MonthlyReport, others: some Sequence<MonthlyReport>) {
    var known = Dictionary(others.map { ($0.month, $0) }, uniquingKeysWith: { $1 })
    known[report.month] = report
    let now = report.month
    month = now
    monthOnMonth = Self.growth([now], over: [now.previous], in: known)
    yearOnYear = Self.growth([now], over: [now.lastYear], in: known)
    if now.month <= 2 {
      let both = now.month == 1 ? [now, now.next] : [now.previous, now]
      festivalYearOnYear = Self.growth(both, over: both.map(\.lastYear), in: known)
    } else {
      festivalYearOnYear = nil
    }
    perOpenDay = Self.perDay(report.turnover, report.openDays)
    perOpenDayBefore = known[now.previous].flatMap { Self.perDay($0.turnover, $0.openDays) }
    takeawayShare = Self.share(report.takeaway, of: report.turnover)
    commissionRate = report.takeaway.flatMap { Self.share(report.commission, of: $0) }
    openDayWorth = report.turnover.subtracting(report.commission ?? .zero).flatMap { Self.perDay($0, report.openDays) }
  }

  /// Whether there is another month to compare with.
  public var hasComparison: Bool { monthOnMonth != nil || yearOnYear != nil }

  /// Whether the single month's growth over last year is not comparable: Spring Festival moves between the two.
  public var isMovedByFestival: Bool { month.month <= 2 && yearOnYear != nil }

  /// Whether last year's month is one that the pandemic distorted.
  public var hasDistortedBase: Bool {
    (yearOnYear != nil || festivalYearOnYear != nil) && Self.distortedYears.contains(month.year - 1)
  }

  /// How many times the month before this one is, in tenths, where that is thrice or a third: worth asking about.
  public static func doubtfulTimes(of turnover: Money, over before: Money?) -> (tenths: Int64, isAbove: Bool)? {
    guard let before, before > .zero, turnover > .zero else { return nil }
    let (more, less) = (max(turnover.fen, before.fen), min(turnover.fen, before.fen))
    guard more / 3 >= less else { return nil }
    return (more / max(1, less / 10), turnover > before)
  }

  private static func growth(
    _ months: [YearMonth], over base: [YearMonth], in known: [YearMonth: MonthlyReport]
  ) -> Double? {
    func sum(_ months: [YearMonth]) -> Int64? {
      var total: Int64 = 0
      for month in months {
        guard let fen = known[month]?.turnover.fen, fen > 0 else { return nil }
        let (next, overflow) = total.addingReportingOverflow(fen)
        if overflow { return nil }
        total = next
      }
      return total
    }
    guard let now = sum(months), let then = sum(base) else { return nil }
    return Double(now) / Double(then) - 1
  }

  private static func perDay(_ amount: Money, _ days: Int?) -> Money? {
    guard let days, days > 0, amount > .zero else { return nil }
    return Money(fen: amount.fen / Int64(days))
  }

  private static func share(_ part: Money?, of whole: Money) -> Double? {
    guard let part, whole > .zero, part >= .zero else { return nil }
    return Double(part.fen) / Double(whole.fen)
  }
}
