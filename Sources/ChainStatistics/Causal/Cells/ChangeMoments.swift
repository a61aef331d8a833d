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
      var sums = [ShiftedSums](repeating: ShiftedSums(), count: pairs.count)
      var start = range.lowerBound
      while start < range.upperBound {
        let end = min(start + block, range.upperBound)
        let isWhole = panel.split(start..<end, outcome: &outcome, seen: &seen)
        outcome.withUnsafeBufferPointer { outcome in
          seen.withUnsafeBufferPointer { seen in
            for (index, pair) in pairs.enumerated() {
              var sum = sums[index]
              let rows = stride(from: 0, to: (end - start) * periods, by: periods)
              sum.add(plan.pairs[pair], outcome, isWhole ? nil : seen, rows: rows)
              sums[index] = sum
            }
          }
        }
        start = end
      }
      let moments = pairs.enumerated().compactMap { index, pair -> (Int, ChangeMoments)? in
        sums[index].moments.map { (pair, $0) }
      }
      rows.append(Row(segment: number, moments: moments))
    }
    return rows
  }
}

/// Sums of one change over a segment, about a value near its mean, which keeps the sum of squares from cancelling.
private struct ShiftedSums {
  private var shift = Double.nan
  private var count = UnitLane.zero
  private var sum = UnitLane.zero
  private var squares = UnitLane.zero

  /// Adds the steps that begin at `rows`. Without `seen` all units are seen in all periods.
  mutating func add(
    _ pair: PeriodPair, _ outcome: UnsafeBufferPointer<UnitLane>, _ seen: UnsafeBufferPointer<UnitLane>?,
    rows: StrideTo<Int>
  ) {
    let (base, time) = (pair.base, pair.time)
    if let seen {
      for row in rows {
        let both = seen[row + base] * seen[row + time]
        let change = outcome[row + time] * seen[row + base] - outcome[row + base] * seen[row + time]
        if shift.isNaN {
          let first = both.sum()
          if first == 0 { continue }
          shift = change.sum() / first
        }
        let shifted = change - both * shift
        count += both
        sum += shifted
        squares += shifted * shifted
      }
      return
    }
    for row in rows {
      let change = outcome[row + time] - outcome[row + base]
      if shift.isNaN { shift = change.sum() / Double(UnitLane.scalarCount) }
      let shifted = change - shift
      count += 1
      sum += shifted
      squares += shifted * shifted
    }
  }

  /// The moments, or `nil` where no unit was seen in both periods.
  var moments: ChangeMoments? {
    let count = count.sum()
    guard count > 0 else { return nil }
    let mean = sum.sum() / count
    return ChangeMoments(count: count, mean: shift + mean, squares: max(0, squares.sum() - count * mean * mean))
  }
}

extension EventPanel {
  /// Splits some steps into the outcome, zero where not seen, and one where seen, zero where not; whether all units are
  /// seen in all periods.
  func split(_ vectors: Range<Int>, outcome: inout [UnitLane], seen: inout [UnitLane]) -> Bool {
    let first = vectors.lowerBound * periods.count
    var all = UnitLane(repeating: 1)
    values.withUnsafeBufferPointer { values in
      outcome.withUnsafeMutableBufferPointer { outcome in
        seen.withUnsafeMutableBufferPointer { seen in
          for index in 0..<(vectors.count * periods.count) {
            let value = values[first + index]
            let known = value .== value
            let one = UnitLane.zero.replacing(with: 1, where: known)
            outcome[index] = UnitLane.zero.replacing(with: value, where: known)
            seen[index] = one
            all *= one
          }
        }
      }
    }
    return all.min() == 1
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
    runs.count > 1 ? sideBySide(runs.count) { work(runs[$0]) } : runs.map(work)
  }
}
