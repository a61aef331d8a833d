import GRDB
import SnackChain
import SyncProtocol

extension StoreLedger {
  /// What is wrong and not settled yet, oldest first.
  public func alarms() throws(LedgerProblem) -> [LedgerAlarm] { try read { try Self.openAlarms(in: $0) } }

  /// Raises an alarm once; the same one again, while it is open, adds nothing.
  static func raise(_ code: String, detail: String, now: Timestamp, in database: Database) throws {
    try database.run(
      sql: """
        INSERT INTO alarm (code, detail, raised_at) SELECT ?1, ?2, ?3
        WHERE NOT EXISTS (SELECT 1 FROM alarm WHERE code = ?1 AND detail = ?2 AND settled_at IS NULL)
        """,
      arguments: [code, detail, now.description])
  }

  /// Settles the open alarms of a kind: what they told of is no longer so.
  static func settleAlarms(_ code: String, now: Timestamp, in database: Database) throws {
    try database.run(
      sql: "UPDATE alarm SET settled_at = ? WHERE code = ? AND settled_at IS NULL",
      arguments: [now.description, code])
  }

  static func openAlarms(in database: Database) throws -> [LedgerAlarm] {
    try database.rows(
      sql: "SELECT code, detail, raised_at FROM alarm WHERE settled_at IS NULL ORDER BY number"
    ).map { row in
      guard let raisedAt = Timestamp(row[2] as String) else { throw DamagedRow() }
      return LedgerAlarm(code: row[0], detail: row[1], raisedAt: raisedAt)
    }
  }
}

/// A year in which HQ and the device do not hold the same.
public struct TotalsDifference: Hashable, Sendable {
  /// The year.
  public let year: Int
  /// What the device knows HQ to hold; `nil` for nothing.
  public let here: YearTotal?
  /// What HQ says that it holds; `nil` for nothing.
  public let there: YearTotal?

  /// Makes a difference.
  public init(year: Int, here: YearTotal?, there: YearTotal?) {
    self.year = year
    self.here = here
    self.there = there
  }

  /// The years in which two lists differ.
  public static func between(_ here: [YearTotal], _ there: [YearTotal]) -> [TotalsDifference] {
    // A list with a year twice is wrong in any case: the later entry stands, and the comparison shows it.
    let ours = Dictionary(here.map { ($0.year, $0) }, uniquingKeysWith: { $1 })
    let theirs = Dictionary(there.map { ($0.year, $0) }, uniquingKeysWith: { $1 })
    return Set(ours.keys).union(theirs.keys).sorted().compactMap { year in
      ours[year] == theirs[year] ? nil : TotalsDifference(year: year, here: ours[year], there: theirs[year])
    }
  }
}

extension StoreLedger {
  /// Compares what the device knows HQ to hold with what HQ says, once all changes are here. A difference becomes an
  /// alarm; agreement settles the alarms of before.
  public func compareTotals(
    with totals: [YearTotal], now: Timestamp
  ) throws(LedgerProblem) -> [TotalsDifference] {
    try write { database in
      let differences = TotalsDifference.between(try Self.heldTotals(in: database), totals)
      if differences.isEmpty {
        try Self.settleAlarms(LedgerAlarm.Code.totalsDiffer, now: now, in: database)
      }
      // All that HQ may have lost has been sent to it again.
      if try database.value(Int.self, sql: "SELECT count(*) FROM outbox") == 0 {
        try Self.settleAlarms(LedgerAlarm.Code.lostByServer, now: now, in: database)
      }
      for difference in differences {
        func text(_ total: YearTotal?) -> String { total.map { "\($0.count)/\($0.fen)" } ?? "0/0" }
        try Self.raise(
          LedgerAlarm.Code.totalsDiffer,
          detail: "\(difference.year) \(text(difference.here)) \(text(difference.there))", now: now, in: database)
      }
      return differences
    }
  }
}
