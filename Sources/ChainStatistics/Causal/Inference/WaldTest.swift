/// The test that all effects before treatment are zero.
enum WaldTest {
  /// The test of some effects with their covariance (row by row of the upper triangle).
  static func test(_ effects: [Double], upperCovariance upper: [Double], by: String) -> PanelEffects.Pretrend {
    let size = effects.count
    var matrix = [Double](repeating: 0, count: size * size)
    var index = 0
    for row in 0..<size {
      for column in row..<size {
        matrix[row * size + column] = upper[index]
        matrix[column * size + row] = upper[index]
        index += 1
      }
    }
    let factor = PivotedCholesky(matrix, size: size)
    guard factor.rank > 0 else { return PanelEffects.Pretrend(statistic: .nan, df: 0, p: .nan, by: by) }
    let statistic = zip(effects, factor.solve(effects)).reduce(0) { $0 + $1.0 * $1.1 }
    return PanelEffects.Pretrend(
      statistic: statistic, df: factor.rank, p: ChiSquare.upperTail(statistic, degrees: factor.rank), by: by)
  }
}
