import SnackChain

/// What a rollup is asked for.
public struct RollupRequest: Hashable, Sendable {
  /// What stores are grouped by.
  public var dimension: RollupDimension
  /// The months.
  public var months: ClosedRange<YearMonth>
  /// How time is cut.
  public var periods: RollupPeriodKind
  /// What is added up beside counts and turnover.
  public var measures: RollupMeasures
  /// When a report is late.
  public var deadline: ReportDeadline

  /// Makes a request for months of the panel.
  public init(
    by dimension: RollupDimension, months: ClosedRange<YearMonth>, periods: RollupPeriodKind = .month,
    measures: RollupMeasures = [], deadline: ReportDeadline = ReportDeadline()
  ) {
    self.dimension = dimension
    self.months = months
    self.periods = periods
    self.measures = measures
    self.deadline = deadline
  }
}

/// Measures beside due, reported and turnover. Each costs another walk over the reports, so they are asked for.
public struct RollupMeasures: OptionSet, Hashable, Sendable {
  /// The bits of the set.
  public let rawValue: UInt8
  /// Makes a set of bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// Open days.
  public static let openDays = RollupMeasures(rawValue: 1)
  /// Takeaway share and commission rate.
  public static let platforms = RollupMeasures(rawValue: 2)
  /// Late reports.
  public static let late = RollupMeasures(rawValue: 4)
  /// All of them.
  public static let all: RollupMeasures = [.openDays, .platforms, .late]
}

/// Until when a report of a month is in time: the end of a day of the next month, in China.
public struct ReportDeadline: Hashable, Sendable {
  /// The day of the next month, 1 to 28.
  public var day: Int

  /// Makes a deadline; the association's is the 10th. Days beyond 1 to 28 are drawn into that range.
  public init(day: Int = 10) { self.day = min(max(day, 1), 28) }

  /// The first moment at which a report of `month` is late.
  public func passes(for month: YearMonth) -> Timestamp {
    Timestamp(startOfDayInChina: month.next.firstDay.adding(days: day))
  }
}

/// Sums and counts over the chain, with what was left out and the data that they were made from.
public struct Rollup: Hashable, Sendable {
  /// What was asked for.
  public let request: RollupRequest
  /// The position of the change feed that the panel stood at.
  public let dataVersion: Int64
  /// By period, then by key. Groups in which no report is due are not there.
  public let rows: [RollupRow]
  /// All groups of each period.
  public let totals: [RollupTotal]
  /// All groups and periods; a month that is in several periods (year to date) is counted once.
  public let total: RollupFigures
  /// How many stores were due at least once, and how many of them reported at least once.
  public let stores: RollupStores
  /// What was left out: always both reasons, though none may be left out for either.
  public let leftOut: [RollupLeftOut]
}

/// One group of stores in one period.
public struct RollupRow: Hashable, Sendable {
  /// The group.
  public let key: RollupKey
  /// The months.
  public let period: RollupPeriod
  /// What was counted and added up.
  public var figures: RollupFigures
}

/// All groups in one period.
public struct RollupTotal: Hashable, Sendable {
  /// The months.
  public let period: RollupPeriod
  /// What was counted and added up.
  public var figures: RollupFigures
}

/// How many stores a rollup is about.
public struct RollupStores: Hashable, Sendable {
  /// Stores of which at least one report was due.
  public let due: Int
  /// Stores of which at least one report that was due is there.
  public let reported: Int
}

/// Why something is not in the sums.
public enum RollupLeftOutReason: String, Hashable, Sendable, CaseIterable, Codable {
  /// The store was due and has no report: nothing is put in its place.
  case missing
  /// There is a report for a month in which the store had not opened or had closed: it is not added.
  case notDue = "not_due"
}

/// How much was left out for a reason.
public struct RollupLeftOut: Hashable, Sendable {
  /// Why.
  public let reason: RollupLeftOutReason
  /// Stores of which it is true in at least one month.
  public let stores: Int
  /// Store and month, of which it is true.
  public let reports: Int
}
