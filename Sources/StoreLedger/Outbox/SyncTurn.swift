import GRDB
import SnackChain
import SyncProtocol

/// What one request of a session carries.
public struct SyncTurn: Hashable, Sendable {
  /// The store.
  public let store: StoreCode
  /// What waits, oldest first, up to the limit asked for.
  public let operations: [ReportOperation]
  /// The position in HQ's feed up to which its changes are here.
  public let cursor: Int64
  /// Count and sum of what HQ holds as far as the device knows, by year.
  public let held: [YearTotal]
  /// The latest place in HQ's feed that is known here.
  public let witness: FeedWitness?
  /// The last entry of HQ's audit chain that was told with a cursor, also where a new joining began with another one.
  public let chainLink: AuditLink?
  /// Answers to rectifications that wait and whose photographs HQ holds, oldest first.
  public let rectifications: [RectificationOperation]
  /// The version of the standard whose checklist is here.
  public let checklistVersion: String?
  /// The data versions of the papers that are here, and the number of the last message.
  public let papers: HeldPapers
  /// The last request whose answer is recorded here.
  public let after: String?
  /// How many revisions and answers wait in all.
  public let waiting: Int
}

/// Which papers of HQ's are here; 0 for none.
public struct HeldPapers: Hashable, Sendable {
  /// The data version of the pack of peers' figures.
  public let benchmarks: Int64
  /// The data version of the statement.
  public let statement: Int64
  /// Where the statement stands that the paper on the programme's effect is of.
  public let effect: Int64
  /// The number of the last message.
  public let message: Int64
}

extension StoreLedger {
  /// What to send next.
  ///
  /// - Parameters:
  ///   - limit: the most operations.
  ///   - skipped: operations that were answered in this session and put off.
  public func nextTurn(limit: Int, skipping skipped: Set<OperationID> = []) throws(LedgerProblem) -> SyncTurn {
    try read { database in
      let store = try Self.profile(in: database).store
      let cursor = try database.cursor(
        sql: """
          SELECT \(RevisionRows.columns) FROM revision r JOIN outbox o ON o.operation = r.operation ORDER BY r.ordinal
          """)
      var operations: [ReportOperation] = []
      while operations.count < limit, let row = try cursor.next() {
        let operation = try RevisionRows.operation(in: row, store: store)
        if !skipped.contains(operation.id) { operations.append(operation) }
      }
      let (feedCursor, chainLink) = try Self.place(in: database)
      return SyncTurn(
        store: store, operations: operations, cursor: feedCursor, held: try Self.heldTotals(in: database),
        witness: try Self.witness(in: database), chainLink: chainLink,
        rectifications: try Self.readyRectifications(in: database).filter { !skipped.contains($0.id) },
        checklistVersion: try Self.checklistVersion(in: database), papers: try Self.heldPapers(in: database),
        after: try database.value(String.self, sql: "SELECT turn FROM enrollment ORDER BY number DESC LIMIT 1"),
        waiting: try Self.waitingCount(in: database))
    }
  }

  /// Count and sum of the months that HQ holds, by year, as far as the device knows.
  public func heldTotals() throws(LedgerProblem) -> [YearTotal] { try read { try Self.heldTotals(in: $0) } }

  static func heldTotals(in database: Database) throws -> [YearTotal] {
    try database.rows(
      sql: """
        SELECT month / 100, count(*), sum(turnover_fen) FROM (
          SELECT r.month, r.turnover_fen,
            row_number() OVER (PARTITION BY r.month ORDER BY a.revision DESC, a.number DESC) AS rank
          FROM held a JOIN revision r ON r.operation = a.operation)
        WHERE rank = 1 GROUP BY month / 100 ORDER BY 1
        """
    ).map { YearTotal(year: $0[0], count: $0[1], fen: $0[2]) }
  }

  /// Notes that revisions were tried and why they were not taken; they stay in the outbox.
  static func noteAttempt(
    _ operation: OperationID, problem: String?, now: Timestamp, in database: Database
  ) throws {
    try database.run(
      sql: """
        UPDATE outbox SET attempts = attempts + 1, last_attempt_at = ?, last_problem = ? WHERE operation = ?
        """,
      arguments: [now.description, problem, operation.description])
  }

  static func isWaiting(_ operation: OperationID, in database: Database) throws -> Bool {
    try database.value(
      Bool.self, sql: "SELECT EXISTS (SELECT 1 FROM outbox WHERE operation = ?)", arguments: [operation.description])
      ?? false
  }

  static func leaveOutbox(_ operation: OperationID, in database: Database) throws {
    try database.run(sql: "DELETE FROM outbox WHERE operation = ?", arguments: [operation.description])
  }

  private static func witness(in database: Database) throws -> FeedWitness? {
    try database.row(sql: "SELECT operation, feed_position FROM held ORDER BY feed_position DESC LIMIT 1")
      .flatMap { row in OperationID(row[0] as String).map { FeedWitness(operation: $0, feedPosition: row[1]) } }
  }

  /// How far HQ's feed is here, and under which entry of its audit chain.
  private static func place(in database: Database) throws -> (cursor: Int64, link: AuditLink?) {
    let row = try database.row(
      sql: "SELECT cursor, chain_number, chain_digest FROM enrollment ORDER BY number DESC LIMIT 1")
    guard let row else { return (0, nil) }
    guard let number = row[1] as Int64?, let digest = row[2] as String? else { return (row[0], nil) }
    return (row[0], AuditLink(number: number, digest: digest))
  }

  /// Begins anew with HQ, which does not hold what it once told: it was restored from an older backup.
  ///
  /// Nothing counts as held by HQ until it says so again, its feed is read from the beginning, and everything that it
  /// ever gave a receipt for goes into the outbox. Identities stay, so nothing can count twice: what HQ still has it
  /// answers with the old receipt. All in one transaction, so a crash leaves nothing forgotten.
  ///
  /// - Returns: how many revisions will be sent again.
  public func startOver(now: Timestamp) throws(LedgerProblem) -> Int {
    try write { database in
      try database.run(
        sql: """
          INSERT INTO relisting (after_acknowledgement, started_at)
          SELECT coalesce(max(number), 0), ? FROM acknowledgement
          """, arguments: [now.description])
      try database.run(
        sql: """
          INSERT INTO outbox (operation, last_problem)
          SELECT DISTINCT operation, ? FROM receipt WHERE operation NOT IN (SELECT operation FROM outbox)
          """, arguments: [LedgerAlarm.Code.lostByServer])
      var count = database.changesCount
      count += try Self.sendRectificationsAgain(in: database)
      try database.run(sql: "UPDATE enrollment SET cursor = 0, chain_number = NULL, chain_digest = NULL")
      try Self.raise(LedgerAlarm.Code.lostByServer, detail: "", now: now, in: database)
      return count
    }
  }
}
