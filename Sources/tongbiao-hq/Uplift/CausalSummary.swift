import ChainStatistics
import SnackChain

/// The causal estimate with what it rests on.
struct CausalSummary {
  /// On the logarithm of turnover.
  let estimate: CausalEstimate
  /// On turnover in fen, for what it means in money; `nil` where it cannot be had.
  let level: CausalEstimate?
  /// What was left out of the panel.
  let leftOut: PanelLeftOut
  /// Between which the effect lies, should the arms have answered unlike.
  let lee: LeeBounds
  /// How large a break of parallel trends would overturn the sign; `nil` where nothing was seen before certification.
  let breakdown: BreakdownBound?
  /// The estimate of parts of the chain and of dates that are too early; `nil` where that was not asked for.
  let robustness: ProgrammeRobustness?
  /// Stores that were never certified within the months.
  let neverTreated: Int
  /// How many cohorts of certification there are.
  let cohorts: Int
  /// The months of the panel.
  let months: ClosedRange<YearMonth>

  /// The confidence of all intervals.
  static let confidence = 0.95
  /// The standard normal quantile of it.
  static let quantile = 1.959963984540054

  /// The mean effect over all stores and months under the certificate, in logarithms.
  var effect: PanelEffects.Figure { estimate.effects.simple }

  /// The interval of the effect, in logarithms.
  var interval: ClosedRange<Double>? {
    guard effect.att.isFinite, effect.se.isFinite else { return nil }
    return effect.att - Self.quantile * effect.se...effect.att + Self.quantile * effect.se
  }

  /// The effect as growth.
  var growthEffect: Double { growth(ofLog: effect.att) }
  /// The interval of the effect as growth.
  var growthInterval: ClosedRange<Double>? {
    interval.map { growth(ofLog: $0.lowerBound)...growth(ofLog: $0.upperBound) }
  }

  /// Estimates within strata of province and form, or says why that cannot be done.
  static func estimate(
    _ panel: TurnoverPanel, months: ClosedRange<YearMonth>, terms: UpliftTerms, withTrials: Bool
  ) -> Result<CausalSummary, PanelRefusal> {
    do throws(PanelRefusal) {
      let design = CausalDesign(control: terms.control, adjustment: .stratified)
      let logs = try panel.programmePanel(months, minOpenDays: terms.minOpenDays)
      let estimate = try logs.effects(design)
      let levels = try? panel.programmePanel(months, minOpenDays: terms.minOpenDays, outcome: .level)
      let robustness =
        withTrials ? panel.robustness(of: estimate, on: logs, months: months, design: design) : nil
      return .success(
        CausalSummary(
          estimate: estimate, level: try? levels?.effects(design), leftOut: logs.leftOut,
          lee: LeeBounds(logs, estimate, control: terms.control), breakdown: BreakdownBound(estimate),
          robustness: robustness, neverTreated: logs.neverTreatedCount, cohorts: logs.cohorts.count, months: months))
    } catch {
      return .failure(error)
    }
  }
}

extension PanelRefusal {
  /// A stable code for machines.
  var code: String {
    switch self {
    case .noTreated: "no_treated"
    case .noControls: "no_controls"
    case .onePeriod: "one_period"
    case .empty: "empty"
    default: "not_estimable"
    }
  }
}
