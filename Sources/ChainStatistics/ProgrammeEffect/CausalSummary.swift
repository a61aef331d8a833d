#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif
import SnackChain

/// The causal estimate with what it rests on.
public struct CausalSummary: Sendable {
  /// On the logarithm of turnover.
  public let estimate: CausalEstimate
  /// On turnover in fen, for what it means in money; `nil` where it cannot be had.
  public let level: CausalEstimate?
  /// What was left out of the panel.
  public let leftOut: PanelLeftOut
  /// Between which the effect lies, should the arms have answered unlike.
  public let lee: LeeBounds
  /// How large a break of parallel trends would overturn the sign; `nil` where nothing was seen before certification.
  public let breakdown: BreakdownBound?
  /// The estimate of parts of the chain and of dates that are too early; `nil` where that was not asked for.
  public let robustness: ProgrammeRobustness?
  /// Stores that were never certified within the months.
  public let neverTreated: Int
  /// How many cohorts of certification there are.
  public let cohorts: Int
  /// The months of the panel.
  public let months: ClosedRange<YearMonth>

  /// The confidence of all intervals.
  public static let confidence = 0.95
  /// The standard normal quantile of it.
  public static let quantile = 1.959963984540054

  /// The mean effect over all stores and months under the certificate, in logarithms.
  public var effect: PanelEffects.Figure { estimate.effects.simple }

  /// The interval of the effect, in logarithms.
  public var interval: ClosedRange<Double>? {
    guard effect.att.isFinite, effect.se.isFinite else { return nil }
    return effect.att - Self.quantile * effect.se...effect.att + Self.quantile * effect.se
  }

  /// The effect as growth.
  public var growthEffect: Double { growth(ofLog: effect.att) }
  /// The interval of the effect as growth.
  public var growthInterval: ClosedRange<Double>? {
    interval.map { growth(ofLog: $0.lowerBound)...growth(ofLog: $0.upperBound) }
  }

  /// Estimates within strata of province and form, or says why that cannot be done.
  ///
  /// - Parameters:
  ///   - withTrials: whether the estimate is tried on parts of the chain and with dates that are too early.
  ///   - bootstrap: how bands that hold for all months at once are drawn, or `nil` for none.
  ///   - level: regions of this level are what errors and bands are by, or `nil` for stores.
  public static func estimate(
    _ panel: TurnoverPanel, months: ClosedRange<YearMonth>, minOpenDays: Int = TurnoverPanel.usualMinOpenDays,
    control: ControlGroup = .never, withTrials: Bool = false, bootstrap: BootstrapPlan? = nil,
    clusteredBy level: RegionLevel? = nil
  ) -> Result<CausalSummary, PanelRefusal> {
    do throws(PanelRefusal) {
      let design = CausalDesign(control: control, adjustment: .stratified)
      let logs = try panel.programmePanel(months, minOpenDays: minOpenDays, clusteredBy: level)
      let estimate = try logs.effects(
        CausalDesign(control: control, adjustment: .stratified, bootstrap: bootstrap, confidence: Self.confidence))
      let levels = try? panel.programmePanel(months, minOpenDays: minOpenDays, outcome: .level, clusteredBy: level)
      let robustness =
        withTrials ? panel.robustness(of: estimate, on: logs, months: months, design: design) : nil
      return .success(
        CausalSummary(
          estimate: estimate, level: try? levels?.effects(design), leftOut: logs.leftOut,
          lee: LeeBounds(logs, estimate, control: control), breakdown: BreakdownBound(estimate),
          robustness: robustness, neverTreated: logs.neverTreatedCount, cohorts: logs.cohorts.count, months: months))
    } catch {
      return .failure(error)
    }
  }
}

/// A change of logarithms as growth: `exp(x) - 1`.
public func growth(ofLog value: Double) -> Double { expm1(value) }

extension PanelRefusal {
  /// A stable code for machines.
  public var code: String {
    switch self {
    case .noTreated: "no_treated"
    case .noControls: "no_controls"
    case .onePeriod: "one_period"
    case .empty: "empty"
    default: "not_estimable"
    }
  }
}
