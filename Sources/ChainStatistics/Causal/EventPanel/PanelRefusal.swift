/// Why a panel cannot be made, or an estimate not be had from it.
public enum PanelRefusal: Error, Sendable, Hashable {
  /// The arrays do not fit together: `what` names the one that has another length than the units or periods.
  case shape(what: String)
  /// The periods are not in strictly ascending order.
  case unorderedPeriods
  /// The line's value is not a finite number.
  case notFinite(line: Int, unit: String, period: Int)
  /// The line's covariate is not a finite number.
  case covariateNotFinite(line: Int, unit: String, covariate: Int)
  /// The line repeats a unit and a period that an earlier line has.
  case duplicate(line: Int, firstLine: Int, unit: String, period: Int)
  /// The line gives the unit another cohort than an earlier line.
  case cohortVaries(line: Int, firstLine: Int, unit: String)
  /// The line gives the unit another cluster than an earlier line.
  case clusterVaries(line: Int, firstLine: Int, unit: String)
  /// The line has another number of covariates than the first.
  case covariateCount(line: Int, expected: Int, found: Int)
  /// A value in the arrays is infinite.
  case infinite(unit: Int, period: Int)
  /// The panel has no row that can be used.
  case empty
  /// The panel has a single period: nothing can change.
  case onePeriod(period: Int)
  /// No unit is treated after the first period.
  case noTreated
  /// No unit is ever a control of any treated one.
  case noControls
  /// Another panel or subset asked for factors that this panel does not have.
  case noFactors
  /// A bootstrap, a level of confidence or a share is outside of what it can be.
  case option(name: String)
}
