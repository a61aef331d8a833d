/// The lottery within ties of the waiting list: a number that anyone can work out again from the published seed.
///
/// The number starts as the seed; for each byte of the store code in UTF-8, it is XORed with the byte, the constant
/// 9E3779B97F4A7C15 (hexadecimal) is added modulo 2^64, and the result goes through the finaliser of SplitMix64 (Steele,
/// Lea and Flood 2014): z = (z ^ z >> 30) * BF58476D1CE4E5B9, z = (z ^ z >> 27) * 94D049BB133111EB, z ^ z >> 31. The
/// smaller number comes first. It depends on nothing but seed and code, so nobody's chance changes with who else waits.
public enum LotteryDraw {
  /// The number of `store` under `seed`.
  public static func number(of store: StoreCode, seed: UInt64) -> UInt64 {
    store.description.utf8.reduce(seed) { mixed(($0 ^ UInt64($1)) &+ 0x9E37_79B9_7F4A_7C15) }
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
