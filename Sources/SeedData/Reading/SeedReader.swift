import CSeeds
import DelimitedText
import SnackChain

/// Reads one seed file row by row, and says file, line and column where a value cannot be.
struct SeedReader: ~Copyable {
  private let file: String
  private var reader: DelimitedReader
  private let header: Header

  /// Opens a file in `folder`, or the embedded one where there is no folder or the folder has no such file.
  init(_ file: SeedFile, folder: String?, columns: [String]) throws(SeedProblem) {
    self.file = file.rawValue
    do throws(DelimitedTextProblem) {
      var reader = try Self.open(file, folder: folder)
      header = try reader.header(required: columns)
      self.reader = reader
    } catch {
      throw .text(file: file.rawValue, error)
    }
  }

  private static func open(_ file: SeedFile, folder: String?) throws(DelimitedTextProblem) -> DelimitedReader {
    guard let folder else { return try embedded(file) }
    let path = folder + "/" + file.rawValue
    do throws(DelimitedTextProblem) {
      return try DelimitedReader(path: path)
    } catch .unreadable(_, code: 2) {
      // No such file: the folder need only hold what it changes.
      return try embedded(file)
    } catch {
      throw error
    }
  }

  private static func embedded(_ file: SeedFile) throws(DelimitedTextProblem) -> DelimitedReader {
    guard let found = cseeds_find(file.rawValue) else { throw .unreadable(path: file.rawValue, code: 2) }
    let bytes = UnsafeBufferPointer(start: found.pointee.bytes, count: found.pointee.length)
    return try DelimitedReader(bytes: Array(bytes), encoding: .utf8)
  }

  /// Goes to the next row; false at the end.
  mutating func next() throws(SeedProblem) -> Bool {
    do throws(DelimitedTextProblem) {
      return try reader.next()
    } catch {
      throw .text(file: file, error)
    }
  }

  /// The line of the current row.
  var line: Int { reader.line }

  /// Where a column stands, for ``text(at:)`` in long files.
  func position(_ column: String) -> Int { header[column] ?? -1 }

  /// A field by its place.
  func text(at position: Int) -> String { reader.text(position) }

  /// A field that may be empty.
  func text(_ column: String) -> String { reader.text(header[column]) }

  /// A field that must hold something.
  func key(_ column: String) throws(SeedProblem) -> String {
    let text = text(column)
    if text.isEmpty { throw wrong(column, text) }
    return text
  }

  /// A field that is read by the type's own description, as in `330683` or `2023-02-01`.
  func value<Value: LosslessStringConvertible>(
    _ column: String, as type: Value.Type = Value.self
  ) throws(SeedProblem) -> Value {
    let text = text(column)
    guard let value = Value(text) else { throw wrong(column, text) }
    return value
  }

  /// The same for a field that may be empty.
  func optional<Value: LosslessStringConvertible>(
    _ column: String, as type: Value.Type = Value.self
  ) throws(SeedProblem) -> Value? {
    text(column).isEmpty ? nil : try value(column, as: type)
  }

  /// A field that is one of a type's raw values.
  func choice<Value: RawRepresentable<String>>(
    _ column: String, of type: Value.Type = Value.self
  ) throws(SeedProblem) -> Value {
    let text = text(column)
    guard let value = Value(rawValue: text) else { throw wrong(column, text) }
    return value
  }

  /// A field that lists some of a type's raw values, separated by `|`.
  func choices<Value: RawRepresentable<String>>(
    _ column: String, of type: Value.Type = Value.self
  ) throws(SeedProblem) -> [Value] {
    let text = text(column)
    var values: [Value] = []
    for part in text.split(separator: "|") {
      guard let value = Value(rawValue: String(part)) else { throw wrong(column, text) }
      values.append(value)
    }
    if values.isEmpty { throw wrong(column, text) }
    return values
  }

  /// A field that is `yes` or `no`.
  func flag(_ column: String) throws(SeedProblem) -> Bool {
    switch text(column) {
    case "yes": true
    case "no": false
    default: throw wrong(column, text(column))
    }
  }

  /// Both languages of a text, in columns that end in `zh` and `en`.
  func wording(_ zh: String = "zh", _ en: String = "en") throws(SeedProblem) -> Wording {
    Wording(zh: try key(zh), en: try key(en))
  }

  /// The problem of a field of the current row.
  func wrong(_ column: String, _ text: String) -> SeedProblem {
    .value(file: file, line: line, column: column, text: text)
  }

  /// The problem of a key that stood before.
  func duplicate(_ key: String) -> SeedProblem { .duplicate(file: file, line: line, key: key) }
}
