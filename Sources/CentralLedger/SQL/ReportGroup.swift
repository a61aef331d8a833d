import Crypto
import Foundation
import SnackChain
import SyncProtocol

/// One transaction over the operations of many devices: each behind its own savepoint, one audit entry and one step of
/// the feed for all.
struct ReportGroup {
  private let database: LedgerConnection
  private let keyring: Keyring
  private let now: Timestamp
  private var head: LedgerHeadRow
  private var content = CanonicalContent()
  private var conflicts: [[SQLValue]] = []
  private var taken: [Taken] = []
  private var takenByID: [Key: Int] = [:]
  private var known: KnownOfStores
  private var lines: DeviceLines
  private let closings: ClosedPeriods
  private let firstPosition: Int64

  private struct Key: Hashable {
    let store: StoreCode
    let id: OperationID
  }

  /// An accepted operation that waits for the group's audit head to be signed.
  private struct Taken {
    let operation: ReportOperation
    let revision: Int
    let position: Int64
  }

  /// What an operation came to, as long as the group is open.
  private enum Decision {
    case accepted(Int)
    case repeated(Int)
    case outcome(OperationOutcome)
  }

  private init(
    _ database: LedgerConnection, keyring: Keyring, now: Timestamp, submissions: [Submission]
  ) throws {
    self.database = database
    self.keyring = keyring
    self.now = now
    known = try KnownOfStores(database, submissions)
    lines = try DeviceLines(database, submissions)
    head = try LedgerHeadRow.read(database)
    closings = ClosedPeriods(try PeriodRow.events(database, of: nil))
    firstPosition = head.position + 1
  }

  /// Takes the submissions; the answer has the outcomes of each in order. The caller commits.
  ///
  /// All go in together at first, because hardly ever the database does not let a row in that the rules let through.
  /// Where it does, the group begins again with a savepoint for each operation, so that nobody else's row suffers.
  static func take(
    _ submissions: [Submission], in database: LedgerConnection, keyring: Keyring, now: Timestamp
  ) throws -> [[OperationOutcome]] {
    do {
      var outcomes: [[OperationOutcome]] = []
      try database.inSavepoint {
        var group = try ReportGroup(database, keyring: keyring, now: now, submissions: submissions)
        outcomes = try group.outcomes(of: submissions, apart: false)
        return .commit
      }
      return outcomes
    } catch SQLFailure.constraint {
      var group = try ReportGroup(database, keyring: keyring, now: now, submissions: submissions)
      return try group.outcomes(of: submissions, apart: true)
    }
  }

  private mutating func outcomes(of submissions: [Submission], apart: Bool) throws -> [[OperationOutcome]] {
    var decisions: [[Decision]] = []
    for submission in submissions {
      var failed: Set<OperationID> = []
      decisions.append([])
      guard lines.admits(submission, at: now) else {
        decisions[decisions.count - 1] = submission.operations.map { cloned($0) }
        continue
      }
      for operation in submission.operations {
        let decision = try decide(operation, of: submission, failed: failed, apart: apart)
        if case .outcome(let outcome) = decision, outcome.verdict == .later { failed.insert(operation.id) }
        decisions[decisions.count - 1].append(decision)
      }
    }
    try closeLines()
    let receipts = try close()
    return zip(submissions, decisions).map { submission, decisions in
      zip(submission.operations, decisions).map { operation, decision in
        switch decision {
        case .accepted(let place):
          OperationOutcome(id: operation.id, verdict: .accepted, receipt: receipts[place])
        case .repeated(let place):
          OperationOutcome(id: operation.id, verdict: .repeated, receipt: receipts[place])
        case .outcome(let outcome): outcome
        }
      }
    }
  }

  private mutating func decide(
    _ operation: ReportOperation, of submission: Submission, failed: Set<OperationID>, apart: Bool
  ) throws -> Decision {
    if let predecessor = operation.predecessor, failed.contains(predecessor) {
      return later(operation, detail: "its predecessor was put off")
    }
    guard apart else { return try decide(operation, of: submission) }
    let position = head.position
    do {
      var decision: Decision?
      try database.inSavepoint {
        decision = try decide(operation, of: submission)
        return .commit
      }
      return decision ?? later(operation, detail: nil)
    } catch SQLFailure.constraint {
      head.position = position
      return later(operation, detail: "constraint")
    }
  }

  private func later(_ operation: ReportOperation, detail: String?) -> Decision {
    .outcome(
      OperationOutcome(
        id: operation.id, verdict: .later, problem: RowProblem(code: RowProblem.Code.busy, detail: detail)))
  }

  private func cloned(_ operation: ReportOperation) -> Decision {
    .outcome(
      OperationOutcome(id: operation.id, verdict: .later, problem: RowProblem(code: RowProblem.Code.deviceCloned)))
  }

  private func refused(_ operation: ReportOperation, _ code: String, _ detail: String? = nil) -> Decision {
    .outcome(OperationOutcome(id: operation.id, verdict: .refused, problem: RowProblem(code: code, detail: detail)))
  }

  private mutating func decide(_ operation: ReportOperation, of submission: Submission) throws -> Decision {
    let report = operation.report
    guard report.store == submission.store else { return refused(operation, RowProblem.Code.otherStore) }
    if let place = takenByID[Key(store: report.store, id: operation.id)] {
      return taken[place].operation.contentText == operation.contentText
        ? .repeated(place) : refused(operation, RowProblem.Code.idReused)
    }
    if known.hasReceipt(operation), let (receipt, sameContent) = try ReceiptRow.receipt(database, of: operation) {
      return sameContent
        ? .outcome(OperationOutcome(id: operation.id, verdict: .repeated, receipt: receipt))
        : refused(operation, RowProblem.Code.idReused)
    }
    // A device's clock may be wrong; HQ's says which months there have been. One figure of the year 2199 would stretch
    // everybody's tables over as many months.
    guard report.month <= now.dayInChina.yearMonth else {
      return refused(operation, ReportFinding.futureMonth(report.month).code)
    }
    guard operation.isPlain else { return refused(operation, RowProblem.Code.unreadable) }
    guard let store = known.store(report.store) else {
      return refused(operation, RowProblem.Code.otherStore, "not in the register")
    }
    if closings.isClosed(report.month, for: report.store, in: store.region(in: report.month)) {
      return refused(operation, RowProblem.Code.periodClosed)
    }
    let findings = findings(in: operation, store: store)
    // A device could fill the disk with corrections of corrections, and make each of everybody's groups wait for it.
    guard known.revisions(of: report.store) < Self.revisionsOfStore else {
      return refused(operation, RowProblem.Code.tooManyRevisions)
    }
    if let refusal = findings.first(where: { $0.weight == .refuse }) { return refused(operation, refusal.code) }
    let current =
      known.turnover(report.store, report.month) == nil
      ? nil : try RevisionRow.head(database, store: report.store, month: report.month)
    if current?.operation.id != operation.predecessor, current.map({ !$0.hasFigures(of: report) }) ?? true {
      return try conflict(operation, of: submission, head: current)
    }
    let unconfirmed = findings.filter { $0.weight == .confirm }.map(\.code).filter { !operation.confirmed.contains($0) }
    let revision = (current?.revision ?? 0) + 1
    guard revision <= Self.revisionsOfMonth else { return refused(operation, RowProblem.Code.tooManyRevisions) }
    let values = RevisionRow.values(
      operation, revision: revision, receivedAt: now, position: head.position + 1, unconfirmed: unconfirmed,
      device: submission.device)
    try database.run(RevisionRow.insert, values)
    head.position += 1
    content.add(row: values)
    known.learn(report)
    taken.append(Taken(operation: operation, revision: revision, position: head.position))
    takenByID[Key(store: report.store, id: operation.id)] = taken.count - 1
    return .accepted(taken.count - 1)
  }

  /// The most revisions of a month, of a store, and operations of a store that are kept apart.
  private static let (revisionsOfMonth, revisionsOfStore, conflictsOfStore) = (100, 5_000, 1_000)

  private func findings(in operation: ReportOperation, store: Store) -> [ReportFinding] {
    let context = ReportRules.Context(
      otherMonths: known.turnovers(store.code, except: operation.report.month), today: now.dayInChina,
      opened: store.opened, closed: store.closed)
    return ReportRules.findings(in: operation.report, context: context)
  }

  /// The predecessor is not the head, and the figures are not the head's either. Where HQ knows the predecessor as an
  /// earlier revision of the month (or there is a head that the device had not heard of), the operation is kept apart
  /// for the owner to decide; a predecessor that HQ has never seen cannot be corrected.
  private mutating func conflict(
    _ operation: ReportOperation, of submission: Submission, head current: ReportRevision?
  ) throws -> Decision {
    let report = operation.report
    if let predecessor = operation.predecessor, try month(of: predecessor, store: report.store) != report.month {
      return refused(operation, RowProblem.Code.unknownPredecessor)
    }
    guard var current else { return refused(operation, RowProblem.Code.unknownPredecessor) }
    let digest = Receipt.digest(of: operation)
    let known = try database.first(
      "SELECT content_digest FROM report_conflict WHERE store_id = ? AND operation_id = ?",
      [.text(report.store.description), .text(operation.id.description)]
    ) { $0.text(0) }
    if let known {
      guard known == digest else { return refused(operation, RowProblem.Code.idReused) }
    } else {
      let apart = try database.first(
        "SELECT COUNT(*) FROM report_conflict WHERE store_id = ?", [.text(report.store.description)]
      ) { Int($0.int(0)) }
      guard apart ?? 0 < Self.conflictsOfStore else { return refused(operation, RowProblem.Code.tooManyRevisions) }
      let text = String(decoding: try JSONEncoder.stable.encode(operation), as: UTF8.self)
      let values: [SQLValue] = [
        .text(report.store.description), .text(operation.id.description), .text(digest), .text(text),
        .text(submission.device), .int(now.milliseconds),
      ]
      try database.run(
        "INSERT INTO report_conflict VALUES (?, ?, ?, ?, ?, ?, ?)", values + [.int(head.auditNumber + 1)])
      conflicts.append(values)
    }
    if current.device != nil { current.receipt = try ReceiptRow.receipt(database, of: current.operation)?.receipt }
    let change = HeadChange(
      operation: current.operation, revision: current.revision, feedPosition: current.position,
      receipt: current.receipt)
    return .outcome(OperationOutcome(id: operation.id, verdict: .conflict, head: change))
  }

  /// The month that an operation of the store was for: a revision of a device, one that HQ imported, or one in
  /// conflict.
  private func month(of id: OperationID, store: StoreCode) throws -> YearMonth? {
    let key: [SQLValue] = [.text(store.description), .text(id.description)]
    let device = try database.first(
      "SELECT month FROM revision WHERE store_id = ? AND operation_id = ?", key
    ) { Int($0.int(0)) }
    if let device { return YearMonth(number: device) }
    let apart = try database.first(
      "SELECT operation FROM report_conflict WHERE store_id = ? AND operation_id = ?", key
    ) { $0.text(0) }
    if let apart { return try JSONDecoder().decode(ReportOperation.self, from: Data(apart.utf8)).report.month }
    let position = Int64(id.low & 0x3FFF_FFFF_FFFF_FFFF)
    let imported = try database.first(
      """
      SELECT month, received_at FROM revision WHERE store_id = ? AND position = ? AND operation_id IS NULL
      """, [.text(store.description), .int(position)]
    ) { (Int($0.int(0)), Timestamp(milliseconds: $0.int(1))) }
    guard let (month, receivedAt) = imported, .imported(position: position, receivedAt: receivedAt) == id else {
      return nil
    }
    return YearMonth(number: month)
  }

  /// Writes how far the devices' lines have come, and which were found to be two.
  private mutating func closeLines() throws {
    try lines.write(database)
    guard !lines.quarantined.isEmpty else { return }
    for (store, device) in lines.quarantined {
      try DeviceRow.endCodes(database, of: store, madeBy: device, now: now)
      try head.audit(database, at: now, actor: "devices", .deviceQuarantined, subject: "\(store) \(device)")
    }
    try head.write(database)
  }

  /// Writes the audit entry, the receipts under its digest and the new head.
  private mutating func close() throws -> [Receipt] {
    guard !taken.isEmpty || !conflicts.isEmpty else { return [] }
    for values in conflicts.sorted(by: Self.conflictOrder) { content.add(row: values) }
    try head.audit(
      database, at: now, actor: "devices", .reportsReceived,
      subject: "\(taken.count) taken, \(conflicts.count) kept apart",
      positions: taken.isEmpty ? nil : firstPosition...head.position, content: content)
    try head.write(database)
    guard let key = keyring.signingKey else { throw CentralLedgerError.keysUnavailable(path: "") }
    let keyID = ReceiptKey.identifier(of: key.publicKey)
    return try taken.map { taken in
      let receipt = try Receipt(
        operation: taken.operation, revision: taken.revision, feedPosition: taken.position, receivedAt: now,
        auditHead: head.auditDigest, keyID: keyID
      ).signed(with: key, named: keyID)
      try ReceiptRow.insert(database, receipt)
      return receipt
    }
  }

  private static func conflictOrder(_ left: [SQLValue], _ right: [SQLValue]) -> Bool {
    guard case .text(let store) = left[0], case .text(let id) = left[1], case .text(let otherStore) = right[0],
      case .text(let otherID) = right[1]
    else { return false }
    return (store, id) < (otherStore, otherID)
  }
}

extension ReportRevision {
  /// Whether this revision says the same of the month.
  fileprivate func hasFigures(of report: MonthlyReport) -> Bool { operation.report == report }
}

extension JSONEncoder {
  /// Keys in one order, so that the same operation gives the same text.
  fileprivate static var stable: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
