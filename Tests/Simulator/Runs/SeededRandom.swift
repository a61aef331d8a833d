import ReportSync
import Synchronization

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed on every machine.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  /// A stream of numbers of its own for each `stream` of a seed.
  init(seed: UInt64, stream: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 ^ stream &* 0xD1B5_4A32_D192_ED03
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

extension RandomNumberGenerator {
  /// Whether something that happens in `percent` of the cases happens.
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  /// One of the choices, as often as its weight says; `nil` where all weights are zero.
  mutating func pick<Choice>(_ weights: [(Choice, Int)]) -> Choice? {
    let sum = weights.reduce(0) { $0 + $1.1 }
    guard sum > 0 else { return nil }
    var place = Int.random(in: 0..<sum, using: &self)
    for (choice, weight) in weights {
      if place < weight { return choice }
      place -= weight
    }
    return nil
  }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}

/// The numbers of one step, for all that take part in it.
final class StepRandom: RandomNumberGenerator, Sendable {
  private let generator: Mutex<SeededRandom>

  init(seed: UInt64, step: Int) { generator = Mutex(SeededRandom(seed: seed, stream: UInt64(step) &+ 1)) }

  func next() -> UInt64 { generator.withLock { $0.next() } }

  /// As the sync session takes it.
  var forSessions: SyncRandom { SyncRandom { self.next() } }
}
