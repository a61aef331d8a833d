import Dispatch
import SnackChain
import SyncProtocol

/// The central ledger over an engine of SQL. Whatever is said to the database is said in this folder, once for all
/// engines.
final class SQLLedger: CentralLedger {
  let keyring: Keyring
  let options: LedgerOptions
  let committer: GroupCommitter
  private let engine: any LedgerEngine

  private init(engine: any LedgerEngine, keyring: Keyring, options: LedgerOptions) {
    self.engine = engine
    self.keyring = keyring
    self.options = options
    committer = GroupCommitter(engine: engine, keyring: keyring, options: options)
  }

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
      let ledger = SQLLedger(engine: engine, keyring: keyring, options: options)
      ledger.committer.remember(differing: differing)
      return ledger
    } catch {
      await engine.closed()
      throw error
    }
  }

  /// Whether the ledger has signed with one of the keys. A node that brings a file of its own would sign what others
  /// cannot vouch for, and could not open the invites of others.
  private static func isKnown(_ keyring: Keyring, in database: LedgerConnection) throws -> Bool {
    for key in keyring.publicKeys {
      let known = try database.first("SELECT 1 FROM receipt_key WHERE key_id = ?", [.text(key.id)]) { _ in true }
      if known != nil { return true }
    }
    return false
  }

  /// Lists the public half of every key in the database.
  private static func publish(
    _ keyring: Keyring, in database: LedgerConnection, isNew: Bool, now: Timestamp
  ) throws {
    let known = try database.first("SELECT COUNT(*) FROM receipt_key", []) { Int($0.int(0)) } ?? 0
    guard known < keyring.publicKeys.count else { return }
    var head = try LedgerHeadRow.read(database)
    if isNew { try head.audit(database, at: now, actor: "system", .ledgerCreated) }
    for key in keyring.publicKeys.reversed() {
      let isKnown = try database.first("SELECT 1 FROM receipt_key WHERE key_id = ?", [.text(key.id)]) { _ in true }
      if isKnown != nil { continue }
      try database.run(
        "INSERT INTO receipt_key VALUES (?, ?, ?)", [.text(key.id), .text(key.key), .int(now.milliseconds)])
      try head.audit(database, at: now, actor: "system", .keyAdded, subject: key.id)
    }
    try head.write(database)
  }

  /// Runs `body` in a transaction that writes.
  func write<Value: Sendable>(
    keeping keeps: Bool = true, _ body: @escaping @Sendable (LedgerConnection) throws -> Value
  ) async throws(CentralLedgerError) -> Value {
    try await engine.writing(keeping: keeps, body)
  }

  /// Runs `body` in one snapshot.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (LedgerConnection) throws -> Value
  ) async throws(CentralLedgerError) -> Value {
    try await engine.reading(body)
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
    _ body: @escaping @Sendable (LedgerConnection) throws -> Value
  ) async throws(CentralLedgerError) -> Value {
    let result: Result<Value, CentralLedgerError> = await withCheckedContinuation { continuation in
      read(body) { continuation.resume(returning: $0) }
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
