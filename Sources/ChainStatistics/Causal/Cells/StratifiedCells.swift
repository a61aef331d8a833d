/// Differences in differences by cell, either over all units or within strata.
///
/// Within strata each treated unit is compared with the controls of its own profile (the combination of its factors),
/// weighted by the cohort's own mix. With saturated discrete covariates this is what the doubly robust estimator, the
/// outcome regression and inverse probability weighting all come to. A stratum with fewer than two controls in a cell is
/// compared with those that share all factors but the last, then all but the last two, and so on to all controls.
struct StratifiedCells {
  let panel: EventPanel
  let plan: CellPlan
  let moments: SegmentMoments
  /// The groups of profiles, from all together to each alone.
  let levels: [[Int]]

  /// How few controls a stratum may have and still stand alone.
  static let fewestControls = 2.0

  /// `stratified` false compares with all controls together.
  init(_ panel: EventPanel, _ plan: CellPlan, _ moments: SegmentMoments, stratified: Bool) {
    self.panel = panel
    self.plan = plan
    self.moments = moments
    let depth = stratified ? panel.factorNames.count : 0
    levels = (0...depth).map { depth in
      var numbers: [[Int]: Int] = [:]
      return panel.profiles.map { profile in
        let key = Array(profile.prefix(depth))
        let number = numbers[key] ?? numbers.count
        numbers[key] = number
        return number
      }
    }
  }

  /// Estimates every cell of the plan.
  func estimates() -> CellEstimates {
    var result = CellEstimates()
    let segmentsOf = panel.segmentsByCohort
    for (number, cell) in plan.cells.enumerated() {
      let controls = (0...panel.cohorts.count).filter { plan.isControl($0, of: cell) }
      estimate(number, cell, segmentsOf[cell.cohort], controls.flatMap { segmentsOf[$0] }, into: &result)
    }
    return result
  }

  private func estimate(
    _ number: Int, _ cell: EffectCell, _ treatedSegments: [Int], _ controlSegments: [Int],
    into result: inout CellEstimates
  ) {
    let profileCount = panel.profiles.count
    // The controls of every group at every level.
    var pooled = [ChangeMoments](repeating: ChangeMoments(), count: levels.count * profileCount)
    var treated = ChangeMoments()
    for segment in controlSegments {
      let profile = panel.segments[segment].profile
      let moment = moments[segment, cell.pair]
      for level in levels.indices { pooled[level * profileCount + levels[level][profile]].merge(moment) }
    }
    for segment in treatedSegments { treated.merge(moments[segment, cell.pair]) }
    let controlCount = pooled[0].count
    guard treated.count > 0, controlCount > 0 else {
      result.missing.append((number, Int(treated.count), Int(controlCount)))
      return
    }
    // Which controls each treated stratum is compared with.
    var assigned = [Double](repeating: 0, count: pooled.count)
    var compared = 0.0
    var fellBack = false
    var chosen = [Int](repeating: 0, count: treatedSegments.count)
    for (index, segment) in treatedSegments.enumerated() {
      let count = moments[segment, cell.pair].count
      guard count > 0 else { continue }
      let profile = panel.segments[segment].profile
      var level = levels.count - 1
      while level > 0, pooled[level * profileCount + levels[level][profile]].count < Self.fewestControls { level -= 1 }
      fellBack = fellBack || level < levels.count - 1
      let group = level * profileCount + levels[level][profile]
      chosen[index] = group
      assigned[group] += count
      compared += count * pooled[group].mean
    }
    let effect = treated.mean - compared / treated.count
    let scale = Double(panel.unitCount) / treated.count
    var parts: [Contribution] = []
    parts.reserveCapacity(treatedSegments.count + controlSegments.count)
    for (index, segment) in treatedSegments.enumerated() {
      let moment = moments[segment, cell.pair]
      guard moment.count > 0 else { continue }
      let offset = scale * (moment.mean - pooled[chosen[index]].mean - effect)
      parts.append(Contribution(segment: Int32(segment), slope: scale, offset: offset))
    }
    for segment in controlSegments {
      let moment = moments[segment, cell.pair]
      guard moment.count > 0 else { continue }
      var part = Contribution(segment: Int32(segment), slope: 0, offset: 0)
      for level in levels.indices {
        let group = level * profileCount + levels[level][panel.segments[segment].profile]
        guard assigned[group] > 0 else { continue }
        let weight = scale * assigned[group] / pooled[group].count
        part.slope -= weight
        part.offset -= weight * (moment.mean - pooled[group].mean)
      }
      if part.slope != 0 || part.offset != 0 { parts.append(part) }
    }
    if fellBack { result.fallbacks.pooledStrata += 1 }
    result.append(
      cell: number, pair: cell.pair, effect: effect, treated: treated.count, control: controlCount, parts: parts, panel,
      moments)
  }
}

extension EventPanel {
  /// The positions of the segments of each cohort, the never treated last.
  var segmentsByCohort: [[Int]] {
    var positions = [[Int]](repeating: [], count: cohorts.count + 1)
    for (number, segment) in segments.enumerated() { positions[segment.cohort].append(number) }
    return positions
  }
}
