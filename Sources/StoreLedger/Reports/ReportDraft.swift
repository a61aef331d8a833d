import GRDB
import SnackChain
import SyncProtocol

/// A month that the owner began to type and did not save yet.
public struct ReportDraft: Hashable, Sendable {
  /// The month.
  public var month: YearMonth
  /// What was typed so far; `nil` where the question is still open.
  public var turnover: Money?
  /// Days open.
  public var openDays: Int?
  /// Why turnover is zero.
  public var reason: ZeroReason?
  /// Turnover of the delivery platforms.
  public var takeaway: Money?
  /// What the platforms kept.
  public var commission: Money?
  /// The owner's remark.
  public var note: String?
  /// Why it corrects the month's figure, as far as it was typed.
  public var because: String?
  /// Where the figures came from.
  public var source = ReportOperation.Source.owner
  /// What bills alone add up to; what the turnover has beyond it is cash.
  public var bills: Money?
  /// Who types for the owner.
  public var helper: String?
  /// The question at which to go on.
  public var step: String

  /// What was typed beyond the bills; `nil` where no bill is in the draft.
  public var cash: Money? {
    guard let bills, let turnover, let cash = turnover.subtracting(bills), cash >= .zero else { return nil }
    return cash
  }

  /// Makes a draft.
  public init(month: YearMonth, turnover: Money? = nil, openDays: Int? = nil, step: String) {
    self.month = month
    self.turnover = turnover
    self.openDays = openDays
    self.step = step
  }
}

extension StoreLedger {
  /// Keeps a draft in place of the month's earlier one.
  public func keep(_ draft: ReportDraft, now: Timestamp) throws(LedgerProblem) {
    try write { database in
      try database.run(
        sql: """
          INSERT OR REPLACE INTO draft (month, turnover_fen, open_days, reason, takeaway_fen, commission_fen, note,
            step, updated_at, because, source, bills_fen, helper)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          draft.month.number, draft.turnover?.fen, draft.openDays, draft.reason?.rawValue, draft.takeaway?.fen,
          draft.commission?.fen, draft.note, draft.step, now.description, draft.because, draft.source.rawValue,
          draft.bills?.fen, draft.helper,
        ])
    }
  }

  /// The draft of a month, or `nil`.
  public func draft(of month: YearMonth) throws(LedgerProblem) -> ReportDraft? {
    try read { database in
      let sql = """
        SELECT turnover_fen, open_days, reason, takeaway_fen, commission_fen, note, step, because, source,
          bills_fen, helper
        FROM draft WHERE month = ?
        """
      return try database.row(sql: sql, arguments: [month.number]).map { row in
        var draft = ReportDraft(
          month: month, turnover: (row[0] as Int64?).map(Money.init(fen:)), openDays: row[1], step: row[6])
        draft.reason = (row[2] as String?).flatMap(ZeroReason.init(rawValue:))
        draft.takeaway = (row[3] as Int64?).map(Money.init(fen:))
        draft.commission = (row[4] as Int64?).map(Money.init(fen:))
        draft.note = row[5]
        draft.because = row[7]
        draft.source = ReportOperation.Source(rawValue: row[8]) ?? .owner
        draft.bills = (row[9] as Int64?).map(Money.init(fen:))
        draft.helper = row[10]
        return draft
      }
    }
  }

  /// Throws a draft away.
  public func discardDraft(of month: YearMonth) throws(LedgerProblem) {
    try write { try $0.run(sql: "DELETE FROM draft WHERE month = ?", arguments: [month.number]) }
  }
}
