/// Bands that hold for all parts of an aggregate at once, from the multiplier bootstrap.
///
/// The error of a figure is the range of its draws between the quartiles over that of the standard normal law, and the
/// critical value is the quantile of the largest ratio of draw to error over the parts (Callaway and Sant'Anna 2021,
/// algorithm 1).
public struct UniformBands: Sendable, Hashable {
  /// The errors and the critical value of one aggregate.
  public struct Family: Sendable, Hashable {
    /// The bootstrap's standard error of the overall figure.
    public var overallError: Double
    /// The bootstrap's standard error of each part.
    public var errors: [Double]
    /// A part's band is its effect, less and plus this times its error.
    public var critical: Double
  }

  /// The bootstrap's standard error of the simple figure.
  public var simpleError: Double
  /// By cohort.
  public var group: Family
  /// By calendar period.
  public var calendar: Family
  /// By time since treatment.
  public var event: Family
  /// The level of confidence.
  public var confidence: Double

  init(_ sums: InfluenceSums, _ aggregates: AggregatePlan, functions: Int, units: Int, confidence: Double) {
    let draws = sums.draws.count / max(1, functions)
    let scale = 1 / Double(units)
    let first = functions - aggregates.overalls.count

    func column(_ function: Int) -> [Double] { (0..<draws).map { sums.draws[$0 * functions + function] * scale } }

    func family(_ parts: Range<Int>, _ figure: AggregatePlan.Figure) -> Family {
      let columns = parts.map(column)
      let errors = columns.map(Self.error)
      var largest = [Double](repeating: 0, count: draws)
      for (values, error) in zip(columns, errors) where error > 0 {
        for draw in 0..<draws { largest[draw] = max(largest[draw], abs(values[draw]) / error) }
      }
      return Family(
        overallError: Self.error(column(first + figure.rawValue)), errors: errors,
        critical: Self.quantile(largest.sorted(), confidence))
    }
    simpleError = Self.error(column(first + AggregatePlan.Figure.simple.rawValue))
    group = family(aggregates.groups, .group)
    calendar = family(aggregates.calendar, .calendar)
    event = family(aggregates.events, .event)
    self.confidence = confidence
  }

  /// The distance of the quartiles over that of the standard normal law.
  private static func error(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / (2 * 0.674_489_750_196_081_7)
  }

  /// The smallest value with at least a `share` of the values at or below it.
  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let position = Int((Double(sorted.count) * share).rounded(.up)) - 1
    return sorted[min(max(position, 0), sorted.count - 1)]
  }
}
