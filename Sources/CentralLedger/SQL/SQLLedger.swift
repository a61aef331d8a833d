import Dispatch
import SnackChain
import SyncProtocol

/// The central ledger over an engine of SQL. Whatever is said to the database is said in this folder, once for all
/// engines.
final class SQLLedger: CentralLedger {
  let keys: KeyFile
  let options: LedgerOptions
  let committer: GroupCommitter
  let engine: any LedgerEngine

  private init(engine: any LedgerEngine, keys: KeyFile, options: LedgerOptions) {
    self.engine = engine
    self.keys = keys
    self.options = options
    committer = GroupCommitter(engine: engine, keys: keys, options: options)
  }

  /// The keys that hold now.
  var keyring: Keyring { keys.current }

  /// Opens the ledger of an engine, which is closed again where that fails.
  static func open(
    _ engine: any LedgerEngine, keyFile: String, options: LedgerOptions
  ) async throws(CentralLedgerError) -> any CentralLedger {
    do throws(CentralLedgerError) {
      let (keyring, differing) = try await engine.writing { connection in
        guard try MoveProgress.read(connection) == nil else { throw CentralLedgerError.moveUnfinished }
        let isNew = try connection.first("SELECT 1 FROM receipt_key", [], { _ in true }) == nil
        let keyring = try isNew ? Keyring.create(keyFile) : Keyring.read(keyFile)
        guard try isNew || isKnown(keyring, in: connection) else {
          throw CentralLedgerError.keysOfAnother(path: keyFile)
        }
        try publish(keyring, in: connection, isNew: isNew, now: options.clock())
        var differing: Set<String> = []
        try connection.each("SELECT DISTINCT device_id FROM believed_total ORDER BY device_id") {
          differing.insert($0.text(0))
        }
        return (keyring, differing)
      }
      let ledger = SQLLedger(engine: engine, keys: KeyFile(keyring, path: keyFile), options: options)
      ledger.committer.remember(differing: differing)
      return ledger
    } catch {
      await engine.closed()
      throw error
    }
  }

  /// Whether the ledger has signed with one of the keys, or with one that they follow (a database that went back to a
  /// backup has not heard of the latest). A node that brings a file of its own would sign what others
  /// cannot vouch for, and could not open the invites of others.
  private static func isKnown(_ keyring: Keyring, in database: LedgerConnection) throws -> Bool {
    for id in keyring.publicKeys.map(\.id) + keyring.successions.map(\.previous) {
      let known = try database.first("SELECT 1 FROM receipt_key WHERE key_id = ?", [.text(id)]) { _ in true }
      if known != nil { return true }
    }
    return false
  }

  /// Lists the public half of every key in the database.
  private static func publish(
    _ keyring: Keyring, in database: LedgerConnection, isNew: Bool, now: Timestamp
  ) throws {
    let unknown = try keyring.publicKeys.reversed().filter { key in
      try database.first("SELECT 1 FROM receipt_key WHERE key_id = ?", [.text(key.id)]) { _ in true } == nil
    }
    guard isNew || !unknown.isEmpty else { return }
    var head = try LedgerHeadRow.read(database)
    if isNew { try head.audit(database, at: now, actor: "system", .ledgerCreated) }
    for key in unknown { try add(key, to: database, at: now, actor: "system", &head) }
    try head.write(database)
  }

  /// Lists a key that signs receipts.
  static func add(
    _ key: ReceiptKey, to database: LedgerConnection, at now: Timestamp, actor: String, _ head: inout LedgerHeadRow
  ) throws {
    try database.run(
      "INSERT INTO receipt_key VALUES (?, ?, ?)", [.text(key.id), .text(key.key), .int(now.milliseconds)])
    try head.audit(database, at: now, actor: actor, .keyAdded, subject: key.id)
  }

  /// Runs `body` in a transaction that writes.
  func write<Value: Sendable>(
    keeping keeps: Bool = true, _ body: @escaping @Sendable (LedgerConnection) throws -> Value
  ) async throws(CentralLedgerError) -> Value {
    try await engine.writing(keeping: keeps, body)
  }

  /// Runs `body` in one snapshot.
  func read<Value: Sendable>(
    _ extent: ReadingExtent = .whole, _ body: @escaping @Sendable (LedgerConnection) throws -> Value
  ) async throws(CentralLedgerError) -> Value {
    try await engine.reading(extent, body)
  }

  /// The version that a reading is made as of.
  static func version(_ database: LedgerConnection, _ asked: Int64?) throws -> Int64 {
    let latest = try LedgerHeadRow.read(database).position
    guard let asked else { return latest }
    guard (0...latest).contains(asked) else { throw CentralLedgerError.unknownVersion(asked) }
    return asked
  }

  func close() async {
    await committer.close()
    await engine.closed()
  }
}

extension LedgerEngine {
  /// Writes, and waits for the commit.
  func writing<Value: Sendable>(
    keeping keeps: Bool = true, _ body: @escaping @Sendable (LedgerConnection) throws -> Value
  ) async throws(CentralLedgerError) -> Value {
    let result: Result<Value, CentralLedgerError> = await withCheckedContinuation { continuation in
      write(keeping: keeps, body) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  /// Reads, and waits for it.
  func reading<Value: Sendable>(
    _ extent: ReadingExtent = .whole, _ body: @escaping @Sendable (LedgerConnection) throws -> Value
  ) async throws(CentralLedgerError) -> Value {
    let result: Result<Value, CentralLedgerError> = await withCheckedContinuation { continuation in
      read(extent, body) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  /// Copies on a thread that may wait.
  func copied(to path: String) async throws(CentralLedgerError) -> LedgerCopy {
    let result: Result<LedgerCopy, CentralLedgerError> = await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .userInitiated).async {
        do throws(CentralLedgerError) {
          continuation.resume(returning: .success(try copy(to: path)))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }

  /// Closes on a thread that may wait.
  func closed() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      DispatchQueue.global(qos: .userInitiated).async {
        close()
        continuation.resume()
      }
    }
  }
}
