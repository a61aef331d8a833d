import Foundation
import PostgreSQLClient

/// A database of PostgreSQL, or of what speaks its protocol: one connection that writes, a few that read.
///
/// What cannot go through now and may in a moment (a lost connection, a server that starts, a deadlock) is tried again
/// for as long as we wait for a busy database. A commit whose answer was lost is settled by the audit chain: its last
/// entry of ours is there, or the transaction was not.
struct PostgreSQLEngine: LedgerEngine {
  private let address: PostgreSQLAddress
  private let place: String
  private let writers: PostgreSQLPool
  private let readers: PostgreSQLPool
  private let dialect = PostgreSQLDialect()
  private let patience: Double

  /// Opens the database; blocks.
  init(
    address text: String, opening: CentralLedgers.Opening, options: LedgerOptions
  ) throws(CentralLedgerError) {
    do throws(PostgreSQLError) {
      address = try PostgreSQLAddress(text)
    } catch {
      throw error.state == "password" ? .passwordInAddress : .unknownAddress("postgres://…")
    }
    place = text
    patience = options.busySeconds
    writers = PostgreSQLPool(address, limit: 1, label: "central-ledger.writer")
    readers = PostgreSQLPool(address, limit: options.readerLimit, label: "central-ledger.readers")
    try open(opening)
  }

  private func open(_ opening: CentralLedgers.Opening) throws(CentralLedgerError) {
    var waiting = Patience(seconds: patience)
    while true {
      do {
        let connection = try PostgreSQLConnection(address)
        return try PostgreSQLSchema.open(connection, at: address.description, opening: opening)
      } catch let error as PostgreSQLError where error.isWorthAnotherOpening {
        guard waiting.pause() else { throw .of(error, at: address) }
      } catch {
        throw .of(error, at: address)
      }
    }
  }

  func write<Value: Sendable>(
    keeping keeps: Bool, _ body: @escaping @Sendable (LedgerConnection) throws -> Value,
    _ done: @escaping @Sendable (Result<Value, CentralLedgerError>) -> Void
  ) {
    let isTaken = writers.run { lease in done(write(keeping: keeps, body, by: lease)) }
    if !isTaken { done(.failure(.closed)) }
  }

  private func write<Value: Sendable>(
    keeping keeps: Bool, _ body: (LedgerConnection) throws -> Value, by lease: PostgreSQLPool.Lease
  ) -> Result<Value, CentralLedgerError> {
    var waiting = Patience(seconds: patience)
    var unsettled: (seal: PostgreSQLTransaction.Seal, value: Value)?
    while true {
      do {
        let connection = try lease.take()
        let transaction = PostgreSQLTransaction(connection, dialect: dialect)
        try transaction.beginWriting(waiting: patience)
        if let (seal, value) = unsettled, try transaction.holds(seal) {
          try transaction.rollback()
          lease.give(back: connection)
          return .success(value)
        }
        unsettled = nil
        let value = try attempt(body, in: transaction, by: lease)
        guard keeps else {
          try transaction.rollback()
          lease.give(back: connection)
          return .success(value)
        }
        do {
          try transaction.commit()
        } catch {
          if error.isConnectionLost { unsettled = transaction.seal.map { ($0, value) } }
          throw error
        }
        lease.give(back: connection)
        return .success(value)
      } catch let error as PostgreSQLError where error.isConnectionLost || error.isTransient {
        guard waiting.pause() else { return .failure(.of(error, at: address)) }
      } catch {
        return .failure(.of(error, at: address))
      }
    }
  }

  /// Runs `body` and waits for all it said. Where it fails, its transaction is rolled back and the connection kept.
  private func attempt<Value>(
    _ body: (LedgerConnection) throws -> Value, in transaction: PostgreSQLTransaction,
    by lease: PostgreSQLPool.Lease
  ) throws -> Value {
    do {
      let value = try body(LedgerConnection(transaction))
      if transaction.connection.hasInFlight {
        try transaction.failing { () throws(PostgreSQLError) in _ = try transaction.connection.synchronize() }
      }
      return value
    } catch {
      if (try? transaction.rollback()) != nil { lease.give(back: transaction.connection) }
      throw error
    }
  }

  func read<Value: Sendable>(
    _ extent: ReadingExtent, _ body: @escaping @Sendable (LedgerConnection) throws -> Value,
    _ done: @escaping @Sendable (Result<Value, CentralLedgerError>) -> Void
  ) {
    let isTaken = readers.run { lease in
      done(Result { try read(body, extent == .question, by: lease) }.mapError { .of($0, at: address) })
    }
    if !isTaken { done(.failure(.closed)) }
  }

  /// Where the connection turns out to be lost before `body` has seen anything, another one is tried.
  private func read<Value>(
    _ body: (LedgerConnection) throws -> Value, _ isSingle: Bool, by lease: PostgreSQLPool.Lease
  ) throws -> Value {
    var waiting = Patience(seconds: patience)
    while true {
      var begun: PostgreSQLTransaction?
      do {
        let transaction = PostgreSQLTransaction(try lease.take(), dialect: dialect)
        begun = transaction
        try transaction.beginReading(isSingle)
        let value = try attempt(body, in: transaction, by: lease)
        if (try? transaction.endReading(isSingle)) != nil { lease.give(back: transaction.connection) }
        return value
      } catch let error as PostgreSQLError where error.isConnectionLost && begun?.hasBeenAnswered != true {
        guard waiting.pause() else { throw error }
      }
    }
  }

  func copy(to path: String) throws(CentralLedgerError) -> LedgerCopy {
    try PostgreSQLDump.write(place, address, to: path)
  }

  func close() {
    writers.close()
    readers.close()
  }
}

/// Trying again: at once, then with pauses that grow, until the time is up.
private struct Patience {
  private let deadline: Date
  private var next: Double = 0

  init(seconds: Double) { deadline = Date(timeIntervalSinceNow: seconds) }

  /// Waits before another attempt; `false` where there shall be none.
  mutating func pause() -> Bool {
    guard Date(timeIntervalSinceNow: next) < deadline else { return false }
    if next > 0 { Thread.sleep(forTimeInterval: Double.random(in: 0.5...1) * next) }
    next = min(max(0.02, next * 2), 1)
    return true
  }
}

extension PostgreSQLError {
  /// Whether opening may go through when it is tried again: also where another node made the same table first.
  fileprivate var isWorthAnotherOpening: Bool {
    (isConnectionLost && kind != .otherRole && state != "53300" && !isUnreachable) || isTransient
      || ["42P07", "42710", "23505", "42P01"].contains(state)
  }

  /// Nobody answers at all: most likely the address is wrong, and somebody waits to be told so.
  private var isUnreachable: Bool { kind == .connection && state.isEmpty }
}

extension CentralLedgerError {
  /// What an error of PostgreSQL means for callers.
  static func of(_ error: any Error, at address: PostgreSQLAddress) -> CentralLedgerError {
    switch error {
    case let error as CentralLedgerError: return error
    case SQLFailure.constraint(let message): return .engine(code: 23_000, message: message)
    case let error as PostgreSQLError: return of(error, server: address.description)
    default: return .engine(code: -1, message: String(describing: error))
    }
  }

  private static func of(_ error: PostgreSQLError, server: String) -> CentralLedgerError {
    switch error.state {
    case "28P01", "28000": .signInRefused(server: server)
    case "3D000": .notFound(path: server)
    case "42501": .notAccessible(path: server, errno: EACCES)
    case "53100": .diskFull
    case "53300": .unavailable(.tooManyConnections, server: server)
    case "57P03": .unavailable(.starting, server: server)
    case "25006": .unavailable(.readOnly, server: server)
    case "55P03", "57014", "53200", "40001", "40P01": .busy(retryAfterSeconds: 5)
    case "XX001", "XX002": .corrupt(error.message)
    default:
      if error.kind == .otherRole {
        .unavailable(.readOnly, server: server)
      } else if error.isConnectionLost {
        .unavailable(.unreachable, server: server)
      } else {
        .engine(code: Int(error.state, radix: 36) ?? -1, message: "\(error.state) \(error.message)")
      }
    }
  }
}
