import SnackChain
import SyncProtocol

/// Reading and writing rows of the table `revision`.
enum RevisionRow {
  static let columnCount: Int32 = 20

  static let columns = """
    store_id, month, revision, turnover, open_days, reason, takeaway, commission, note, source, received_at, position, \
    operation_id, predecessor, correction_reason, recorded_at, rules_version, confirmed, unconfirmed, device_id
    """

  static let insert =
    "INSERT INTO revision (\(columns)) VALUES (\((0..<columnCount).map { _ in "?" }.joined(separator: ", ")))"

  /// The values of a row for an operation of a device.
  static func values(
    _ operation: ReportOperation, revision: Int, receivedAt: Timestamp, position: Int64, unconfirmed: [String],
    device: String
  ) -> [SQLValue] {
    let report = operation.report
    return [
      .text(report.store.description), .int(report.month.number), .int(revision), .int(report.turnover.fen),
      .optional(report.openDays.map(Int64.init)), .optional(report.reason?.rawValue),
      .optional(report.takeaway?.fen), .optional(report.commission?.fen), .optional(report.note),
      .text(source(of: operation)), .int(receivedAt.milliseconds), .int(position),
      .text(operation.id.description), .optional(operation.predecessor?.description),
      .optional(operation.correctionReason), .int(operation.recordedAt.milliseconds), .int(operation.rulesVersion),
      .text(operation.confirmed.joined(separator: ",")), .text(unconfirmed.joined(separator: ",")), .text(device),
    ]
  }

  /// A row of ``columns`` as the revision it is; the receipt is looked up by the caller.
  static func revision(_ row: Prepared) throws -> ReportRevision {
    guard let store = StoreCode(row.text(0)), let month = YearMonth(number: Int(row.int(1))) else {
      throw CentralLedgerError.corrupt("revision at \(row.int(11))")
    }
    let receivedAt = Timestamp(milliseconds: row.int(10))
    let position = row.int(11)
    let report = MonthlyReport(
      store: store, month: month, turnover: Money(fen: row.int(3)), openDays: row.optionalInt(4).map { Int($0) },
      reason: row.optionalText(5).flatMap(ZeroReason.init), takeaway: row.optionalInt(6).map(Money.init),
      commission: row.optionalInt(7).map(Money.init), note: row.optionalText(8))
    let origin = origin(row.text(9))
    let operation = ReportOperation(
      id: row.optionalText(12).flatMap(OperationID.init) ?? .imported(position: position, receivedAt: receivedAt),
      report: report, predecessor: row.optionalText(13).flatMap(OperationID.init),
      correctionReason: row.optionalText(14),
      recordedAt: row.optionalInt(15).map(Timestamp.init(milliseconds:)) ?? receivedAt,
      rulesVersion: row.optionalInt(16).map { Int($0) } ?? ReportRules.version,
      confirmed: list(row.optionalText(17)),
      source: origin.source, helper: origin.helper)
    return ReportRevision(
      revision: Int(row.int(2)), operation: operation, receivedAt: receivedAt, position: position,
      device: row.optionalText(19), unconfirmed: list(row.optionalText(18)), receipt: nil)
  }

  /// How a figure came about, and behind a blank who typed it for the owner: one column, so that the audit chain vouches
  /// for both.
  private static func source(of operation: ReportOperation) -> String {
    operation.source.rawValue + (operation.helper.map { " " + $0 } ?? "")
  }

  private static func origin(_ text: String) -> (source: ReportOperation.Source, helper: String?) {
    let parts = text.split(separator: " ", maxSplits: 1)
    let source = parts.first.flatMap { ReportOperation.Source(rawValue: String($0)) } ?? .imported
    return (source, parts.count > 1 ? String(parts[1]) : nil)
  }

  private static func list(_ text: String?) -> [String] {
    text.map { $0.split(separator: ",").map(String.init) } ?? []
  }

  /// The head of a month, or `nil` where there is none.
  static func head(_ database: LedgerConnection, store: StoreCode, month: YearMonth) throws -> ReportRevision? {
    try database.first(
      "SELECT \(columns) FROM revision WHERE store_id = ? AND month = ? ORDER BY revision DESC LIMIT 1",
      [.text(store.description), .int(month.number)], revision)
  }

  /// All revisions of a store, by month and number, with their receipts.
  static func all(_ database: LedgerConnection, store: StoreCode, month: YearMonth? = nil) throws -> [ReportRevision] {
    var found: [ReportRevision] = []
    let range = month.map { ($0.number, $0.number) } ?? (0, 999_999)
    try database.each(
      "SELECT \(columns) FROM revision WHERE store_id = ? AND month BETWEEN ? AND ? ORDER BY month, revision",
      [.text(store.description), .int(range.0), .int(range.1)]
    ) { found.append(try revision($0)) }
    try ReceiptRow.add(to: &found, database, store: store)
    return found
  }

  private static let ofStore = "SELECT \(columns) FROM revision WHERE store_id = ? ORDER BY month, revision"

  /// What ``StoreFigures`` asks for first.
  static func questions(of store: StoreCode) -> [(sql: String, values: [SQLValue])] {
    [(ofStore, [.text(store.description)])]
  }

  /// The heads of a store in the order of months.
  ///
  /// - Parameter cursor: only those that came into the feed after it, with their receipts.
  static func heads(
    _ database: LedgerConnection, store: StoreCode, after cursor: Int64
  ) throws -> [ReportRevision] {
    try StoreFigures(database, store: store, after: cursor, withLines: false).news
  }

  /// One pass over the revisions of a store.
  fileprivate static func each(
    _ database: LedgerConnection, store: StoreCode, _ body: (Prepared) throws -> Void
  ) throws {
    try database.each(ofStore, [.text(store.description)], body)
  }
}

/// What a session is told of a store's figures, from one pass over its revisions: most of them are only counted, because
/// the device knows them.
struct StoreFigures {
  /// Count and sum of the heads by year, in the order of years.
  private(set) var totals: [YearTotal] = []
  /// The heads that came into the feed after the cursor, in the order of months, with their receipts.
  private(set) var news: [ReportRevision] = []
  /// What a ``TurnoverStatement`` is made of, in the order of months, where it is wanted.
  private(set) var lines: [(report: MonthlyReport, revision: Int, position: Int64)] = []

  init(_ database: LedgerConnection, store: StoreCode, after cursor: Int64, withLines: Bool) throws {
    var open: (month: Int64, turnover: Int64)?
    try RevisionRow.each(database, store: store) { row in
      let month = row.int(1)
      let isSameMonth = open?.month == month
      if let open, !isSameMonth { totals.count(open.turnover, in: Int(open.month) / 100) }
      open = (month, row.int(3))
      if isSameMonth, news.last.map({ Int64($0.operation.report.month.number) }) == month { news.removeLast() }
      if isSameMonth, withLines { lines.removeLast() }
      let position = row.int(11)
      guard position > cursor || withLines else { return }
      let revision = try RevisionRow.revision(row)
      if position > cursor { news.append(revision) }
      if withLines { lines.append((revision.operation.report, revision.revision, position)) }
    }
    if let open { totals.count(open.turnover, in: Int(open.month) / 100) }
    try ReceiptRow.add(to: &news, after: cursor, database, store: store)
  }
}

extension OperationID {
  /// The id of a figure that HQ imported: made of its place in the feed, so that a million of them need no column.
  package static func imported(position: Int64, receivedAt: Timestamp) -> OperationID {
    OperationID(
      high: (UInt64(clamping: receivedAt.milliseconds) & 0xFFFF_FFFF_FFFF) << 16 | 0x7000,
      low: 0x8000_0000_0000_0000 | UInt64(clamping: position) & 0x3FFF_FFFF_FFFF_FFFF)
  }
}

/// Reading and writing rows of the table `receipt`.
enum ReceiptRow {
  static func insert(_ database: LedgerConnection, _ receipt: Receipt) throws {
    try database.run(
      """
      INSERT INTO receipt (store_id, operation_id, content_digest, month, revision, turnover, position, received_at,
        audit_head, key_id, signature) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(receipt.store.description), .text(receipt.operation.description), .text(receipt.contentDigest),
        .int(receipt.month.number), .int(receipt.revision), .int(receipt.turnover.fen), .int(receipt.feedPosition),
        .int(receipt.receivedAt.milliseconds), .text(receipt.auditHead), .text(receipt.keyID),
        .text(receipt.signature),
      ])
  }

  /// Looks up the receipts of a store's revisions that came into the feed after `cursor`.
  static func add(
    to revisions: inout [ReportRevision], after cursor: Int64 = 0, _ database: LedgerConnection, store: StoreCode
  ) throws {
    let places = revisions.indices.filter { revisions[$0].device != nil && revisions[$0].position > cursor }
    guard places.count > 1 else {
      for place in places { revisions[place].receipt = try receipt(database, of: revisions[place].operation)?.receipt }
      return
    }
    let byID = Dictionary(places.map { (revisions[$0].operation.id.description, $0) }) { first, _ in first }
    try database.each(
      "SELECT \(columns), operation_id FROM receipt WHERE store_id = ? AND position > ?",
      [.text(store.description), .int(cursor)]
    ) { row in
      guard let place = byID[row.text(9)] else { return }
      revisions[place].receipt = try receipt(row, of: revisions[place].operation).receipt
    }
  }

  private static let columns =
    "content_digest, month, revision, turnover, position, received_at, audit_head, key_id, signature"

  /// The receipt that was given for the id of `operation` in its store, and whether it was for the same content.
  static func receipt(
    _ database: LedgerConnection, of operation: ReportOperation
  ) throws -> (receipt: Receipt, sameContent: Bool)? {
    try database.first(
      "SELECT \(columns) FROM receipt WHERE store_id = ? AND operation_id = ?",
      [.text(operation.report.store.description), .text(operation.id.description)]
    ) { try receipt($0, of: operation) }
  }

  private static func receipt(
    _ row: Prepared, of operation: ReportOperation
  ) throws -> (receipt: Receipt, sameContent: Bool) {
    guard let month = YearMonth(number: Int(row.int(1))) else {
      throw CentralLedgerError.corrupt("receipt of \(operation.id)")
    }
    var receipt = Receipt(
      operation: operation, revision: Int(row.int(2)), feedPosition: row.int(4),
      receivedAt: Timestamp(milliseconds: row.int(5)), auditHead: row.text(6), keyID: row.text(7),
      signature: row.text(8))
    let sameContent = receipt.contentDigest == row.text(0)
    receipt.contentDigest = row.text(0)
    receipt.month = month
    receipt.turnover = Money(fen: row.int(3))
    return (receipt, sameContent)
  }
}
