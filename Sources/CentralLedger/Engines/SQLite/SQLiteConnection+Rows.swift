extension SQLiteConnection {
  /// Adds rows one by one: SQLite knows no faster way, and needs none.
  func insert(_ batch: RowBatch, into table: LedgerTable) throws {
    let places = table.columns.map { _ in "?" }.joined(separator: ", ")
    let statement = try SQLiteStatement(
      self, "INSERT INTO \(table.name) (\(table.columns.joined(separator: ", "))) VALUES (\(places))", cached: true)
    let lastColumn = Int32(table.columns.count - 1)
    try batch.forEach(rows: 0..<batch.count) { column, value in
      switch value {
      case .null: statement.bindNull(column + 1)
      case .int(let number): statement.bind(column + 1, number)
      case .text(let text): statement.bind(column + 1, text)
      }
      if column == lastColumn { try statement.run() }
    }
  }
}
