import SnackChain

/// The months that one row of a rollup adds up.
public struct RollupPeriod: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The first month.
  public let first: YearMonth
  /// The last month.
  public let last: YearMonth

  /// Makes a period of the months from `first` to `last`.
  public init(_ months: ClosedRange<YearMonth>) {
    first = months.lowerBound
    last = months.upperBound
  }

  /// `2023-02` for a month, `2023-01/2023-03` for several.
  public var description: String { first == last ? first.description : "\(first)/\(last)" }

  public static func < (left: RollupPeriod, right: RollupPeriod) -> Bool {
    (left.last, left.first) < (right.last, right.first)
  }
}

/// How a rollup cuts time.
public enum RollupPeriodKind: String, Hashable, Sendable, CaseIterable, Codable {
  /// 自然月
  case month
  /// Months, but January and February of a year together, since Spring Festival falls into either.
  case monthFestivalCombined = "month-festival"
  /// 季度
  case quarter
  /// 累计: from January to each month. The first months of it may lie before those asked for, never outside the panel.
  case yearToDate = "year-to-date"

  /// The periods of `months`, of which only the parts within `available` are counted.
  func periods(of months: ClosedRange<YearMonth>, available: ClosedRange<YearMonth>) -> [RollupPeriod] {
    if self == .yearToDate {
      return months.map {
        RollupPeriod(max($0.adding(months: 1 - $0.month), available.lowerBound)...$0)
      }
    }
    var periods: [RollupPeriod] = []
    for month in months {
      if let open = periods.last, joins(month, open.last) {
        periods[periods.count - 1] = RollupPeriod(open.first...month)
      } else {
        periods.append(RollupPeriod(month...month))
      }
    }
    return periods
  }

  private func joins(_ month: YearMonth, _ before: YearMonth) -> Bool {
    switch self {
    case .month, .yearToDate: false
    case .monthFestivalCombined: month.month == 2 && before.month == 1
    case .quarter: month.year == before.year && (month.month - 1) / 3 == (before.month - 1) / 3
    }
  }
}
