import GRDB
import SnackChain
import SyncProtocol

/// An answer to a rectification as the ledger keeps it.
public struct KeptAnswer: Hashable, Sendable {
  /// The answer.
  public let operation: RectificationOperation
  /// How far it has come.
  public let progress: Progress

  /// How far an answer has come.
  public enum Progress: Hashable, Sendable {
    /// It waits to be sent.
    case waiting(problem: String?)
    /// HQ holds it, with a verified receipt.
    case held(RectificationReceipt)
    /// HQ did not take it; carries the code.
    case refused(code: String)
  }
}

extension StoreLedger {
  /// Saves an answer and its outbox row in one durable transaction. Its photographs were kept before.
  ///
  /// - Throws: `rectification` where nothing has to be put right, the answer is for another inspection or leaves items
  ///   out, or one is on its way already.
  public func answerRectification(
    _ items: [RectifiedItem], now: Timestamp
  ) throws(LedgerProblem) -> RectificationOperation {
    try write { database in
      let text = try database.value(String.self, sql: "SELECT brief FROM programme_brief")
      let brief: ProgrammeBrief? = try text.map { try Self.decoded($0) }
      guard let brief, brief.isAnswerWanted, let inspection = brief.inspection else {
        throw LedgerProblem.rectification(.nothingToAnswer)
      }
      let known = try Self.keptAnswers(in: database).filter { $0.operation.inspection == inspection }
      if known.contains(where: { if case .refused = $0.progress { false } else { true } }) {
        throw LedgerProblem.rectification(.alreadyAnswered)
      }
      let named = Set(items.map(\.item))
      let unknown = named.subtracting(brief.failedItems)
      guard unknown.isEmpty else { throw LedgerProblem.rectification(.otherItems(unknown.sorted())) }
      let open = brief.failedItems.filter { !named.contains($0) }
      guard open.isEmpty else { throw LedgerProblem.rectification(.itemsLeftOut(open)) }
      let operation = RectificationOperation(
        id: OperationID(at: now), store: try Self.profile(in: database).store, inspection: inspection, items: items,
        recordedAt: now)
      guard operation.isWithinLimits else { throw LedgerProblem.rectification(.tooMuch) }
      try database.run(
        sql: "INSERT INTO rectification (operation, inspection, content, recorded_at) VALUES (?, ?, ?, ?)",
        arguments: [
          operation.id.description, inspection.description, try Self.encoded(operation), now.description,
        ])
      try database.run(
        sql: "INSERT INTO rectification_outbox (operation) VALUES (?)", arguments: [operation.id.description])
      return operation
    }
  }

  static func waitingCount(in database: Database) throws -> Int {
    try database.value(
      Int.self, sql: "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM rectification_outbox)") ?? 0
  }

  static func waitingRectifications(in database: Database) throws -> [RectificationOperation] {
    try database.values(
      String.self,
      sql: """
        SELECT r.content FROM rectification r JOIN rectification_outbox o ON o.operation = r.operation
        ORDER BY r.ordinal
        """
    ).map { try decoded($0) }
  }

  static func keptAnswers(in database: Database) throws -> [KeptAnswer] {
    try database.rows(
      sql: """
        SELECT r.content, o.operation IS NOT NULL, o.last_problem,
          (SELECT receipt FROM rectification_receipt p WHERE p.operation = r.operation LIMIT 1),
          (SELECT code FROM rectification_refusal f WHERE f.operation = r.operation ORDER BY number DESC LIMIT 1)
        FROM rectification r LEFT JOIN rectification_outbox o ON o.operation = r.operation ORDER BY r.ordinal
        """
    ).map { row in
      let progress: KeptAnswer.Progress
      if row[1] as Bool {
        progress = .waiting(problem: row[2])
      } else if let receipt = row[3] as String? {
        progress = .held(try decoded(receipt))
      } else {
        progress = .refused(code: row[4] ?? "")
      }
      return KeptAnswer(operation: try decoded(row[0]), progress: progress)
    }
  }

  /// Takes HQ's outcomes: an answer leaves the outbox with a verified receipt or HQ's refusal, and with nothing else.
  static func record(
    _ outcomes: [RectificationOutcome], to sent: [RectificationOperation], keys: [ReceiptKey], now: Timestamp,
    result: inout RecordedAnswer, in database: Database
  ) throws {
    let byID = Dictionary(outcomes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for operation in sent {
      let id = operation.id.description
      let outcome = byID[operation.id]
      switch outcome?.verdict {
      case .accepted, .repeated:
        guard let receipt = outcome?.receipt, receipt.isGood(for: operation, under: keys) else {
          result.badReceipts += 1
          try raise(LedgerAlarm.Code.badReceipt, detail: id, now: now, in: database)
          try postpone(id, problem: LedgerAlarm.Code.badReceipt, now: now, in: database)
          result.postponed.insert(operation.id)
          continue
        }
        try database.run(
          sql: """
            INSERT OR IGNORE INTO rectification_receipt (operation, receipt, signature, verified_at)
            VALUES (?, ?, ?, ?)
            """, arguments: [id, try encoded(receipt), receipt.signature, now.description])
        try database.run(sql: "DELETE FROM rectification_outbox WHERE operation = ?", arguments: [id])
        if outcome?.verdict == .accepted { result.accepted += 1 } else { result.repeated += 1 }
      case .refused:
        try database.run(
          sql: "INSERT INTO rectification_refusal (operation, code, detail, received_at) VALUES (?, ?, ?, ?)",
          arguments: [id, outcome?.problem?.code ?? "refused", outcome?.problem?.detail, now.description])
        try database.run(sql: "DELETE FROM rectification_outbox WHERE operation = ?", arguments: [id])
        result.refused += 1
      case .later, .conflict, nil:
        let missing = outcome?.missing ?? []
        try forgetSent(missing, in: database)
        result.missingEvidence += missing.count
        try postpone(id, problem: outcome?.problem?.code ?? "unanswered", now: now, in: database)
        result.postponed.insert(operation.id)
      }
    }
  }

  static func postpone(_ id: String, problem: String, now: Timestamp, in database: Database) throws {
    try database.run(
      sql: """
        UPDATE rectification_outbox SET attempts = attempts + 1, last_attempt_at = ?, last_problem = ?
        WHERE operation = ?
        """, arguments: [now.description, problem, id])
  }

  /// Puts every answer that HQ once acknowledged into the outbox again; HQ was restored from an older backup.
  static func sendRectificationsAgain(in database: Database) throws -> Int {
    try database.run(
      sql: """
        INSERT INTO rectification_outbox (operation, last_problem)
        SELECT DISTINCT operation, ? FROM rectification_receipt
        WHERE operation NOT IN (SELECT operation FROM rectification_outbox)
        """, arguments: [LedgerAlarm.Code.lostByServer])
    return database.changesCount
  }
}

/// Why an answer to a rectification was not saved.
public enum RectificationProblem: Hashable, Sendable {
  /// HQ asked for nothing to be put right, as far as the device knows.
  case nothingToAnswer
  /// An answer for this inspection is on its way or with HQ.
  case alreadyAnswered
  /// Items that did not fail.
  case otherItems([String])
  /// Items that failed and that the answer does not speak of.
  case itemsLeftOut([String])
  /// More photographs or longer notes than one answer can hold.
  case tooMuch

  /// The stable name for machines.
  public var code: String {
    switch self {
    case .nothingToAnswer: "nothing_to_answer"
    case .alreadyAnswered: "already_answered"
    case .otherItems: "other_items"
    case .itemsLeftOut: "items_left_out"
    case .tooMuch: "answer_too_large"
    }
  }
}
