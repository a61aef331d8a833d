import SnackChain
import SyncProtocol

/// The head revision of a store's month, as streams give it: the figures and where they stand in the feed.
public struct ReportHead: Hashable, Sendable {
  /// The store.
  public var store: StoreCode
  /// The month.
  public var month: YearMonth
  /// The number of the revision within its month, from 1.
  public var revision: Int32
  /// The turnover in fen.
  public var turnoverFen: Int64
  /// Open days, or -1 where they are not known.
  public var openDays: Int16
  /// Why turnover is zero.
  public var reason: ZeroReason?
  /// Takeaway turnover.
  public var takeaway: Money?
  /// Commission of the platforms.
  public var commission: Money?
  /// When HQ took it.
  public var receivedAt: Timestamp
  /// Its place in the feed.
  public var position: Int64
  /// When HQ took the first revision of the month; `nil` where that was imported from a file, which says nothing about
  /// the deadline, or where this is a later revision of the feed.
  public var firstReceivedAt: Timestamp?

  /// Makes a head.
  public init(
    store: StoreCode, month: YearMonth, revision: Int32, turnoverFen: Int64, openDays: Int16, reason: ZeroReason?,
    takeaway: Money?, commission: Money?, receivedAt: Timestamp, position: Int64, firstReceivedAt: Timestamp? = nil
  ) {
    self.store = store
    self.month = month
    self.revision = revision
    self.turnoverFen = turnoverFen
    self.openDays = openDays
    self.reason = reason
    self.takeaway = takeaway
    self.commission = commission
    self.receivedAt = receivedAt
    self.position = position
    self.firstReceivedAt = firstReceivedAt
  }
}

/// One revision with all that is known of it.
public struct ReportRevision: Hashable, Sendable {
  /// The number within its month, from 1.
  public var revision: Int
  /// The operation as HQ has it. An imported figure has an id that is made of its place in the feed.
  public var operation: ReportOperation
  /// When HQ took it.
  public var receivedAt: Timestamp
  /// Its place in the feed.
  public var position: Int64
  /// The device that sent it; `nil` for what HQ imported.
  public var device: String?
  /// Codes of findings that nobody had confirmed when it came: kept, and to be looked at.
  public var unconfirmed: [String]
  /// The receipt that was given for it, where a device sent it.
  public var receipt: Receipt?

  /// Makes a revision.
  public init(
    revision: Int, operation: ReportOperation, receivedAt: Timestamp, position: Int64, device: String?,
    unconfirmed: [String], receipt: Receipt?
  ) {
    self.revision = revision
    self.operation = operation
    self.receivedAt = receivedAt
    self.position = position
    self.device = device
    self.unconfirmed = unconfirmed
    self.receipt = receipt
  }
}

/// An operation that was kept apart because its predecessor was not the head.
public struct ReportConflict: Hashable, Sendable {
  /// The operation.
  public var operation: ReportOperation
  /// The device that sent it.
  public var device: String
  /// When HQ took it.
  public var receivedAt: Timestamp

  /// Makes a conflict.
  public init(operation: ReportOperation, device: String, receivedAt: Timestamp) {
    self.operation = operation
    self.device = device
    self.receivedAt = receivedAt
  }
}
