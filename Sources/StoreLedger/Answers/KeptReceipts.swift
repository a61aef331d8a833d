import GRDB
import SnackChain
import SyncProtocol

/// A receipt with the revision that it is for.
public struct KeptReceipt: Hashable, Sendable {
  /// HQ's signed word.
  public let receipt: Receipt
  /// The revision.
  public let operation: ReportOperation

  /// Whether one of `keys` signed it over exactly these figures.
  public func isGood(under keys: [ReceiptKey]) -> Bool {
    receipt.covers(operation) && receipt.isSigned(byOneOf: keys)
  }
}

extension StoreLedger {
  /// The receipts of a month, or of all, oldest revision first.
  ///
  /// The digest of each is made anew from the revision, so a figure that was changed behind our back does not verify.
  public func receipts(of month: YearMonth? = nil) throws(LedgerProblem) -> [KeptReceipt] {
    try read { database in
      let store = try Self.profile(in: database).store
      return try database.rows(
        sql: """
          SELECT \(RevisionRows.columns), c.revision, c.feed_position, c.received_at, c.audit_head, c.key_id,
            c.signature
          FROM receipt c JOIN revision r ON r.operation = c.operation
          \(month == nil ? "" : "WHERE r.month = ?") ORDER BY r.month, c.revision, c.feed_position
          """, arguments: month.map { [$0.number] } ?? []
      ).map { row in
        guard let receivedAt = Timestamp(row[18] as String) else { throw DamagedRow() }
        let operation = try RevisionRows.operation(in: row, store: store)
        let receipt = Receipt(
          operation: operation, revision: row[16], feedPosition: row[17], receivedAt: receivedAt, auditHead: row[19],
          keyID: row[20], signature: row[21])
        return KeptReceipt(receipt: receipt, operation: operation)
      }
    }
  }
}
