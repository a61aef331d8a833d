import Dispatch
import Foundation
import GRDB
import SnackChain
import SyncProtocol

/// The central ledger in one SQLite file.
///
/// Writes run on the pool's writer queue, reads on its reader connections: the threads of Swift's cooperative pool
/// never wait for a disk.
final class SQLiteLedger: CentralLedger {
  let pool: DatabasePool
  let keyring: Keyring
  let options: LedgerOptions
  let committer: GroupCommitter
  private let path: String

  private init(pool: DatabasePool, keyring: Keyring, options: LedgerOptions, path: String) {
    self.pool = pool
    self.keyring = keyring
    self.options = options
    self.path = path
    committer = GroupCommitter(pool: pool, keyring: keyring, options: options)
  }

  static func open(
    path: String, opening: CentralLedgers.Opening, options: LedgerOptions
  ) async throws(CentralLedgerError) -> any CentralLedger {
    let opened: Result<SQLiteLedger, CentralLedgerError> = await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .userInitiated).async {
        do throws(CentralLedgerError) {
          continuation.resume(returning: .success(try openBlocking(path: path, opening: opening, options: options)))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try opened.get()
  }

  private static func openBlocking(
    path: String, opening: CentralLedgers.Opening, options: LedgerOptions
  ) throws(CentralLedgerError) -> SQLiteLedger {
    let pool = try SQLiteFile.openPool(path: path, opening: opening, options: options)
    do {
      let keyFile = options.keyFile ?? path + ".keys"
      let keyring = try pool.writeWithoutTransaction { database in
        let isNew = try database.first("SELECT 1 FROM receipt_key", [], { _ in true }) == nil
        let keyring = try isNew ? Keyring.create(keyFile) : Keyring.read(keyFile)
        try publish(keyring, in: database, isNew: isNew, now: options.clock())
        return keyring
      }
      return SQLiteLedger(pool: pool, keyring: keyring, options: options, path: path)
    } catch {
      try? pool.close()
      throw .of(error, path: path)
    }
  }

  /// Lists the public half of every key in the database.
  private static func publish(_ keyring: Keyring, in database: Database, isNew: Bool, now: Timestamp) throws {
    let known = try database.first("SELECT COUNT(*) FROM receipt_key", []) { Int($0.int(0)) } ?? 0
    guard known < keyring.publicKeys.count else { return }
    try database.inTransaction(.immediate) {
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
      return .commit
    }
  }

  /// Runs `body` in a transaction on the writer's queue.
  func write<Value: Sendable>(
    keeping keeps: Bool = true, _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(CentralLedgerError) -> Value {
    let result: Result<Value, CentralLedgerError> = await withCheckedContinuation { continuation in
      pool.asyncWriteWithoutTransaction { database in
        do {
          var value: Value?
          try database.inTransaction(.immediate) {
            value = try body(database)
            return keeps ? .commit : .rollback
          }
          guard let value else { throw CentralLedgerError.closed }
          continuation.resume(returning: .success(value))
        } catch {
          continuation.resume(returning: .failure(.of(error, path: self.path)))
        }
      }
    }
    return try result.get()
  }

  /// Runs `body` in one snapshot on a reader's connection.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(CentralLedgerError) -> Value {
    let result: Result<Value, CentralLedgerError> = await withCheckedContinuation { continuation in
      pool.asyncRead { database in
        continuation.resume(
          returning: Result { try body(database.get()) }.mapError { .of($0, path: self.path) })
      }
    }
    return try result.get()
  }

  /// The version that a reading is made as of.
  static func version(_ database: Database, _ asked: Int64?) throws -> Int64 {
    let latest = try LedgerHeadRow.read(database).position
    guard let asked else { return latest }
    guard (0...latest).contains(asked) else { throw CentralLedgerError.unknownVersion(asked) }
    return asked
  }

  func close() async {
    await committer.close()
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      DispatchQueue.global(qos: .userInitiated).async { [pool] in
        // A reader may still be under way; the file is whole either way.
        try? pool.close()
        continuation.resume()
      }
    }
  }
}
