/// Bounds of the simple figure when one arm answers more often than the other (Lee 2009).
///
/// In every treated cell, of the units seen in the base a share is seen again. In the arm with the higher share, the
/// excess is trimmed from the top or from the bottom of its changes: were those the units that answer only in that arm,
/// the effect on those that always answer would lie between the two. The assumption is that treatment moves answering
/// in one direction only. The interval takes the error of the untrimmed effect at both ends.
public struct LeeBounds: Sendable, Hashable {
  /// The lower bound of the effect.
  public var lower: Double
  /// The upper bound of the effect.
  public var upper: Double
  /// The lower end of the interval.
  public var lowerEnd: Double
  /// The upper end of the interval.
  public var upperEnd: Double
  /// The share of the treated seen in the base who are seen again, over the cells of the simple figure.
  public var treatedResponse: Double
  /// The same of the controls.
  public var controlResponse: Double

  /// Trims the arms of every cell behind the simple figure of an estimate of `panel`.
  ///
  /// With an adjusted design the arms are trimmed as they are, without regard to covariates.
  public init(_ panel: EventPanel, _ estimate: CausalEstimate, control: ControlGroup, confidence: Double = 0.95) {
    let plan = CellPlan(panel, control: control)
    let used = Set(
      estimate.effects.groupTime.indices.filter { index in
        plan.cells[index].isPost && estimate.effects.groupTime[index].att.isFinite
      })
    let cohorts = PanelPartition(vectorCount: panel.cohorts.count * PanelPartition.chunk, runs: panel.cohorts.count)
    let segmentsOf = panel.segmentsByCohort
    let found = cohorts.map { run -> Shift in
      let cohort = run.lowerBound / PanelPartition.chunk
      var sum = Shift()
      for (number, cell) in plan.cells.enumerated() where cell.cohort == cohort && used.contains(number) {
        let controls = (0...panel.cohorts.count).filter { plan.isControl($0, of: cell) }
        let arms = (
          Self.arm(panel, segmentsOf[cohort], plan.pairs[cell.pair]),
          Self.arm(panel, controls.flatMap { segmentsOf[$0] }, plan.pairs[cell.pair])
        )
        sum.add(treated: arms.0, control: arms.1, weight: Double(panel.cohorts[cohort].units))
      }
      return sum
    }
    let all = found.reduce(into: Shift()) { $0.add($1) }
    let simple = estimate.effects.simple
    lower = simple.att + all.lower / all.weight
    upper = simple.att + all.upper / all.weight
    let reach = NormalLaw.critical(confidence) * simple.se
    lowerEnd = lower - reach
    upperEnd = upper + reach
    treatedResponse = all.treated / all.weight
    controlResponse = all.control / all.weight
  }

  /// The changes of one arm in ascending order, and the share of those seen in the base who are seen again.
  private static func arm(_ panel: EventPanel, _ segments: [Int], _ pair: PeriodPair) -> (
    changes: [Double], rate: Double
  ) {
    var changes: [Double] = []
    var due = 0
    for number in segments {
      let segment = panel.segments[number]
      let start = segment.vectors.lowerBound * UnitLane.scalarCount
      for slot in start..<(start + segment.units) {
        let base = panel.value(slot: slot, period: pair.base)
        guard !base.isNaN else { continue }
        due += 1
        let change = panel.value(slot: slot, period: pair.time) - base
        if !change.isNaN { changes.append(change) }
      }
    }
    return (changes.sorted(), Double(changes.count) / Double(max(due, 1)))
  }

  /// How far the bounds lie from the effect, summed over cells with their weights.
  private struct Shift: Sendable {
    var lower = 0.0
    var upper = 0.0
    var treated = 0.0
    var control = 0.0
    var weight = 0.0

    mutating func add(
      treated arm: (changes: [Double], rate: Double), control other: (changes: [Double], rate: Double),
      weight mass: Double
    ) {
      weight += mass
      treated += mass * arm.rate
      control += mass * other.rate
      guard arm.rate != other.rate else { return }
      let more = arm.rate > other.rate ? arm : other
      let kept = min(arm.rate, other.rate) / more.rate
      let mean = more.changes.reduce(0, +) / Double(max(more.changes.count, 1))
      let bottom = Self.mean(more.changes, kept) - mean
      let top = Self.mean(more.changes.reversed(), kept) - mean
      // Trimming the controls moves the effect the other way.
      lower += mass * (arm.rate > other.rate ? bottom : -top)
      upper += mass * (arm.rate > other.rate ? top : -bottom)
    }

    mutating func add(_ other: Shift) {
      lower += other.lower
      upper += other.upper
      treated += other.treated
      control += other.control
      weight += other.weight
    }

    /// The mean of the first `share` of the values, the last of them in part.
    private static func mean(_ values: some Sequence<Double>, _ share: Double) -> Double {
      let values = Array(values)
      let mass = share * Double(values.count)
      guard mass > 0 else { return 0 }
      let whole = min(Int(mass), values.count)
      var sum = values[..<whole].reduce(0, +)
      if whole < values.count { sum += values[whole] * (mass - Double(whole)) }
      return sum / mass
    }
  }
}
