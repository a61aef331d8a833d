/// Who stands for what would have happened without treatment.
public enum ControlGroup: String, Sendable, Hashable, Codable, CaseIterable {
  /// Units that are never treated within the panel.
  case never
  /// Units that are not treated by the later of the two periods compared, the never treated among them.
  case notyet
}

/// Two periods whose change is compared, by position.
struct PeriodPair: Hashable, Sendable {
  /// The period that the change starts from.
  let base: Int
  /// The period that it ends in.
  let time: Int
}

/// One group-time effect to be estimated.
struct EffectCell: Sendable {
  /// The position of the cohort.
  let cohort: Int
  /// The position of the period.
  let time: Int
  /// The position of the pair of periods in ``CellPlan/pairs``.
  let pair: Int
  /// The period is treated.
  let isPost: Bool
}

/// Which effects a panel has, and which changes of which cohorts they rest on.
///
/// The base is the last period before treatment for the treated periods and the period before for the others (a varying
/// base, Callaway and Sant'Anna 2021).
struct CellPlan: Sendable {
  let control: ControlGroup
  let cells: [EffectCell]
  let pairs: [PeriodPair]
  /// For each cohort, and the never treated last, the pairs that some cell reads, in ascending order.
  let pairsOfCohort: [[Int]]
  private let onsets: [Int]

  init(_ panel: EventPanel, control: ControlGroup) {
    var numbers: [PeriodPair: Int] = [:]
    var pairs: [PeriodPair] = []
    var cells: [EffectCell] = []
    for (cohort, dates) in panel.cohorts.enumerated() {
      for time in 1..<panel.periods.count {
        let isPost = time >= dates.onset
        let pair = PeriodPair(base: isPost ? dates.onset - 1 : time - 1, time: time)
        let number = numbers[pair] ?? pairs.count
        if number == pairs.count {
          numbers[pair] = number
          pairs.append(pair)
        }
        cells.append(EffectCell(cohort: cohort, time: time, pair: number, isPost: isPost))
      }
    }
    self.control = control
    self.cells = cells
    self.pairs = pairs
    onsets = panel.cohorts.map(\.onset) + [panel.periods.count]
    var needed = [Set<Int>](repeating: [], count: panel.cohorts.count + 1)
    for cell in cells { needed[cell.cohort].insert(cell.pair) }
    for (pair, periods) in pairs.enumerated() {
      needed[panel.neverTreated].insert(pair)
      guard control == .notyet else { continue }
      for (cohort, dates) in panel.cohorts.enumerated() where dates.onset > periods.time { needed[cohort].insert(pair) }
    }
    pairsOfCohort = needed.map { $0.sorted() }
  }

  /// Whether the units of `cohort` (by position, the never treated last) are controls of a cell.
  func isControl(_ cohort: Int, of cell: EffectCell) -> Bool {
    if cohort == onsets.count - 1 { return true }
    return control == .notyet && cohort != cell.cohort && onsets[cohort] > cell.time
  }
}

extension EventPanel {
  /// The time since treatment of a cell; periods may be any integers, so that the difference may wrap but not trap.
  func event(of cell: EffectCell) -> Int { periods[cell.time] &- cohorts[cell.cohort].period }
}
