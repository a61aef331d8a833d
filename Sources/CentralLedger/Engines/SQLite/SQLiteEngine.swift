import Foundation
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
      let connection = SQLiteConnection(database)
      let result = Result { () throws -> Value in
        var value: Value?
        try connection.inTransaction {
          value = try body(LedgerConnection(connection))
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
    foldLog()
    // A reader may still be under way; the file is whole either way.
    try? pool.close()
  }

  /// Whoever opens the file next without anybody having it open reads the whole log first: what is long is put into the
  /// database, unless others are busy with it.
  private func foldLog() {
    var status = stat()
    guard stat(path + "-wal", &status) == 0, status.st_size > 1 << 20 else { return }
    try? pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA busy_timeout = 100")
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
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
