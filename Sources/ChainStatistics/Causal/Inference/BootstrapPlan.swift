/// How the multiplier bootstrap is drawn.
public struct BootstrapPlan: Sendable, Hashable {
  /// The multipliers' law.
  public enum Weights: String, Sendable, Hashable, Codable {
    /// 1 or -1 with equal chance.
    case rademacher
    /// Mammen's two points (1993): mean 0, variance 1, third moment 1.
    case mammen
  }

  /// The number of draws.
  public var draws: Int
  /// The seed; the same seed gives the same draws on any machine.
  public var seed: UInt64
  /// The multipliers' law.
  public var weights: Weights

  /// Makes a plan.
  public init(draws: Int = 999, seed: UInt64 = 20_230_228, weights: Weights = .rademacher) {
    self.draws = draws
    self.seed = seed
    self.weights = weights
  }
}

/// Sums influence functions under random signs, 64 units at a time.
///
/// Both laws take two values, so a draw is `middle * sum(psi) + spread * sum(sign * psi)`. For each four units the
/// sixteen sums that their signs can give are made once, and every draw then picks one: a quarter of the additions, and
/// no multiplication.
struct DrawAccumulator {
  private let plan: BootstrapPlan
  private let functions: Int
  private let columns: Int
  private var signed: [UnitLane]
  private var plain: [Double]

  init(_ plan: BootstrapPlan, functions: Int) {
    self.plan = plan
    self.functions = functions
    columns = (functions + UnitLane.scalarCount - 1) / UnitLane.scalarCount
    signed = [UnitLane](repeating: .zero, count: plan.draws * columns)
    plain = [Double](repeating: 0, count: functions)
  }

  /// Adds the functions of up to 64 units; `word` numbers them.
  mutating func add(_ psi: [UnitLane], steps: Int, word: Int) {
    let chunk = PanelPartition.chunk
    let lanes = UnitLane.scalarCount
    let quads = chunk * lanes / 4
    let signs = (0..<plan.draws).map { draw in
      SignWord.word(plan.weights, seed: plan.seed, index: UInt64(word) &* UInt64(plan.draws) &+ UInt64(draw))
    }
    var table = [UnitLane](repeating: .zero, count: quads * 16)
    for column in 0..<columns {
      let width = min(lanes, functions - column * lanes)
      for quad in 0..<quads {
        let step = quad / 2
        var units = (UnitLane.zero, UnitLane.zero, UnitLane.zero, UnitLane.zero)
        if step < steps {
          let lane = quad % 2 * 4
          for row in 0..<width {
            let function = column * lanes + row
            let values = psi[function * chunk + step]
            units.0[row] = values[lane]
            units.1[row] = values[lane + 1]
            units.2[row] = values[lane + 2]
            units.3[row] = values[lane + 3]
            plain[function] += values[lane] + values[lane + 1] + values[lane + 2] + values[lane + 3]
          }
        }
        for pattern in 0..<16 {
          let left = (pattern & 1 == 0 ? -units.0 : units.0) + (pattern & 2 == 0 ? -units.1 : units.1)
          let right = (pattern & 4 == 0 ? -units.2 : units.2) + (pattern & 8 == 0 ? -units.3 : units.3)
          table[quad * 16 + pattern] = left + right
        }
      }
      // Pointers save the tests of bounds in the loop that every draw of every unit goes through.
      table.withUnsafeBufferPointer { table in
        signed.withUnsafeMutableBufferPointer { signed in
          for draw in 0..<signs.count {
            var bits = signs[draw]
            var sum = signed[draw * columns + column]
            for quad in 0..<quads {
              sum += table[quad * 16 + Int(truncatingIfNeeded: bits & 15)]
              bits >>= 4
            }
            signed[draw * columns + column] = sum
          }
        }
      }
    }
  }

  /// All draws, `[draw * functions + function]`.
  var sums: [Double] {
    let (middle, spread) = SignWord.values(plan.weights)
    var result = [Double](repeating: 0, count: plan.draws * functions)
    for draw in 0..<plan.draws {
      for function in 0..<functions {
        let lane = signed[draw * columns + function / UnitLane.scalarCount][function % UnitLane.scalarCount]
        result[draw * functions + function] = middle * plain[function] + spread * lane
      }
    }
    return result
  }
}

/// Sixty-four signs of a law from a seed and a position, the same on any machine and in any order.
enum SignWord {
  /// The middle of the two values of a law and half of their distance.
  static func values(_ weights: BootstrapPlan.Weights) -> (middle: Double, spread: Double) {
    switch weights {
    case .rademacher: (0, 1)
    case .mammen: (0.5, 5.0.squareRoot() / 2)
    }
  }

  /// The signs at a position: a set bit is the upper value.
  static func word(_ weights: BootstrapPlan.Weights, seed: UInt64, index: UInt64) -> UInt64 {
    switch weights {
    case .rademacher:
      return mixed(seed, index, 0)
    case .mammen:
      // The upper value, (1 + sqrt 5) / 2, has the chance (sqrt 5 - 1) / (2 sqrt 5). Each bit of a word is compared
      // with the digits of the chance, all 64 at once, until every one has differed.
      let chance = (5.0.squareRoot() - 1) / (2 * 5.0.squareRoot())
      var (below, open) = (UInt64(0), UInt64.max)
      var rest = chance
      var round: UInt64 = 0
      while open != 0, round < 53 {
        let random = mixed(seed, index, round)
        rest *= 2
        if rest >= 1 {
          rest -= 1
          below |= open & ~random
          open &= random
        } else {
          open &= ~random
        }
        round += 1
      }
      return below
    }
  }

  /// SplitMix64's finalizer over the three numbers.
  private static func mixed(_ seed: UInt64, _ index: UInt64, _ round: UInt64) -> UInt64 {
    finalized(finalized(seed &+ index &* 0x9E37_79B9_7F4A_7C15) &+ round &* 0xD1B5_4A32_D192_ED03)
  }

  private static func finalized(_ value: UInt64) -> UInt64 {
    var bits = value &+ 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
