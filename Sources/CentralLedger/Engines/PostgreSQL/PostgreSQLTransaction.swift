import PostgreSQLClient

/// One transaction on a connection of PostgreSQL, in the ledger's terms.
///
/// A writing one locks the row of `ledger_head` before it reads anything: writers of all nodes come one after the
/// other, as on SQLite, so the feed has no gap and stands in the order of commits.
final class PostgreSQLTransaction {
  /// The last link of the audit chain that the transaction made: whether it is there tells whether the commit was.
  struct Seal {
    let number: Int64
    let digest: String
  }

  let connection: PostgreSQLConnection
  let dialect: PostgreSQLDialect
  private(set) var seal: Seal?
  /// Whether it has given rows to anybody.
  var hasBeenAnswered = false
  private var names = 0
  private var answers: [Question: PostgreSQLResult] = [:]

  private struct Question: Hashable {
    let sql: String
    let values: [PostgreSQLValue]
  }

  init(_ connection: PostgreSQLConnection, dialect: PostgreSQLDialect) {
    self.connection = connection
    self.dialect = dialect
  }

  /// Begins a transaction that writes, alone among all writers.
  ///
  /// A node that dies without a word must not hold the others up for ever, and what is acknowledged must be on the
  /// disk, whatever the server's defaults.
  func beginWriting(waiting seconds: Double) throws(PostgreSQLError) {
    try connection.enqueue("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", keeping: true)
    try connection.enqueue(
      """
      SELECT set_config('lock_timeout', $1, true), set_config('idle_in_transaction_session_timeout', '30s', true),
        set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
          ELSE current_setting('synchronous_commit') END, true)
      """, [.text("\(Int(seconds * 1000) + 1)ms")], keeping: true)
    _ = try connection.query("SELECT 1 FROM ledger_head WHERE singleton = 1 FOR UPDATE")
  }

  /// Begins a transaction that sees one moment of the database: that of its first statement, with which it travels. A
  /// single statement sees one moment by itself.
  func beginReading(_ isSingle: Bool) throws(PostgreSQLError) {
    guard !isSingle else { return }
    try connection.enqueue("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", keeping: true)
  }

  /// Ends a transaction that only read. Nobody waits for it.
  func endReading(_ isSingle: Bool) throws(PostgreSQLError) {
    if !isSingle { try connection.post("COMMIT") }
  }

  func commit() throws(PostgreSQLError) {
    let result = try connection.query("COMMIT")
    // A transaction in which something failed is rolled back without an error.
    guard result.command == "COMMIT" else {
      throw PostgreSQLError(.statement, state: "25P02", message: "not committed")
    }
  }

  func rollback() throws(PostgreSQLError) {
    if connection.hasInFlight { _ = try? connection.synchronize() }
    _ = try connection.query("ROLLBACK")
  }

  func sealed(number: Int64, digest: String) { seal = Seal(number: number, digest: digest) }

  /// Whether a transaction with this seal was committed. Asked under the lock, so that none can still be under way.
  func holds(_ seal: Seal) throws(PostgreSQLError) -> Bool {
    let found = try connection.query("SELECT digest FROM audit_entry WHERE number = $1", [.int(seal.number)])
    return found.count == 1 && found.text(0, 0) == seal.digest
  }

  func inSavepoint(_ body: () throws -> Completion) throws {
    try failing { () throws(PostgreSQLError) in
      // What failed before is told before, and not undone here.
      if connection.hasInFlight { try connection.synchronize() }
      try connection.enqueue("SAVEPOINT row", keeping: true)
    }
    do {
      guard try body() == .commit else {
        return try failing { () throws(PostgreSQLError) in try undo() }
      }
      try failing { () throws(PostgreSQLError) in _ = try connection.query("RELEASE SAVEPOINT row") }
    } catch {
      try failing { () throws(PostgreSQLError) in
        if connection.hasInFlight { _ = try? connection.synchronize() }
        try undo()
      }
      throw error
    }
  }

  private func undo() throws(PostgreSQLError) {
    try connection.enqueue("ROLLBACK TO SAVEPOINT row", keeping: true)
    _ = try connection.query("RELEASE SAVEPOINT row")
  }

  /// Asks for the rows of several statements in one round trip, and keeps them until somebody runs one of them.
  func ask(_ questions: [(sql: String, values: [SQLValue])]) throws {
    let asked = questions.map { question in
      Question(sql: dialect.text(of: question.sql).sql, values: question.values.map(Self.value))
    }
    let results = try failing { () throws(PostgreSQLError) in
      try connection.queryAll(asked.map { (sql: $0.sql, values: $0.values) })
    }
    hasBeenAnswered = true
    for (question, result) in zip(asked, results) { answers[question] = result }
  }

  private static func value(_ value: SQLValue) -> PostgreSQLValue {
    switch value {
    case .null: .null
    case .int(let number): .int(number)
    case .text(let text): .text(text)
    }
  }

  /// The rows of a statement that were asked for before; once.
  func answer(to sql: String, _ values: [PostgreSQLValue]) -> PostgreSQLResult? {
    answers.isEmpty ? nil : answers.removeValue(forKey: Question(sql: sql, values: values))
  }

  /// A name for a cursor that this transaction has not given yet.
  func nextName() -> String {
    names += 1
    return "c\(names)"
  }

  /// Tells the refusal of a row in the words of all engines.
  func failing<Value>(_ body: () throws(PostgreSQLError) -> Value) throws -> Value {
    do throws(PostgreSQLError) {
      return try body()
    } catch {
      throw error.isConstraint ? SQLFailure.constraint(error.message) : error
    }
  }
}
