import Dispatch
import Synchronization

/// Number, mean and sum of squares about the mean of some changes.
struct ChangeMoments: Sendable {
  var count = 0.0
  var mean = 0.0
  var squares = 0.0

  /// Adds other changes (Chan, Golub and LeVeque 1983).
  mutating func merge(_ other: ChangeMoments) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    let total = count + other.count
    let distance = other.mean - mean
    mean += distance * other.count / total
    squares += other.squares + distance * distance * count * other.count / total
    count = total
  }
}

/// The moments of the change of every segment in every pair of periods that its cohort is needed for.
struct SegmentMoments: Sendable {
  private let pairCount: Int
  private var table: [ChangeMoments]

  /// The moments of a segment in a pair of periods, of the units seen in both.
  subscript(segment: Int, pair: Int) -> ChangeMoments { table[segment * pairCount + pair] }

  /// Passes once over the panel.
  init(_ panel: EventPanel, _ plan: CellPlan) {
    pairCount = plan.pairs.count
    table = [ChangeMoments](repeating: ChangeMoments(), count: panel.segments.count * plan.pairs.count)
    let parts = PanelPartition(panel)
    let found = parts.map { vectors in Self.pass(panel, plan, vectors) }
    // Merged in the order of the parts, so that the number of processors does not change a digit.
    for rows in found {
      for row in rows {
        for (pair, moments) in row.moments { table[row.segment * pairCount + pair].merge(moments) }
      }
    }
  }

  private struct Row: Sendable {
    var segment: Int
    var moments: [(Int, ChangeMoments)]
  }

  /// The moments of the steps in `vectors`.
  private static func pass(_ panel: EventPanel, _ plan: CellPlan, _ vectors: Range<Int>) -> [Row] {
    let periods = panel.periods.count
    let block = 8
    var outcome = [UnitLane](repeating: .zero, count: block * periods)
    var seen = outcome
    var rows: [Row] = []
    for (number, segment) in panel.segments.enumerated() where segment.vectors.overlaps(vectors) {
      let range = segment.vectors.clamped(to: vectors)
      let pairs = plan.pairsOfCohort[segment.cohort]
      var shifts = [Double](repeating: .nan, count: pairs.count)
      var sums = [UnitLane](repeating: .zero, count: pairs.count * 3)
      var start = range.lowerBound
      while start < range.upperBound {
        let end = min(start + block, range.upperBound)
        panel.split(start..<end, outcome: &outcome, seen: &seen)
        for (index, pair) in pairs.enumerated() {
          let base = plan.pairs[pair].base
          let time = plan.pairs[pair].time
          var (count, sum, squares) = (sums[index * 3], sums[index * 3 + 1], sums[index * 3 + 2])
          for row in stride(from: 0, to: (end - start) * periods, by: periods) {
            let both = seen[row + base] * seen[row + time]
            let change = outcome[row + time] * seen[row + base] - outcome[row + base] * seen[row + time]
            if shifts[index].isNaN {
              // A value near the mean keeps the sum of squares from cancelling.
              let first = both.sum()
              if first == 0 { continue }
              shifts[index] = change.sum() / first
            }
            let shifted = change - both * shifts[index]
            count += both
            sum += shifted
            squares += shifted * shifted
          }
          (sums[index * 3], sums[index * 3 + 1], sums[index * 3 + 2]) = (count, sum, squares)
        }
        start = end
      }
      let moments = pairs.enumerated().compactMap { index, pair -> (Int, ChangeMoments)? in
        let count = sums[index * 3].sum()
        guard count > 0 else { return nil }
        let mean = sums[index * 3 + 1].sum() / count
        let squares = max(0, sums[index * 3 + 2].sum() - count * mean * mean)
        return (pair, ChangeMoments(count: count, mean: shifts[index] + mean, squares: squares))
      }
      rows.append(Row(segment: number, moments: moments))
    }
    return rows
  }
}

extension EventPanel {
  /// Splits some steps into the outcome, zero where not seen, and one where seen, zero where not.
  func split(_ vectors: Range<Int>, outcome: inout [UnitLane], seen: inout [UnitLane]) {
    let first = vectors.lowerBound * periods.count
    for index in 0..<(vectors.count * periods.count) {
      let value = values[first + index]
      let known = value .== value
      outcome[index] = UnitLane.zero.replacing(with: value, where: known)
      seen[index] = UnitLane.zero.replacing(with: 1, where: known)
    }
  }
}

/// A panel cut into a fixed number of runs of steps, worked on by the processors that there are.
///
/// The cut does not depend on the machine, and results are put together in its order: a result is the same everywhere.
struct PanelPartition: Sendable {
  /// The steps that go together: 64 units, one word of signs of the bootstrap.
  static let chunk = 8
  let runs: [Range<Int>]

  init(_ panel: EventPanel, runs wanted: Int = 8) { self.init(vectorCount: panel.vectorCount, runs: wanted) }

  init(vectorCount: Int, runs wanted: Int = 8) {
    let chunks = (vectorCount + Self.chunk - 1) / Self.chunk
    runs = (0..<wanted).map { run in
      let lower = chunks * run / wanted * Self.chunk
      let upper = chunks * (run + 1) / wanted * Self.chunk
      return min(lower, vectorCount)..<min(upper, vectorCount)
    }.filter { !$0.isEmpty }
  }

  /// Does `work` for each run, on as many threads as there are processors, and gives the results in order.
  func map<Result: Sendable>(_ work: @Sendable (Range<Int>) -> Result) -> [Result] {
    guard runs.count > 1 else { return runs.map(work) }
    let found = Mutex<[Int: Result]>([:])
    DispatchQueue.concurrentPerform(iterations: runs.count) { run in
      let result = work(runs[run])
      found.withLock { $0[run] = result }
    }
    return found.withLock { results in runs.indices.compactMap { results[$0] } }
  }
}
