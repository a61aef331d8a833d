import SnackChain

/// How the growth of the groups of a rollup is worked out.
public struct RollupGrowthOptions: Hashable, Sendable {
  /// Open days that a store must have had in each month, on average over a period of several months.
  public var minOpenDays: Int
  /// How often stores are drawn for the intervals; 0 for no intervals.
  public var draws: Int
  /// The seed of the draws: every group and period starts from it.
  public var seed: UInt64
  /// The share of draws that the intervals hold.
  public var level: Double

  /// Makes options.
  public init(
    minOpenDays: Int = TurnoverPanel.usualMinOpenDays, draws: Int = 999, seed: UInt64 = 20_230_228, level: Double = 0.95
  ) {
    self.minOpenDays = min(max(minOpenDays, 0), 31)
    self.draws = max(draws, 0)
    self.seed = seed
    self.level = min(max(level, 0.5), 0.999)
  }
}

/// The growth of a group from the same period a year before: same stores by three measures with intervals, and what made
/// the group's whole turnover change.
///
/// A store belongs to the group that it was in in the last month of the period, for both periods. It is comparable if it
/// was due and reported in every month of both, took more than nothing in each, and was open on enough days.
public struct RollupGrowth: Hashable, Sendable {
  /// The group, or `nil` for all of them.
  public let key: RollupKey?
  /// The period.
  public let period: RollupPeriod
  /// The same period a year before.
  public let base: RollupPeriod
  /// Stores of the group due in every month of the period.
  public let due: Int
  /// Those of them that are comparable.
  public let stores: Int
  /// Their turnover, in fen.
  public let nowFen: Int64
  /// Their turnover a year before, in fen.
  public let thenFen: Int64
  /// Sum over sum, less 1; `nil` where no store is comparable, like the next two.
  public let ratioOfSums: Double?
  /// The mean of the stores' own ratios, less 1.
  public let meanOfRatios: Double?
  /// The median of the stores' own ratios, less 1.
  public let medianOfRatios: Double?
  /// The intervals of the three; `nil` for fewer than two stores, or where none were asked for.
  public let intervals: GrowthIntervalSet?
  /// Why stores due are not comparable.
  public let leftOut: [YearOnYearLeftOut]
  /// What made the turnover of the group change, over all its stores.
  public let contributions: GrowthContributions

  /// Whether the period is a January or February alone: Spring Festival falls into one of them in one year and into the
  /// other in the next, so their growth says little.
  public var isDistortedByFestival: Bool { period.first == period.last && period.first.month <= 2 }
  /// Comparable stores over stores due; `nil` where none is due.
  public var coverage: Double? { due == 0 ? nil : Double(stores) / Double(due) }
}

/// The intervals of the three measures of growth.
public struct GrowthIntervalSet: Hashable, Sendable {
  /// Of the ratio of sums.
  public let ratioOfSums: ClosedRange<Double>
  /// Of the mean of ratios.
  public let meanOfRatios: ClosedRange<Double>
  /// Of the median of ratios.
  public let medianOfRatios: ClosedRange<Double>
}
