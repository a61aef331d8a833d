import GRDB
import GRDBSQLite

/// A statement of SQLite, from the connection's cache or its own.
final class SQLiteStatement {
  private let statement: Statement
  private let raw: OpaquePointer

  init(_ connection: SQLiteConnection, _ sql: String, cached: Bool) throws {
    let database = connection.database
    statement = cached ? try database.cachedStatement(sql: sql) : try database.makeStatement(sql: sql)
    raw = statement.sqliteStatement
    sqlite3_reset(raw)
    sqlite3_clear_bindings(raw)
  }

  /// The connection's own statement of that text, where nobody is stepping through it; otherwise a new one.
  init(idle connection: SQLiteConnection, _ sql: String) throws {
    let kept = try connection.database.cachedStatement(sql: sql)
    let isInUse = sqlite3_stmt_busy(kept.sqliteStatement) != 0
    statement = isInUse ? try connection.database.makeStatement(sql: sql) : kept
    raw = statement.sqliteStatement
    sqlite3_reset(raw)
    sqlite3_clear_bindings(raw)
  }

  func bind(_ place: Int32, _ value: Int64) { sqlite3_bind_int64(raw, place, value) }

  func bindNull(_ place: Int32) { sqlite3_bind_null(raw, place) }

  func bind(_ place: Int32, _ value: String) {
    var value = value
    value.withUTF8 { bind(place, UnsafeRawBufferPointer($0)) }
  }

  func bind(_ place: Int32, _ text: UnsafeRawBufferPointer) {
    // SQLite copies the bytes (SQLITE_TRANSIENT), so they need not outlive the call.
    let copying = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    if let start = text.baseAddress {
      let characters = start.assumingMemoryBound(to: CChar.self)
      sqlite3_bind_text(raw, place, characters, Int32(text.count), copying)
    } else {
      sqlite3_bind_text(raw, place, "", 0, copying)
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
      if code & 0xFF == SQLITE_CONSTRAINT { throw SQLFailure.constraint(message ?? "") }
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  /// Runs to the end and makes ready for the next bindings, which stay.
  func run() throws {
    while try step() {}
    sqlite3_reset(raw)
  }

  func reset() { sqlite3_reset(raw) }

  func kind(_ column: Int32) -> SQLValue.Kind {
    switch sqlite3_column_type(raw, column) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .int
    default: .text
    }
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }
  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }

  /// The bytes of a text, valid until the next step.
  func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(raw, column)
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(raw, column)))
  }
}
