import GRDB
import SnackChain
import SyncProtocol

/// What a ledger looks like from inside when it is looked at closely.
public struct LedgerCheckup: Hashable, Sendable {
  /// What SQLite says of the file; `nil` where it is whole.
  public let damage: String?
  /// Receipts that verify under a pinned key and cover the figure that is kept here.
  public let goodReceipts: Int
  /// Months whose receipt does not: the file was changed past us, or a bit flipped.
  public let badReceipts: [YearMonth]
  /// Months that HQ was once said to hold but for which no receipt is here and no imported figure explains it.
  public let unproven: [YearMonth]
  /// The oldest attempt among what waits, and why it was not taken.
  public let lastProblem: String?

  /// Makes a result.
  public init(damage: String?, goodReceipts: Int, badReceipts: [YearMonth], unproven: [YearMonth], lastProblem: String?)
  {
    self.damage = damage
    self.goodReceipts = goodReceipts
    self.badReceipts = badReceipts
    self.unproven = unproven
    self.lastProblem = lastProblem
  }
}

extension StoreLedger {
  /// Looks at the file page by page and at every receipt.
  public func checkUp() throws(LedgerProblem) -> LedgerCheckup {
    let keys = try receiptKeys()
    let receipts = try receipts()
    let months = try months()
    let proven = Set(receipts.map(\.operation.id))
    let (damage, problem) = try read { database in
      (
        try String.fetchOne(database, sql: "PRAGMA integrity_check(1)"),
        try String.fetchOne(
          database,
          sql: "SELECT last_problem FROM outbox WHERE last_problem IS NOT NULL ORDER BY last_attempt_at LIMIT 1"
        )
      )
    }
    return LedgerCheckup(
      damage: damage == "ok" ? nil : damage,
      goodReceipts: receipts.count { $0.isGood(under: keys) },
      badReceipts: Set(receipts.filter { !$0.isGood(under: keys) }.map(\.operation.report.month)).sorted(),
      unproven: months.filter { month in
        guard let held = month.held else { return false }
        return held.origin == .device && !proven.contains(held.operation.id)
      }.map(\.month), lastProblem: problem)
  }
}
