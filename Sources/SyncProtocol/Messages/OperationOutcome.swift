import SnackChain

/// What HQ decided about one operation.
public struct OperationOutcome: Hashable, Sendable, Codable {
  /// The operation.
  public var id: OperationID
  /// The decision.
  public var verdict: Verdict
  /// Accepted and repeated: the receipt, to be verified before the row counts as sent.
  public var receipt: Receipt?
  /// Conflict: the head that the operation did not know of.
  public var head: HeadChange?
  /// Refused and later: why.
  public var problem: RowProblem?

  /// The decisions there are.
  public enum Verdict: String, Hashable, Sendable, Codable {
    /// It is the month's head now.
    case accepted
    /// It was accepted before; the first receipt again.
    case repeated
    /// Its predecessor is not the head: both are kept, the owner decides.
    case conflict
    /// It cannot be accepted; kept on the device, shown, editable.
    case refused
    /// Nothing wrong with it, but not now.
    case later
  }

  /// Makes an outcome.
  public init(
    id: OperationID, verdict: Verdict, receipt: Receipt? = nil, head: HeadChange? = nil, problem: RowProblem? = nil
  ) {
    self.id = id
    self.verdict = verdict
    self.receipt = receipt
    self.head = head
    self.problem = problem
  }
}

/// Why one row was refused or put off.
public struct RowProblem: Hashable, Sendable, Codable {
  /// A stable code: that of a ``ReportFinding`` or one of ``RowProblem/Code``.
  public var code: String
  /// More for people who look closely; English, never shown alone.
  public var detail: String?

  /// Codes besides those of the rules.
  public enum Code {
    /// The operation is for another store than the device's.
    public static let otherStore = "other_store"
    /// The id was used before with other figures.
    public static let idReused = "id_reused"
    /// The month is closed for changes.
    public static let periodClosed = "period_closed"
    /// The month, or the store, has as many revisions as anybody can need.
    public static let tooManyRevisions = "too_many_revisions"
    /// A field of the operation is missing, of the wrong type, or does not fit.
    public static let unreadable = "unreadable"
    /// A kind of operation that this server does not know.
    public static let unknownKind = "unknown_kind"
    /// The server is busy.
    public static let busy = "busy"
    /// The server went back to a backup; first it wants to know all that it has lost.
    public static let rewound = "rewound"
    /// Two ledgers that are copies of each other send under one key: nothing is taken from it.
    public static let deviceCloned = "device_cloned"
    /// The predecessor is of another month or store, or unknown.
    public static let unknownPredecessor = "unknown_predecessor"
  }

  /// Makes a problem.
  public init(code: String, detail: String? = nil) {
    self.code = code
    self.detail = detail
  }
}
