import SnackChain
import SyncProtocol

/// All that a device is told of its store, from one snapshot.
public struct StoreBriefing: Hashable, Sendable {
  /// The store as the register has it.
  public var store: Store
  /// Heads since the device's cursor.
  public var changes: StoreChanges
  /// Count and sum of the heads by year.
  public var totals: [YearTotal]
  /// The data version that was read.
  public var dataVersion: Int64
  /// The last entry of the audit chain at that moment.
  public var link: AuditLink
  /// What HQ holds of the last months, not signed; `nil` where there is nothing.
  public var statement: TurnoverStatement?

  /// Makes a briefing.
  public init(
    store: Store, changes: StoreChanges, totals: [YearTotal], dataVersion: Int64, link: AuditLink,
    statement: TurnoverStatement? = nil
  ) {
    self.store = store
    self.changes = changes
    self.totals = totals
    self.dataVersion = dataVersion
    self.link = link
    self.statement = statement
  }
}

extension StoreChanges {
  /// What a store's `heads` have after `cursor`, in the order of the feed.
  init(_ heads: [ReportRevision], after cursor: Int64, limit: Int, dataVersion: Int64) {
    let news = heads.filter { $0.position > cursor }.sorted { $0.position < $1.position }
    changes = news.prefix(limit).map {
      HeadChange(operation: $0.operation, revision: $0.revision, feedPosition: $0.position, receipt: $0.receipt)
    }
    more = news.count > limit
    self.cursor = more ? changes.last?.feedPosition ?? cursor : max(cursor, dataVersion)
  }
}

extension [YearTotal] {
  /// Count and sum of a store's heads by year, in the order of years.
  init(_ heads: [ReportRevision]) {
    var byYear: [Int: YearTotal] = [:]
    for head in heads {
      let report = head.operation.report
      byYear[report.month.year, default: YearTotal(year: report.month.year, count: 0, fen: 0)].count += 1
      byYear[report.month.year]?.fen += report.turnover.fen
    }
    self = byYear.values.sorted { $0.year < $1.year }
  }
}

extension ReportingStatus {
  /// Nobody counted yet.
  init(month: YearMonth, deadlineDay: Int, dataVersion: Int64) {
    let last = month.next.firstDay.adding(days: deadlineDay)
    self.init(
      month: month, deadline: Timestamp(startOfDayInChina: last), due: 0, reported: 0, missing: [], late: [],
      unexpected: [], dataVersion: dataVersion)
  }

  /// Counts a store whose first report came at `receivedAt`, if it did.
  mutating func count(_ store: Store, receivedAt: Timestamp?, isJudged: Bool) {
    let isDue = store.isDue(in: month)
    if isDue { due += 1 }
    guard let receivedAt else {
      if isDue { missing.append(store.code) }
      return
    }
    if isDue { reported += 1 } else { unexpected.append(store.code) }
    if isJudged, receivedAt >= deadline { late.append(LateReport(store: store.code, receivedAt: receivedAt)) }
  }
}
