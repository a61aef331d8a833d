import GRDB

/// Statements that the connection keeps once they are prepared. Preparing one costs more than most of ours take to run,
/// and a session asks the same ones again and again.
extension Database {
  /// Runs `body` between `beginning` and a commit; an error of either undoes all of it.
  func inKeptTransaction<Value>(_ beginning: String, _ body: () throws -> Value) throws -> Value {
    try run(sql: beginning)
    do {
      let value = try body()
      try run(sql: "COMMIT TRANSACTION")
      return value
    } catch {
      // The error that is told is the first one; SQLite may have rolled back by itself already.
      try? rollback()
      throw error
    }
  }

  /// Runs one statement that gives no rows.
  func run(sql: String, arguments: StatementArguments = StatementArguments()) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// The first row, or `nil`.
  func row(sql: String, arguments: StatementArguments = StatementArguments()) throws -> Row? {
    try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  /// All rows.
  func rows(sql: String, arguments: StatementArguments = StatementArguments()) throws -> [Row] {
    try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
  }

  /// The rows one by one. Nothing else may ask the same while they are read.
  func cursor(sql: String, arguments: StatementArguments = StatementArguments()) throws -> RowCursor {
    try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
  }

  /// The first column of the first row, or `nil`.
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ type: Value.Type, sql: String, arguments: StatementArguments = StatementArguments()
  ) throws -> Value? {
    try Value.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  /// The first column of all rows.
  func values<Value: DatabaseValueConvertible & StatementColumnConvertible>(
    _ type: Value.Type, sql: String, arguments: StatementArguments = StatementArguments()
  ) throws -> [Value] {
    try Value.fetchAll(cachedStatement(sql: sql), arguments: arguments)
  }
}
