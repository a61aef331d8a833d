import SnackChain

/// An amount in a bill, in hundred-thousandths of a yuan: fees are stated to five decimals.
struct Amount: Hashable {
  /// Hundred-thousandths of a yuan in a fen.
  static let perFen: Int64 = 1000
  /// CNY 100 million: more than any row of a small eatery's bill.
  static let largest: Int64 = 10_000_000_000_000

  let units: Int64

  /// Whole fen, or `nil` where there is a part of a fen.
  var fen: Int64? { units % Self.perFen == 0 ? units / Self.perFen : nil }
}

extension Cell {
  /// The amount in whole fen: `28.16`, `¥1,234.5`, `-3`, `＋５．００元`, `(12.00)`; `nil` where it is none.
  var fen: Int64? { amount?.fen }

  /// The amount to five decimals, further ones rounded (`23.100000000000001` of a spreadsheet is 23.10).
  var amount: Amount? {
    if let amount = Self.read(bytes) { return amount }
    guard !bytes.isEmpty, bytes.count < 64 else { return nil }
    let folded = Array(HalfWidth.folding(text).utf8)
    if let amount = folded.withUnsafeBufferPointer(Self.read) { return amount }
    guard folded.contains(UInt8(ascii: "e")) || folded.contains(UInt8(ascii: "E")),
      let value = Double(String(decoding: folded, as: UTF8.self)), value.magnitude < 100_000_000
    else { return nil }
    return Amount(units: Int64((value * 100_000).rounded()))
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Amount? {
    var index = 0
    var end = bytes.count
    var isNegative = false
    if end >= 2, bytes[0] == UInt8(ascii: "("), bytes[end - 1] == UInt8(ascii: ")") {
      isNegative = true
      index = 1
      end -= 1
    }
    // Signs and the yuan mark stand in either order; the mark is U+00A5 or U+FFE5.
    var hasSign = isNegative
    prefix: while index < end {
      switch bytes[index] {
      case UInt8(ascii: "-") where !hasSign: (hasSign, isNegative, index) = (true, true, index + 1)
      case UInt8(ascii: "+") where !hasSign: (hasSign, index) = (true, index + 1)
      case UInt8(ascii: " "): index += 1
      case 0xC2 where index + 1 < end && bytes[index + 1] == 0xA5: index += 2
      case 0xEF where index + 2 < end && bytes[index + 1] == 0xBF && bytes[index + 2] == 0xA5: index += 3
      default: break prefix
      }
    }
    // 元
    if end - index >= 3, bytes[end - 3] == 0xE5, bytes[end - 2] == 0x85, bytes[end - 1] == 0x83 { end -= 3 }
    var value: Int64 = 0
    var digits = 0
    var decimals = -1
    var sinceComma = -1
    while index < end {
      let byte = bytes[index]
      switch byte {
      case 48...57:
        digits += 1
        if sinceComma >= 0 { sinceComma += 1 }
        if decimals >= 5 {
          if decimals == 5, byte >= 53 { value += 1 }
          decimals += 1
        } else {
          value = value * 10 + Int64(byte - 48)
          if decimals >= 0 { decimals += 1 }
        }
        if value > Amount.largest { return nil }
      case UInt8(ascii: ".") where decimals < 0 && digits > 0:
        if sinceComma >= 0, sinceComma != 3 { return nil }
        sinceComma = -1
        decimals = 0
      case UInt8(ascii: ",") where decimals < 0 && digits > 0:
        if sinceComma >= 0 ? sinceComma != 3 : digits > 3 { return nil }
        sinceComma = 0
      default: return nil
      }
      index += 1
    }
    guard digits > 0, sinceComma < 0 || sinceComma == 3 else { return nil }
    for _ in min(max(decimals, 0), 5)..<5 { value *= 10 }
    return value > Amount.largest ? nil : Amount(units: isNegative ? -value : value)
  }
}
