import PostgreSQLClient

/// Looks at a database before it writes, and brings it to the ledger's schema only where it is ours or empty.
enum PostgreSQLSchema {
  private static let mark = "tongbiao-hq"

  private static let beginnings = [
    """
    CREATE TABLE ledger_schema (
      singleton BIGINT NOT NULL PRIMARY KEY CHECK (singleton = 1),
      application TEXT NOT NULL,
      version BIGINT NOT NULL
    )
    """,
    "INSERT INTO ledger_schema (singleton, application, version) VALUES (1, '\(mark)', 0)",
    """
    CREATE FUNCTION tongbiao_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
  ]

  /// Opens the ledger in the database of `connection`, making it where `opening` allows.
  static func open(
    _ connection: PostgreSQLConnection, at place: String, opening: CentralLedgers.Opening
  ) throws {
    guard connection.serverVersion >= 150_000 else {
      throw CentralLedgerError.serverTooOld(found: connection.serverVersion / 10_000, needed: 15)
    }
    let tables = try tables(connection)
    if tables.ours == 0 {
      guard tables.all == 0 else { throw CentralLedgerError.notALedger(path: place) }
      guard opening == .createIfMissing else { throw CentralLedgerError.notFound(path: place) }
      try inTransaction(connection) { () throws(PostgreSQLError) in
        for statement in beginnings { try connection.enqueue(statement, keeping: false) }
      }
    }
    let found = try version(connection, at: place)
    guard found <= LedgerSchema.version else {
      throw CentralLedgerError.newerSchema(found: found, known: LedgerSchema.version)
    }
    if found < LedgerSchema.version { try migrate(connection) }
  }

  /// Whether nothing is in the database, ours or somebody's.
  static func isEmpty(_ connection: PostgreSQLConnection) throws -> Bool { try tables(connection).all == 0 }

  private static func tables(_ connection: PostgreSQLConnection) throws -> (ours: Int64, all: Int64) {
    let found = try connection.query(
      """
      SELECT COALESCE(SUM(CASE WHEN c.relname = 'ledger_schema' THEN 1 ELSE 0 END), 0), COUNT(*)
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')
      """, keeping: false)
    return (found.int(0, 0), found.int(0, 1))
  }

  private static func version(_ connection: PostgreSQLConnection, at place: String) throws -> Int {
    do {
      let row = try connection.query("SELECT application, version FROM ledger_schema", keeping: false)
      guard row.count == 1, row.text(0, 0) == mark else { throw CentralLedgerError.notALedger(path: place) }
      return Int(row.int(0, 1))
    } catch let error as PostgreSQLError where error.state == "42703" || error.state == "42501" {
      // A table of that name without our columns, or one that we may not read, is somebody else's.
      throw CentralLedgerError.notALedger(path: place)
    }
  }

  /// Takes the steps that the database has not seen, each in a transaction of its own. Nodes that start together take
  /// turns.
  private static func migrate(_ connection: PostgreSQLConnection) throws {
    for (place, step) in LedgerSchema.steps.enumerated() {
      try inTransaction(connection) { () throws(PostgreSQLError) in
        let row = try connection.query("SELECT version FROM ledger_schema FOR UPDATE", keeping: false)
        guard row.int(0, 0) == Int64(place) else { return }
        for statement in step.flatMap(PostgreSQLDialect.adapted) { try connection.enqueue(statement, keeping: false) }
        try connection.enqueue("UPDATE ledger_schema SET version = $1", [.int(Int64(place) + 1)], keeping: false)
      }
    }
  }

  private static func inTransaction(
    _ connection: PostgreSQLConnection, _ body: () throws(PostgreSQLError) -> Void
  ) throws(PostgreSQLError) {
    _ = try connection.query("BEGIN", keeping: false)
    do throws(PostgreSQLError) {
      try body()
      _ = try connection.query("COMMIT", keeping: false)
    } catch {
      if connection.hasInFlight { _ = try? connection.synchronize() }
      _ = try? connection.query("ROLLBACK", keeping: false)
      throw error
    }
  }
}
