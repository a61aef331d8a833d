/// The controls' changes regressed on the design by least squares.
struct OutcomeRegression: Sendable {
  let factor: PivotedCholesky
  /// What each row's change is beyond its prediction.
  let residuals: [Double]

  init(_ rows: ComparisonRows) {
    factor = PivotedCholesky(rows.gram { rows.treated[$0] ? 0 : rows.counts[$0] }, size: rows.width)
    let coefficients = factor.solve(rows.sum { rows.treated[$0] ? 0 : rows.counts[$0] * rows.changes[$0] })
    residuals = (0..<rows.count).map { rows.changes[$0] - rows.product($0, coefficients) }
  }

  /// The effect by prediction alone (Heckman, Ichimura and Todd 1997; `reg_did_panel` of the R package DRDID).
  ///
  /// Covariates that depend on others among the controls are dropped, which predicts their reference for the treated.
  func effect(_ rows: ComparisonRows) -> AdjustedEffect {
    var treatedCount = 0.0
    var sum = 0.0
    for row in 0..<rows.count where rows.treated[row] {
      treatedCount += rows.counts[row]
      sum += rows.counts[row] * residuals[row]
    }
    let effect = sum / treatedCount
    let lever = factor.solve(rows.sum { rows.treated[$0] ? rows.counts[$0] / treatedCount : 0 })
    var result = AdjustedEffect(effect: effect, slopes: [], offsets: [])
    for row in 0..<rows.count {
      if rows.treated[row] {
        result.slopes.append(1 / treatedCount)
        result.offsets.append((residuals[row] - effect) / treatedCount)
      } else {
        let slope = -rows.product(row, lever)
        result.slopes.append(slope)
        result.offsets.append(slope * residuals[row])
      }
    }
    return result
  }
}
