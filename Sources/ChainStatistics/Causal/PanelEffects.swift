import SnackChain

/// The effects of a panel, in the names and nesting of the JSON that is published.
///
/// Figures that are not finite (a cell without controls, a test that cannot be formed) are written as `null`.
public struct PanelEffects: Sendable, Hashable, Codable {
  /// The effect on one cohort in one period.
  public struct GroupTime: Sendable, Hashable, Codable {
    /// The date of treatment.
    public var cohort: PeriodLabel
    /// The period.
    public var time: PeriodLabel
    /// The effect; NaN where it could not be estimated.
    public var att: Double
    /// Its standard error.
    public var se: Double
    /// How many treated units were seen in both periods.
    public var treated: Int
    /// How many controls were seen in both periods.
    public var control: Int
  }

  /// An effect with its standard error.
  public struct Figure: Sendable, Hashable, Codable {
    /// The effect.
    public var att: Double
    /// Its standard error.
    public var se: Double

    /// Makes a figure.
    public init(att: Double, se: Double) {
      self.att = att
      self.se = se
    }
  }

  /// An effect of one cohort, one period or one time since treatment.
  public struct Part: Sendable, Hashable, Codable {
    /// The cohort's date, the period, or the number of periods since treatment (months, where periods are months).
    public var key: PeriodLabel
    /// The effect.
    public var att: Double
    /// Its standard error.
    public var se: Double
  }

  /// An overall effect and its parts.
  public struct Aggregate: Sendable, Hashable, Codable {
    /// The overall effect.
    public var att: Double
    /// Its standard error.
    public var se: Double
    /// The parts.
    public var by: [Part]
  }

  /// A Wald test that nothing moved before treatment.
  public struct Pretrend: Sendable, Hashable, Codable {
    /// The quadratic form of the effects before treatment.
    public var statistic: Double
    /// Its degrees of freedom: the rank of the effects' covariance; 0 when there is nothing to test.
    public var df: Int
    /// The chance of as large a statistic if nothing moved.
    public var p: Double
    /// What is tested: `cells` (all group-time effects before treatment) or `event` (their means by time to treatment).
    public var by: String
  }

  /// All group-time effects, by cohort and period.
  public var groupTime: [GroupTime]
  /// The mean over all treated cells, weighted by the cohorts' shares.
  public var simple: Figure
  /// By cohort: overall is the mean over cohorts by their shares.
  public var group: Aggregate
  /// By calendar period: overall is the plain mean over treated periods.
  public var calendar: Aggregate
  /// By time since treatment: overall is the plain mean from the period of treatment on.
  public var event: Aggregate
  /// Whether anything moved before treatment.
  public var pretrend: Pretrend

  enum CodingKeys: String, CodingKey {
    case groupTime = "group_time"
    case simple, group, calendar, event, pretrend
  }
}

/// A period or a number of periods, written as an integer or as `2023-02`.
public enum PeriodLabel: Sendable, Hashable, Codable {
  /// An integer: a year, a number of periods.
  case integer(Int)
  /// A month.
  case month(YearMonth)

  /// The label of a period on a scale.
  public init(_ period: Int, scale: PeriodScale) {
    switch scale {
    case .integers: self = .integer(period)
    case .months: self = .month(YearMonth(index: Int32(clamping: period)))
    }
  }

  /// The period on its scale.
  public var ordinal: Int {
    switch self {
    case .integer(let number): number
    case .month(let month): Int(month.index)
    }
  }

  /// Reads an integer or a month.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .integer(number)
    } else {
      self = .month(try container.decode(YearMonth.self))
    }
  }

  /// Writes an integer or a month.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .integer(let number): try container.encode(number)
    case .month(let month): try container.encode(month)
    }
  }
}

extension PeriodLabel: CustomStringConvertible {
  /// `2004` or `2023-02`.
  public var description: String {
    switch self {
    case .integer(let number): String(number)
    case .month(let month): month.description
    }
  }
}
