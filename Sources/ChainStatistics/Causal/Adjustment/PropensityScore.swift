#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// The chance of being treated given the design, by a logit fitted with maximum likelihood.
struct PropensityScore: Sendable {
  /// The score of each row.
  let scores: [Double]
  /// The information matrix, factored.
  let information: PivotedCholesky

  /// Fits the score, or gives `nil` when the design separates treated from controls.
  ///
  /// A column in which all treated have the one value that is its smallest or largest (a region in which nobody of the
  /// cohort is) sends the scores of the controls with other values to zero: those controls get a score of zero and the
  /// rest is fitted without them, which is the limit of the likelihood. Other separations have no such simple limit.
  init?(_ rows: ComparisonRows) {
    var open = [Bool](repeating: true, count: rows.count)
    guard Self.close(&open, rows) else { return nil }
    var treatedCount = 0.0
    var controlCount = 0.0
    for row in 0..<rows.count where open[row] {
      if rows.treated[row] { treatedCount += rows.counts[row] } else { controlCount += rows.counts[row] }
    }
    guard treatedCount > 0, controlCount > 0 else { return nil }
    var linear = [Double](repeating: log(treatedCount / controlCount), count: rows.count)
    var scores = [Double](repeating: 0, count: rows.count)
    var likelihood = -Double.infinity
    var steps = [Double](repeating: 0, count: rows.count)
    for _ in 0..<40 {
      let factor = Self.information(rows, open, linear, &scores)
      let direction = factor.solve(
        rows.sum { open[$0] ? rows.counts[$0] * ((rows.treated[$0] ? 1 : 0) - scores[$0]) : 0 })
      var largest = 0.0
      for row in 0..<rows.count where open[row] {
        steps[row] = rows.product(row, direction)
        largest = max(largest, abs(steps[row]))
      }
      guard largest.isFinite else { return nil }
      // Newton's step, halved while it goes too far.
      var share = 1.0
      while true {
        let next = Self.likelihood(rows, open, linear, steps, share)
        if next > likelihood - 1e-9 * abs(likelihood) || share < 1e-4 {
          likelihood = next
          break
        }
        share /= 2
      }
      for row in 0..<rows.count where open[row] { linear[row] += share * steps[row] }
      // Convergence is quadratic: after a step this small nothing is left to gain.
      if largest < 1e-7 {
        information = Self.information(rows, open, linear, &scores)
        self.scores = scores
        return
      }
    }
    return nil
  }

  /// Writes the scores of `linear`, and gives the information matrix there.
  private static func information(
    _ rows: ComparisonRows, _ open: [Bool], _ linear: [Double], _ scores: inout [Double]
  ) -> PivotedCholesky {
    for row in 0..<rows.count where open[row] { scores[row] = 1 / (1 + exp(-linear[row])) }
    let matrix = rows.gram { open[$0] ? rows.counts[$0] * scores[$0] * (1 - scores[$0]) : 0 }
    return PivotedCholesky(matrix, size: rows.width)
  }

  /// Closes the controls whose score tends to zero. False when none would be left.
  private static func close(_ open: inout [Bool], _ rows: ComparisonRows) -> Bool {
    var changed = true
    while changed {
      changed = false
      for column in 1..<max(rows.width, 1) {
        var treated = (low: Double.infinity, high: -Double.infinity)
        var control = treated
        for row in 0..<rows.count where open[row] {
          let value = rows.design[row * rows.width + column]
          if rows.treated[row] {
            treated = (min(treated.low, value), max(treated.high, value))
          } else {
            control = (min(control.low, value), max(control.high, value))
          }
        }
        guard treated.low == treated.high, control.low < control.high || control.low != treated.low else { continue }
        guard treated.low <= control.low || treated.low >= control.high else { continue }
        for row in 0..<rows.count where open[row] && !rows.treated[row] {
          if rows.design[row * rows.width + column] != treated.low { (open[row], changed) = (false, true) }
        }
      }
    }
    return (0..<rows.count).contains { open[$0] && !rows.treated[$0] }
  }

  private static func likelihood(
    _ rows: ComparisonRows, _ open: [Bool], _ linear: [Double], _ steps: [Double], _ share: Double
  ) -> Double {
    var sum = 0.0
    for row in 0..<rows.count where open[row] {
      let value = linear[row] + share * steps[row]
      // log(1 + exp(value)) without overflow.
      let soft = max(value, 0) + log1p(exp(-abs(value)))
      sum += rows.counts[row] * ((rows.treated[row] ? value : 0) - soft)
    }
    return sum
  }
}
