import SnackChain

/// Walks the audit chain beside the data it vouches for, in one pass over each table.
struct AuditWalk {
  private let database: LedgerConnection
  private var rows: [AuditedTable: Rows] = [:]

  /// Rows in the order of a number that stands in one of their columns.
  private struct Rows {
    let table: AuditedTable
    let statement: Prepared
    private(set) var number: Int64?

    init(_ database: LedgerConnection, _ table: AuditedTable) throws {
      self.table = table
      statement = try Prepared(database, "SELECT * FROM \(table.name) ORDER BY \(table.order)", cached: false)
      try advance()
    }

    mutating func advance() throws {
      number = try statement.step() ? statement.int(table.numberColumn) : nil
    }

    /// Adds all rows whose number is in `range`; `false` where one before it was left over.
    mutating func take(_ range: ClosedRange<Int64>, into content: inout CanonicalContent) throws -> Bool {
      while let number, number <= range.upperBound {
        guard number >= range.lowerBound else { return false }
        content.add(row: statement, columns: table.columns)
        try advance()
      }
      return true
    }
  }

  init(_ database: LedgerConnection) throws {
    self.database = database
    for table in AuditedTable.allCases { rows[table] = try Rows(database, table) }
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
    guard rows.values.allSatisfy({ $0.number == nil }) else { return .broken(number: number + 1, .content) }
    return .intact(entries: number, head: previous)
  }

  private mutating func holds(_ entry: AuditEntry) throws -> Bool {
    var content = CanonicalContent()
    var complete = true
    if entry.firstPosition > 0, entry.firstPosition <= entry.lastPosition {
      for table in entry.action.tables {
        complete = try rows[table]?.take(entry.firstPosition...entry.lastPosition, into: &content) == true && complete
      }
    }
    for table in [AuditedTable.conflict, .period] {
      complete = try rows[table]?.take(entry.number...entry.number, into: &content) == true && complete
    }
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
