extension EventPanel {
  /// Estimates all group-time effects and the four aggregates.
  ///
  /// Group-time average treatment effects of Callaway and Sant'Anna (2021) with a varying base. Each pair of periods uses
  /// the units seen in both; a cell in which no treated unit or no control is seen in both stays in the list with NaN and
  /// is left out of the aggregates. Standard errors come from influence functions: the root of the sum of squares over
  /// the number of units (sums over clusters, where the panel has clusters).
  ///
  /// - Throws: ``PanelRefusal`` when nothing is treated, or nothing can be compared.
  public func effects(_ design: CausalDesign = CausalDesign()) throws(PanelRefusal) -> CausalEstimate {
    guard !cohorts.isEmpty else { throw .noTreated }
    if let bootstrap = design.bootstrap, bootstrap.draws < 2 { throw .option(name: "draws") }
    guard design.confidence > 0, design.confidence < 1 else { throw .option(name: "confidence") }
    let plan = CellPlan(self, control: design.control)
    let cells = PreparedCells(self, plan, design.adjustment)
    guard cells.cells.estimates.contains(where: { plan.cells[$0.cell].isPost }) else { throw .noControls }
    let aggregates = AggregatePlan(self, plan, cells.cells.estimates)
    let tested = PretrendPlan(self, plan, cells.cells.estimates, aggregates)
    let source = cells.source(aggregates, extra: tested.cells)
    let pass = InfluencePass(
      panel: self, aggregates: aggregates, source: source, crossed: tested.functions, bootstrap: design.bootstrap)
    let sums = pass.run()
    let units = Double(unitCount)
    let errors = sums.squares.map { $0.squareRoot() / units }
    let covariance = sums.products.map { $0 / (units * units) }
    let effects = PanelEffects(
      groupTime: groupTime(plan, cells.cells, clustered: cells.clusteredErrors(self, plan)),
      simple: figure(.simple, aggregates, errors), group: aggregate(.group, aggregates.groups, aggregates, errors),
      calendar: aggregate(.calendar, aggregates.calendar, aggregates, errors),
      event: aggregate(.event, aggregates.events, aggregates, errors),
      pretrend: WaldTest.test(tested.effects, upperCovariance: covariance, by: tested.cells.isEmpty ? "event" : "cells")
    )
    let bands = design.bootstrap.map { _ in
      UniformBands(
        sums, aggregates, functions: pass.functionCount, units: unitCount, confidence: design.confidence)
    }
    return CausalEstimate(
      effects: effects, fallbacks: cells.cells.fallbacks, bands: bands, units: unitCount,
      treatedUnits: cohorts.reduce(0) { $0 + $1.units })
  }

  private func groupTime(_ plan: CellPlan, _ cells: CellEstimates, clustered: [Double]?) -> [PanelEffects.GroupTime] {
    func row(_ cell: EffectCell, _ att: Double, _ se: Double, _ treated: Int, _ control: Int) -> PanelEffects.GroupTime
    {
      PanelEffects.GroupTime(
        cohort: PeriodLabel(cohorts[cell.cohort].period, scale: scale),
        time: PeriodLabel(periods[cell.time], scale: scale), att: att, se: se, treated: treated, control: control)
    }
    var rows = [PanelEffects.GroupTime?](repeating: nil, count: plan.cells.count)
    for (index, found) in cells.estimates.enumerated() {
      rows[found.cell] = row(
        plan.cells[found.cell], found.effect, clustered?[index] ?? found.error, found.treated, found.control)
    }
    for missing in cells.missing {
      rows[missing.cell] = row(plan.cells[missing.cell], .nan, .nan, missing.treated, missing.control)
    }
    return rows.compactMap { $0 }
  }

  private func figure(_ figure: AggregatePlan.Figure, _ plan: AggregatePlan, _ errors: [Double]) -> PanelEffects.Figure
  {
    PanelEffects.Figure(
      att: plan.overalls[figure.rawValue].effect,
      se: errors[errors.count - plan.overalls.count + figure.rawValue])
  }

  private func aggregate(
    _ kind: AggregatePlan.Figure, _ parts: Range<Int>, _ plan: AggregatePlan, _ errors: [Double]
  ) -> PanelEffects.Aggregate {
    let overall = figure(kind, plan, errors)
    let labels: PeriodScale = kind == .event ? .integers : scale
    let rows = parts.map {
      PanelEffects.Part(
        key: PeriodLabel(plan.parts[$0].key, scale: labels), att: plan.parts[$0].effect, se: errors[$0])
    }
    return PanelEffects.Aggregate(att: overall.att, se: overall.se, by: rows)
  }
}

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

/// Estimated cells with what their influence functions are made of.
struct PreparedCells {
  let panel: EventPanel
  let plan: CellPlan
  let moments: SegmentMoments
  let cells: CellEstimates

  init(_ panel: EventPanel, _ plan: CellPlan, _ adjustment: CausalDesign.Adjustment) {
    self.panel = panel
    self.plan = plan
    moments = SegmentMoments(panel, plan)
    cells = StratifiedCells(panel, plan, moments, stratified: adjustment == .stratified).estimates()
  }

  /// The influence functions of the parts of the aggregates, then of the cells in `extra`.
  func source(_ aggregates: AggregatePlan, extra: [Int]) -> any InfluenceSource {
    var weights = aggregates.weights
    for (index, position) in extra.enumerated() {
      weights[position].append(AggregatePlan.Weight(part: Int32(aggregates.parts.count + index), weight: 1))
    }
    return SegmentInfluence(
      panel, plan, moments, cells, weights: weights, count: aggregates.parts.count + extra.count)
  }

  /// The errors of the cells where units move together by cluster, or `nil` where each stands for itself.
  func clusteredErrors(_ panel: EventPanel, _ plan: CellPlan) -> [Double]? {
    guard let clusterCount = panel.clusterCount else { return nil }
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

/// Errors of influence functions summed by cluster.
enum ClusterErrors {
  static func errors(_ panel: EventPanel, _ source: any InfluenceSource, _ clusterCount: Int) -> [Double] {
    let chunk = PanelPartition.chunk
    let sums = PanelPartition(panel).map { vectors -> [Double] in
      var sums = [Double](repeating: 0, count: clusterCount * source.count)
      var psi = [UnitLane](repeating: .zero, count: source.count * chunk)
      let reader = source.reader()
      for start in stride(from: vectors.lowerBound, to: vectors.upperBound, by: chunk) {
        let block = start..<min(start + chunk, vectors.upperBound)
        reader.read(block, into: &psi)
        for slot in (start * UnitLane.scalarCount)..<(block.upperBound * UnitLane.scalarCount) {
          let cluster = Int(panel.clusters[slot])
          guard cluster >= 0 else { continue }
          let step = slot / UnitLane.scalarCount - start
          for function in 0..<source.count {
            sums[cluster * source.count + function] += psi[function * chunk + step][slot % UnitLane.scalarCount]
          }
        }
      }
      return sums
    }
    return (0..<source.count).map { function in
      var squares = 0.0
      for cluster in 0..<clusterCount {
        let sum = sums.reduce(0) { $0 + $1[cluster * source.count + function] }
        squares += sum * sum
      }
      return squares.squareRoot() / Double(panel.unitCount)
    }
  }
}
