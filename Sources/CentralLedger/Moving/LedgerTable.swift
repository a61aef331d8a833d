/// A table as the schema's own statements describe it: nothing that is added there can be forgotten in a move.
struct LedgerTable: Hashable, Sendable {
  let name: String
  let columns: [String]
  /// The columns of the primary key, in its order.
  let key: [String]

  /// All tables of facts, in the order of their making, so that what is referred to comes first. The head is not among
  /// them: it exists from the beginning, and is set last.
  static let all: [LedgerTable] = LedgerSchema.steps.flatMap(\.self).compactMap { statement in
    guard case .plain(let text) = statement, let table = LedgerTable(text) else { return nil }
    return ["ledger_head", MoveProgress.table].contains(table.name) ? nil : table
  }

  /// Reads `CREATE TABLE name ( … )` as the schema writes it: a line for each column and for each constraint.
  init?(_ statement: String) {
    let lines = statement.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    guard let first = lines.first, first.count >= 4, first[0] == "CREATE", first[1] == "TABLE" else { return nil }
    var columns: [String] = []
    var key: [String] = []
    for words in lines.dropFirst() {
      guard let word = words.first, !word.hasPrefix(")") else { continue }
      if word == "PRIMARY" {
        let text = words.joined(separator: " ")
        let list = text.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        key = list.split(separator: ",").map { $0.filter { $0 != " " } }
      } else if !["UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"].contains(word) {
        columns.append(word)
        if words.contains("PRIMARY") { key = [word] }
      }
    }
    self.name = first[2]
    self.columns = columns
    self.key = key
  }

  /// Reads the next rows in the order of the key, after the row of `last`.
  func rows(_ database: LedgerConnection, after last: [SQLValue], limit: Int) throws -> RowBatch {
    let places = last.map { _ in "?" }.joined(separator: ", ")
    let condition = last.isEmpty ? "" : "WHERE (\(key.joined(separator: ", "))) > (\(places)) "
    let statement = try Prepared(
      database,
      """
      SELECT \(columns.joined(separator: ", ")) FROM \(name) \(condition)ORDER BY \(key.joined(separator: ", ")) LIMIT ?
      """, cached: false)
    statement.bind(last + [.int(limit)])
    var batch = RowBatch(columns: columns.count)
    while try statement.step() { batch.append(statement) }
    batch.last = batch.values(ofRow: batch.count - 1, at: key.compactMap { columns.firstIndex(of: $0) })
    return batch
  }
}
