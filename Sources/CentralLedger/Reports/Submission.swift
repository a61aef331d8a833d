import SnackChain
import SyncProtocol

/// What one device hands in at once.
public struct Submission: Hashable, Sendable {
  /// The store that the device was joined to: operations for another one are refused, row by row.
  public var store: StoreCode
  /// The device.
  public var device: String
  /// The operations, oldest first.
  public var operations: [ReportOperation]
  /// Which of the device's requests brought it; `nil` where it came on a stick, or from an older program.
  public var line: RequestLine?

  /// Makes a submission.
  public init(store: StoreCode, device: String, operations: [ReportOperation], line: RequestLine? = nil) {
    self.store = store
    self.device = device
    self.operations = operations
    self.line = line
  }
}

/// Heads of one store for its devices.
public struct StoreChanges: Hashable, Sendable {
  /// The changes in the order of the feed. Where a month changed more than once, only its head.
  public var changes: [HeadChange]
  /// The cursor to ask with next time.
  public var cursor: Int64
  /// Whether more are waiting.
  public var more: Bool

  /// Makes an answer.
  public init(changes: [HeadChange], cursor: Int64, more: Bool) {
    self.changes = changes
    self.cursor = cursor
    self.more = more
  }
}

/// Who reported for a month, and when.
public struct ReportingStatus: Hashable, Sendable {
  /// The month.
  public var month: YearMonth
  /// The first moment that was too late.
  public var deadline: Timestamp
  /// Stores that were due, by the register.
  public var due: Int
  /// Stores that were due and reported.
  public var reported: Int
  /// Stores that were due and have not reported, in the order of their codes.
  public var missing: [StoreCode]
  /// Stores whose first report came after the deadline, in the order of their codes. A figure that HQ imported has no
  /// time of arrival that could be judged, and is never late.
  public var late: [LateReport]
  /// Stores that reported without being due.
  public var unexpected: [StoreCode]
  /// The data version that was read.
  public var dataVersion: Int64

  /// A report after the deadline.
  public struct LateReport: Hashable, Sendable {
    /// The store.
    public var store: StoreCode
    /// When the first report came.
    public var receivedAt: Timestamp

    /// Makes a late report.
    public init(store: StoreCode, receivedAt: Timestamp) {
      self.store = store
      self.receivedAt = receivedAt
    }
  }

  /// Makes a status.
  public init(
    month: YearMonth, deadline: Timestamp, due: Int, reported: Int, missing: [StoreCode], late: [LateReport],
    unexpected: [StoreCode], dataVersion: Int64
  ) {
    self.month = month
    self.deadline = deadline
    self.due = due
    self.reported = reported
    self.missing = missing
    self.late = late
    self.unexpected = unexpected
    self.dataVersion = dataVersion
  }
}
