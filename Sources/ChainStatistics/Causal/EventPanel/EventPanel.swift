/// Eight units side by side: what one step of the estimators works on.
typealias UnitLane = SIMD8<Double>

/// Units observed over periods, some of them treated from a period on: what the causal estimators read.
///
/// Units are kept sorted by cohort and, within a cohort, by profile (the combination of their factors), each such
/// segment filled up to a multiple of eight with units that are never seen. So every step of eight units belongs to one
/// cohort and one profile, and sums over a cohort run over contiguous memory.
///
/// A panel is prepared once; ``effects(_:)`` and the subsets made by ``keeping(_:)`` are cheap.
public struct EventPanel: Sendable {
  /// The periods in order: years, month numbers or any integers. See ``scale``.
  public let periods: [Int]
  /// How ``periods`` and the cohorts' dates are written.
  public let scale: PeriodScale
  /// The cohorts that are treated within the panel, by date.
  public let cohorts: [TreatmentCohort]
  /// How many units the panel holds, treated and never treated.
  public let unitCount: Int
  /// What was left out while the panel was made, and why.
  public let leftOut: PanelLeftOut
  /// The names of the factors, coarsest first.
  public let factorNames: [String]
  /// The names of the numeric covariates.
  public let covariateNames: [String]
  /// How many clusters the units fall into, or `nil` when each unit stands for itself.
  public let clusterCount: Int?

  /// Contiguous runs of units of one cohort and one profile.
  let segments: [PanelSegment]
  /// The outcome, `values[vector * periods.count + period]`, NaN where a unit is not seen.
  let values: [UnitLane]
  /// For each slot, the unit's position in the caller's arrays; -1 for a slot that only fills up.
  let origins: [Int32]
  /// The levels of the factors for each profile.
  let profiles: [[Int]]
  /// The numeric covariates, one array over slots for each.
  let covariates: [[Double]]
  /// The cluster of each slot, numbered from zero; empty when each unit stands for itself.
  let clusters: [Int32]

  /// The number of steps of eight units.
  var vectorCount: Int { origins.count / UnitLane.scalarCount }
  /// What stands for the never treated where cohorts are counted: one past the last cohort.
  var neverTreated: Int { cohorts.count }
  /// The number of units that are never treated within the panel.
  public var neverTreatedCount: Int {
    segments.reduce(0) { $0 + ($1.cohort == neverTreated ? $1.units : 0) }
  }
}

/// How the periods of a panel are written.
public enum PeriodScale: Sendable, Hashable {
  /// Plain integers, such as years.
  case integers
  /// Months, each the `index` of a `YearMonth`.
  case months
}

/// The units whose treatment begins at the same date.
public struct TreatmentCohort: Sendable, Hashable {
  /// The date of treatment, on the panel's scale.
  public let period: Int
  /// The number of units.
  public let units: Int
  /// The position of the first period of the panel that is treated.
  let onset: Int
}

/// A contiguous run of units of one cohort and one profile.
struct PanelSegment: Sendable {
  /// The position of the cohort, or ``EventPanel/neverTreated``.
  let cohort: Int
  /// The position of the profile in ``EventPanel/profiles``.
  let profile: Int
  /// The number of units; the slots after them are empty.
  let units: Int
  /// The steps of eight units that it fills.
  let vectors: Range<Int>

  /// One in the lanes of a step that hold a unit, zero in those that only fill up.
  func occupied(_ vector: Int) -> UnitLane {
    let held = units - (vector - vectors.lowerBound) * UnitLane.scalarCount
    guard held < UnitLane.scalarCount else { return UnitLane(repeating: 1) }
    var lane = UnitLane.zero
    for slot in 0..<max(0, held) { lane[slot] = 1 }
    return lane
  }
}

/// What was left out of a panel, by reason.
public struct PanelLeftOut: Sendable, Hashable, Codable {
  /// Units treated at or before the first period: they have no period before their treatment.
  public var alwaysTreated = 0
  /// Units without a single observed value.
  public var neverSeen = 0
  /// Units without a value for one of the covariates.
  public var withoutCovariate = 0
  /// Rows without a value.
  public var emptyRows = 0
  /// Rows whose value is zero or negative, where logarithms are taken.
  public var nonPositiveRows = 0
  /// Units whose covariates differ between their rows; the earliest row's are used.
  public var changingCovariates = 0

  /// Nothing left out.
  public init() {}
}
