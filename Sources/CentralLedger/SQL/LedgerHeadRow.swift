import Crypto
import SnackChain
import SyncProtocol

/// The one row that every writing transaction advances: the numbers of the feed and of the audit chain.
struct LedgerHeadRow {
  var position: Int64
  var registerPosition: Int64
  var auditNumber: Int64
  var auditDigest: String

  private static let select =
    "SELECT position, register_position, audit_number, audit_digest FROM ledger_head WHERE singleton = 1"

  /// What ``read(_:)`` asks for.
  static var questions: [(sql: String, values: [SQLValue])] { [(select, [])] }

  static func read(_ database: LedgerConnection) throws -> LedgerHeadRow {
    let row = try database.first(select) {
      LedgerHeadRow(position: $0.int(0), registerPosition: $0.int(1), auditNumber: $0.int(2), auditDigest: $0.text(3))
    }
    guard let row else { throw CentralLedgerError.corrupt("ledger_head is empty") }
    return row
  }

  /// The last entry of the audit chain.
  var link: AuditLink { AuditLink(number: auditNumber, digest: auditDigest) }

  func write(_ database: LedgerConnection) throws {
    try database.run(
      """
      UPDATE ledger_head SET position = ?, register_position = ?, audit_number = ?, audit_digest = ?
      WHERE singleton = 1
      """,
      [.int(position), .int(registerPosition), .int(auditNumber), .text(auditDigest)])
  }

  /// Adds a link to the audit chain; ``auditNumber`` and ``auditDigest`` are its own afterwards.
  mutating func audit(
    _ database: LedgerConnection, at moment: Timestamp, actor: String, _ action: AuditEntry.Action,
    subject: String = "",
    positions: ClosedRange<Int64>? = nil, content: CanonicalContent = CanonicalContent()
  ) throws {
    var entry = AuditEntry(
      number: auditNumber + 1, at: moment, actor: actor, action: action, subject: subject,
      firstPosition: positions?.lowerBound ?? 0, lastPosition: positions?.upperBound ?? 0,
      contentDigest: content.digest(), digest: "")
    entry.digest = entry.computedDigest(after: auditDigest)
    try database.run(
      "INSERT INTO audit_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        .int(entry.number), .int(moment.milliseconds), .text(actor), .text(action.rawValue), .text(subject),
        .int(entry.firstPosition), .int(entry.lastPosition), .text(entry.contentDigest), .text(entry.digest),
      ])
    auditNumber = entry.number
    auditDigest = entry.digest
    database.seal(number: entry.number, digest: entry.digest)
  }
}

extension AuditEntry {
  /// The digest that this entry must have after a predecessor with the digest `previous`.
  func computedDigest(after previous: String) -> String {
    var content = CanonicalContent()
    content.add("tongbiao-audit/1")
    content.add(previous)
    content.add(number)
    content.add(at.milliseconds)
    content.add(actor)
    content.add(action.rawValue)
    content.add(subject)
    content.add(firstPosition)
    content.add(lastPosition)
    content.add(contentDigest)
    return content.digest()
  }
}

extension CanonicalContent {
  /// Adds a row that is being written.
  mutating func add(row values: [SQLValue]) {
    for value in values {
      switch value {
      case .null: addNothing()
      case .int(let number): add(number)
      case .text(let text): add(text)
      }
    }
    endRecord()
  }

  /// Adds a row that was read, with its first `columns` columns: the same bytes as when it was written.
  mutating func add(row: Prepared, columns: Int32) {
    for column in 0..<columns {
      switch row.kind(column) {
      case .null: addNothing()
      case .int: add(row.int(column))
      case .text: add(bytes: row.bytes(column))
      }
    }
    endRecord()
  }
}
