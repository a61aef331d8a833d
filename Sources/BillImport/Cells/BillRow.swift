import DelimitedText

/// One row of a table, from a text or a sheet. Valid only while it is handed over.
struct BillRow {
  let line: Int
  let bytes: UnsafeBufferPointer<UInt8>
  let bounds: UnsafeBufferPointer<(lower: Int, upper: Int)>

  var count: Int { bounds.count }

  /// The cell of a column without what exports put around values; empty where the row is shorter.
  subscript(column: Int) -> Cell {
    guard column >= 0, column < bounds.count else { return Cell(UnsafeBufferPointer(start: nil, count: 0)) }
    let (lower, upper) = bounds[column]
    return Cell(UnsafeBufferPointer(rebasing: bytes[lower..<upper]))
  }

  /// Whether a backtick stands before the first value, as WeChat's bills put one before every value.
  var isMarked: Bool { count > 0 && bounds[0].lower < bounds[0].upper && bytes[bounds[0].lower] == UInt8(ascii: "`") }

  /// The bounds of values where only a backtick begins one: a comma within a product's name cuts none in two.
  var joinedByMarks: [(lower: Int, upper: Int)] {
    var joined: [(lower: Int, upper: Int)] = []
    for (lower, upper) in bounds {
      if lower < upper, bytes[lower] == UInt8(ascii: "`") || joined.isEmpty {
        joined.append((lower, upper))
      } else {
        joined[joined.count - 1].upper = max(joined[joined.count - 1].upper, upper)
      }
    }
    return joined
  }

  var texts: [String] { (0..<count).map { self[$0].text } }
}

/// A value in a bill.
struct Cell {
  let bytes: UnsafeBufferPointer<UInt8>

  /// Takes off blanks, and the backtick, apostrophe or `="…"` by which exports keep Excel from changing a number.
  init(_ raw: UnsafeBufferPointer<UInt8>) {
    var bytes = raw.withoutBlanks
    if bytes.count >= 3, bytes[0] == UInt8(ascii: "="), bytes[1] == UInt8(ascii: "\""),
      bytes[bytes.count - 1] == UInt8(ascii: "\"")
    {
      bytes = UnsafeBufferPointer(rebasing: bytes[2..<(bytes.count - 1)])
    }
    while let first = bytes.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "'") {
      bytes = UnsafeBufferPointer(rebasing: bytes.dropFirst()).withoutBlanks
    }
    self.bytes = bytes
  }

  var isEmpty: Bool { bytes.isEmpty }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the cell is exactly this text.
  static func == (cell: Cell, text: StaticString) -> Bool {
    text.withUTF8Buffer { $0.count == cell.bytes.count && $0.elementsEqual(cell.bytes) }
  }

  /// Whether the text stands in the cell. UTF-8 is looked at as it is: no character begins within another.
  func contains(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      guard let first = wanted.first, bytes.count >= wanted.count else { return false }
      var place = 0
      while place <= bytes.count - wanted.count {
        if bytes[place] == first {
          var length = 1
          while length < wanted.count, bytes[place + length] == wanted[length] { length += 1 }
          if length == wanted.count { return true }
        }
        place += 1
      }
      return false
    }
  }

  /// Whether the cell begins with the text.
  func hasPrefix(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes.count >= $0.count && bytes.prefix($0.count).elementsEqual($0) }
  }

  /// Whether the cell is empty or one of the signs that stand for nothing.
  var isBlank: Bool {
    switch bytes.count {
    case 0: true
    case 1: bytes[0] == UInt8(ascii: "/") || bytes[0] == UInt8(ascii: "-") || bytes[0] == UInt8(ascii: "0")
    default: false
    }
  }

  /// Whether this can tell an order from others: not blank, not rounded by a spreadsheet, not masked.
  var isUsableNumber: Bool {
    !isBlank && !isRounded && bytes.count { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "x") } < 2
  }

  /// Whether a spreadsheet took a long number for an amount and rounded it: `4.2E+27`.
  var isRounded: Bool {
    guard let mark = bytes.firstIndex(where: { $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e") }), mark > 0,
      mark + 2 < bytes.count, bytes[mark + 1] == UInt8(ascii: "+")
    else { return false }
    return bytes[..<mark].allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
      && bytes[(mark + 2)...].allSatisfy { (48...57).contains($0) }
  }
}
