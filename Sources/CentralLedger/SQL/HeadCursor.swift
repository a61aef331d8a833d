import SnackChain
import SyncProtocol

/// The head of every store and month in order, in batches: one pass over the table in the order of its key.
struct HeadCursor {
  static let columns =
    "store_id, month, revision, turnover, open_days, reason, takeaway, commission, received_at, position, source"

  private let statement: Prepared
  private var store: StoreCode?
  private var storeBytes: [UInt8] = []
  private var pending: ReportHead?

  /// - Parameter version: `nil` where all revisions count, which saves a comparison a row.
  init(_ database: LedgerConnection, asOf version: Int64?) throws {
    let condition = version == nil ? "" : "WHERE position <= ?"
    statement = try Prepared(
      database, "SELECT \(Self.columns) FROM revision \(condition) ORDER BY store_id, month, revision", cached: false)
    if let version { statement.bind(1, version) }
  }

  /// Fills `batch` with the next heads, at most `count`; `false` when that was the last of them.
  mutating func fill(_ batch: inout [ReportHead], count: Int) throws -> Bool {
    batch.removeAll(keepingCapacity: true)
    while try statement.step() {
      let bytes = statement.bytes(0)
      if store == nil || !Self.equal(storeBytes, bytes) {
        guard let code = StoreCode(String(decoding: bytes, as: UTF8.self)) else {
          throw CentralLedgerError.corrupt("store code")
        }
        store = code
        storeBytes = Array(bytes)
        if let pending { batch.append(pending) }
        pending = nil
      }
      guard let store else { continue }
      var head = try Self.head(statement, store: store)
      if let last = pending {
        if last.month != head.month { batch.append(last) } else { head.firstReceivedAt = last.firstReceivedAt }
      }
      pending = head
      if batch.count >= count { return true }
    }
    if let pending { batch.append(pending) }
    pending = nil
    return false
  }

  /// A row of ``columns`` of a store.
  static func head(_ row: Prepared, store: StoreCode) throws -> ReportHead {
    guard let month = YearMonth(number: Int(row.int(1))) else { throw CentralLedgerError.corrupt("month") }
    let reason = row.isNull(5) ? nil : ZeroReason(rawValue: row.text(5))
    let receivedAt = Timestamp(milliseconds: row.int(8))
    let isJudged = row.int(2) == 1 && row.text(10) != ReportOperation.Source.imported.rawValue
    return ReportHead(
      store: store, month: month, revision: Int32(truncatingIfNeeded: row.int(2)), turnoverFen: row.int(3),
      openDays: row.isNull(4) ? -1 : Int16(clamping: row.int(4)), reason: reason,
      takeaway: row.optionalInt(6).map(Money.init), commission: row.optionalInt(7).map(Money.init),
      receivedAt: receivedAt, position: row.int(9), firstReceivedAt: isJudged ? receivedAt : nil)
  }

  private static func equal(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    left.count == right.count
      && left.withUnsafeBufferPointer { left in
        for place in 0..<left.count where left[place] != right[place] { return false }
        return true
      }
  }
}
