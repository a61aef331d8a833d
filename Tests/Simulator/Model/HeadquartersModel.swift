import SnackChain
import SyncProtocol

/// What HQ must hold, kept in plain dictionaries and decided by the text of the protocol alone: it shares no code with
/// the ledger that it judges.
struct HeadquartersModel: Sendable {
  struct Month: Hashable, Sendable {
    let store: StoreCode
    let month: YearMonth
  }

  /// Every revision that HQ has taken, as it took it.
  private(set) var operations: [OperationID: ReportOperation] = [:]
  /// The revisions of each month, oldest first; the last is its head.
  private(set) var months: [Month: [OperationID]] = [:]
  /// Where each stands in the feed.
  private(set) var places: [OperationID: Int64] = [:]
  /// The entries of the audit chain that HQ has told of.
  var links: Set<AuditLink> = []
  /// The feed's position before the first report.
  var firstPosition: Int64 = 0
  /// What HQ keeps apart because its predecessor was not the head.
  private(set) var apart: [OperationID: ReportOperation] = [:]

  /// What must become of an operation.
  struct Expectation {
    var verdict: OperationOutcome.Verdict
    /// Accepted and repeated: its number within the month.
    var revision: Int?
    /// Conflict: the head that stands against it.
    var head: OperationID?
  }

  func head(of month: Month) -> OperationID? { months[month]?.last }

  /// Takes one operation of a device, as HQ must.
  mutating func take(_ operation: ReportOperation) -> Expectation {
    let key = Month(store: operation.report.store, month: operation.report.month)
    if let known = operations[operation.id] {
      guard known.contentText == operation.contentText else { return Expectation(verdict: .refused) }
      let number = months[key]?.firstIndex(of: operation.id).map { $0 + 1 }
      return Expectation(verdict: .repeated, revision: number)
    }
    let head = head(of: key)
    let saysTheSame = head.flatMap { operations[$0]?.report } == operation.report
    if head == operation.predecessor || saysTheSame {
      append(operation)
      return Expectation(verdict: .accepted, revision: months[key]?.count)
    }
    guard let head else { return Expectation(verdict: .refused) }
    if let predecessor = operation.predecessor {
      let known = operations[predecessor] ?? apart[predecessor]
      guard let known, known.report.store == key.store, known.report.month == key.month else {
        return Expectation(verdict: .refused)
      }
    }
    if let known = apart[operation.id], known.contentText != operation.contentText {
      return Expectation(verdict: .refused)
    }
    apart[operation.id] = operation
    return Expectation(verdict: .conflict, head: head)
  }

  /// A revision that became the head of its month.
  mutating func append(_ operation: ReportOperation) {
    operations[operation.id] = operation
    places[operation.id] = firstPosition + Int64(operations.count)
    months[Month(store: operation.report.store, month: operation.report.month), default: []].append(operation.id)
  }

  /// Count and sum of the heads of a store by year.
  func totals(of store: StoreCode) -> [YearTotal] {
    var byYear: [Int: YearTotal] = [:]
    for (month, revisions) in months where month.store == store {
      guard let fen = revisions.last.flatMap({ operations[$0]?.report.turnover.fen }) else { continue }
      let year = month.month.year
      let sum = byYear[year] ?? YearTotal(year: year, count: 0, fen: 0)
      byYear[year] = YearTotal(year: year, count: sum.count + 1, fen: sum.fen + fen)
    }
    return byYear.values.sorted { $0.year < $1.year }
  }

  /// The heads of a store by month.
  func heads(of store: StoreCode) -> [YearMonth: OperationID] {
    var heads: [YearMonth: OperationID] = [:]
    for (month, revisions) in months where month.store == store { heads[month.month] = revisions.last }
    return heads
  }
}
