import GRDB
import SnackChain

/// The right to sync, held by one process at a time.
public struct SyncLease: Hashable, Sendable {
  /// Tells this holding from any other, also by the same process.
  public let token: UInt64
}

extension StoreLedger {
  /// How long a holder that lives may be silent, in milliseconds, before it is taken for stuck.
  public static let leasePatience: Int64 = 10 * 60_000

  /// Takes the lease. That of a process that is dead, or silent for ``leasePatience``, is taken over.
  ///
  /// - Throws: `syncingElsewhere` while another one holds it.
  public func takeLease(
    as holder: ProcessIdentity = .current, now: Timestamp, random: inout some RandomNumberGenerator
  ) throws(LedgerProblem) -> SyncLease {
    let token = UInt64.random(in: 0 ... .max, using: &random)
    return try write { database in
      if let row = try database.row(sql: "SELECT process, started, heartbeat_at FROM lease") {
        let other = ProcessIdentity(process: row[0], started: row[1])
        let silence = (Timestamp(row[2] as String)?.milliseconds).map { abs(now.milliseconds - $0) } ?? .max
        // A clock that was set back makes a heartbeat of the future: that is silence too.
        if other.isAlive && silence < Self.leasePatience {
          throw LedgerProblem.syncingElsewhere(process: other.process)
        }
      }
      try database.run(
        sql: "INSERT OR REPLACE INTO lease (id, process, started, token, heartbeat_at) VALUES (1, ?, ?, ?, ?)",
        arguments: [holder.process, holder.started, String(token), now.description])
      return SyncLease(token: token)
    }
  }

  /// Shows that the holder still works.
  ///
  /// - Throws: `leaseLost` where another process has taken over.
  public func renew(_ lease: SyncLease, now: Timestamp) throws(LedgerProblem) {
    try write { try Self.renew(lease, now: now, in: $0) }
  }

  /// Gives the lease back. One that was lost already stays with its new holder.
  public func release(_ lease: SyncLease) throws(LedgerProblem) {
    try write { try $0.run(sql: "DELETE FROM lease WHERE token = ?", arguments: [String(lease.token)]) }
  }

  static func renew(_ lease: SyncLease, now: Timestamp, in database: Database) throws {
    try database.run(
      sql: "UPDATE lease SET heartbeat_at = ? WHERE token = ?", arguments: [now.description, String(lease.token)])
    guard database.changesCount == 1 else { throw LedgerProblem.leaseLost }
  }
}
