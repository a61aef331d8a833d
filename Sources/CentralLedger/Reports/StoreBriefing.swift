import SnackChain
import SyncProtocol

/// What a device is to be told of its store in one session.
public struct BriefingQuestion: Sendable {
  /// The store.
  public var store: StoreCode
  /// The feed position that the device has come to.
  public var cursor: Int64
  /// The most changes to be told.
  public var limit: Int
  /// Whether the device wants HQ's word on its turnover.
  public var wantsStatement = false
  /// The number of the last message that the device holds, and how many more it is told at most; `nil` where it wants
  /// none.
  public var messages: (after: Int64, limit: Int)?
  /// What the program knows of the programme before HQ adopts anything; `nil` where the device is told nothing of it.
  public var programme: (seeds: StandardBook, benefits: [ProgrammeBenefit])?

  /// Asks for the changes and totals alone.
  public init(store: StoreCode, after cursor: Int64, limit: Int) {
    self.store = store
    self.cursor = cursor
    self.limit = limit
  }
}

/// Where a store stands in the programme, and the version of the standard in force.
public struct ToldProgramme: Hashable, Sendable {
  /// Where it stands and what comes next.
  public var brief: ProgrammeBrief
  /// The version in force; `nil` before the first.
  public var standard: StandardVersion?
}

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
  /// What HQ holds of the last months, not signed; `nil` where there is nothing, or nobody asked.
  public var statement: TurnoverStatement?
  /// When the store was handed over last; `nil` where it never was.
  public var handedOver: Timestamp?
  /// Messages that the device does not have.
  public var messages: [HeadquartersMessage] = []
  /// Where the store stands in the programme; `nil` where nobody asked.
  public var programme: ToldProgramme?

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
  /// Counts a head, after those of all earlier months.
  mutating func count(_ turnover: Int64, in year: Int) {
    if last?.year != year { append(YearTotal(year: year, count: 0, fen: 0)) }
    self[count - 1].count += 1
    self[count - 1].fen += turnover
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
