import PostgreSQLClient

/// A statement of PostgreSQL. One that gives no rows is handed over without waiting for it; one that is cached, or asks
/// for few rows (as those of one store), stays prepared and brings all its rows at once; any other comes through a cursor, some
/// thousands of rows at a time.
final class PostgreSQLStatement {
  private static let firstFetch = 256
  private static let fetch = 4096

  private let transaction: PostgreSQLTransaction
  private let text: PostgreSQLDialect.Text
  private let isCached: Bool
  private var values: [PostgreSQLValue]
  private var result: PostgreSQLResult?
  private var row: Int32 = -1
  private var cursor: String?
  private var hasMore = false

  init(_ transaction: PostgreSQLTransaction, _ sql: String, cached: Bool) {
    self.transaction = transaction
    text = transaction.dialect.text(of: sql)
    isCached = cached || text.isSmall
    values = Array(repeating: .null, count: text.places)
  }

  func bind(_ place: Int32, _ value: Int64) { set(place, .int(value)) }
  func bind(_ place: Int32, _ value: String) { set(place, .text(value)) }
  func bindNull(_ place: Int32) { set(place, .null) }

  private func set(_ place: Int32, _ value: PostgreSQLValue) {
    guard values.indices.contains(Int(place) - 1) else { return }
    values[Int(place) - 1] = value
  }

  func step() throws -> Bool {
    if result == nil {
      try transaction.failing { () throws(PostgreSQLError) in try start() }
      transaction.hasBeenAnswered = true
    }
    row += 1
    guard let current = result else { return false }
    if row < current.count { return true }
    guard hasMore, let cursor else { return false }
    let next = try transaction.failing { () throws(PostgreSQLError) in try fetch(Self.fetch, from: cursor) }
    row = 0
    return next.count > 0
  }

  private func start() throws(PostgreSQLError) {
    row = -1
    guard !isCached else {
      if let answer = transaction.answer(to: text.sql, values) {
        result = answer
      } else {
        result = try transaction.connection.query(text.sql, values)
      }
      return
    }
    let cursor = transaction.nextName()
    try transaction.connection.enqueue(
      "DECLARE \(cursor) NO SCROLL CURSOR FOR \(text.sql)", values, keeping: false)
    _ = try fetch(Self.firstFetch, from: cursor)
    self.cursor = cursor
  }

  private func fetch(_ count: Int, from cursor: String) throws(PostgreSQLError) -> PostgreSQLResult {
    let rows = try transaction.connection.query("FETCH FORWARD \(count) FROM \(cursor)", keeping: false)
    hasMore = Int(rows.count) == count
    result = rows
    return rows
  }

  func run() throws {
    try transaction.failing { () throws(PostgreSQLError) in
      try transaction.connection.enqueue(text.sql, values, keeping: isCached)
    }
  }

  func reset() {
    result = nil
    row = -1
    hasMore = false
    cursor = nil
  }

  func kind(_ column: Int32) -> SQLValue.Kind {
    guard let result, !result.isNull(row, column) else { return .null }
    return result.isNumber(column) ? .int : .text
  }

  func isNull(_ column: Int32) -> Bool { result?.isNull(row, column) ?? true }
  func int(_ column: Int32) -> Int64 { result?.int(row, column) ?? 0 }

  func bytes(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    result?.bytes(row, column) ?? UnsafeBufferPointer(start: nil, count: 0)
  }
}
