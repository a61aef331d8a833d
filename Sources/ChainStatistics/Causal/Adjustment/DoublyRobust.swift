/// The doubly robust effect (Sant'Anna and Zhao 2020; `drdid_panel` of the R package DRDID).
enum DoublyRobust {
  /// Controls as certain to be treated as this are left out, as DRDID does.
  static let highestScore = 0.995

  /// The effect by outcome regression, doubly robust when a score is given.
  static func effect(_ rows: ComparisonRows, _ regression: OutcomeRegression, _ score: PropensityScore)
    -> AdjustedEffect?
  {
    let residuals = regression.residuals
    var odds = [Double](repeating: 0, count: rows.count)
    var (treatedCount, treatedSum, mass, controlSum) = (0.0, 0.0, 0.0, 0.0)
    var trimmed = false
    for row in 0..<rows.count {
      if rows.treated[row] {
        treatedCount += rows.counts[row]
        treatedSum += rows.counts[row] * residuals[row]
      } else if score.scores[row] < highestScore {
        odds[row] = score.scores[row] / (1 - score.scores[row])
        mass += rows.counts[row] * odds[row]
        controlSum += rows.counts[row] * odds[row] * residuals[row]
      } else {
        trimmed = true
      }
    }
    guard mass > 0 else { return nil }
    let treatedMean = treatedSum / treatedCount
    let controlMean = controlSum / mass

    // How the estimation of the regression and of the score moves the effect.
    let gap = rows.sum { row in
      rows.counts[row] * (rows.treated[row] ? 1 / treatedCount : -odds[row] / mass)
    }
    let lever = regression.factor.solve(gap)
    let pull = score.information.solve(
      rows.sum { row in
        rows.treated[row] ? 0 : rows.counts[row] * odds[row] * (residuals[row] - controlMean) / mass
      })
    var result = AdjustedEffect(effect: treatedMean - controlMean, slopes: [], offsets: [], trimmed: trimmed)
    for row in 0..<rows.count {
      let moved = rows.product(row, pull)
      if rows.treated[row] {
        result.slopes.append(1 / treatedCount)
        result.offsets.append((residuals[row] - treatedMean) / treatedCount - (1 - score.scores[row]) * moved)
      } else {
        let levered = rows.product(row, lever)
        let weight = odds[row] / mass
        result.slopes.append(-weight - levered)
        result.offsets.append(
          -weight * (residuals[row] - controlMean) - levered * residuals[row] + score.scores[row] * moved)
      }
    }
    return result
  }
}

extension ComparisonRows {
  /// The adjusted effect of the rows. `score` serves again where the rows but for their changes are the same.
  ///
  /// A cell whose score cannot be fitted is estimated by outcome regression alone.
  func effect(robust: Bool, factors: Int, score: () -> PropensityScore?) -> AdjustedEffect {
    let regression = OutcomeRegression(self)
    let collinear = regression.factor.rank < width - factors
    var result: AdjustedEffect
    if robust {
      if let score = score(), let found = DoublyRobust.effect(self, regression, score) {
        result = found
      } else {
        result = regression.effect(self)
        result.separated = true
      }
    } else {
      result = regression.effect(self)
    }
    result.collinear = collinear
    return result
  }
}
