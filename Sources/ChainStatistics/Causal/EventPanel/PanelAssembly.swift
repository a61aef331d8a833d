/// A property of units with a few levels, such as a region or a form of trading.
public struct UnitFactor: Sendable {
  /// The factor's name.
  public let name: String
  /// The level of each unit.
  public let levels: [Int]

  /// Makes a factor of the level of each unit.
  public init(name: String, levels: [Int]) {
    self.name = name
    self.levels = levels
  }
}

/// A number that each unit has and that does not change with time.
public struct UnitCovariate: Sendable {
  /// The covariate's name.
  public let name: String
  /// The value of each unit; NaN where it is not known, and the unit is then left out.
  public let values: [Double]

  /// Makes a covariate of the value of each unit.
  public init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }
}

extension EventPanel {
  /// Makes a panel of one column per period.
  ///
  /// - Parameters:
  ///   - periods: the periods in ascending order; for `PeriodScale.months` the `index` of each `YearMonth`.
  ///   - scale: how periods are written.
  ///   - columns: for each period the outcome of each unit, NaN where it is not seen.
  ///   - cohorts: for each unit the date of its treatment; `nil`, or beyond the last period, is never. Units treated at
  ///     or before the first period are left out and counted.
  ///   - factors: properties with levels, coarsest first: adjustment by strata falls back from the last to the first.
  ///   - covariates: numbers to adjust for.
  ///   - clusters: for each unit the cluster whose units move together, or `nil`: each unit for itself.
  ///   - leftOut: what the caller has already left out, for the count.
  /// - Throws: ``PanelRefusal``.
  public init(
    periods: [Int], scale: PeriodScale = .integers, columns: [[Double]], cohorts: [Int?], factors: [UnitFactor] = [],
    covariates: [UnitCovariate] = [], clusters: [Int]? = nil, leftOut: PanelLeftOut = PanelLeftOut()
  ) throws(PanelRefusal) {
    let units = cohorts.count
    guard columns.count == periods.count else { throw .shape(what: "columns") }
    guard columns.allSatisfy({ $0.count == units }) else { throw .shape(what: "column") }
    for factor in factors where factor.levels.count != units { throw .shape(what: factor.name) }
    for covariate in covariates where covariate.values.count != units { throw .shape(what: covariate.name) }
    if let clusters, clusters.count != units { throw .shape(what: "clusters") }
    guard zip(periods, periods.dropFirst()).allSatisfy(<) else { throw .unorderedPeriods }
    guard let first = periods.first, units > 0 else { throw .empty }
    guard let last = periods.last, periods.count > 1 else { throw .onePeriod(period: first) }

    var left = leftOut
    var kept: [PanelAssembly.Unit] = []
    kept.reserveCapacity(units)
    for unit in 0..<units {
      var seen = false
      for period in periods.indices {
        let value = columns[period][unit]
        if value.isInfinite { throw .infinite(unit: unit, period: periods[period]) }
        seen = seen || !value.isNaN
      }
      var cohort = cohorts[unit] ?? Int.max
      if cohort > last { cohort = Int.max }
      if cohort <= first {
        left.alwaysTreated += 1
      } else if !seen {
        left.neverSeen += 1
      } else if covariates.contains(where: { !$0.values[unit].isFinite }) {
        left.withoutCovariate += 1
      } else {
        let levels = factors.map { $0.levels[unit] }
        kept.append(PanelAssembly.Unit(origin: unit, slot: unit, cohort: cohort, levels: levels))
      }
    }
    let assembly = PanelAssembly(
      periods: periods, scale: scale, units: kept, factorNames: factors.map(\.name),
      covariateNames: covariates.map(\.name), leftOut: left)
    self = try assembly.panel(
      value: { slot, period in columns[period][slot] }, covariate: { slot, column in covariates[column].values[slot] },
      cluster: clusters.map { clusters in { slot in clusters[slot] } })
  }

  /// The panel of the units that `keep` says yes to, by their position in the arrays that the first panel was made of.
  ///
  /// - Throws: ``PanelRefusal/empty``.
  public func keeping(_ keep: (Int) -> Bool) throws(PanelRefusal) -> EventPanel {
    try rebuilt(keeping: keep, shiftingCohortsBy: 0)
  }

  /// The panel of some units, with treatment dated `shift` periods earlier and what followed the true date removed.
  func rebuilt(keeping keep: (Int) -> Bool, shiftingCohortsBy shift: Int) throws(PanelRefusal) -> EventPanel {
    var kept: [PanelAssembly.Unit] = []
    var left = leftOut
    var truth = [Int](repeating: periods.count, count: origins.count)
    for segment in segments {
      let start = segment.vectors.lowerBound * UnitLane.scalarCount
      let treated = segment.cohort != neverTreated
      let onset = treated ? cohorts[segment.cohort].onset : periods.count
      // Dates move by positions, so that a gap between periods does not turn a shift into none.
      let cohort = treated ? (onset - shift > 0 ? periods[onset - shift] : Int.min) : Int.max
      for slot in start..<(start + segment.units) where keep(Int(origins[slot])) {
        truth[slot] = shift == 0 ? periods.count : onset
        if cohort == Int.min {
          left.alwaysTreated += 1
          continue
        }
        let date = shift == 0 && treated ? cohorts[segment.cohort].period : cohort
        let unit = PanelAssembly.Unit(
          origin: Int(origins[slot]), slot: slot, cohort: date, levels: profiles[segment.profile])
        kept.append(unit)
      }
    }
    // Segments mix the caller's order; sums are formed in that order, so that a subset of all units is the panel itself.
    kept.sort { $0.origin < $1.origin }
    let assembly = PanelAssembly(
      periods: periods, scale: scale, units: kept, factorNames: factorNames, covariateNames: covariateNames,
      leftOut: left)
    return try assembly.panel(
      value: { slot, period in period < truth[slot] ? self.value(slot: slot, period: period) : .nan },
      covariate: { slot, column in self.covariates[column][slot] },
      cluster: clusters.isEmpty ? nil : { slot in Int(self.clusters[slot]) })
  }

  /// The outcome in a slot and a period, NaN where it is not seen.
  func value(slot: Int, period: Int) -> Double {
    values[slot / UnitLane.scalarCount * periods.count + period][slot % UnitLane.scalarCount]
  }
}

/// The units of a panel on their way into segments.
struct PanelAssembly {
  /// One unit: where its values come from, and what it belongs to.
  struct Unit {
    /// The position in the caller's arrays.
    var origin: Int
    /// The position where values, covariates and clusters are read.
    var slot: Int
    /// The date of treatment, `Int.max` for never.
    var cohort: Int
    /// The levels of the factors.
    var levels: [Int]
  }

  var periods: [Int]
  var scale: PeriodScale
  var units: [Unit]
  var factorNames: [String]
  var covariateNames: [String]
  var leftOut: PanelLeftOut

  /// Sorts the units into segments and copies their values.
  func panel(
    value: (_ slot: Int, _ period: Int) -> Double, covariate: (_ slot: Int, _ column: Int) -> Double,
    cluster: ((_ slot: Int) -> Int)?
  ) throws(PanelRefusal) -> EventPanel {
    guard !units.isEmpty else { throw .empty }
    let dates = Set(units.lazy.map(\.cohort)).subtracting([Int.max]).sorted()
    let cohortOf = Dictionary(uniqueKeysWithValues: dates.enumerated().map { ($1, $0) })
    let profiles = Set(units.lazy.map(\.levels)).sorted { $0.lexicographicallyPrecedes($1) }
    let profileOf = Dictionary(uniqueKeysWithValues: profiles.enumerated().map { ($1, $0) })

    // A counting sort by (cohort, profile) keeps the caller's order within a segment.
    var members = [[Int]](repeating: [], count: (dates.count + 1) * profiles.count)
    for (position, unit) in units.enumerated() {
      let cohort = unit.cohort == Int.max ? dates.count : cohortOf[unit.cohort, default: 0]
      members[cohort * profiles.count + profileOf[unit.levels, default: 0]].append(position)
    }
    var segments: [PanelSegment] = []
    var origins: [Int32] = []
    var slots: [Int] = []
    let width = UnitLane.scalarCount
    for (key, positions) in members.enumerated() where !positions.isEmpty {
      let start = slots.count / width
      for position in positions {
        slots.append(units[position].slot)
        origins.append(Int32(units[position].origin))
      }
      while slots.count % width != 0 {
        slots.append(-1)
        origins.append(-1)
      }
      segments.append(
        PanelSegment(
          cohort: key / profiles.count, profile: key % profiles.count, units: positions.count,
          vectors: start..<(slots.count / width)))
    }
    var values = [UnitLane](repeating: UnitLane(repeating: .nan), count: slots.count / width * periods.count)
    for (position, slot) in slots.enumerated() where slot >= 0 {
      let start = position / width * periods.count
      for period in periods.indices { values[start + period][position % width] = value(slot, period) }
    }
    let covariates = covariateNames.indices.map { column in
      slots.map { $0 >= 0 ? covariate($0, column) : 0 }
    }
    let (clusters, clusterCount) = numbered(slots, cluster)
    let sizes = dates.indices.map { cohort in
      segments.reduce(0) { $0 + ($1.cohort == cohort ? $1.units : 0) }
    }
    let cohorts = zip(dates, sizes).map { date, size in
      let onset = periods.firstIndex { $0 >= date } ?? periods.count
      return TreatmentCohort(period: date, units: size, onset: onset)
    }
    return EventPanel(
      periods: periods, scale: scale, cohorts: cohorts, unitCount: units.count, leftOut: leftOut,
      factorNames: factorNames, covariateNames: covariateNames, clusterCount: clusterCount, segments: segments,
      values: values, origins: origins, profiles: profiles, covariates: covariates, clusters: clusters)
  }

  /// Numbers the clusters that occur from zero.
  private func numbered(_ slots: [Int], _ cluster: ((Int) -> Int)?) -> ([Int32], Int?) {
    guard let cluster else { return ([], nil) }
    let names = slots.map { $0 >= 0 ? cluster($0) : Int.min }
    let distinct = Set(names).subtracting([Int.min]).sorted()
    let number = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, Int32($0)) })
    return (names.map { number[$0, default: -1] }, distinct.count)
  }
}
