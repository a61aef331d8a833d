import GRDB

/// One file of SQLite: writes run on the pool's writer queue, reads on its reader connections.
struct SQLiteEngine: LedgerEngine {
  private let pool: DatabasePool
  private let path: String

  /// Opens the file; blocks.
  init(
    path: String, opening: CentralLedgers.Opening, options: LedgerOptions
  ) throws(CentralLedgerError) {
    pool = try SQLiteFile.openPool(path: path, opening: opening, options: options)
    self.path = path
  }

  func write<Value: Sendable>(
    keeping keeps: Bool, _ body: @escaping @Sendable (LedgerConnection) throws -> Value,
    _ done: @escaping @Sendable (Result<Value, CentralLedgerError>) -> Void
  ) {
    pool.asyncWriteWithoutTransaction { database in
      let connection = LedgerConnection(SQLiteConnection(database))
      let result = Result { () throws -> Value in
        var value: Value?
        try connection.inTransaction {
          value = try body(connection)
          return keeps ? .commit : .rollback
        }
        guard let value else { throw CentralLedgerError.closed }
        return value
      }
      done(result.mapError { .of($0, path: path) })
    }
  }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (LedgerConnection) throws -> Value,
    _ done: @escaping @Sendable (Result<Value, CentralLedgerError>) -> Void
  ) {
    pool.asyncRead { database in
      let result = Result { try body(LedgerConnection(SQLiteConnection(database.get()))) }
      done(result.mapError { .of($0, path: path) })
    }
  }

  func close() {
    // A reader may still be under way; the file is whole either way.
    try? pool.close()
  }
}

/// A connection of SQLite.
struct SQLiteConnection {
  let database: Database

  init(_ database: Database) { self.database = database }

  func inTransaction(_ body: () throws -> Completion) throws {
    try database.inTransaction(.immediate) { try body() == .commit ? .commit : .rollback }
  }

  func inSavepoint(_ body: () throws -> Completion) throws {
    try database.inSavepoint { try body() == .commit ? .commit : .rollback }
  }
}
