/// A connection to the database for as long as its engine lends it: the one door that all statements go through.
///
/// Statements are written once, in what both engines understand: `?` for values, `ON CONFLICT … DO NOTHING`, an order
/// wherever one matters. Which engine it is, is decided here and in ``Prepared`` by a switch, not by a protocol: a
/// million rows pay nothing for the choice.
struct LedgerConnection {
  enum Driver {
    case sqlite(SQLiteConnection)
    case postgreSQL(PostgreSQLTransaction)
  }

  let driver: Driver

  init(_ connection: SQLiteConnection) { driver = .sqlite(connection) }
  init(_ transaction: PostgreSQLTransaction) { driver = .postgreSQL(transaction) }

  /// Runs a statement that gives no rows.
  func run(_ sql: String, _ values: [SQLValue] = []) throws {
    let prepared = try Prepared(self, sql)
    prepared.bind(values)
    try prepared.run()
  }

  /// Calls `body` for each row.
  func each(_ sql: String, _ values: [SQLValue] = [], _ body: (Prepared) throws -> Void) throws {
    let prepared = try Prepared(idle: self, sql)
    prepared.bind(values)
    defer { prepared.reset() }
    while try prepared.step() { try body(prepared) }
  }

  /// The first row as `body` reads it, or `nil` where there is none.
  func first<Value>(_ sql: String, _ values: [SQLValue] = [], _ body: (Prepared) throws -> Value) throws -> Value? {
    let prepared = try Prepared(self, sql)
    prepared.bind(values)
    defer { prepared.reset() }
    return try prepared.step() ? body(prepared) : nil
  }

  /// Asks several questions at once, each for few rows: whoever asks one of them next has the answer without going to the
  /// server again. For reading only.
  func ask(_ questions: [(sql: String, values: [SQLValue])]) throws {
    switch driver {
    // A file has no way to go.
    case .sqlite: break
    case .postgreSQL(let transaction): try transaction.ask(questions)
    }
  }

  /// Runs `body` so that its own changes can be undone without the rest of the transaction; a thrown error undoes them.
  func inSavepoint(_ body: () throws -> Completion) throws {
    switch driver {
    case .sqlite(let connection): try connection.inSavepoint(body)
    case .postgreSQL(let transaction): try transaction.inSavepoint(body)
    }
  }

  /// Adds many rows of one table at once, by the engine's fastest way.
  func insert(_ batch: RowBatch, into table: LedgerTable) throws {
    switch driver {
    case .sqlite(let connection): try connection.insert(batch, into: table)
    case .postgreSQL(let transaction): try transaction.copy(batch, into: table)
    }
  }

  /// Tells the engine the link of the audit chain that the transaction made, by which it can tell later whether it was
  /// committed.
  func seal(number: Int64, digest: String) {
    switch driver {
    // A commit of SQLite is never of unknown fate.
    case .sqlite: break
    case .postgreSQL(let transaction): transaction.sealed(number: number, digest: digest)
    }
  }
}
