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
    let functions = FunctionPlan(self, plan, cells.cells.estimates)
    let aggregates = functions.aggregates
    let tested = functions.pretrend
    let source = cells.source(functions)
    let pass = InfluencePass(
      panel: self, aggregates: aggregates, source: source, crossed: tested.functions, bootstrap: design.bootstrap)
    let sums = pass.run()
    let units = Double(unitCount)
    let errors = sums.squares.map { $0.squareRoot() / units }
    let covariance = sums.products.map { $0 / (units * units) }
    let effects = PanelEffects(
      groupTime: groupTime(plan, cells.cells, clustered: cells.clusteredErrors()),
      simple: figure(.simple, aggregates, errors), group: aggregate(.group, aggregates.groups, aggregates, errors),
      calendar: aggregate(.calendar, aggregates.calendar, aggregates, errors),
      event: aggregate(.event, aggregates.events, aggregates, errors),
      pretrend: WaldTest.test(tested.effects, upperCovariance: covariance, by: tested.by)
    )
    let bands = design.bootstrap.map { _ in
      UniformBands(
        sums, aggregates, functions: pass.functionCount, units: unitCount, confidence: design.confidence)
    }
    return CausalEstimate(
      effects: effects, fallbacks: cells.cells.fallbacks, bands: bands, units: unitCount,
      treatedUnits: cohorts.reduce(0) { $0 + $1.units }, horizons: horizons(plan, cells.cells))
  }

  private func horizons(_ plan: CellPlan, _ cells: CellEstimates) -> [HorizonWeight] {
    var masses: [Int: Double] = [:]
    for estimate in cells.estimates where plan.cells[estimate.cell].isPost {
      let cell = plan.cells[estimate.cell]
      masses[event(of: cell), default: 0] += Double(cohorts[cell.cohort].units)
    }
    let whole = masses.values.reduce(0, +)
    return masses.keys.sorted().map { HorizonWeight(event: $0, weight: (masses[$0] ?? 0) / whole) }
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
