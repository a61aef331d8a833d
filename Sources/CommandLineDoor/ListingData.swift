import DelimitedText
import Localization
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
  /// A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection), by the same
  /// rule as in the files of the dashboard.
  public var csv: String {
    var writer = DelimitedWriter()
    for column in columns { writer.text(column.key) }
    writer.endRecord()
    for row in rows {
      for cell in row { cell.write(to: &writer) }
      writer.endRecord()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The same for a terminal, which would obey control characters: they are shown. Lines end as a terminal's do.
  public var csvToLookAt: String {
    csv.split(separator: "\r\n", omittingEmptySubsequences: false).map { String($0).visibleLines }
      .joined(separator: "\n")
  }
}

extension Listing.Cell {
  /// Writes the value as CSV has it.
  fileprivate func write(to writer: inout DelimitedWriter) {
    switch self {
    case .text(let text): writer.text(text)
    case .message(_, let code): writer.text(code)
    case .integer(let number): writer.number(number)
    case .money(let amount): writer.number(amount.description)
    case .rate(let number), .share(let number): number.map { writer.decimal($0) } ?? writer.empty()
    case .none: writer.empty()
    }
  }
}
