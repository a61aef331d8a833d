import GRDB

/// Brings a file of SQLite to the ledger's schema.
enum SQLiteSchema {
  /// `PRAGMA application_id` of a central ledger: "TBhq".
  static let applicationID: Int32 = 0x5442_6871

  /// Takes the steps that the file has not seen, each in a transaction of its own.
  static func migrate(_ database: Database) throws {
    for (place, step) in LedgerSchema.steps.enumerated() {
      try database.inTransaction(.immediate) {
        if try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 <= place {
          for statement in step.flatMap(adapted) { try database.execute(sql: statement) }
          try database.execute(sql: "PRAGMA user_version = \(place + 1)")
        }
        return .commit
      }
    }
  }

  private static func adapted(_ statement: SchemaStatement) -> [String] {
    switch statement {
    case .plain(let text): [text]
    case .appendOnly(let table):
      ["UPDATE", "DELETE"].map { verb in
        """
        CREATE TRIGGER \(table)_no_\(verb.lowercased()) BEFORE \(verb) ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END
        """
      }
    }
  }
}
