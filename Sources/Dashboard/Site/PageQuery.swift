import Localization
import SnackChain

/// What stands behind the question mark of an address, or in a form that was sent: names and values, in order.
struct PageQuery: Sendable, Hashable {
  private(set) var pairs: [Pair]

  struct Pair: Sendable, Hashable {
    let name: String
    let value: String
  }

  /// The most bytes that are read, and the most names.
  private static let limit = (bytes: 16_384, names: 200)

  init(_ pairs: [Pair] = []) { self.pairs = pairs }

  /// Reads `a=b&c=d`, with `+` for blanks and percent escapes.
  ///
  /// - Throws: `PageProblem` of text that is no UTF-8, or too much of it.
  init(encoded text: String) throws(PageProblem) {
    guard text.utf8.count <= Self.limit.bytes else { throw .badParameter("?", "…", wanted: .webTooLong) }
    var pairs: [Pair] = []
    for part in text.split(separator: "&") where pairs.count < Self.limit.names {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(sides[0]), let value = sides.count > 1 ? Self.decoded(sides[1]) : "" else {
        throw .badParameter(String(part.prefix(40)), "", wanted: .webNotUTF8)
      }
      pairs.append(Pair(name: name, value: value))
    }
    self.pairs = pairs
  }

  /// The last value of a name; empty counts as not there, as an empty field of a form means.
  subscript(name: String) -> String? {
    guard let value = pairs.last(where: { $0.name == name })?.value, !value.isEmpty else { return nil }
    return value
  }

  /// The same with one value changed, or taken out where it is `nil`.
  func with(_ name: String, _ value: String?) -> PageQuery {
    var changed = pairs.filter { $0.name != name }
    if let value { changed.append(Pair(name: name, value: value)) }
    return PageQuery(changed)
  }

  /// Without the names that satisfy a test.
  func without(_ isOut: (String) -> Bool) -> PageQuery { PageQuery(pairs.filter { !isOut($0.name) }) }

  /// As an address with this query behind it.
  func address(_ path: String) -> String {
    let text = pairs.filter { !$0.value.isEmpty }.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }
      .joined(separator: "&")
    return text.isEmpty ? path : path + "?" + text
  }

  /// Percent escapes for all but unreserved characters.
  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: out.append(byte)
      default: out += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func decoded(_ text: Substring) -> String? {
    var out: [UInt8] = []
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case UInt8(ascii: "+"): out.append(32)
      case UInt8(ascii: "%"):
        guard let high = bytes.next().flatMap(hex), let low = bytes.next().flatMap(hex) else { return nil }
        out.append(high << 4 | low)
      default: out.append(byte)
      }
    }
    return String(validating: out, as: UTF8.self)
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}

extension PageQuery {
  /// A month, as people write it.
  func month(_ name: String = "month") throws(PageProblem) -> YearMonth? {
    guard let text = self[name] else { return nil }
    guard let month = YearMonth(text) else { throw .badParameter(name, text, wanted: .webWantMonth) }
    return month
  }

  /// A whole number within a range.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(PageProblem) -> Int? {
    guard let text = pairs.last(where: { $0.name == name })?.value else { return nil }
    guard let number = Self.digits(text).flatMap({ Int($0) }), range.contains(number) else {
      throw .badParameter(name, text, wanted: .webWantNumber(range))
    }
    return number
  }

  /// One of the cases of a type.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, _ type: Choice.Type
  ) throws(PageProblem) -> Choice? where Choice.RawValue == String {
    guard let text = self[name] else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw .badParameter(name, text, wanted: .webWantOneOf(Choice.allCases.map(\.rawValue)))
    }
    return choice
  }

  /// A text where it is digits and nothing else, full-width ones included.
  private static func digits(_ text: String) -> String? {
    let folded = HalfWidth.folding(text)
    return !folded.isEmpty && folded.utf8.allSatisfy { (48...57).contains($0) } ? folded : nil
  }

  /// A data version.
  func version(_ name: String = "as-of") throws(PageProblem) -> Int64? {
    guard let text = self[name] else { return nil }
    guard let number = Self.digits(text).flatMap({ Int64($0) }) else {
      throw .badParameter(name, text, wanted: .webWantVersion)
    }
    return number
  }
}
