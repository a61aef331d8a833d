import Foundation
import GRDB
import Synchronization

/// One file of SQLite: writes run on the pool's writer queue, reads on its reader connections.
struct SQLiteEngine: LedgerEngine {
  private let pool: DatabasePool
  private let path: String
  private let disk = DiskTrust()
  private let shortReads: ShortReads

  /// Opens the file; blocks.
  init(
    path: String, opening: CentralLedgers.Opening, options: LedgerOptions
  ) throws(CentralLedgerError) {
    pool = try SQLiteFile.openPool(path: path, opening: opening, options: options)
    shortReads = ShortReads(pool)
    self.path = path
  }

  func write<Value: Sendable>(
    keeping keeps: Bool, _ body: @escaping @Sendable (LedgerConnection) throws -> Value,
    _ done: @escaping @Sendable (Result<Value, CentralLedgerError>) -> Void
  ) {
    pool.asyncWriteWithoutTransaction { database in
      let connection = SQLiteConnection(database)
      let result = Result { () throws -> Value in
        try disk.check()
        var value: Value?
        try connection.inTransaction {
          value = try body(LedgerConnection(connection))
          return keeps ? .commit : .rollback
        }
        guard let value else { throw CentralLedgerError.closed }
        return value
      }
      done(result.mapError { disk.judged($0, path: path) })
    }
  }

  func read<Value: Sendable>(
    _ extent: ReadingExtent, _ body: @escaping @Sendable (LedgerConnection) throws -> Value,
    _ done: @escaping @Sendable (Result<Value, CentralLedgerError>) -> Void
  ) {
    let reading: @Sendable (Result<Database, any Error>) -> Void = { database in
      let result = Result { () throws -> Value in
        try disk.check()
        return try body(LedgerConnection(SQLiteConnection(database.get())))
      }
      done(result.mapError { disk.judged($0, path: path) })
    }
    if extent == .whole { pool.asyncRead(reading) } else { shortReads.add(reading) }
  }

  func copy(to path: String) throws(CentralLedgerError) -> LedgerCopy {
    guard access(path, F_OK) != 0 else { throw .notAccessible(path: path, errno: EEXIST) }
    do {
      // Readable for the process's own user only, from its first byte on.
      let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw CentralLedgerError.notAccessible(path: path, errno: errno) }
      Glibc.close(descriptor)
      let target = try DatabaseQueue(path: path)
      try pool.backup(to: target)
      // One file, without a log beside it.
      try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try target.close()
    } catch {
      unlink(path)
      throw .of(error, path: path)
    }
    return LedgerCopy(engine: "sqlite")
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

/// Whether the disk can still be believed.
///
/// Where a disk has once failed to keep what it was told to keep, the system may have forgotten those pages and call
/// the next attempt a success. So after the first such failure, and after damage was seen, nothing is written or read any
/// more, and the server says that it is not ready: a new process begins with what is really there.
private final class DiskTrust: Sendable {
  private let failure = Mutex<CentralLedgerError?>(nil)

  func check() throws(CentralLedgerError) {
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  /// What an error means; one that ends the trust is remembered. A row that we do not understand does not end it.
  func judged(_ error: any Error, path: String) -> CentralLedgerError {
    let meaning = CentralLedgerError.of(error, path: path)
    switch (error as? DatabaseError)?.resultCode {
    case .SQLITE_IOERR?, .SQLITE_CORRUPT?: failure.withLock { $0 = $0 ?? meaning }
    default: break
    }
    return meaning
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
