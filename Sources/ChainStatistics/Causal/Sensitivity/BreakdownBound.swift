/// How large a violation of parallel trends would overturn the sign of the simple figure.
///
/// Relative magnitudes of Rambachan and Roth (2023): from one period to the next after treatment, the difference in
/// trends is at most `M` times the largest such step seen before treatment. With a varying base the effects before
/// treatment are those steps themselves. A path of steps in one direction moves the effect `h` periods after treatment
/// by at most `(h + 1) * M * largest`, so the simple figure by `M * largest * reach`.
///
/// This is a bound, and not the interval of the paper: the largest step is taken as it was estimated, noise included,
/// and the worst path is allowed, so the true breakdown value is at least about this where noise before treatment is
/// not smaller than the trend.
public struct BreakdownBound: Sendable, Hashable {
  /// The `M` at which the effect could be zero, were it known without error.
  public var ofEffect: Double
  /// The `M` at which the interval of the effect, widened by the violation, reaches zero; 0 when it does without any.
  public var ofInterval: Double
  /// The largest step before treatment.
  public var largestStep: Double
  /// The time of that step, in periods to treatment.
  public var stepEvent: Int
  /// The mean number of steps between the base and a treated period of the simple figure.
  public var reach: Double

  /// The bound of an estimate, or `nil` when no step before treatment was seen.
  ///
  /// - Parameters:
  ///   - leads: how many periods before treatment are looked at; far ones rest on few cohorts.
  ///   - confidence: the level of confidence of the interval.
  public init?(_ estimate: CausalEstimate, leads: Int = 12, confidence: Double = 0.95) {
    let steps = estimate.effects.event.by.filter { $0.key.ordinal < 0 && $0.key.ordinal >= -leads }
    guard let largest = steps.max(by: { abs($0.att) < abs($1.att) }), largest.att != 0 else { return nil }
    reach = estimate.horizons.reduce(0) { $0 + $1.weight * (Double($1.event) + 1) }
    largestStep = abs(largest.att)
    stepEvent = largest.key.ordinal
    let simple = estimate.effects.simple
    let beyond = max(0, abs(simple.att) - NormalLaw.critical(confidence) * simple.se)
    ofEffect = abs(simple.att) / (reach * largestStep)
    ofInterval = beyond / (reach * largestStep)
  }
}
