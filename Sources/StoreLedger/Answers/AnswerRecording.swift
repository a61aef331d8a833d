import GRDB
import SnackChain
import SyncProtocol

/// What one answer of HQ changed in the ledger.
public struct RecordedAnswer: Hashable, Sendable {
  /// Taken now, receipt verified.
  public var accepted = 0
  /// Taken before, receipt verified.
  public var repeated = 0
  /// Not taken; kept and shown.
  public var refused = 0
  /// HQ held another figure; both are kept.
  public var conflicts = 0
  /// Put off by HQ, or not answered: they wait.
  public var postponed: Set<OperationID> = []
  /// Receipts that do not verify or are for other figures: their rows wait.
  public var badReceipts = 0
  /// Revisions that were new to the device.
  public var learnt = 0
  /// Photographs that HQ wants before it takes the answer that names them.
  public var missingEvidence = 0
}

extension StoreLedger {
  /// Takes an answer of HQ, all of it in one transaction.
  ///
  /// A row leaves the outbox only with a receipt that a pinned key signed over exactly its figures, or with HQ's
  /// decision not to take it. Changes are added to the history; nothing in it is changed.
  ///
  /// - Parameters:
  ///   - response: the answer.
  ///   - sent: the operations of the request.
  ///   - rectifications: the answers to rectifications of the request.
  ///   - turn: the request's name, where it had one.
  ///   - lease: the session's lease; the answer is not taken by one that has lost it.
  /// - Throws: `leaseLost`, or why the disk did not take it. Then nothing of it was recorded.
  public func record(
    _ response: SyncResponse, to sent: [ReportOperation], rectifications: [RectificationOperation] = [],
    turn: String? = nil, lease: SyncLease, now: Timestamp
  ) throws(LedgerProblem) -> RecordedAnswer {
    try write { database in
      try Self.renew(lease, now: now, in: database)
      let store = try Self.profile(in: database).store
      try Self.follow(response.keySuccessions ?? [], now: now, in: database)
      let keys = try Self.pinnedKeys(in: database)
      try Self.keepPapers(of: response, store: store, keys: keys, now: now, in: database)
      var recorder = AnswerRecorder(database: database, store: store, keys: keys, now: now)
      let outcomes = Dictionary(response.outcomes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for operation in sent { try recorder.take(outcomes[operation.id], of: operation) }
      try Self.record(
        response.rectifications ?? [], to: rectifications, keys: recorder.keys, now: now, result: &recorder.result,
        in: database)
      try Self.recordProgramme(response, now: now, in: database)
      var isWhole = true
      for change in response.changes where try !recorder.learn(change) { isWhole = false }
      if response.profile.store == store {
        try Self.write(response.profile, in: database)
      } else {
        try Self.raise(
          LedgerAlarm.Code.otherStore, detail: response.profile.store.description, now: now, in: database)
      }
      // What could not be believed is asked for again: it may have been the line. Where more is to come, the rest is not
      // kept waiting for it.
      if isWhole || response.more {
        try database.run(
          sql: """
            UPDATE enrollment SET cursor = ?, chain_number = ?, chain_digest = ?
            WHERE number = (SELECT max(number) FROM enrollment)
            """,
          arguments: [response.cursor, response.chainLink?.number, response.chainLink?.digest])
      }
      // HQ keeps the line of what it writes something for.
      if let turn, !sent.isEmpty {
        try database.run(
          sql: "UPDATE enrollment SET turn = ? WHERE number = (SELECT max(number) FROM enrollment)", arguments: [turn])
      }
      try Self.noteServerTime(response.serverTime, now: now, in: database)
      return recorder.result
    }
  }
}

/// Takes the rows of one answer, within its transaction.
private struct AnswerRecorder {
  let database: Database
  let store: StoreCode
  let keys: [ReceiptKey]
  let now: Timestamp
  var result = RecordedAnswer()

  mutating func take(_ outcome: OperationOutcome?, of operation: ReportOperation) throws {
    guard let outcome else { return try postpone(operation, problem: "unanswered") }
    switch outcome.verdict {
    case .accepted, .repeated:
      guard let receipt = outcome.receipt, try acknowledge(operation, with: receipt) else {
        try alarmBadReceipt(operation.id)
        return try postpone(operation, problem: LedgerAlarm.Code.badReceipt)
      }
      if outcome.verdict == .accepted { result.accepted += 1 } else { result.repeated += 1 }
    case .conflict:
      // Without HQ's figure there would be nothing to decide between.
      if let head = outcome.head, try !learn(head) { return try postpone(operation, problem: "conflict") }
      try decide(outcome, head: outcome.head?.operation.id)
      result.conflicts += 1
    case .refused:
      try decide(outcome, head: nil)
      result.refused += 1
    case .later:
      try postpone(operation, problem: outcome.problem?.code ?? "later")
    }
  }

  /// Adds a revision that HQ holds to the history. Answers whether it could be believed.
  mutating func learn(_ change: HeadChange) throws -> Bool {
    let operation = change.operation
    guard operation.report.store == store else {
      try StoreLedger.raise(
        LedgerAlarm.Code.otherStore, detail: operation.id.description, now: now, in: database)
      return false
    }
    let known = try RevisionRows.operation(operation.id, store: store, in: database)
    if let known, known.contentText != operation.contentText {
      try StoreLedger.raise(
        LedgerAlarm.Code.otherFigures, detail: operation.id.description, now: now, in: database)
      return false
    }
    // The history is kept for good: figures that a device sent come into it under HQ's signature only.
    if let receipt = change.receipt, !isGood(receipt, for: operation) {
      try alarmBadReceipt(operation.id)
      return false
    }
    if known == nil {
      try RevisionRows.insert(operation, origin: .headquarters, in: database)
      result.learnt += 1
    }
    if let receipt = change.receipt { return try acknowledge(operation, with: receipt) }
    // What waits here counts as sent by a good receipt only.
    if try StoreLedger.isWaiting(operation.id, in: database) { return false }
    try acknowledge(operation.id, revision: change.revision, feedPosition: change.feedPosition)
    return true
  }

  private func isGood(_ receipt: Receipt, for operation: ReportOperation) -> Bool {
    receipt.covers(operation) && receipt.isSigned(byOneOf: keys)
  }

  /// Keeps a receipt and lets its row leave the outbox; answers `false` where the receipt is not good.
  private func acknowledge(_ operation: ReportOperation, with receipt: Receipt) throws -> Bool {
    guard isGood(receipt, for: operation) else { return false }
    let id = operation.id.description
    try database.run(
      sql: """
        INSERT OR IGNORE INTO receipt
          (operation, revision, feed_position, received_at, audit_head, key_id, signature, verified_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, receipt.revision, receipt.feedPosition, receipt.receivedAt.description, receipt.auditHead, receipt.keyID,
        receipt.signature, now.description,
      ])
    try acknowledge(operation.id, revision: receipt.revision, feedPosition: receipt.feedPosition)
    try StoreLedger.leaveOutbox(operation.id, in: database)
    return true
  }

  private func acknowledge(_ operation: OperationID, revision: Int, feedPosition: Int64) throws {
    try database.run(
      sql: """
        INSERT INTO acknowledgement (operation, revision, feed_position, learnt_at) SELECT ?1, ?2, ?3, ?4
        WHERE NOT EXISTS (SELECT 1 FROM held WHERE operation = ?1 AND feed_position = ?3)
        """,
      arguments: [operation.description, revision, feedPosition, now.description])
  }

  /// HQ's decision not to take a row: it leaves the outbox and waits for the owner's.
  private func decide(_ outcome: OperationOutcome, head: OperationID?) throws {
    try database.run(
      sql: """
        INSERT INTO answer (operation, verdict, code, detail, head, received_at) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        outcome.id.description, outcome.verdict.rawValue, outcome.problem?.code, outcome.problem?.detail,
        head?.description, now.description,
      ])
    try StoreLedger.leaveOutbox(outcome.id, in: database)
  }

  private mutating func postpone(_ operation: ReportOperation, problem: String) throws {
    result.postponed.insert(operation.id)
    try StoreLedger.noteAttempt(operation.id, problem: problem, now: now, in: database)
  }

  private mutating func alarmBadReceipt(_ operation: OperationID) throws {
    result.badReceipts += 1
    try StoreLedger.raise(
      LedgerAlarm.Code.badReceipt, detail: operation.description, now: now, in: database)
  }
}
