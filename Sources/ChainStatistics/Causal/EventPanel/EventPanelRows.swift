#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// One row of a panel in long form.
public struct EventPanelRow: Sendable {
  /// The line of the file, for messages.
  public var line: Int
  /// The unit's name.
  public var unit: String
  /// The period.
  public var time: Int
  /// The date of the unit's treatment; `nil` or 0 for never.
  public var cohort: Int?
  /// The outcome, or `nil` where the row has none.
  public var value: Double?
  /// The covariates in the order of their names.
  public var covariates: [Double]
  /// The cluster whose units move together; `nil` where each unit stands for itself. All rows have one, or none has.
  public var cluster: String?

  /// Makes a row.
  public init(
    line: Int, unit: String, time: Int, cohort: Int?, value: Double?, covariates: [Double] = [], cluster: String? = nil
  ) {
    self.line = line
    self.unit = unit
    self.time = time
    self.cohort = cohort
    self.value = value
    self.covariates = covariates
    self.cluster = cluster
  }
}

extension EventPanel {
  /// Makes a panel of rows in any order.
  ///
  /// Refused, with line and reason: a row that repeats a unit and period, a unit with two cohorts, a value or covariate
  /// that is not finite, a panel with one period or nothing in it. Left out and counted in ``leftOut``: rows without a
  /// value, rows with zero or less when `log` is set, units treated at or before the first period, units never seen.
  /// Covariates that change within a unit are read from the unit's earliest row, and such units are counted.
  ///
  /// - Parameters:
  ///   - rows: the rows.
  ///   - covariateNames: a name for each covariate of the rows.
  ///   - scale: how periods are written.
  ///   - log: take the natural logarithm of the outcome.
  /// - Throws: ``PanelRefusal``.
  public init(
    rows: some Sequence<EventPanelRow>, covariateNames: [String] = [], scale: PeriodScale = .integers,
    log: Bool = false
  ) throws(PanelRefusal) {
    var book = RowBook(covariateCount: covariateNames.count, log: log)
    for row in rows { try book.add(row) }
    let periods = book.periods.sorted()
    guard !periods.isEmpty else { throw .empty }
    let position = Dictionary(uniqueKeysWithValues: periods.enumerated().map { ($1, $0) })
    let units = book.units.count
    var columns = [[Double]](repeating: [Double](repeating: .nan, count: units), count: periods.count)
    var lines = [[Int32]](repeating: [Int32](repeating: -1, count: units), count: periods.count)
    for observation in book.observations {
      let period = position[observation.time, default: 0]
      let before = lines[period][observation.unit]
      guard before < 0 else {
        throw .duplicate(
          line: observation.line, firstLine: Int(before), unit: book.units[observation.unit].name,
          period: observation.time)
      }
      lines[period][observation.unit] = Int32(truncatingIfNeeded: observation.line)
      columns[period][observation.unit] = observation.value
    }
    let covariates = covariateNames.enumerated().map { index, name in
      UnitCovariate(name: name, values: book.units.map { $0.covariates[index] })
    }
    var clusters: [Int]?
    if book.units.contains(where: { $0.cluster != nil }) {
      var numbers: [String: Int] = [:]
      clusters = book.units.map { unit in
        let number = numbers[unit.cluster ?? "", default: numbers.count]
        numbers[unit.cluster ?? ""] = number
        return number
      }
    }
    book.leftOut.changingCovariates = book.units.reduce(0) { $0 + ($1.changed ? 1 : 0) }
    try self.init(
      periods: periods, scale: scale, columns: columns, cohorts: book.units.map(\.cohort), covariates: covariates,
      clusters: clusters, leftOut: book.leftOut)
  }
}

/// Collects rows by unit and checks each against what came before.
private struct RowBook {
  struct Unit {
    var name: String
    var cohort: Int?
    var cohortLine: Int
    var covariates: [Double]
    var covariateTime: Int
    var cluster: String?
    var changed = false
  }

  struct Observation {
    var unit: Int
    var time: Int
    var line: Int
    var value: Double
  }

  let covariateCount: Int
  let log: Bool
  var units: [Unit] = []
  var numbers: [String: Int] = [:]
  var periods: Set<Int> = []
  var observations: [Observation] = []
  var leftOut = PanelLeftOut()

  init(covariateCount: Int, log: Bool) {
    self.covariateCount = covariateCount
    self.log = log
  }

  mutating func add(_ row: EventPanelRow) throws(PanelRefusal) {
    guard row.covariates.count == covariateCount else {
      throw .covariateCount(line: row.line, expected: covariateCount, found: row.covariates.count)
    }
    if let covariate = row.covariates.firstIndex(where: { !$0.isFinite }) {
      throw .covariateNotFinite(line: row.line, unit: row.unit, covariate: covariate)
    }
    if let value = row.value, !value.isFinite {
      throw .notFinite(line: row.line, unit: row.unit, period: row.time)
    }
    let unit = try register(row)
    periods.insert(row.time)
    var value = row.value ?? .nan
    if row.value == nil {
      leftOut.emptyRows += 1
    } else if log {
      if value > 0 {
        value = logarithm(value)
      } else {
        leftOut.nonPositiveRows += 1
        value = .nan
      }
    }
    observations.append(Observation(unit: unit, time: row.time, line: row.line, value: value))
  }

  private mutating func register(_ row: EventPanelRow) throws(PanelRefusal) -> Int {
    let cohort = row.cohort == 0 ? nil : row.cohort
    guard let number = numbers[row.unit] else {
      numbers[row.unit] = units.count
      units.append(
        Unit(
          name: row.unit, cohort: cohort, cohortLine: row.line, covariates: row.covariates, covariateTime: row.time,
          cluster: row.cluster))
      return units.count - 1
    }
    guard units[number].cohort == cohort else {
      throw .cohortVaries(line: row.line, firstLine: units[number].cohortLine, unit: row.unit)
    }
    guard units[number].cluster == row.cluster else {
      throw .clusterVaries(line: row.line, firstLine: units[number].cohortLine, unit: row.unit)
    }
    if units[number].covariates != row.covariates {
      units[number].changed = true
      if row.time < units[number].covariateTime {
        units[number].covariates = row.covariates
        units[number].covariateTime = row.time
      }
    } else {
      units[number].covariateTime = min(units[number].covariateTime, row.time)
    }
    return number
  }
}

/// The natural logarithm, under a name that the flag of the same word does not hide.
private func logarithm(_ value: Double) -> Double { log(value) }
