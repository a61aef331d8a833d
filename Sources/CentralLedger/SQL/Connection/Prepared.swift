/// A prepared statement, bound and stepped without a detour: streams of a million rows and imports of as many go
/// through here. Places of values count from 1, columns from 0.
///
/// Valid only inside the access to the database that made it.
struct Prepared {
  private enum Driver {
    case sqlite(SQLiteStatement)
    case postgreSQL(PostgreSQLStatement)
  }

  private let driver: Driver

  /// - Parameter cached: `false` for a statement that streams many rows, or that may be stepped while the same text is
  ///   in use further up.
  init(_ connection: LedgerConnection, _ sql: String, cached: Bool = true) throws {
    switch connection.driver {
    case .sqlite(let connection): driver = .sqlite(try SQLiteStatement(connection, sql, cached: cached))
    case .postgreSQL(let transaction):
      driver = .postgreSQL(PostgreSQLStatement(transaction, sql, cached: cached))
    }
  }

  /// For one reading from its first row to its last, after which the caller resets it.
  init(idle connection: LedgerConnection, _ sql: String) throws {
    switch connection.driver {
    case .sqlite(let connection): driver = .sqlite(try SQLiteStatement(idle: connection, sql))
    case .postgreSQL(let transaction): driver = .postgreSQL(PostgreSQLStatement(transaction, sql, cached: false))
    }
  }

  func bind(_ place: Int32, _ value: Int64) {
    switch driver {
    case .sqlite(let statement): statement.bind(place, value)
    case .postgreSQL(let statement): statement.bind(place, value)
    }
  }

  func bindNull(_ place: Int32) {
    switch driver {
    case .sqlite(let statement): statement.bindNull(place)
    case .postgreSQL(let statement): statement.bindNull(place)
    }
  }

  func bind(_ place: Int32, _ value: String) {
    switch driver {
    case .sqlite(let statement): statement.bind(place, value)
    case .postgreSQL(let statement): statement.bind(place, value)
    }
  }

  func bind(_ place: Int32, _ value: SQLValue) {
    switch value {
    case .null: bindNull(place)
    case .int(let number): bind(place, number)
    case .text(let text): bind(place, text)
    }
  }

  /// Binds values from the first place on.
  func bind(_ values: [SQLValue]) {
    for (offset, value) in values.enumerated() { bind(Int32(offset + 1), value) }
  }

  /// Whether there is another row.
  func step() throws -> Bool {
    switch driver {
    case .sqlite(let statement): try statement.step()
    case .postgreSQL(let statement): try statement.step()
    }
  }

  /// Runs to the end and makes ready for the next bindings; those that are not bound anew stay.
  func run() throws {
    switch driver {
    case .sqlite(let statement): try statement.run()
    case .postgreSQL(let statement): try statement.run()
    }
  }

  func reset() {
    switch driver {
    case .sqlite(let statement): statement.reset()
    case .postgreSQL(let statement): statement.reset()
    }
  }

  func kind(_ column: Int32) -> SQLValue.Kind {
    switch driver {
    case .sqlite(let statement): statement.kind(column)
    case .postgreSQL(let statement): statement.kind(column)
    }
  }

  func isNull(_ column: Int32) -> Bool {
    switch driver {
    case .sqlite(let statement): statement.isNull(column)
    case .postgreSQL(let statement): statement.isNull(column)
    }
  }

  func int(_ column: Int32) -> Int64 {
    switch driver {
    case .sqlite(let statement): statement.int(column)
    case .postgreSQL(let statement): statement.int(column)
    }
  }

  /// The bytes of a text, valid until the next step.
  func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    switch driver {
    case .sqlite(let statement): statement.bytes(column)
    case .postgreSQL(let statement): statement.bytes(column)
    }
  }

  func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }
  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
}
