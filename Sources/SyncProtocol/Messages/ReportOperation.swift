import SnackChain

/// One saved figure on its way to HQ: a revision of a store's month.
public struct ReportOperation: Hashable, Sendable, Codable {
  /// Made when the figure was saved, never changed.
  public var id: OperationID
  /// What is done. There is one kind so far; a server answers an unknown one with `refused`.
  public var kind: Kind
  /// The figures.
  public var report: MonthlyReport
  /// The operation that this one corrects: the head of the month as the device knew it. `nil` for a first report.
  public var predecessor: OperationID?
  /// Why it corrects, in the owner's words.
  public var correctionReason: String?
  /// When it was saved, by the device's clock: recorded, never judged by.
  public var recordedAt: Timestamp
  /// The version of the rules it was checked with.
  public var rulesVersion: Int
  /// The codes of the findings that the owner was asked about and confirmed.
  public var confirmed: [String]
  /// How the figure came about.
  public var source: Source
  /// Who typed it for the owner, by name and position, where somebody did.
  public var helper: String?

  /// What an operation does.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// A revision of a month's report.
    case report
  }

  /// How a figure came about.
  public enum Source: String, Hashable, Sendable, Codable {
    /// The owner typed it.
    case owner
    /// A helper of the liaison station typed it for the owner.
    case assisted
    /// It was added up from bills.
    case bills
    /// HQ imported it from a file.
    case imported
  }

  /// Makes an operation.
  public init(
    id: OperationID, report: MonthlyReport, predecessor: OperationID? = nil, correctionReason: String? = nil,
    recordedAt: Timestamp, rulesVersion: Int = ReportRules.version, confirmed: [String] = [], source: Source = .owner,
    helper: String? = nil
  ) {
    self.id = id
    kind = .report
    self.report = report
    self.predecessor = predecessor
    self.correctionReason = correctionReason
    self.recordedAt = recordedAt
    self.rulesVersion = rulesVersion
    self.confirmed = confirmed
    self.source = source
    self.helper = helper
  }

  enum CodingKeys: String, CodingKey {
    case id, kind, report, predecessor, confirmed, source, helper
    case correctionReason = "correction_reason"
    case recordedAt = "recorded_at"
    case rulesVersion = "rules_version"
  }

  /// The figures and all that a receipt vouches for, as one line of text: what two operations with one id must share.
  public var contentText: String {
    let reason = report.reason?.rawValue ?? ""
    let days = report.openDays.map(String.init) ?? ""
    let takeaway = report.takeaway.map { String($0.fen) } ?? ""
    let commission = report.commission.map { String($0.fen) } ?? ""
    return "\(report.store)|\(report.month)|\(report.turnover.fen)|\(days)|\(reason)|\(takeaway)|\(commission)|"
      + (predecessor?.description ?? "") + "|" + (report.note ?? "")
  }

  /// Whether what stands beside the figures can be kept: a reason and a helper's name that a person can read, codes that
  /// are codes, and a source that a device can speak for.
  public var isPlain: Bool {
    source != .imported && helper.map(ReportRules.isPlain) ?? true
      && correctionReason.map(ReportRules.isPlain) ?? true && confirmed.count <= 32
      && confirmed.allSatisfy { (1...64).contains($0.utf8.count) && $0.utf8.allSatisfy(Self.isOfCode) }
  }

  private static func isOfCode(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }
}
