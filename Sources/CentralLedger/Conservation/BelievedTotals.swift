import SnackChain
import SyncProtocol

/// What devices believe, where it is not what the ledger holds.
enum BelievedTotals {
  /// The step of the schema that makes the table. Like the moment a device was last seen it is the latest word only.
  static let schema: [SchemaStatement] = [
    """
    CREATE TABLE believed_total (
      store_id TEXT NOT NULL,
      device_id TEXT NOT NULL,
      year INTEGER NOT NULL,
      months INTEGER NOT NULL,
      fen BIGINT NOT NULL,
      heard_at BIGINT NOT NULL,
      PRIMARY KEY (store_id, device_id, year)
    ) WITHOUT ROWID
    """
  ]

  static func write(
    _ database: LedgerConnection, device: String, store: StoreCode, believed: [YearTotal]?, at moment: Timestamp
  ) throws {
    try database.run(
      "DELETE FROM believed_total WHERE store_id = ? AND device_id = ?", [.text(store.description), .text(device)])
    // What cannot be is not written down as it was said: nobody shall drown the others' differences in his own.
    let possible = 0...12 * Money.largestMonthlyFigure.fen
    guard let believed else { return }
    // A device that believes in nothing differs as well: the year 0 stands for it.
    let nothing = YearTotal(year: 0, count: 0, fen: 0)
    for total in [nothing] + believed.prefix(300) where total.year == 0 || YearMonth.years.contains(total.year) {
      try database.run(
        "INSERT INTO believed_total VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (store_id, device_id, year) DO NOTHING",
        [
          .text(store.description), .text(device), .int(total.year), .int(min(max(0, total.count), 12)),
          .int(min(max(possible.lowerBound, total.fen), possible.upperBound)), .int(moment.milliseconds),
        ])
    }
  }

  static func differences(_ database: LedgerConnection) throws -> [UnreconciledYear] {
    var devices: [(store: String, device: String, heardAt: Int64, believed: [Int: YearTotal])] = []
    try database.each(
      """
      SELECT store_id, device_id, year, months, fen, heard_at FROM believed_total ORDER BY store_id, device_id, year
      """
    ) { row in
      let (store, device) = (row.text(0), row.text(1))
      if devices.last.map({ $0.store != store || $0.device != device }) ?? true {
        devices.append((store, device, row.int(5), [:]))
      }
      let year = Int(row.int(2))
      devices[devices.count - 1].believed[year] = YearTotal(year: year, count: Int(row.int(3)), fen: row.int(4))
    }
    return try devices.flatMap { entry in
      guard let store = StoreCode(entry.store) else { throw CentralLedgerError.corrupt("store code") }
      let held = try held(database, entry.store)
      return Set(held.keys).union(entry.believed.keys).sorted().compactMap { year -> UnreconciledYear? in
        let nothing = YearTotal(year: year, count: 0, fen: 0)
        let (left, right) = (entry.believed[year] ?? nothing, held[year] ?? nothing)
        guard left != right else { return nil }
        return UnreconciledYear(
          store: store, device: entry.device, year: year, believed: left, held: right,
          heardAt: Timestamp(milliseconds: entry.heardAt))
      }
    }
  }

  private static func held(_ database: LedgerConnection, _ store: String) throws -> [Int: YearTotal] {
    var months: [Int64: Int64] = [:]
    try database.each(
      "SELECT month, turnover FROM revision WHERE store_id = ? ORDER BY month, revision", [.text(store)]
    ) { months[$0.int(0)] = $0.int(1) }
    var years: [Int: YearTotal] = [:]
    for (month, fen) in months {
      let year = Int(month / 100)
      years[year, default: YearTotal(year: year, count: 0, fen: 0)].count += 1
      years[year]?.fen += fen
    }
    return years
  }
}
