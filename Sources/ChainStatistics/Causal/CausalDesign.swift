/// How the effects of a panel are estimated.
public struct CausalDesign: Sendable, Hashable {
  /// What is done about covariates.
  public enum Adjustment: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing: parallel trends hold without conditions.
    case none
    /// Treated units are compared with the controls of their own combination of factors. Numeric covariates are not
    /// used. Equal to the three below where covariates are discrete and saturated, and it does not break down.
    case stratified
    /// The controls' changes are regressed on the factors (as dummies) and the covariates, and predicted for the treated.
    case outcomeRegression
    /// Doubly robust (Sant'Anna and Zhao 2020, the panel estimator with a logit score and least squares).
    case doublyRobust
  }

  /// Who stands for what would have happened.
  public var control: ControlGroup
  /// What is done about covariates.
  public var adjustment: Adjustment
  /// Draws for uniform bands, or `nil` for none.
  public var bootstrap: BootstrapPlan?
  /// The level of confidence of the bands.
  public var confidence: Double

  /// Makes a design.
  public init(
    control: ControlGroup = .never, adjustment: Adjustment = .none, bootstrap: BootstrapPlan? = nil,
    confidence: Double = 0.95
  ) {
    self.control = control
    self.adjustment = adjustment
    self.bootstrap = bootstrap
    self.confidence = confidence
  }
}

/// The effects of a panel, and what is needed to judge them.
public struct CausalEstimate: Sendable {
  /// The effects as published.
  public var effects: PanelEffects
  /// What had to be done to keep cells alive.
  public var fallbacks: CellFallbacks
  /// Uniform bands, when a bootstrap was asked for.
  public var bands: UniformBands?
  /// The number of units that the estimate rests on.
  public var units: Int
  /// The number of treated units.
  public var treatedUnits: Int
  /// How much of the simple figure comes from each time since treatment, by ascending time; the weights sum to one.
  public var horizons: [HorizonWeight]
}

/// The weight of a time since treatment in the simple figure.
public struct HorizonWeight: Sendable, Hashable {
  /// The number of periods since treatment; 0 is the period of treatment.
  public var event: Int
  /// The weight.
  public var weight: Double
}
