import SnackChain

/// Walks the audit chain beside the data it vouches for, in one pass over each table.
struct AuditWalk {
  private let database: LedgerConnection
  private var revisions: Rows
  private var facts: Rows
  private var standings: Rows
  private var conflicts: Rows

  /// Rows in the order of a number that stands in one of their columns.
  private struct Rows {
    let statement: Prepared
    let columns: Int32
    let keyColumn: Int32
    private(set) var key: Int64?

    init(_ database: LedgerConnection, table: String, columns: Int32, keyColumn: Int32, order: String) throws {
      statement = try Prepared(database, "SELECT * FROM \(table) ORDER BY \(order)", cached: false)
      self.columns = columns
      self.keyColumn = keyColumn
      try advance()
    }

    mutating func advance() throws {
      key = try statement.step() ? statement.int(keyColumn) : nil
    }

    /// Adds all rows whose number is in `range`; `false` where one before it was left over.
    mutating func take(_ range: ClosedRange<Int64>, into content: inout CanonicalContent) throws -> Bool {
      while let number = key, number <= range.upperBound {
        guard number >= range.lowerBound else { return false }
        content.add(row: statement, columns: columns)
        try advance()
      }
      return true
    }
  }

  init(_ database: LedgerConnection) throws {
    self.database = database
    revisions = try Rows(
      database, table: "revision", columns: RevisionRow.columnCount, keyColumn: 11, order: "position")
    facts = try Rows(database, table: "store_fact", columns: 9, keyColumn: 1, order: "recorded_at, store_id")
    standings = try Rows(
      database, table: "standing_event", columns: 6, keyColumn: 1, order: "recorded_at, store_id, effective")
    conflicts = try Rows(
      database, table: "report_conflict", columns: 6, keyColumn: 6, order: "audit_number, store_id, operation_id")
  }

  mutating func verdict() throws -> AuditVerdict {
    let head = try LedgerHeadRow.read(database)
    var previous = ""
    var number: Int64 = 0
    let entries = try Prepared(database, AuditRow.select + " ORDER BY number", cached: false)
    while try entries.step() {
      guard let entry = AuditRow.entry(entries) else { return .broken(number: number + 1, .chain) }
      number += 1
      guard entry.number == number else { return .broken(number: number, .gap) }
      guard entry.computedDigest(after: previous) == entry.digest else { return .broken(number: number, .chain) }
      guard try holds(entry) else { return .broken(number: number, .content) }
      previous = entry.digest
    }
    guard number == head.auditNumber, previous == head.auditDigest else { return .broken(number: number + 1, .gap) }
    guard revisions.key == nil, facts.key == nil, standings.key == nil, conflicts.key == nil else {
      return .broken(number: number + 1, .content)
    }
    return .intact(entries: number, head: previous)
  }

  private mutating func holds(_ entry: AuditEntry) throws -> Bool {
    var content = CanonicalContent()
    var complete = true
    if entry.firstPosition > 0, entry.firstPosition <= entry.lastPosition {
      let range = entry.firstPosition...entry.lastPosition
      switch entry.action {
      case .registerImported, .standingRecorded:
        complete = try facts.take(range, into: &content) && standings.take(range, into: &content)
      default:
        complete = try revisions.take(range, into: &content)
      }
    }
    complete = try conflicts.take(entry.number...entry.number, into: &content) && complete
    return complete && content.digest() == entry.contentDigest
  }
}

/// Reading entries of the audit chain.
enum AuditRow {
  static let select = """
    SELECT number, at, actor, action, subject, first_position, last_position, content_digest, digest FROM audit_entry
    """

  static func entry(_ row: Prepared) -> AuditEntry? {
    guard let action = AuditEntry.Action(rawValue: row.text(3)) else { return nil }
    return AuditEntry(
      number: row.int(0), at: Timestamp(milliseconds: row.int(1)), actor: row.text(2), action: action,
      subject: row.text(4), firstPosition: row.int(5), lastPosition: row.int(6), contentDigest: row.text(7),
      digest: row.text(8))
  }
}
