import SnackChain

/// The stores of a scope as a condition of a query: what is outside is never read.
struct ScopeCondition {
  /// Begins with `AND`; empty where the scope is everywhere.
  let sql: String
  /// The values of its placeholders, in order.
  let values: [SQLValue]

  /// That the store whose code `column` holds stands within `scope` on `day`, as far as data version `version` knew: by
  /// the same facts, in the same order, as ``RegionScope/contains(_:on:)`` reads them.
  init(_ scope: RegionScope, of column: String, on day: CalendarDay, asOf version: Int64 = .max) {
    guard let ranges = scope.codeRanges else {
      (sql, values) = ("", [])
      return
    }
    guard !ranges.isEmpty else {
      (sql, values) = (" AND 1 = 0", [])
      return
    }
    let known: [SQLValue] = [.int(Int(day.number)), .int(version)]
    let within = ranges.map { _ in "f.region BETWEEN ? AND ?" }.joined(separator: " OR ")
    sql = """
       AND \(column) IN (
        SELECT f.store_id FROM store_fact f
        WHERE f.region IS NOT NULL AND f.valid_from <= ? AND f.recorded_at <= ? AND (\(within)) AND NOT EXISTS (
          SELECT 1 FROM store_fact l
          WHERE l.store_id = f.store_id AND l.region IS NOT NULL AND l.valid_from <= ? AND l.recorded_at <= ?
          AND (l.valid_from > f.valid_from OR (l.valid_from = f.valid_from AND l.recorded_at > f.recorded_at))))
      """
    values = known + ranges.flatMap { [SQLValue.int(Int($0.lowerBound)), .int(Int($0.upperBound))] } + known
  }
}

extension RegionScope {
  /// Whether the store that has this code stands within the scope on `day`.
  func holds(_ code: StoreCode, on day: CalendarDay, in database: LedgerConnection) throws -> Bool {
    let condition = ScopeCondition(self, of: "store_id", on: day)
    return try database.first(
      "SELECT 1 FROM store_fact WHERE store_id = ?\(condition.sql) LIMIT 1",
      [.text(code.description)] + condition.values
    ) { _ in true } ?? false
  }
}
