import Synchronization

/// Says the ledger's statements in PostgreSQL's way. Each text is translated once.
final class PostgreSQLDialect: Sendable {
  /// A statement with its numbered places.
  struct Text {
    let sql: String
    let places: Int
    /// Whether it asks for what one store has, or what is one for the whole chain: never more than a few hundred rows.
    let isSmall: Bool
  }

  private let known = Mutex<[String: Text]>([:])

  func text(of sql: String) -> Text {
    known.withLock { known in
      if let text = known[sql] { return text }
      let text = Self.numbered(sql)
      known[sql] = text
      return text
    }
  }

  private static let small = ["store_id = ?", "FROM period_event", "FROM standard_version"]

  /// `?` becomes `$1`, `$2` and so on, except in quoted text.
  private static func numbered(_ sql: String) -> Text {
    var numbered = ""
    var places = 0
    var isQuoted = false
    for character in sql {
      if character == "'" { isQuoted.toggle() }
      if character == "?", !isQuoted {
        places += 1
        numbered += "$\(places)"
      } else {
        numbered.append(character)
      }
    }
    return Text(sql: numbered, places: places, isSmall: small.contains { sql.contains($0) })
  }

  /// A statement of the schema: numbers are 64 bits wide and text is compared by its bytes, as on SQLite.
  static func adapted(_ statement: SchemaStatement) -> [String] {
    switch statement {
    case .plain(let text):
      guard text.hasPrefix("CREATE TABLE") || text.hasPrefix("ALTER TABLE") else { return [numbered(text).sql] }
      let plain = text.replacing(" WITHOUT ROWID", with: "").replacing(" INTEGER", with: " BIGINT")
      return [plain.replacing(/\ TEXT\b/, with: " TEXT COLLATE \"C\"")]
    case .appendOnly(let table):
      return [
        """
        CREATE TRIGGER \(table)_no_change BEFORE UPDATE OR DELETE ON \(table)
        FOR EACH ROW EXECUTE FUNCTION tongbiao_append_only()
        """,
        """
        CREATE TRIGGER \(table)_no_truncate BEFORE TRUNCATE ON \(table)
        FOR EACH STATEMENT EXECUTE FUNCTION tongbiao_append_only()
        """,
      ]
    }
  }
}
