import GRDB
import SnackChain

/// A store's own SQLite file: what the owner saved, what is on its way, and what HQ answered.
///
/// Invariants: a revision and its outbox row are one transaction; `synchronous=FULL` in WAL mode, so that what was
/// called saved is there after a power cut; nothing but drafts and settled outbox rows is ever deleted.
public final class StoreLedger: Sendable {
  /// The file's path.
  public let path: String
  /// Whether only a copy can be read, because the folder takes no writing: every change throws the reason.
  public var isReadOnlyCopy: Bool { reasonAgainstWriting != nil }
  /// Why only a copy is read: the folder takes no writing, or the disk is full.
  let reasonAgainstWriting: LedgerProblem?
  let queue: DatabaseQueue

  /// Whether a file may be made.
  public enum Creation: Sendable {
    /// The ledger must exist.
    case never
    /// A missing ledger is made, with its folder.
    case ifMissing
  }

  /// Opens a ledger, and brings its schema up to date.
  ///
  /// - Parameters:
  ///   - creation: whether a missing one is made.
  ///   - busyTimeout: how long another process is waited for, in seconds.
  /// - Throws: `missing`, `notOurs`, `newerSchema` (the file is untouched), or why the disk does not let us.
  public init(path: String, creation: Creation = .never, busyTimeout: Double = 5) throws(LedgerProblem) {
    self.path = path
    if try !LedgerFile.inspect(path) {
      guard creation == .ifMissing else { throw .missing(path: path) }
      if let slash = path.lastIndex(of: "/") { try DiskFile.makeFolder(String(path[..<slash])) }
      try DiskFile.createEmpty(path)
    }
    var configuration = Configuration()
    configuration.label = "store-ledger"
    configuration.busyMode = .timeout(busyTimeout)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 256")
    }
    do {
      do {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try Self.prepare(queue, path: path)
        (self.queue, reasonAgainstWriting) = (queue, nil)
      } catch let error as DatabaseError {
        let problem = LedgerFile.problem(error, at: path)
        guard case .never = creation, Self.isAboutWriting(problem),
          let copy = try LedgerFile.openCopy(of: path, configuration: configuration),
          try copy.inDatabase({ try LedgerSchema.version(of: $0) }) == LedgerSchema.latest
        else { throw problem }
        (queue, reasonAgainstWriting) = (copy, problem)
      }
    } catch let problem as LedgerProblem {
      throw problem
    } catch let error as DatabaseError {
      throw LedgerFile.problem(error, at: path)
    } catch {
      throw .inputOutput(path: path, code: 0)
    }
  }

  /// Opens the ledger of a store.
  public convenience init(
    home: LedgerHome, store: StoreCode, creation: Creation = .never
  ) throws(LedgerProblem) {
    try self.init(path: home.ledgerPath(of: store), creation: creation)
  }

  private static func isAboutWriting(_ problem: LedgerProblem) -> Bool {
    switch problem {
    case .readOnly, .diskFull: true
    default: false
    }
  }

  private static func prepare(_ queue: DatabaseQueue, path: String) throws {
    try queue.inDatabase { database in
      // Read again through SQLite: a later program may have left its number in the log only.
      let version = try LedgerSchema.version(of: database)
      if version == LedgerSchema.latest { return }
      if version > LedgerSchema.latest {
        throw LedgerProblem.newerSchema(path: path, found: version, known: LedgerSchema.latest)
      }
      if version == 0, try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") != 0 {
        throw LedgerProblem.notOurs(path: path)
      }
      try database.execute(sql: "PRAGMA journal_mode = WAL")
      try LedgerSchema.migrate(database)
    }
  }

  /// Writes the log back into the file, so that it is short again. What was saved is kept either way.
  public func foldLog() throws(LedgerProblem) {
    if isReadOnlyCopy { return }
    do {
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    } catch { throw explain(error) }
  }

  /// Closes the file. Later use throws; a second closing does nothing.
  public func close() throws(LedgerProblem) {
    do { try queue.close() } catch { throw .busy(path: path) }
  }

  /// Reads in one snapshot.
  func read<Value>(_ body: (Database) throws -> Value) throws(LedgerProblem) -> Value {
    do {
      // Not by `DatabaseQueue.read`: it switches `query_only` on and off, and each time SQLite forgets all statements that
      // it had prepared.
      return try queue.writeWithoutTransaction { database in
        try database.inKeptTransaction("BEGIN DEFERRED TRANSACTION") { try body(database) }
      }
    } catch {
      throw explain(error)
    }
  }

  /// Writes in one durable transaction that holds the write lock from its start.
  func write<Value>(_ body: (Database) throws -> Value) throws(LedgerProblem) -> Value {
    if let reasonAgainstWriting { throw reasonAgainstWriting }
    do {
      return try queue.writeWithoutTransaction { database in
        try database.inKeptTransaction("BEGIN IMMEDIATE TRANSACTION") { try body(database) }
      }
    } catch {
      throw explain(error)
    }
  }

  private func explain(_ error: any Error) -> LedgerProblem {
    switch error {
    case let problem as LedgerProblem: problem
    case let error as DatabaseError: LedgerFile.problem(error, at: path)
    // A row that does not decode was not written by us.
    default: .damaged(path: path)
    }
  }
}
