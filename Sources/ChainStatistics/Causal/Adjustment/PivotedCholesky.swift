/// A symmetric matrix that is positive semidefinite, factored with the largest pivot first.
///
/// Rows that depend on earlier ones (collinear covariates, a covariance without full rank) are found and left out: the
/// solution is then zero for them, which is one of the solutions.
struct PivotedCholesky: Sendable {
  private let size: Int
  private var lower: [Double]
  private let order: [Int]
  /// The number of rows that do not depend on others.
  let rank: Int

  /// Factors `matrix` (`size` by `size`, row by row). A pivot below `tolerance` of the row's own diagonal counts as zero.
  init(_ matrix: [Double], size: Int, tolerance: Double = 1e-11) {
    var work = matrix
    var order = Array(0..<size)
    let diagonal = (0..<size).map { matrix[$0 * size + $0] }
    var rank = 0
    while rank < size {
      var best = -1
      var share = 0.0
      for row in rank..<size {
        let original = diagonal[order[row]]
        let value = work[row * size + row]
        guard original > 0, value > tolerance * original, value / original > share else { continue }
        (best, share) = (row, value / original)
      }
      guard best >= 0 else { break }
      if best != rank {
        order.swapAt(best, rank)
        for column in 0..<size { work.swapAt(best * size + column, rank * size + column) }
        for row in 0..<size { work.swapAt(row * size + best, row * size + rank) }
      }
      let root = work[rank * size + rank].squareRoot()
      work[rank * size + rank] = root
      for row in (rank + 1)..<max(size, rank + 1) { work[row * size + rank] /= root }
      for row in (rank + 1)..<max(size, rank + 1) {
        let factor = work[row * size + rank]
        guard factor != 0 else { continue }
        for column in (rank + 1)...row { work[row * size + column] -= factor * work[column * size + rank] }
        // The swaps above need both triangles.
        for column in (rank + 1)..<max(row, rank + 1) { work[column * size + row] = work[row * size + column] }
      }
      rank += 1
    }
    self.size = size
    self.order = order
    self.rank = rank
    lower = work
  }

  /// Solves for one right-hand side.
  func solve(_ right: [Double]) -> [Double] {
    var partial = [Double](repeating: 0, count: rank)
    for row in 0..<rank {
      var sum = right[order[row]]
      for column in 0..<row { sum -= lower[row * size + column] * partial[column] }
      partial[row] = sum / lower[row * size + row]
    }
    for row in stride(from: rank - 1, through: 0, by: -1) {
      var sum = partial[row]
      for below in (row + 1)..<max(rank, row + 1) { sum -= lower[below * size + row] * partial[below] }
      partial[row] = sum / lower[row * size + row]
    }
    var solution = [Double](repeating: 0, count: size)
    for row in 0..<rank { solution[order[row]] = partial[row] }
    return solution
  }
}
