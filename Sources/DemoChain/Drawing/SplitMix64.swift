/// The generator SplitMix64 (Steele, Lea and Flood 2014), one stream for each store and purpose.
///
/// Only whole-number arithmetic and exact scaling are used, so that every platform draws the same chain.
struct SplitMix64 {
  private var state: UInt64

  /// What a stream is for. Streams are independent, so a month more or less does not change who certifies.
  enum Purpose: UInt64 {
    case profile = 1
    case programme = 2
    case months = 3
    /// Four is no multiple of a store's four numbers that another stream has.
    case inspections = 4
  }

  /// The stream of one store of one chain.
  init(seed: UInt64, store: Int, purpose: Purpose) {
    let chain = Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
    state = Self.mixed(chain ^ Self.mixed(UInt64(truncatingIfNeeded: store) &* 4 &+ purpose.rawValue))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mix = value
    mix = (mix ^ (mix >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mix = (mix ^ (mix >> 27)) &* 0x94D0_49BB_1331_11EB
    return mix ^ (mix >> 31)
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A number in 0..<1, a multiple of 2^-53.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in 0..<`bound`, by the high half of a product; the bias is below 2^-32 for the small bounds here.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
  }

  /// A number with mean 0 and variance 1, near the normal law: the sum of eight 16-bit uniforms from two draws.
  ///
  /// Sums of uniforms need no logarithm or cosine, whose last bit differs between libraries. The tails end at ±4.9.
  mutating func normal() -> Double {
    let first = next()
    let second = next()
    let sum =
      (first & 0xFFFF) + (first >> 16 & 0xFFFF) + (first >> 32 & 0xFFFF) + (first >> 48) + (second & 0xFFFF)
      + (second >> 16 & 0xFFFF) + (second >> 32 & 0xFFFF) + (second >> 48)
    // Mean 8 * 65535 / 2; variance 8 * (65536^2 - 1) / 12.
    return (Double(sum) - 262_140) * (1 / 53_509.92081769785)
  }
}
