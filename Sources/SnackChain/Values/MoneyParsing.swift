/// Why a text is not an amount of money.
public enum MoneyProblem: Error, Hashable, Sendable {
  /// Nothing was typed.
  case empty
  /// The text is not a number; carries what was typed.
  case notANumber(String)
  /// More than two decimals: half a fen cannot be paid.
  case finerThanFen(String)
  /// The amount does not fit, or is beyond any possible figure.
  case tooLarge(String)
  /// A separator stands where no thousands separator can stand, so the figure could be read in two ways.
  case ambiguous(String)
}

extension Money {
  /// Reads what people type: `33000`, `33,000.5`, `３３，０００元`, `¥33 000`, `3.3万`, `1.2亿`.
  ///
  /// Full-width digits and punctuation are folded first; currency marks and spaces are ignored. A comma must separate
  /// groups of three digits (or four, the Chinese grouping): `33,00` could be 33 or 3300 and is refused.
  public static func parse(_ text: String) throws(MoneyProblem) -> Money {
    var body = Substring(HalfWidth.folding(text).filter { !$0.isWhitespace })
    if body.isEmpty { throw .empty }
    var negative = false
    func strip() {
      var changed = true
      while changed {
        changed = false
        for prefix in ["¥", "￥", "CNY", "RMB", "cny", "rmb", "人民币"] where body.hasPrefix(prefix) {
          body = body.dropFirst(prefix.count)
          changed = true
        }
        if !negative, body.hasPrefix("-") || body.hasPrefix("−") {
          negative = true
          body = body.dropFirst()
          changed = true
        } else if body.hasPrefix("+") && !negative {
          body = body.dropFirst()
        }
      }
    }
    strip()
    for suffix in ["人民币", "元整", "圆整", "块钱", "元", "圆", "块", "yuan", "CNY", "RMB"] where body.hasSuffix(suffix) {
      body = body.dropLast(suffix.count)
      break
    }
    var exponent = 2  // yuan to fen
    for (suffix, power) in [("亿", 8), ("万", 4), ("萬", 4), ("千", 3), ("w", 4), ("W", 4), ("k", 3), ("K", 3)]
    where body.hasSuffix(suffix) {
      body = body.dropLast(suffix.count)
      exponent += power
      break
    }
    let fen = try scaledInteger(body, exponent: exponent, original: text)
    return Money(fen: negative ? -fen : fen)
  }

  /// Reads the plain form of files and contracts: yuan with up to two decimals, an optional sign, no separators.
  ///
  /// Works on bytes and makes no copies: a million rows pass through here.
  public static func parseYuan(utf8 bytes: some Collection<UInt8>) -> Money? {
    var index = bytes.startIndex
    let end = bytes.endIndex
    guard index != end else { return nil }
    var negative = false
    if bytes[index] == UInt8(ascii: "-") {
      negative = true
      index = bytes.index(after: index)
    }
    var value: Int64 = 0
    var digits = 0
    var decimals = -1
    while index != end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "."), decimals < 0, digits > 0 {
        decimals = 0
      } else if byte >= 48, byte <= 57 {
        let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = scaled.addingReportingOverflow(Int64(byte - 48))
        if overflow || carry { return nil }
        value = sum
        digits += 1
        if decimals >= 0 { decimals += 1 }
        if decimals > 2 { return nil }
      } else {
        return nil
      }
      index = bytes.index(after: index)
    }
    guard digits > 0, decimals != 0 else { return nil }
    for _ in max(0, decimals)..<2 {
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = scaled
    }
    return Money(fen: negative ? -value : value)
  }

  /// `body` times ten to the power of `exponent`, exactly.
  private static func scaledInteger(
    _ body: Substring, exponent: Int, original: String
  ) throws(MoneyProblem) -> Int64 {
    let parts = body.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first else { throw .notANumber(original) }
    let digits = try ungrouped(whole, original: original)
    let decimals = parts.count == 2 ? parts[1] : ""
    guard !(digits.isEmpty && decimals.isEmpty), decimals.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      throw .notANumber(original)
    }
    if parts.count == 2 && decimals.isEmpty { throw .notANumber(original) }
    let significant = decimals.reversed().drop { $0 == "0" }.count
    if significant > exponent { throw .finerThanFen(original) }
    var value: Int64 = 0
    let padded = String(decimals.prefix(significant)) + String(repeating: "0", count: exponent - significant)
    for character in digits + padded {
      guard let digit = character.wholeNumberValue else { throw .notANumber(original) }
      let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(Int64(digit))
      if overflow || carry { throw .tooLarge(original) }
      value = sum
    }
    return value
  }

  /// The digits of a whole part without its thousands separators.
  private static func ungrouped(_ whole: Substring, original: String) throws(MoneyProblem) -> String {
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    for group in groups {
      guard group.allSatisfy({ $0.isASCII && $0.isNumber }) else { throw .notANumber(original) }
    }
    if groups.count > 1 {
      let size = groups[1].count
      guard size == 3 || size == 4, groups.dropFirst().allSatisfy({ $0.count == size }),
        let first = groups.first, !first.isEmpty, first.count <= size
      else { throw .ambiguous(original) }
    }
    return groups.joined()
  }
}
