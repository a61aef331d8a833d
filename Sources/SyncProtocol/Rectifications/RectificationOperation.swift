import SnackChain

/// One item that was put right, as the owner says.
public struct RectifiedItem: Hashable, Sendable, Codable {
  /// The item's name within the version of the standard.
  public var item: String
  /// What was done.
  public var note: String
  /// Photographs that show it.
  public var evidence: [EvidenceDigest]

  /// Makes an item.
  public init(item: String, note: String, evidence: [EvidenceDigest]) {
    self.item = item
    self.note = note
    self.evidence = evidence
  }
}

/// An owner's answer to a failed inspection on its way to HQ. Its photographs go before it, each by its digest.
public struct RectificationOperation: Hashable, Sendable, Codable {
  /// The most photographs of one answer.
  public static let largestEvidenceCount = 24
  /// The most characters of one note.
  public static let longestNote = 500

  /// Made when the answer was saved, never changed.
  public var id: OperationID
  /// What is done: `rectification`.
  public var kind: Kind
  /// The store.
  public var store: StoreCode
  /// The inspection at which the items failed.
  public var inspection: OperationID
  /// What was put right.
  public var items: [RectifiedItem]
  /// When it was saved, by the device's clock: recorded, never judged by.
  public var recordedAt: Timestamp

  /// What an operation does.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// An answer to a rectification.
    case rectification
  }

  /// Makes an answer.
  public init(
    id: OperationID, store: StoreCode, inspection: OperationID, items: [RectifiedItem], recordedAt: Timestamp
  ) {
    self.id = id
    kind = .rectification
    self.store = store
    self.inspection = inspection
    self.items = items
    self.recordedAt = recordedAt
  }

  enum CodingKeys: String, CodingKey {
    case id, kind, store, inspection, items
    case recordedAt = "recorded_at"
  }

  /// All photographs, each once, in the order of the items.
  public var evidence: [EvidenceDigest] {
    var seen: Set<EvidenceDigest> = []
    return items.flatMap(\.evidence).filter { seen.insert($0).inserted }
  }

  /// What two operations with one id must share, as text: a line a field, what could break a line escaped.
  public var contentText: String {
    let lines = items.map { item in
      ([Self.escaped(item.item), Self.escaped(item.note)] + item.evidence.map(\.description)).joined(separator: "\t")
    }
    return (["\(store)", "\(inspection)"] + lines).joined(separator: "\n")
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { out, scalar in
      switch scalar {
      case "\\": out += "\\\\"
      case "\t": out += "\\t"
      case "\n": out += "\\n"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether its texts can be kept and shown: nothing in them that a terminal would obey or an eye be deceived by.
  public var isPlain: Bool { items.allSatisfy { ReportRules.isPlain($0.item) && ReportRules.isPlain($0.note) } }

  /// Whether it is within the limits that both sides hold to.
  public var isWithinLimits: Bool {
    !items.isEmpty && items.count <= 100 && evidence.count <= Self.largestEvidenceCount
      && items.allSatisfy { $0.note.unicodeScalars.count <= Self.longestNote && $0.item.utf8.count <= 64 }
  }
}
