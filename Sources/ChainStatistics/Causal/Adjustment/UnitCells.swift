/// Adjusted effects with numeric covariates: every unit is a row of its own.
///
/// The influence functions of the cells are added into those of the aggregates' parts as they are made, so that memory
/// holds the parts and never all the cells.
struct UnitCells: Sendable {
  private(set) var cells: CellEstimates
  /// The influence functions, `[function * slots + slot]`.
  let influence: [Double]

  /// Estimates every cell, and adds its influence function to the functions that `weights` names.
  ///
  /// - Parameters:
  ///   - weights: for each cell of the plan the functions that it belongs to.
  ///   - count: the number of functions.
  init(
    _ panel: EventPanel, _ plan: CellPlan, robust: Bool, weights: [[AggregatePlan.Weight]], count: Int
  ) {
    let slots = panel.origins.count
    let worker = UnitCellWorker(panel, plan, robust: robust)
    // A few cohorts go together and each run has its own functions; very large panels use one run, to save memory.
    let wanted = panel.unitCount > 200_000 ? 1 : 4
    let runs = PanelPartition(vectorCount: panel.cohorts.count * PanelPartition.chunk, runs: wanted)
    let found = runs.map { run -> (cells: CellEstimates, influence: [Double]) in
      var cells = CellEstimates()
      var influence = [Double](repeating: 0, count: count * slots)
      let cohorts = (run.lowerBound / PanelPartition.chunk)..<(run.upperBound / PanelPartition.chunk)
      var state = UnitCellWorker.State()
      for (number, cell) in plan.cells.enumerated() where cohorts.contains(cell.cohort) {
        worker.estimate(number, cell, weights[number], &state, &cells, &influence)
      }
      return (cells, influence)
    }
    var cells = CellEstimates()
    var influence = found.first?.influence ?? []
    for (index, part) in found.enumerated() {
      cells.append(part.cells)
      guard index > 0 else { continue }
      for position in influence.indices { influence[position] += part.influence[position] }
    }
    self.cells = cells
    self.influence = influence
  }
}

/// Estimates cells one by one.
private struct UnitCellWorker: Sendable {
  /// The last score, for cells with the same rows.
  struct State {
    var cohort = -1
    var slots: [Int32] = []
    var score: PropensityScore?
  }

  let panel: EventPanel
  let plan: CellPlan
  let robust: Bool
  let factors: FactorDesign
  let segmentsOf: [[Int]]

  init(_ panel: EventPanel, _ plan: CellPlan, robust: Bool) {
    self.panel = panel
    self.plan = plan
    self.robust = robust
    factors = FactorDesign(panel)
    segmentsOf = panel.segmentsByCohort
  }

  func estimate(
    _ number: Int, _ cell: EffectCell, _ weights: [AggregatePlan.Weight], _ state: inout State,
    _ cells: inout CellEstimates, _ influence: inout [Double]
  ) {
    let pair = plan.pairs[cell.pair]
    var rows = ComparisonRows(width: factors.width + panel.covariates.count)
    var slots: [Int32] = []
    var totals = (treated: 0, control: 0)
    for cohort in 0...panel.cohorts.count {
      let treated = cohort == cell.cohort
      guard treated || plan.isControl(cohort, of: cell) else { continue }
      for number in segmentsOf[cohort] {
        let segment = panel.segments[number]
        let start = segment.vectors.lowerBound * UnitLane.scalarCount
        for slot in start..<(start + segment.units) {
          let change = panel.value(slot: slot, period: pair.time) - panel.value(slot: slot, period: pair.base)
          guard !change.isNaN else { continue }
          slots.append(Int32(slot))
          rows.design += factors.rows[segment.profile]
          for covariate in panel.covariates { rows.design.append(covariate[slot]) }
          rows.treated.append(treated)
          rows.counts.append(1)
          rows.changes.append(change)
          if treated { totals.treated += 1 } else { totals.control += 1 }
        }
      }
    }
    guard totals.treated > 0, totals.control > 0 else {
      cells.missing.append((number, totals.treated, totals.control))
      return
    }
    rows.standardize(from: factors.width)
    let found = rows.effect(robust: robust, factors: panel.factorNames.count) {
      // The same slots are the same rows only while the same cohort is the treated one.
      if state.cohort != cell.cohort || state.slots != slots {
        state.cohort = cell.cohort
        state.slots = slots
        state.score = PropensityScore(rows)
      }
      return state.score
    }
    cells.count(found)
    let units = Double(panel.unitCount)
    for weight in weights {
      let start = Int(weight.part) * panel.origins.count
      let scale = units * weight.weight
      for (row, slot) in slots.enumerated() { influence[start + Int(slot)] += scale * found.offsets[row] }
    }
    cells.estimates.append(
      CellEstimate(
        cell: number, effect: found.effect, error: error(found.offsets, slots), treated: totals.treated,
        control: totals.control))
    cells.contributions.append([])
  }

  private func error(_ offsets: [Double], _ slots: [Int32]) -> Double {
    guard let clusterCount = panel.clusterCount else {
      return offsets.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    var sums = [Double](repeating: 0, count: clusterCount)
    for (row, slot) in slots.enumerated() { sums[Int(panel.clusters[Int(slot)])] += offsets[row] }
    return sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}

extension ComparisonRows {
  /// Moves and scales the numeric columns to mean 0 and deviation 1: the effect is the same, and a column such as a
  /// population in millions no longer looks as if it depended on the others.
  mutating func standardize(from first: Int) {
    for column in first..<max(first, width) {
      var moments = ChangeMoments()
      for row in 0..<count {
        moments.merge(ChangeMoments(count: counts[row], mean: design[row * width + column], squares: 0))
      }
      let deviation = (moments.squares / moments.count).squareRoot()
      for row in 0..<count {
        let value = design[row * width + column] - moments.mean
        // What is left of a constant after rounding is no covariate.
        design[row * width + column] = deviation > 1e-10 * abs(moments.mean) ? value / deviation : 0
      }
    }
  }
}

/// Influence functions that are already made.
struct MatrixInfluence: InfluenceSource {
  let influence: [Double]
  let slots: Int
  let count: Int

  func reader() -> any InfluenceReader { MatrixInfluenceReader(self) }
}

private final class MatrixInfluenceReader: InfluenceReader {
  private let source: MatrixInfluence

  init(_ source: MatrixInfluence) { self.source = source }

  func read(_ vectors: Range<Int>, into psi: inout [UnitLane]) {
    for function in 0..<source.count {
      for step in 0..<PanelPartition.chunk {
        var lane = UnitLane.zero
        if step < vectors.count {
          let start = function * source.slots + (vectors.lowerBound + step) * UnitLane.scalarCount
          for index in 0..<UnitLane.scalarCount { lane[index] = source.influence[start + index] }
        }
        psi[function * PanelPartition.chunk + step] = lane
      }
    }
  }
}
