import SnackChain
import SyncProtocol

/// Reading what concerns a store's owner.
enum OwnerRow {
  private static let handOver = "SELECT MAX(recorded_at) FROM hand_over WHERE store_id = ?"

  /// What ``handedOver(_:_:)`` asks for.
  static func questions(of store: StoreCode) -> [(sql: String, values: [SQLValue])] {
    [(handOver, [.text(store.description)])]
  }

  /// When the store was handed over last; `nil` where it never was.
  static func handedOver(_ database: LedgerConnection, _ store: StoreCode) throws -> Timestamp? {
    try database.first(handOver, [.text(store.description)]) {
      $0.optionalInt(0).map(Timestamp.init(milliseconds:))
    } ?? nil
  }

  /// Messages to the store after a number, oldest first.
  static func messages(
    _ database: LedgerConnection, of store: StoreCode, after number: Int64, limit: Int
  ) throws -> [HeadquartersMessage] {
    var found: [HeadquartersMessage] = []
    try database.each(
      """
      SELECT m.number, m.sent_at, m.content FROM message_to t JOIN message m ON m.number = t.number
      WHERE t.store_id = ? AND t.number > ? ORDER BY t.number LIMIT ?
      """, [.text(store.description), .int(number), .int(limit)]
    ) { row in
      found.append(
        HeadquartersMessage(
          number: row.int(0), sentAt: Timestamp(milliseconds: row.int(1)), text: row.text(2)))
    }
    return found
  }
}
