/// How far a move has come, kept in the database that it fills, in the transactions that fill it. Where there is such a
/// row, the database is no ledger yet, and is not opened as one.
struct MoveProgress {
  static let table = "ledger_move"

  static let step: [SchemaStatement] = [
    """
    CREATE TABLE ledger_move (
      singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
      source_number BIGINT NOT NULL,
      source_digest TEXT NOT NULL,
      table_name TEXT NOT NULL,
      rows_done BIGINT NOT NULL,
      last_key TEXT NOT NULL
    )
    """
  ]

  /// The head of the audit chain that is moved.
  var number: Int64
  var digest: String
  /// The table under way.
  var table: String
  /// How many of its rows have arrived.
  var rows: Int
  /// The key of the last of them.
  var last: [SQLValue]

  static func read(_ database: LedgerConnection) throws -> MoveProgress? {
    try database.first(
      "SELECT source_number, source_digest, table_name, rows_done, last_key FROM ledger_move"
    ) { row in
      MoveProgress(
        number: row.int(0), digest: row.text(1), table: row.text(2), rows: Int(row.int(3)), last: decode(row.text(4)))
    }
  }

  func write(_ database: LedgerConnection) throws {
    try database.run("DELETE FROM ledger_move")
    try database.run(
      """
      INSERT INTO ledger_move (singleton, source_number, source_digest, table_name, rows_done, last_key)
      VALUES (1, ?, ?, ?, ?, ?)
      """, [.int(number), .text(digest), .text(table), .int(rows), .text(Self.encode(last))])
  }

  static func end(_ database: LedgerConnection) throws { try database.run("DELETE FROM ledger_move") }

  /// Keys are numbers and codes: a letter for the kind, and a line for each.
  private static func encode(_ key: [SQLValue]) -> String {
    key.map { value in
      switch value {
      case .null: "n"
      case .int(let number): "i\(number)"
      case .text(let text): "t" + text
      }
    }.joined(separator: "\n")
  }

  private static func decode(_ text: String) -> [SQLValue] {
    text.split(separator: "\n").map { line in
      switch line.first {
      case "i": Int64(line.dropFirst()).map { .int($0) } ?? .null
      case "t": .text(String(line.dropFirst()))
      default: .null
      }
    }
  }
}
