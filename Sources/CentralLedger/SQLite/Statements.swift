import GRDB
import GRDBSQLite

/// A value bound to a statement.
enum SQLValue {
  case null
  case int(Int64)
  case text(String)

  static func int(_ value: Int) -> SQLValue { .int(Int64(value)) }
  static func optional(_ value: Int64?) -> SQLValue { value.map { .int($0) } ?? .null }
  static func optional(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
}

/// A prepared statement of the connection's cache, bound and stepped without a detour: streams of a million rows and
/// imports of as many go through here.
///
/// Valid only inside the database access that made it.
struct Prepared {
  private let statement: Statement
  let raw: OpaquePointer

  /// - Parameter cached: `false` for a statement that may be stepped while the same text is in use further up.
  init(_ database: Database, _ sql: String, cached: Bool = true) throws {
    statement = cached ? try database.cachedStatement(sql: sql) : try database.makeStatement(sql: sql)
    raw = statement.sqliteStatement
    sqlite3_reset(raw)
    sqlite3_clear_bindings(raw)
  }

  func bind(_ place: Int32, _ value: Int64) { sqlite3_bind_int64(raw, place, value) }

  func bindNull(_ place: Int32) { sqlite3_bind_null(raw, place) }

  func bind(_ place: Int32, _ value: String) {
    var value = value
    // SQLite copies the bytes (SQLITE_TRANSIENT), so they need not outlive the call.
    let copying = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    value.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters -> Void in
        if let start = characters.baseAddress {
          sqlite3_bind_text(raw, place, start, Int32(characters.count), copying)
        } else {
          sqlite3_bind_text(raw, place, "", 0, copying)
        }
      }
    }
  }

  func bind(_ place: Int32, _ value: SQLValue) {
    switch value {
    case .null: bindNull(place)
    case .int(let number): bind(place, number)
    case .text(let text): bind(place, text)
    }
  }

  /// Whether there is another row.
  func step() throws -> Bool {
    switch sqlite3_step(raw) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let database = sqlite3_db_handle(raw)
      let code = sqlite3_extended_errcode(database)
      let message = sqlite3_errmsg(database).map { String(cString: $0) }
      sqlite3_reset(raw)
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  /// Runs to the end and makes ready for the next bindings, which stay.
  func run() throws {
    while try step() {}
    sqlite3_reset(raw)
  }

  func reset() { sqlite3_reset(raw) }

  /// The kinds of values that our schema has.
  enum Kind {
    case null, int, text
  }

  func kind(_ column: Int32) -> Kind {
    switch sqlite3_column_type(raw, column) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .int
    default: .text
    }
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }
  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }
  func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }
  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// The bytes of a text, valid until the next step.
  func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(raw, column)
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(raw, column)))
  }
}

extension Database {
  /// Runs a statement that gives no rows.
  func run(_ sql: String, _ values: [SQLValue] = []) throws {
    let prepared = try Prepared(self, sql)
    for (offset, value) in values.enumerated() { prepared.bind(Int32(offset + 1), value) }
    try prepared.run()
  }

  /// Calls `body` for each row.
  func each(_ sql: String, _ values: [SQLValue] = [], _ body: (Prepared) throws -> Void) throws {
    let prepared = try Prepared(self, sql, cached: false)
    for (offset, value) in values.enumerated() { prepared.bind(Int32(offset + 1), value) }
    while try prepared.step() { try body(prepared) }
  }

  /// The first row as `body` reads it, or `nil` where there is none.
  func first<Value>(_ sql: String, _ values: [SQLValue] = [], _ body: (Prepared) throws -> Value) throws -> Value? {
    let prepared = try Prepared(self, sql)
    for (offset, value) in values.enumerated() { prepared.bind(Int32(offset + 1), value) }
    defer { prepared.reset() }
    return try prepared.step() ? body(prepared) : nil
  }
}
