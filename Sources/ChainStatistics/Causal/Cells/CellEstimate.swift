#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// What one segment adds to a cell's influence function: for a unit seen in both periods whose change is `d`,
/// `slope * (d - m) + offset`, where `m` is the segment's own mean change; zero for other units.
struct Contribution: Sendable {
  let segment: Int32
  var slope: Double
  var offset: Double
}

/// An estimated group-time effect.
struct CellEstimate: Sendable {
  /// The position in ``CellPlan/cells``.
  let cell: Int
  let effect: Double
  let error: Double
  let treated: Int
  let control: Int
}

/// All cells of a plan: those that could be estimated with their influence functions, the others with their counts.
struct CellEstimates: Sendable {
  /// Only those that could be estimated, in the order of the plan.
  var estimates: [CellEstimate] = []
  /// The segments' parts of each estimate.
  var contributions: [[Contribution]] = []
  /// How many treated and controls were seen in the cells that could not be estimated.
  var missing: [(cell: Int, treated: Int, control: Int)] = []
  /// What had to be done to keep cells alive.
  var fallbacks = CellFallbacks()

  /// Adds a cell, and works out its error from its parts.
  mutating func append(
    cell: Int, pair: Int, effect: Double, treated: Double, control: Double, parts: [Contribution],
    _ panel: EventPanel, _ moments: SegmentMoments
  ) {
    var sum = 0.0
    for part in parts {
      let moment = moments[Int(part.segment), pair]
      sum += part.slope * part.slope * moment.squares + part.offset * part.offset * moment.count
    }
    let error = sqrt(sum) / Double(panel.unitCount)
    estimates.append(
      CellEstimate(cell: cell, effect: effect, error: error, treated: Int(treated), control: Int(control)))
    contributions.append(parts)
  }
}

/// How many cells needed something other than what was asked for.
public struct CellFallbacks: Sendable, Hashable, Codable {
  /// Cells in which some stratum had fewer than two controls, and was compared with those of its parent.
  public var pooledStrata = 0
  /// Cells in which covariates were collinear, and some were dropped.
  public var collinear = 0
  /// Cells whose propensity score separates treated from controls, estimated by outcome regression alone.
  public var separated = 0
  /// Cells with controls so certain to be treated (score of 0.995 or more) that they were left out.
  public var trimmed = 0

  /// Nothing was needed.
  public init() {}

  static func + (left: CellFallbacks, right: CellFallbacks) -> CellFallbacks {
    var sum = left
    sum.pooledStrata += right.pooledStrata
    sum.collinear += right.collinear
    sum.separated += right.separated
    sum.trimmed += right.trimmed
    return sum
  }
}
