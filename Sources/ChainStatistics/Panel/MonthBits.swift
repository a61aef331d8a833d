/// One bit for each store and month, a store per bit in words of 64, a month after the other.
struct MonthBits: Hashable, Sendable {
  let wordsPerMonth: Int
  var words: [UInt64]

  init(months: Int, wordsPerMonth: Int) {
    self.wordsPerMonth = wordsPerMonth
    words = [UInt64](repeating: 0, count: months * wordsPerMonth)
  }

  func contains(_ row: Int, month: Int) -> Bool {
    words[month * wordsPerMonth + row >> 6] >> UInt64(row & 63) & 1 == 1
  }

  mutating func set(_ row: Int, month: Int, to value: Bool) {
    let bit: UInt64 = 1 << UInt64(row & 63)
    let word = month * wordsPerMonth + row >> 6
    if value { words[word] |= bit } else { words[word] &= ~bit }
  }

  /// Sets the bits of one row in a range of months.
  mutating func fill(_ row: Int, months: Range<Int>) {
    let bit: UInt64 = 1 << UInt64(row & 63)
    var word = months.lowerBound * wordsPerMonth + row >> 6
    for _ in months {
      words[word] |= bit
      word += wordsPerMonth
    }
  }

  /// The words of one month.
  func month(_ month: Int) -> ArraySlice<UInt64> {
    words[month * wordsPerMonth..<(month + 1) * wordsPerMonth]
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
}

/// The rows of a range as words of 64 bits: which words it touches, and what to keep of the first and the last.
struct WordRange {
  let words: Range<Int>
  private let first: UInt64
  private let last: UInt64

  init(_ rows: Range<Int>) {
    guard !rows.isEmpty else {
      (words, first, last) = (0..<0, 0, 0)
      return
    }
    words = rows.lowerBound >> 6..<(rows.upperBound - 1) >> 6 + 1
    first = ~0 << UInt64(rows.lowerBound & 63)
    last = ~0 >> UInt64(63 - (rows.upperBound - 1) & 63)
  }

  /// The bits of `word` that lie in the range.
  @inline(__always)
  func mask(_ word: Int) -> UInt64 {
    var mask: UInt64 = ~0
    if word == words.lowerBound { mask &= first }
    if word == words.upperBound - 1 { mask &= last }
    return mask
  }
}

/// Calls `body` with the row of each bit that is set in `word`, the word beginning at row `base`.
@inline(__always)
func forEachRow(in word: UInt64, base: Int, _ body: (Int) -> Void) {
  var rest = word
  while rest != 0 {
    body(base + rest.trailingZeroBitCount)
    rest &= rest &- 1
  }
}
