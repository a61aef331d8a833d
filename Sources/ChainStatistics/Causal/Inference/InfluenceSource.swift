/// Gives the influence functions of the parts of the aggregates, some steps of eight units at a time.
///
/// They are never all kept: a panel of a million units would need gigabytes.
protocol InfluenceSource: Sendable {
  /// The number of influence functions.
  var count: Int { get }

  /// A worker of one thread.
  func reader() -> any InfluenceReader
}

/// Reads influence functions on one thread.
protocol InfluenceReader: AnyObject {
  /// Writes those of the steps in `vectors`, at most ``PanelPartition/chunk`` of them: function `k` of the step `j` goes
  /// to `psi[k * PanelPartition.chunk + j]`. The estimation of shares is not part of it.
  func read(_ vectors: Range<Int>, into psi: inout [UnitLane])
}

/// The influence functions of cells whose units contribute by segment.
struct SegmentInfluence: InfluenceSource {
  /// What the change of one pair of periods adds to a function.
  struct Term: Sendable {
    /// The position of the change in ``Program/changes``.
    let change: Int32
    let slope: Double
    let offset: Double
  }

  /// What the changes of one segment add: for each function a run of terms.
  struct Program: Sendable {
    var changes: [(base: Int32, time: Int32, mean: Double)] = []
    var runs: [(function: Int, terms: Range<Int>, hasOffsets: Bool)] = []
    var terms: [Term] = []
  }

  let panel: EventPanel
  let programs: [Program]
  let count: Int

  /// The functions that `weights` (for each estimated cell the functions that it belongs to) make of the cells.
  init(
    _ panel: EventPanel, _ plan: CellPlan, _ moments: SegmentMoments, _ cells: CellEstimates,
    weights: [[AggregatePlan.Weight]], count: Int
  ) {
    self.panel = panel
    self.count = count
    var terms = [[(function: Int32, term: Term)]](repeating: [], count: panel.segments.count)
    var programs = [Program](repeating: Program(), count: panel.segments.count)
    var numbers = [[Int: Int32]](repeating: [:], count: panel.segments.count)
    let order = cells.estimates.indices.sorted { left, right in
      let pairs = (plan.cells[cells.estimates[left].cell].pair, plan.cells[cells.estimates[right].cell].pair)
      return pairs.0 != pairs.1 ? pairs.0 < pairs.1 : left < right
    }
    for position in order where !weights[position].isEmpty {
      let pair = plan.cells[cells.estimates[position].cell].pair
      for part in cells.contributions[position] {
        let segment = Int(part.segment)
        let known = numbers[segment][pair]
        let change = known ?? Int32(programs[segment].changes.count)
        if known == nil {
          numbers[segment][pair] = change
          let periods = plan.pairs[pair]
          programs[segment].changes.append(
            (Int32(periods.base), Int32(periods.time), moments[segment, pair].mean))
        }
        for weight in weights[position] {
          let term = Term(change: change, slope: part.slope * weight.weight, offset: part.offset * weight.weight)
          terms[segment].append((weight.part, term))
        }
      }
    }
    for segment in terms.indices {
      // Function by function: each is then summed without being written in between.
      for found in Self.runs(terms[segment]) {
        let start = programs[segment].terms.count
        programs[segment].terms.append(contentsOf: found.terms)
        programs[segment].runs.append(
          (found.function, start..<programs[segment].terms.count, found.terms.contains { $0.offset != 0 }))
      }
    }
    self.programs = programs
  }

  private static func runs(
    _ terms: [(function: Int32, term: Term)]
  ) -> [(function: Int, terms: [Term])] {
    var byFunction: [Int32: [Term]] = [:]
    for (function, term) in terms {
      var found = byFunction.removeValue(forKey: function) ?? []
      if let last = found.last, last.change == term.change {
        // Several cells of one pair in one function are one term.
        found[found.count - 1] = Term(
          change: term.change, slope: last.slope + term.slope, offset: last.offset + term.offset)
      } else {
        found.append(term)
      }
      byFunction[function] = found
    }
    return byFunction.keys.sorted().map { (Int($0), byFunction[$0] ?? []) }
  }

  func reader() -> any InfluenceReader { SegmentInfluenceReader(self) }
}

private final class SegmentInfluenceReader: InfluenceReader {
  private let source: SegmentInfluence
  private var outcome: [UnitLane]
  private var seen: [UnitLane]
  private var centred: [UnitLane]
  private var both: [UnitLane]
  private var segment = 0

  init(_ source: SegmentInfluence) {
    self.source = source
    outcome = [UnitLane](repeating: .zero, count: PanelPartition.chunk * source.panel.periods.count)
    seen = outcome
    let most = source.programs.reduce(0) { max($0, $1.changes.count) }
    centred = [UnitLane](repeating: .zero, count: most)
    both = centred
  }

  func read(_ vectors: Range<Int>, into psi: inout [UnitLane]) {
    let panel = source.panel
    for index in 0..<(source.count * PanelPartition.chunk) { psi[index] = .zero }
    let isWhole = panel.split(vectors, outcome: &outcome, seen: &seen)
    if panel.segments[segment].vectors.lowerBound > vectors.lowerBound { segment = 0 }
    while panel.segments[segment].vectors.upperBound <= vectors.lowerBound { segment += 1 }
    let periods = panel.periods.count
    // Pointers save the tests of bounds and of exclusive use in the loops that everything else waits for.
    psi.withUnsafeMutableBufferPointer { psi in
      outcome.withUnsafeBufferPointer { outcome in
        seen.withUnsafeBufferPointer { seen in
          centred.withUnsafeMutableBufferPointer { centred in
            both.withUnsafeMutableBufferPointer { both in
              var number = segment
              while number < panel.segments.count, panel.segments[number].vectors.lowerBound < vectors.upperBound {
                let range = panel.segments[number].vectors.clamped(to: vectors)
                for vector in range {
                  let step = vector - vectors.lowerBound
                  let rows = step * periods..<(step + 1) * periods
                  let work = StepWork(
                    outcome: UnsafeBufferPointer(rebasing: outcome[rows]),
                    seen: isWhole ? nil : UnsafeBufferPointer(rebasing: seen[rows]), centred: centred, both: both)
                  work.add(source.programs[number], step, to: psi)
                }
                number += 1
              }
            }
          }
        }
      }
    }
  }
}

/// One step of eight units on its way into the functions.
private struct StepWork {
  let outcome: UnsafeBufferPointer<UnitLane>
  /// One where seen, zero where not; `nil` where all units are seen in all periods.
  let seen: UnsafeBufferPointer<UnitLane>?
  let centred: UnsafeMutableBufferPointer<UnitLane>
  let both: UnsafeMutableBufferPointer<UnitLane>

  func add(_ program: SegmentInfluence.Program, _ step: Int, to psi: UnsafeMutableBufferPointer<UnitLane>) {
    program.changes.withUnsafeBufferPointer { changes in
      if let seen {
        for (place, change) in changes.enumerated() {
          let (base, time) = (Int(change.base), Int(change.time))
          let known = seen[base] * seen[time]
          both[place] = known
          centred[place] = outcome[time] * seen[base] - outcome[base] * seen[time] - known * change.mean
        }
      } else {
        for (place, change) in changes.enumerated() {
          centred[place] = outcome[Int(change.time)] - outcome[Int(change.base)] - change.mean
        }
      }
    }
    program.terms.withUnsafeBufferPointer { terms in
      for (function, run, hasOffsets) in program.runs {
        var sum = UnitLane.zero
        for index in run { sum += centred[Int(terms[index].change)] * terms[index].slope }
        if hasOffsets {
          for index in run where terms[index].offset != 0 {
            sum += (seen == nil ? UnitLane(repeating: 1) : both[Int(terms[index].change)]) * terms[index].offset
          }
        }
        psi[function * PanelPartition.chunk + step] = sum
      }
    }
  }
}
