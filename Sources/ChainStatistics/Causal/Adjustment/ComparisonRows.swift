/// The rows of one comparison: units, or units of one profile taken together, treated or controls.
struct ComparisonRows: Sendable {
  /// The number of columns of the design.
  let width: Int
  /// The design, row by row: a one, a dummy for every level of every factor, the covariates.
  var design: [Double] = []
  var treated: [Bool] = []
  /// How many units each row stands for.
  var counts: [Double] = []
  /// The mean change of each row.
  var changes: [Double] = []

  init(width: Int) { self.width = width }

  var count: Int { counts.count }

  /// The product of a row of the design with a vector.
  @inline(__always)
  func product(_ row: Int, _ vector: [Double]) -> Double {
    var sum = 0.0
    for column in 0..<width { sum += design[row * width + column] * vector[column] }
    return sum
  }

  /// The weighted cross products of the design, row by row.
  func gram(_ weight: (Int) -> Double) -> [Double] {
    var matrix = [Double](repeating: 0, count: width * width)
    for row in 0..<count {
      let mass = weight(row)
      guard mass != 0 else { continue }
      let start = row * width
      for left in 0..<width {
        let value = mass * design[start + left]
        guard value != 0 else { continue }
        for right in 0...left { matrix[left * width + right] += value * design[start + right] }
      }
    }
    for left in 0..<width {
      for right in 0..<left { matrix[right * width + left] = matrix[left * width + right] }
    }
    return matrix
  }

  /// The weighted sum of the rows of the design.
  func sum(_ weight: (Int) -> Double) -> [Double] {
    var sums = [Double](repeating: 0, count: width)
    for row in 0..<count {
      let mass = weight(row)
      guard mass != 0 else { continue }
      for column in 0..<width { sums[column] += mass * design[row * width + column] }
    }
    return sums
  }
}

/// What an adjusted comparison gives: the effect, and for each row its part of the influence function (see
/// ``Contribution``), before it is multiplied by the number of units of the panel.
struct AdjustedEffect: Sendable {
  var effect: Double
  var slopes: [Double]
  var offsets: [Double]
  /// Covariates were collinear among the controls beyond what dummies are by their making.
  var collinear = false
  /// The score separates treated from controls: outcome regression was used.
  var separated = false
  /// Some controls' scores were too high.
  var trimmed = false
}
