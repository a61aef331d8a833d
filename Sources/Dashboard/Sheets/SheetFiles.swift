import DelimitedText
import Foundation
import Localization
import SnackChain

/// A table as a file: exactly the rows and columns that the page shows, on all its pages, with the definition and the
/// data version that they were made from.
struct SheetFile {
  let selection: SheetSelection
  let dataVersion: Int64?
  let isSynthetic: Bool
  let language: Language
  /// The address that shows the same.
  let address: String

  private var sheet: Sheet { selection.sheet }

  /// Rows that are turned into text at a time.
  static let stretch = 1_000

  /// The stretches of rows.
  var stretches: [Range<Int>] {
    stride(from: 0, to: selection.count, by: Self.stretch).map { $0..<min($0 + Self.stretch, selection.count) }
  }

  /// What stands before the rows of a CSV file.
  var csvHead: [UInt8] {
    var writer = DelimitedWriter(mark: true)
    for column in sheet.columns { writer.text(column.key) }
    writer.endRecord()
    return writer.take()
  }

  /// Rows of a CSV file.
  func csv(_ range: Range<Int>) -> [UInt8] {
    var writer = DelimitedWriter()
    for row in selection.rows(range) {
      for cell in row { Self.write(cell, to: &writer) }
      writer.endRecord()
    }
    return writer.take()
  }

  private static func write(_ cell: PageCell, to writer: inout DelimitedWriter) {
    switch cell.value {
    case .text(let text), .digest(let text): writer.text(text)
    case .message(_, let code): writer.text(code)
    case .integer(let number), .serial(let number): writer.number(number)
    case .money(let amount), .sum(let amount), .difference(let amount): writer.number(amount.description)
    case .growth(let rate), .share(let rate), .points(let rate), .decimal(let rate):
      if let rate, rate.isFinite { writer.number(Self.plain(rate)) } else { writer.empty() }
    case .fineShare(let share): writer.number(Self.plain(share))
    case .month(let month): writer.text(month.description)
    case .day(let day): writer.text(day.description)
    case .moment(let moment): writer.text(moment.description)
    case .none: writer.empty()
    }
  }

  /// A number without an exponent, to ten decimals.
  static func plain(_ number: Double) -> String {
    let text = String(format: "%.10f", number)
    let trimmed = text.reversed().drop { $0 == "0" }.reversed()
    return String(trimmed.last == "." ? String(trimmed.dropLast()) : String(trimmed))
  }
}

extension SheetFile {
  /// What stands before the rows of a JSON file, up to the bracket that they stand in.
  var jsonHead: [UInt8] {
    var fields: [(String, String)] = [
      ("title", Self.quoted(sheet.title[language])), ("count", String(selection.count)),
      ("data_version", dataVersion.map(String.init) ?? "null"), ("synthetic", isSynthetic ? "true" : "false"),
      ("definition", sheet.definition.map { Self.quoted($0[language]) } ?? "null"),
      ("view", Self.quoted(address)),
      (
        "columns",
        "["
          + sheet.columns.map { "{\"key\":\(Self.quoted($0.key)),\"title\":\(Self.quoted($0.title[language]))}" }
          .joined(separator: ",") + "]"
      ),
    ]
    fields.sort { $0.0 < $1.0 }
    return Array(("{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + ",\"rows\":[").utf8)
  }

  /// Rows of a JSON file, with the comma that stands before them.
  func json(_ range: Range<Int>) -> [UInt8] {
    let keys = sheet.columns.map { Self.quoted($0.key) }
    var out: [UInt8] = []
    for (offset, row) in selection.rows(range).enumerated() {
      if range.lowerBound + offset > 0 { out.append(UInt8(ascii: ",")) }
      out.append(UInt8(ascii: "\n"))
      out += ("{" + zip(keys, row).map { "\($0):\(Self.value($1))" }.joined(separator: ",") + "}").utf8
    }
    return out
  }

  /// What ends a JSON file.
  var jsonEnd: [UInt8] { Array("\n]}\n".utf8) }

  private static func value(_ cell: PageCell) -> String {
    switch cell.value {
    case .text(let text), .digest(let text): quoted(text)
    case .message(_, let code): quoted(code)
    case .integer(let number), .serial(let number): String(number)
    case .money(let amount), .sum(let amount), .difference(let amount): String(amount.fen)
    case .growth(let rate), .share(let rate), .points(let rate), .decimal(let rate):
      rate.flatMap { $0.isFinite ? plain($0) : nil } ?? "null"
    case .fineShare(let share): plain(share)
    case .month(let month): quoted(month.description)
    case .day(let day): quoted(day.description)
    case .moment(let moment): quoted(moment.description)
    case .none: "null"
    }
  }

  static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
