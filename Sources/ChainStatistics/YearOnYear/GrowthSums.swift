/// What the growth of a set of stores is worked out from.
struct GrowthSums: Hashable, Sendable {
  var stores = 0
  var nowFen: Int64 = 0
  var thenFen: Int64 = 0
  /// The sum of each store's now over then.
  var ratios = 0.0

  var ratioOfSums: Double? { stores == 0 ? nil : Double(nowFen) / Double(thenFen) - 1 }
  var meanOfRatios: Double? { stores == 0 ? nil : ratios / Double(stores) - 1 }

  static func += (left: inout GrowthSums, right: GrowthSums) {
    left.stores += right.stores
    left.nowFen += right.nowFen
    left.thenFen += right.thenFen
    left.ratios += right.ratios
  }
}

/// The sums of the three arms. A store is added once: the standardised are `upgraded` and `standing` together.
struct ArmSums: Hashable, Sendable {
  var upgraded = GrowthSums()
  /// Standardised, but not upgraded.
  var standing = GrowthSums()
  var others = GrowthSums()

  var standardised: GrowthSums {
    var sums = upgraded
    sums += standing
    return sums
  }

  static func += (left: inout ArmSums, right: ArmSums) {
    left.upgraded += right.upgraded
    left.standing += right.standing
    left.others += right.others
  }
}

/// Adds up the comparable stores of words of 64 rows.
///
/// A word with many stores goes four rows at a time: rows that are not in are masked to 0 now and 1 then, so they add
/// nothing and nothing is divided by zero. A word with few goes bit by bit.
struct GrowthKernel {
  /// From this many stores in a word on, masking all 64 rows is faster than going bit by bit.
  private static let dense = 14
  /// 2^52 as a double and its bits: or-ing a whole number below 2^52 into them and subtracting converts it exactly.
  private static let magicBits: Int64 = 0x4330_0000_0000_0000
  private static let magic = 4_503_599_627_370_496.0
  /// All ones in lane i of entry n where bit i of n is set.
  static let laneMasks: [SIMD4<Int64>] = (0..<16).map { nibble in
    SIMD4(nibble & 1 != 0 ? -1 : 0, nibble & 2 != 0 ? -1 : 0, nibble & 4 != 0 ? -1 : 0, nibble & 8 != 0 ? -1 : 0)
  }

  let now: UnsafeBufferPointer<Int64>
  let then: UnsafeBufferPointer<Int64>
  let masks: UnsafeBufferPointer<SIMD4<Int64>>

  /// Adds the rows of `bits`, the word beginning at row `base`. Rows up to `base + 63` must be there.
  @inline(__always)
  func add(_ bits: UInt64, base: Int, to sums: inout GrowthSums) {
    guard bits != 0 else { return }
    let stores = bits.nonzeroBitCount
    sums.stores += stores
    if stores >= Self.dense {
      addDense(bits, base: base, to: &sums)
    } else {
      forEachRow(in: bits, base: base) { row in
        sums.nowFen &+= now[row]
        sums.thenFen &+= then[row]
        sums.ratios += Double(now[row]) / Double(then[row])
      }
    }
  }

  @inline(__always)
  private func addDense(_ bits: UInt64, base: Int, to sums: inout GrowthSums) {
    guard let now = now.baseAddress, let then = then.baseAddress else { return }
    var (nowSum, thenSum, ratios) = (SIMD4<Int64>(), SIMD4<Int64>(), SIMD4<Double>())
    let one = SIMD4<Int64>(repeating: 1)
    let magicBits = SIMD4<Int64>(repeating: Self.magicBits)
    let magic = SIMD4<Double>(repeating: Self.magic)
    var rest = bits
    for four in 0..<16 {
      let mask = masks[Int(rest & 15)]
      rest >>= 4
      let place = base + four * 4
      let nowFen = UnsafeRawPointer(now + place).loadUnaligned(as: SIMD4<Int64>.self) & mask
      let thenFen = UnsafeRawPointer(then + place).loadUnaligned(as: SIMD4<Int64>.self) & mask
      nowSum &+= nowFen
      thenSum &+= thenFen
      let divisor = thenFen | (one & ~mask)
      ratios +=
        (unsafeBitCast(nowFen | magicBits, to: SIMD4<Double>.self) - magic)
        / (unsafeBitCast(divisor | magicBits, to: SIMD4<Double>.self) - magic)
    }
    sums.nowFen &+= nowSum.wrappedSum()
    sums.thenFen &+= thenSum.wrappedSum()
    sums.ratios += ratios.sum()
  }
}
