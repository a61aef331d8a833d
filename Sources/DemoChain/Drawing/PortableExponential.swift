/// The exponential function from additions and multiplications alone, so that the figures of the demo chain are the
/// same to the last fen with any C library.
enum PortableExponential {
  private static let ln2 = 0.693147180559945309417

  /// e to the power `x`, for |x| up to 100, within a few units of the last place.
  static func exp(_ x: Double) -> Double {
    let doublings = (x / ln2).rounded()
    let rest = x - doublings * ln2
    // Taylor's series to the 12th power: |rest| <= 0.347, so what is left out is below 2e-16.
    var sum = 1.0
    var divisor = 12.0
    while divisor > 0 {
      sum = 1 + sum * rest / divisor
      divisor -= 1
    }
    return Double(sign: .plus, exponent: Int(doublings), significand: sum)
  }
}
