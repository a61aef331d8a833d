/// How the cells of a panel add up to the four aggregates of Callaway and Sant'Anna (2021, section 3).
///
/// The parts of an aggregate (a cohort, a calendar period, a time since treatment) are weighted sums of cells; the
/// overall figures are weighted sums of parts. Cohorts weigh by their share of all units, which is estimated too: for a
/// unit of a cohort that adds `share` of that cohort to the influence function, for the never treated nothing.
struct AggregatePlan: Sendable {
  /// A cohort, a calendar period or a time since treatment.
  struct Part: Sendable {
    let key: Int
    let effect: Double
    /// What the estimation of the cohorts' shares adds to a unit of each cohort.
    let share: [Double]
  }

  /// A figure over several parts.
  struct Overall: Sendable {
    let effect: Double
    /// The weight of each part, by position in ``parts``.
    let weights: [(part: Int, weight: Double)]
    let share: [Double]
  }

  /// The weight of a cell in a part.
  struct Weight: Sendable {
    let part: Int32
    let weight: Double
  }

  /// All parts: cohorts, then calendar periods, then times since treatment.
  private(set) var parts: [Part] = []
  private(set) var groups = 0..<0
  private(set) var calendar = 0..<0
  private(set) var events = 0..<0
  /// For each estimated cell the parts that it belongs to.
  private(set) var weights: [[Weight]]
  private(set) var overalls: [Overall] = []

  /// The order of ``overalls``.
  enum Figure: Int, CaseIterable { case simple, group, calendar, event }

  init(_ panel: EventPanel, _ plan: CellPlan, _ estimates: [CellEstimate]) {
    weights = [[Weight]](repeating: [], count: estimates.count)
    let total = Double(panel.unitCount)
    let shares = panel.cohorts.map { Double($0.units) / total }
    var byCohort: [Int: [Int]] = [:]
    var byTime: [Int: [Int]] = [:]
    var byEvent: [Int: [Int]] = [:]
    for (position, estimate) in estimates.enumerated() {
      let cell = plan.cells[estimate.cell]
      byEvent[panel.event(of: cell), default: []].append(position)
      guard cell.isPost else { continue }
      byCohort[cell.cohort, default: []].append(position)
      byTime[cell.time, default: []].append(position)
    }
    let cohortOf = estimates.map { plan.cells[$0.cell].cohort }
    let effects = estimates.map(\.effect)

    // Adds a part of `positions`, weighted by the cohorts' shares, or equally.
    func add(_ key: Int, _ positions: [Int], byShare: Bool) {
      let part = Int32(parts.count)
      let whole = byShare ? positions.reduce(0) { $0 + shares[cohortOf[$1]] } : Double(positions.count)
      var effect = 0.0
      for position in positions {
        let weight = (byShare ? shares[cohortOf[position]] : 1) / whole
        effect += weight * effects[position]
        weights[position].append(Weight(part: part, weight: weight))
      }
      var share = [Double](repeating: 0, count: panel.cohorts.count + 1)
      if byShare {
        for position in positions { share[cohortOf[position]] += (effects[position] - effect) / whole }
      }
      parts.append(Part(key: key, effect: effect, share: share))
    }
    let cohorts = byCohort.keys.sorted()
    for cohort in cohorts { add(panel.cohorts[cohort].period, byCohort[cohort] ?? [], byShare: false) }
    groups = 0..<parts.count
    for time in byTime.keys.sorted() { add(panel.periods[time], byTime[time] ?? [], byShare: true) }
    calendar = groups.upperBound..<parts.count
    for event in byEvent.keys.sorted() { add(event, byEvent[event] ?? [], byShare: true) }
    events = calendar.upperBound..<parts.count

    let lengths = cohorts.map { Double(byCohort[$0]?.count ?? 0) }
    overalls = [
      overallByCohort(cohorts, zip(cohorts, lengths).map { shares[$0] * $1 }, lengths, panel.cohorts.count),
      overallByCohort(cohorts, cohorts.map { shares[$0] }, cohorts.map { _ in 1 }, panel.cohorts.count),
      overallMean(calendar.map { $0 }, panel.cohorts.count),
      overallMean(events.filter { parts[$0].key >= 0 }, panel.cohorts.count),
    ]
  }

  /// A mean over cohorts, weighted by `masses`: the cohort's share times its `lengths` (periods counted).
  private func overallByCohort(_ cohorts: [Int], _ masses: [Double], _ lengths: [Double], _ count: Int) -> Overall {
    let whole = masses.reduce(0, +)
    let effect = zip(groups, masses).reduce(0) { $0 + parts[$1.0].effect * $1.1 } / whole
    var share = [Double](repeating: 0, count: count + 1)
    for (index, cohort) in cohorts.enumerated() {
      share[cohort] = lengths[index] * (parts[index].effect - effect) / whole
    }
    return Overall(effect: effect, weights: zip(groups, masses).map { ($0, $1 / whole) }, share: share)
  }

  /// The plain mean of some parts.
  private func overallMean(_ positions: [Int], _ count: Int) -> Overall {
    let weight = 1 / Double(positions.count)
    let effect = positions.reduce(0) { $0 + parts[$1].effect } * weight
    return Overall(
      effect: effect, weights: positions.map { ($0, weight) }, share: [Double](repeating: 0, count: count + 1))
  }
}
