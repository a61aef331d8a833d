import SnackChain

extension Listing: Encodable {
  /// Encoded as a list of objects with the columns' keys.
  public func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for row in rows {
      var object = list.nestedContainer(keyedBy: Key.self)
      for (column, cell) in zip(columns, row) {
        let key = Key(stringValue: column.key)
        switch cell {
        case .text(let text): try object.encode(text, forKey: key)
        case .message(_, let code): try object.encode(code, forKey: key)
        case .integer(let number): try object.encode(number, forKey: key)
        case .money(let amount): try object.encode(amount, forKey: key)
        case .rate(let number), .share(let number):
          if let number, number.isFinite {
            try object.encode(number, forKey: key)
          } else {
            try object.encodeNil(forKey: key)
          }
        case .none: try object.encodeNil(forKey: key)
        }
      }
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// The rows as CSV (RFC 4180, lines end with CRLF as it says): the keys, then the values.
  ///
  /// A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection).
  public var csv: String {
    var out = columns.map { Self.quoted($0.key) }.joined(separator: ",") + "\r\n"
    for row in rows { out += row.map(\.csv).joined(separator: ",") + "\r\n" }
    return out
  }

  fileprivate static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}

extension Listing.Cell {
  /// The value as CSV has it.
  fileprivate var csv: String {
    switch self {
    case .text(let text):
      Listing.quoted(text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text)
    case .message(_, let code): Listing.quoted(code)
    case .integer(let number): String(number)
    case .money(let amount): amount.description
    case .rate(let number), .share(let number): number.map { $0.isFinite ? String($0) : "" } ?? ""
    case .none: ""
    }
  }
}
