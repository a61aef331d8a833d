import Foundation
import GRDB

/// Looks at a file before SQLite does, and opens it only where it is ours.
enum SQLiteFile {
  /// What a path leads to.
  enum Content: Equatable {
    /// Nothing, or an empty file.
    case nothing
    /// A central ledger of a schema version (as far as the main file knows).
    case ledger(version: Int)
    /// Something else.
    case other
  }

  /// Reads the first 100 bytes, without opening a database.
  static func look(at path: String) throws(CentralLedgerError) -> Content {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return .nothing }
      throw .notAccessible(path: path, errno: errno)
    }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 100)
    let count = read(descriptor, &header, 100)
    guard count >= 0 else { throw .notAccessible(path: path, errno: errno) }
    if count == 0 { return .nothing }
    guard count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else { return .other }
    func number(at offset: Int) -> UInt32 { header[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }
    guard number(at: 68) == UInt32(SQLiteSchema.applicationID) else { return .other }
    return .ledger(version: Int(number(at: 60)))
  }

  /// Opens the ledger at `path`, making it where `opening` allows.
  static func openPool(
    path: String, opening: CentralLedgers.Opening, options: LedgerOptions
  ) throws(CentralLedgerError) -> DatabasePool {
    switch try look(at: path) {
    case .other: throw .notALedger(path: path)
    case .ledger(let version) where version > LedgerSchema.version:
      throw .newerSchema(found: version, known: LedgerSchema.version)
    case .ledger: break
    case .nothing:
      guard opening == .createIfMissing else { throw .notFound(path: path) }
      try mark(path)
    }
    do {
      let pool = try DatabasePool(path: path, configuration: configuration(options))
      let found = try pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
      if found > LedgerSchema.version {
        try? pool.close()
        throw CentralLedgerError.newerSchema(found: found, known: LedgerSchema.version)
      }
      try pool.writeWithoutTransaction { database in
        // GRDB turns WAL on with NORMAL; what was acknowledged must survive a power cut.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        if found < LedgerSchema.version { try SQLiteSchema.migrate(database) }
      }
      return pool
    } catch {
      throw .of(error, path: path)
    }
  }

  /// Writes our application id into a new file before anything else, so that a crash from here on leaves a file that
  /// we know again.
  private static func mark(_ path: String) throws(CentralLedgerError) {
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .notAccessible(path: folder.isEmpty ? path : folder, errno: errno) }
    close(descriptor)
    do {
      let queue = try DatabaseQueue(path: path)
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA application_id = \(SQLiteSchema.applicationID)")
      }
      try queue.close()
    } catch {
      throw .of(error, path: path)
    }
  }

  private static func configuration(_ options: LedgerOptions) -> Configuration {
    var configuration = Configuration()
    configuration.label = "central-ledger"
    configuration.busyMode = .timeout(options.busySeconds)
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = 4
    configuration.persistentReadOnlyConnections = true
    configuration.prepareDatabase { database in
      // The one that writes has its indexes at hand. Those that read walk through whole tables, which no cache of a
      // connection holds; what they look up again and again is little, and the system has the file's pages anyway.
      try database.execute(sql: "PRAGMA cache_size = \(database.configuration.readonly ? -6_000 : -24_000)")
      try database.execute(sql: "PRAGMA trusted_schema = OFF")
      try database.execute(sql: "PRAGMA cell_size_check = ON")
    }
    return configuration
  }
}

extension CentralLedgerError {
  /// What an error of the engine means for callers.
  static func of(_ error: any Error, path: String = "") -> CentralLedgerError {
    if let error = error as? CentralLedgerError { return error }
    if case .constraint(let message) = error as? SQLFailure {
      return .engine(code: Int(ResultCode.SQLITE_CONSTRAINT.rawValue), message: message)
    }
    guard let error = error as? DatabaseError else { return .engine(code: -1, message: String(describing: error)) }
    switch error.resultCode {
    case .SQLITE_FULL: return .diskFull
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(retryAfterSeconds: 5)
    case .SQLITE_CORRUPT: return .corrupt(error.message ?? "")
    case .SQLITE_NOTADB: return .notALedger(path: path)
    case .SQLITE_CANTOPEN: return .notAccessible(path: path, errno: ENOENT)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: return .notAccessible(path: path, errno: EACCES)
    case .SQLITE_IOERR: return .notAccessible(path: path, errno: EIO)
    case .SQLITE_MISUSE where error.message == "Connection is closed": return .closed
    default: return .engine(code: Int(error.extendedResultCode.rawValue), message: error.message ?? "")
    }
  }
}
