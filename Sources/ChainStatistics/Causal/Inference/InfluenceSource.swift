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
  /// What a change adds to one function.
  struct Term: Sendable {
    let function: Int32
    let slope: Double
    let offset: Double
  }

  /// What the changes of one segment add: for each pair of periods a run of terms.
  struct Program: Sendable {
    var pairs: [(pair: Int, mean: Double, terms: Range<Int>)] = []
    var terms: [Term] = []
  }

  let panel: EventPanel
  let pairs: [PeriodPair]
  let programs: [Program]
  let count: Int

  /// The functions that `weights` (for each estimated cell the functions that it belongs to) make of the cells.
  init(
    _ panel: EventPanel, _ plan: CellPlan, _ moments: SegmentMoments, _ cells: CellEstimates,
    weights: [[AggregatePlan.Weight]], count: Int
  ) {
    self.panel = panel
    self.count = count
    pairs = plan.pairs
    var programs = [Program](repeating: Program(), count: panel.segments.count)
    let order = cells.estimates.indices.sorted { left, right in
      let pairs = (plan.cells[cells.estimates[left].cell].pair, plan.cells[cells.estimates[right].cell].pair)
      return pairs.0 != pairs.1 ? pairs.0 < pairs.1 : left < right
    }
    for position in order where !weights[position].isEmpty {
      let pair = plan.cells[cells.estimates[position].cell].pair
      for part in cells.contributions[position] {
        let segment = Int(part.segment)
        let start = programs[segment].terms.count
        for weight in weights[position] {
          programs[segment].terms.append(
            Term(function: weight.part, slope: part.slope * weight.weight, offset: part.offset * weight.weight))
        }
        let end = programs[segment].terms.count
        if let last = programs[segment].pairs.last, last.pair == pair {
          programs[segment].pairs[programs[segment].pairs.count - 1].terms = last.terms.lowerBound..<end
        } else {
          programs[segment].pairs.append((pair, moments[segment, pair].mean, start..<end))
        }
      }
    }
    self.programs = programs
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
    centred = [UnitLane](repeating: .zero, count: PanelPartition.chunk)
    both = centred
  }

  func read(_ vectors: Range<Int>, into psi: inout [UnitLane]) {
    let panel = source.panel
    for index in 0..<(source.count * PanelPartition.chunk) { psi[index] = .zero }
    panel.split(vectors, outcome: &outcome, seen: &seen)
    if panel.segments[segment].vectors.lowerBound > vectors.lowerBound { segment = 0 }
    while panel.segments[segment].vectors.upperBound <= vectors.lowerBound { segment += 1 }
    var number = segment
    while number < panel.segments.count, panel.segments[number].vectors.lowerBound < vectors.upperBound {
      let range = panel.segments[number].vectors.clamped(to: vectors)
      let steps = (range.lowerBound - vectors.lowerBound)..<(range.upperBound - vectors.lowerBound)
      psi.withUnsafeMutableBufferPointer { add(source.programs[number], steps, to: $0) }
      number += 1
    }
  }

  /// Adds one segment's part. The pointer saves the test of bounds in the loop that everything else waits for.
  private func add(
    _ program: SegmentInfluence.Program, _ steps: Range<Int>, to psi: UnsafeMutableBufferPointer<UnitLane>
  ) {
    let periods = source.panel.periods.count
    program.terms.withUnsafeBufferPointer { terms in
      for (pair, mean, run) in program.pairs {
        let base = source.pairs[pair].base
        let time = source.pairs[pair].time
        for step in steps {
          let row = step * periods
          let known = seen[row + base] * seen[row + time]
          both[step] = known
          centred[step] = outcome[row + time] * seen[row + base] - outcome[row + base] * seen[row + time] - known * mean
        }
        for index in run {
          let term = terms[index]
          let start = Int(term.function) * PanelPartition.chunk
          if term.offset == 0 {
            for step in steps { psi[start + step] += centred[step] * term.slope }
          } else {
            for step in steps { psi[start + step] += centred[step] * term.slope + both[step] * term.offset }
          }
        }
      }
    }
  }
}
