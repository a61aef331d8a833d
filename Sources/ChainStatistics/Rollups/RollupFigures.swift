/// What is counted and added up for one group of stores and one period.
///
/// Counts are of reports, so that figures of months add up to those of a quarter; for one month they are of stores.
/// Amounts are whole fen and exact: a panel has at most 2^29 cells of at most 10^10 fen, which fits 63 bits.
public struct RollupFigures: Hashable, Sendable {
  /// Reports due: of stores opened on or before the month's last day and not closed before its first.
  public var due = 0
  /// Reports due and there.
  public var reported = 0
  /// Reports that first arrived after the deadline. 0 where times of arrival were not asked for or are not known.
  public var late = 0
  /// Turnover of the reports, in fen.
  public var turnoverFen: Int64 = 0
  /// Turnover through platforms, in fen, of the reports that state it.
  public var takeawayFen: Int64 = 0
  /// The whole turnover of the reports that state their takeaway, in fen.
  public var turnoverWithTakeawayFen: Int64 = 0
  /// Commission in fen, of the reports that state it and their takeaway.
  public var commissionFen: Int64 = 0
  /// Turnover through platforms, in fen, of the reports that state their commission too.
  public var takeawayWithCommissionFen: Int64 = 0
  /// Open days of the reports that state them.
  public var openDays = 0
  /// Reports that state their open days.
  public var reportsWithOpenDays = 0

  /// Makes figures of nothing.
  public init() {}

  /// Reports due and not there.
  public var missing: Int { due - reported }
  /// 填报率: reports there over reports due; `nil` where none is due.
  public var responseRate: Double? { Self.ratio(reported, due) }
  /// The share of takeaway in the turnover of the reports that state it.
  public var takeawayShare: Double? { Self.ratio(takeawayFen, turnoverWithTakeawayFen) }
  /// Commission over takeaway turnover, of the reports that state both.
  public var commissionRate: Double? { Self.ratio(commissionFen, takeawayWithCommissionFen) }
  /// Open days for each report that states them.
  public var averageOpenDays: Double? { Self.ratio(openDays, reportsWithOpenDays) }
  /// Turnover for each report, in fen.
  public var averageTurnoverFen: Double? { Self.ratio(turnoverFen, Int64(reported)) }

  private static func ratio(_ part: some BinaryInteger, _ whole: some BinaryInteger) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }

  /// Adds the figures of another group or month.
  public static func += (left: inout RollupFigures, right: RollupFigures) {
    left.due += right.due
    left.reported += right.reported
    left.late += right.late
    left.turnoverFen += right.turnoverFen
    left.takeawayFen += right.takeawayFen
    left.turnoverWithTakeawayFen += right.turnoverWithTakeawayFen
    left.commissionFen += right.commissionFen
    left.takeawayWithCommissionFen += right.takeawayWithCommissionFen
    left.openDays += right.openDays
    left.reportsWithOpenDays += right.reportsWithOpenDays
  }

  static func -= (left: inout RollupFigures, right: RollupFigures) {
    left.due -= right.due
    left.reported -= right.reported
    left.late -= right.late
    left.turnoverFen -= right.turnoverFen
    left.takeawayFen -= right.takeawayFen
    left.turnoverWithTakeawayFen -= right.turnoverWithTakeawayFen
    left.commissionFen -= right.commissionFen
    left.takeawayWithCommissionFen -= right.takeawayWithCommissionFen
    left.openDays -= right.openDays
    left.reportsWithOpenDays -= right.reportsWithOpenDays
  }
}
