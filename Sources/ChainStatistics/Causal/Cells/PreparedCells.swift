/// Estimated cells with what their influence functions are made of.
struct PreparedCells {
  let panel: EventPanel
  let plan: CellPlan
  let moments: SegmentMoments
  let cells: CellEstimates
  /// The influence functions where units are rows of their own.
  private let matrix: [Double]?

  init(_ panel: EventPanel, _ plan: CellPlan, _ adjustment: CausalDesign.Adjustment) {
    self.panel = panel
    self.plan = plan
    moments = SegmentMoments(panel, plan)
    switch adjustment {
    case .none, .stratified:
      cells = StratifiedCells(panel, plan, moments, stratified: adjustment == .stratified).estimates()
      matrix = nil
    case .outcomeRegression, .doublyRobust:
      let robust = adjustment == .doublyRobust
      if panel.covariates.isEmpty {
        cells = ProfileCells(panel: panel, plan: plan, moments: moments, robust: robust).estimates()
        matrix = nil
      } else {
        let functions = FunctionPlan(panel, plan, Self.existing(panel, plan, moments))
        let found = UnitCells(panel, plan, robust: robust, weights: functions.byCell, count: functions.count)
        cells = found.cells
        matrix = found.influence
      }
    }
  }

  /// The cells in which a treated unit and a control are seen, with effects of zero: which parts of the aggregates a
  /// cell belongs to does not depend on its effect.
  private static func existing(_ panel: EventPanel, _ plan: CellPlan, _ moments: SegmentMoments) -> [CellEstimate] {
    let segmentsOf = panel.segmentsByCohort
    func seen(_ cohort: Int, _ pair: Int) -> Bool { segmentsOf[cohort].contains { moments[$0, pair].count > 0 } }
    return plan.cells.enumerated().compactMap { number, cell in
      guard seen(cell.cohort, cell.pair) else { return nil }
      let compared = (0...panel.cohorts.count).contains { plan.isControl($0, of: cell) && seen($0, cell.pair) }
      return compared ? CellEstimate(cell: number, effect: 0, error: 0, treated: 0, control: 0) : nil
    }
  }

  /// The influence functions of the parts of the aggregates, then of the cells that are tested one by one.
  func source(_ functions: FunctionPlan) -> any InfluenceSource {
    if let matrix { return MatrixInfluence(influence: matrix, slots: panel.origins.count, count: functions.count) }
    return SegmentInfluence(panel, plan, moments, cells, weights: functions.byEstimate, count: functions.count)
  }

  /// The errors of the cells where units move together by cluster, or `nil` where the cells have their errors.
  func clusteredErrors() -> [Double]? {
    guard let clusterCount = panel.clusterCount, matrix == nil else { return nil }
    // A few cells at a time: the functions of all would fill the memory.
    var errors: [Double] = []
    let width = 128
    for start in stride(from: 0, to: cells.estimates.count, by: width) {
      let chosen = start..<min(start + width, cells.estimates.count)
      var weights = [[AggregatePlan.Weight]](repeating: [], count: cells.estimates.count)
      for position in chosen {
        weights[position] = [AggregatePlan.Weight(part: Int32(position - start), weight: 1)]
      }
      let source = SegmentInfluence(panel, plan, moments, cells, weights: weights, count: chosen.count)
      errors += ClusterErrors.errors(panel, source, clusterCount)
    }
    return errors
  }
}

/// The influence functions that are wanted: the parts of the aggregates, then the cells that are tested one by one.
struct FunctionPlan {
  let aggregates: AggregatePlan
  let pretrend: PretrendPlan
  /// For each estimated cell the functions that it belongs to.
  let byEstimate: [[AggregatePlan.Weight]]
  /// The same for each cell of the plan.
  let byCell: [[AggregatePlan.Weight]]

  init(_ panel: EventPanel, _ plan: CellPlan, _ estimates: [CellEstimate]) {
    aggregates = AggregatePlan(panel, plan, estimates)
    pretrend = PretrendPlan(panel, plan, estimates, aggregates)
    var weights = aggregates.weights
    for (index, position) in pretrend.cells.enumerated() {
      weights[position].append(AggregatePlan.Weight(part: Int32(aggregates.parts.count + index), weight: 1))
    }
    byEstimate = weights
    var cells = [[AggregatePlan.Weight]](repeating: [], count: plan.cells.count)
    for (position, estimate) in estimates.enumerated() { cells[estimate.cell] = weights[position] }
    byCell = cells
  }

  /// The number of functions.
  var count: Int { aggregates.parts.count + pretrend.cells.count }
}
