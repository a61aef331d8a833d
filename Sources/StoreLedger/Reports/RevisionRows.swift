import GRDB
import SnackChain
import SyncProtocol

/// A stored value that this program cannot have written.
struct DamagedRow: Error {}

/// Revisions in and out of their rows.
enum RevisionRows {
  /// The columns that ``operation(in:store:)`` reads, by position.
  static let columns = """
    r.operation, r.month, r.turnover_fen, r.open_days, r.reason, r.takeaway_fen, r.commission_fen, r.note,
    r.predecessor, r.correction_reason, r.recorded_at, r.rules_version, r.confirmed, r.source, r.origin,
    r.helper
    """

  /// Appends a revision.
  static func insert(
    _ operation: ReportOperation, origin: SavedRevision.Origin, in database: Database
  ) throws {
    let report = operation.report
    try database.run(
      sql: """
        INSERT INTO revision (operation, month, turnover_fen, open_days, reason, takeaway_fen, commission_fen, note,
          predecessor, correction_reason, recorded_at, rules_version, confirmed, source, origin, helper)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        operation.id.description, report.month.number, report.turnover.fen, report.openDays, report.reason?.rawValue,
        report.takeaway?.fen, report.commission?.fen, report.note, operation.predecessor?.description,
        operation.correctionReason, operation.recordedAt.description, operation.rulesVersion,
        operation.confirmed.joined(separator: ","), operation.source.rawValue, origin.rawValue,
        operation.helper,
      ])
  }

  /// The operation of a row that begins with ``columns``.
  static func operation(in row: Row, store: StoreCode) throws -> ReportOperation {
    guard let id = OperationID(row[0] as String), let month = YearMonth(number: row[1]),
      let recordedAt = Timestamp(row[10] as String), let source = ReportOperation.Source(rawValue: row[13])
    else { throw DamagedRow() }
    let report = MonthlyReport(
      store: store, month: month, turnover: Money(fen: row[2]), openDays: row[3],
      reason: (row[4] as String?).flatMap(ZeroReason.init(rawValue:)),
      takeaway: (row[5] as Int64?).map(Money.init(fen:)), commission: (row[6] as Int64?).map(Money.init(fen:)),
      note: row[7])
    return ReportOperation(
      id: id, report: report, predecessor: (row[8] as String?).flatMap { OperationID($0) },
      correctionReason: row[9], recordedAt: recordedAt, rulesVersion: row[11],
      confirmed: (row[12] as String).split(separator: ",").map(String.init), source: source, helper: row[15])
  }

  /// All revisions with their progress, oldest first; of one month, or of all.
  static func records(of month: YearMonth?, store: StoreCode, in database: Database) throws -> [MonthRecord] {
    let condition = month == nil ? "" : "WHERE r.month = ?"
    let cursor = try database.cursor(
      sql: """
        SELECT \(columns),
          (SELECT max(revision) FROM held a WHERE a.operation = r.operation), o.attempts, o.last_problem,
          EXISTS (SELECT 1 FROM decision d WHERE d.operation = r.operation), x.verdict, x.code
        FROM revision r
        LEFT JOIN outbox o ON o.operation = r.operation
        LEFT JOIN answer x ON x.number = (SELECT max(number) FROM answer WHERE operation = r.operation)
        \(condition) ORDER BY r.ordinal
        """, arguments: month.map { [$0.number] } ?? [])
    var months: [YearMonth: [SavedRevision]] = [:]
    while let row = try cursor.next() {
      guard let origin = SavedRevision.Origin(rawValue: row[14]) else { throw DamagedRow() }
      let operation = try operation(in: row, store: store)
      months[operation.report.month, default: []].append(
        SavedRevision(operation: operation, origin: origin, progress: progress(in: row)))
    }
    return months.sorted { $0.key < $1.key }.compactMap { MonthRecord(month: $0.key, revisions: $0.value) }
  }

  private static func progress(in row: Row) -> SavedRevision.Progress {
    // Waiting comes first: a correction that was saved after its answer was lost waits as well.
    if let attempts = row[17] as Int? { return .waiting(attempts: attempts, problem: row[18]) }
    if let revision = row[16] as Int? { return .acknowledged(revision: revision) }
    if row[19] as Bool { return .settled }
    switch row[20] as String? {
    case OperationOutcome.Verdict.conflict.rawValue: return .conflict
    case OperationOutcome.Verdict.refused.rawValue: return .refused((row[21] as String?) ?? "refused")
    default: return .settled
    }
  }

  /// The revision with an id.
  static func operation(_ id: OperationID, store: StoreCode, in database: Database) throws -> ReportOperation? {
    try database.row(
      sql: "SELECT \(columns) FROM revision r WHERE r.operation = ?", arguments: [id.description]
    ).map { try operation(in: $0, store: store) }
  }
}
