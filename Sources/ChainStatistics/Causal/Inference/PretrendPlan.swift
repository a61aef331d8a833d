/// Which effects before treatment are tested together.
///
/// All group-time effects before treatment, as long as they are at most 60 and each cohort has at least five units for
/// each of its own (as the R package did tests them). With fewer units their covariance is too poorly known for the test
/// to mean anything, and the means by time to treatment are tested instead: the twelve nearest to treatment, of those
/// that at least twenty units stand behind, or all when there are none such.
struct PretrendPlan {
  /// The estimated cells that are tested; empty when the means by time to treatment are.
  var cells: [Int] = []
  /// The influence functions whose covariance is needed.
  var functions: [Int] = []
  var effects: [Double] = []
  /// What is tested, by the name that it is published under.
  var by = "cells"

  init(_ panel: EventPanel, _ plan: CellPlan, _ estimates: [CellEstimate], _ aggregates: AggregatePlan) {
    let before = estimates.indices.filter { !plan.cells[estimates[$0].cell].isPost }
    var counts: [Int: Int] = [:]
    for position in before { counts[plan.cells[estimates[position].cell].cohort, default: 0] += 1 }
    if before.count <= 60, counts.allSatisfy({ $1 * 5 <= panel.cohorts[$0].units }) {
      cells = before
      functions = before.indices.map { aggregates.parts.count + $0 }
      effects = before.map { estimates[$0].effect }
      return
    }
    var units: [Int: Int] = [:]
    for position in before {
      let cell = plan.cells[estimates[position].cell]
      let event = panel.event(of: cell)
      units[event, default: 0] += panel.cohorts[cell.cohort].units
    }
    let events = aggregates.events.filter { aggregates.parts[$0].key < 0 }
    let backed = events.filter { units[aggregates.parts[$0].key, default: 0] >= 20 }
    by = "event"
    functions = (backed.isEmpty ? events : backed).suffix(12)
    effects = functions.map { aggregates.parts[$0].effect }
  }
}
