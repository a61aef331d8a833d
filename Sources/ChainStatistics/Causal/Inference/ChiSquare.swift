import Foundation

/// The tail of the chi-square law.
enum ChiSquare {
  /// The chance of a value of at least `statistic` with `degrees` degrees of freedom, to about 1e-14 of itself.
  ///
  /// The regularised upper incomplete gamma function: by its series below the mean, by Lentz's continued fraction above.
  static func upperTail(_ statistic: Double, degrees: Int) -> Double {
    guard degrees > 0, statistic.isFinite else { return .nan }
    guard statistic > 0 else { return 1 }
    let shape = Double(degrees) / 2
    let limit = statistic / 2
    let scale = exp(shape * log(limit) - limit - logGamma(shape))
    if limit < shape + 1 {
      var term = 1 / shape
      var sum = term
      var next = shape
      for _ in 0..<10_000 {
        next += 1
        term *= limit / next
        sum += term
        if term < sum * 1e-17 { break }
      }
      return max(0, 1 - sum * scale)
    }
    let tiny = 1e-300
    var lower = limit + 1 - shape
    var ratio = 1 / tiny
    var inverse = 1 / lower
    var fraction = inverse
    for step in 1..<10_000 {
      let numerator = -Double(step) * (Double(step) - shape)
      lower += 2
      inverse = numerator * inverse + lower
      if abs(inverse) < tiny { inverse = tiny }
      ratio = lower + numerator / ratio
      if abs(ratio) < tiny { ratio = tiny }
      inverse = 1 / inverse
      let change = inverse * ratio
      fraction *= change
      if abs(change - 1) < 1e-16 { break }
    }
    return scale * fraction
  }

  /// The logarithm of the gamma function of half of a whole number above zero, exact but for rounding.
  private static func logGamma(_ value: Double) -> Double {
    var rest = value
    var sum = 0.0
    while rest > 1 {
      rest -= 1
      sum += log(rest)
    }
    return rest == 1 ? sum : sum + log(Double.pi) / 2
  }
}
