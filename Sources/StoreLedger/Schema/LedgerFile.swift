import GRDB

/// What can be told of a file before SQLite opens it.
enum LedgerFile {
  /// Looks at the header. Throws for files that must not be touched.
  ///
  /// - Returns: whether there is a file.
  static func inspect(_ path: String) throws(LedgerProblem) -> Bool {
    guard let header = try DiskFile.read(path, limit: 100) else { return false }
    // A crash between making the file and its first page leaves an empty one: SQLite takes it for an empty database.
    if header.isEmpty { return true }
    guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else { throw .notOurs(path: path) }
    let version = number(header[60..<64])
    let application = number(header[68..<72])
    // Both are zero until the first migration is committed.
    guard application == LedgerSchema.applicationID || (application == 0 && version == 0) else {
      throw .notOurs(path: path)
    }
    guard version <= LedgerSchema.latest else {
      throw .newerSchema(path: path, found: Int(version), known: LedgerSchema.latest)
    }
    return true
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int32 {
    Int32(bitPattern: bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
  }

  /// A copy that can be read where the ledger's own folder takes no files: WAL needs some beside the database.
  /// The copy has no name any more once it is open.
  static func openCopy(of path: String, configuration: Configuration) throws -> DatabaseQueue? {
    guard var bytes = try DiskFile.read(path, limit: 1 << 30), bytes.count >= 100 else { return nil }
    let log = try DiskFile.read(path + "-wal", limit: 1 << 30) ?? []
    // Without a log the copy is a plain database: header bytes 18 and 19 say so.
    if log.isEmpty { (bytes[18], bytes[19]) = (1, 1) }
    for folder in ["/dev/shm", "/tmp", "/var/tmp"] where DiskFile.exists(folder) {
      let copy = folder + "/tongbiao-\(UInt64.random(in: 0 ... .max))"
      defer { for suffix in ["", "-wal", "-shm"] { DiskFile.remove(copy + suffix) } }
      do {
        try DiskFile.writeDurably(bytes, to: copy)
        if !log.isEmpty { try DiskFile.writeDurably(log, to: copy + "-wal") }
        let queue = try DatabaseQueue(path: copy, configuration: configuration)
        try queue.inDatabase { database in try database.execute(sql: "PRAGMA query_only = 1") }
        return queue
      } catch {
        continue
      }
    }
    return nil
  }

  /// What an error of SQLite means here.
  static func problem(_ error: DatabaseError, at path: String) -> LedgerProblem {
    switch error.resultCode {
    case .SQLITE_FULL: .diskFull(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path)
    // SQLITE_ERROR is said of tables or columns that are not there.
    case .SQLITE_CORRUPT, .SQLITE_ERROR: .damaged(path: path)
    case .SQLITE_NOTADB: .notOurs(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .readOnly(path: path)
    case .SQLITE_CANTOPEN:
      DiskFile.isFull(path) ? .diskFull(path: path) : .readOnly(path: path)
    default:
      DiskFile.isFull(path)
        ? .diskFull(path: path) : .inputOutput(path: path, code: error.extendedResultCode.rawValue)
    }
  }
}
