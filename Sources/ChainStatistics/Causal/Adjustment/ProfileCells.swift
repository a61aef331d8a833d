/// Adjusted effects where the design is made of factors only: every unit of a profile has the same row of it, so that
/// counts and mean changes by profile are all that a cell needs, and a cell costs the same for any number of units.
struct ProfileCells {
  let panel: EventPanel
  let plan: CellPlan
  let moments: SegmentMoments
  let robust: Bool

  /// Estimates every cell of the plan.
  func estimates() -> CellEstimates {
    let segmentsOf = panel.segmentsByCohort
    let design = FactorDesign(panel)
    // Cohorts are estimated side by side and put together in their order.
    let runs = PanelPartition(vectorCount: panel.cohorts.count * PanelPartition.chunk, runs: panel.cohorts.count)
    let found = runs.map { run -> CellEstimates in
      let cohort = run.lowerBound / PanelPartition.chunk
      var result = CellEstimates()
      for (number, cell) in plan.cells.enumerated() where cell.cohort == cohort {
        let controls = (0...panel.cohorts.count).filter { plan.isControl($0, of: cell) }
        estimate(number, cell, segmentsOf[cohort], controls.flatMap { segmentsOf[$0] }, design, into: &result)
      }
      return result
    }
    var all = CellEstimates()
    for part in found { all.append(part) }
    return all
  }

  private func estimate(
    _ number: Int, _ cell: EffectCell, _ treatedSegments: [Int], _ controlSegments: [Int], _ design: FactorDesign,
    into result: inout CellEstimates
  ) {
    var pooled = [ChangeMoments](repeating: ChangeMoments(), count: panel.profiles.count * 2)
    var totals = (treated: 0.0, control: 0.0)
    for segment in treatedSegments {
      let moment = moments[segment, cell.pair]
      totals.treated += moment.count
      pooled[panel.segments[segment].profile * 2].merge(moment)
    }
    for segment in controlSegments {
      let moment = moments[segment, cell.pair]
      totals.control += moment.count
      pooled[panel.segments[segment].profile * 2 + 1].merge(moment)
    }
    guard totals.treated > 0, totals.control > 0 else {
      result.missing.append((number, Int(totals.treated), Int(totals.control)))
      return
    }
    var rows = ComparisonRows(width: design.width)
    var rowOf = [Int](repeating: 0, count: pooled.count)
    for (key, moment) in pooled.enumerated() where moment.count > 0 {
      rowOf[key] = rows.count
      rows.design += design.rows[key / 2]
      rows.treated.append(key % 2 == 0)
      rows.counts.append(moment.count)
      rows.changes.append(moment.mean)
    }
    let found = rows.effect(robust: robust, factors: panel.factorNames.count) { PropensityScore(rows) }
    let units = Double(panel.unitCount)
    var parts: [Contribution] = []
    for (arm, segments) in [treatedSegments, controlSegments].enumerated() {
      for segment in segments {
        let moment = moments[segment, cell.pair]
        guard moment.count > 0 else { continue }
        let key = panel.segments[segment].profile * 2 + arm
        let slope = found.slopes[rowOf[key]]
        let offset = found.offsets[rowOf[key]] + slope * (moment.mean - pooled[key].mean)
        parts.append(Contribution(segment: Int32(segment), slope: units * slope, offset: units * offset))
      }
    }
    result.count(found)
    result.append(
      cell: number, pair: cell.pair, effect: found.effect, treated: totals.treated, control: totals.control,
      parts: parts, panel, moments)
  }
}

/// The rows of the design that factors make: a one, then a dummy for every level of every factor.
///
/// No level is left out as reference: the factoring of the design drops what depends on the rest, and so no cell breaks
/// down because its reference level is empty.
struct FactorDesign: Sendable {
  let width: Int
  /// The row of each profile.
  let rows: [[Double]]

  init(_ panel: EventPanel) {
    var columns: [[Int: Int]] = []
    var width = 1
    for factor in panel.factorNames.indices {
      var numbers: [Int: Int] = [:]
      for level in Set(panel.profiles.map { $0[factor] }).sorted() {
        numbers[level] = width
        width += 1
      }
      columns.append(numbers)
    }
    rows = panel.profiles.map { profile in
      var row = [Double](repeating: 0, count: width)
      row[0] = 1
      for (factor, level) in profile.enumerated() { row[columns[factor][level, default: 0]] = 1 }
      return row
    }
    self.width = width
  }
}

extension CellEstimates {
  /// Counts what an adjusted effect needed.
  mutating func count(_ found: AdjustedEffect) {
    if found.collinear { fallbacks.collinear += 1 }
    if found.separated { fallbacks.separated += 1 }
    if found.trimmed { fallbacks.trimmed += 1 }
  }

  /// Adds the cells of another part of the plan.
  mutating func append(_ other: CellEstimates) {
    estimates += other.estimates
    contributions += other.contributions
    missing += other.missing
    fallbacks = fallbacks + other.fallbacks
  }
}
