/// Which effects before treatment are tested together.
///
/// All group-time effects before treatment, as long as they are at most 60 and each cohort has at least five units for
/// each of its own: with fewer, their covariance is too poorly known for the test to mean anything. Otherwise the means
/// by time to treatment are tested, over those times that at least two cohorts or twenty units stand behind.
struct PretrendPlan {
  /// The estimated cells that are tested; empty when the means by time to treatment are.
  var cells: [Int] = []
  /// The influence functions whose covariance is needed.
  var functions: [Int] = []
  var effects: [Double] = []

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
    var cohorts: [Int: Int] = [:]
    var units: [Int: Int] = [:]
    for position in before {
      let cell = plan.cells[estimates[position].cell]
      let event = panel.periods[cell.time] - panel.cohorts[cell.cohort].period
      cohorts[event, default: 0] += 1
      units[event, default: 0] += panel.cohorts[cell.cohort].units
    }
    for part in aggregates.events {
      let event = aggregates.parts[part].key
      guard event < 0, cohorts[event, default: 0] >= 2 || units[event, default: 0] >= 20 else { continue }
      functions.append(part)
      effects.append(aggregates.parts[part].effect)
    }
  }
}
