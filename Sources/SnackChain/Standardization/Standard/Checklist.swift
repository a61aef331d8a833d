/// What can prove that an item was met.
public enum EvidenceKind: String, Hashable, Sendable, CaseIterable, Codable {
  /// A photograph.
  case photo
  /// A paper or its copy.
  case document
  /// A weight or a time taken on the spot.
  case measurement
  /// What the inspector saw or tasted.
  case observation
  /// What the system itself knows.
  case system

  /// Whether the proof is a file that can be kept beside the inspection.
  public var isFile: Bool { self == .photo || self == .document }
}

/// One item of the acceptance checklist.
public struct ChecklistItem: Hashable, Sendable, Codable {
  /// The stable name within the version.
  public let id: String
  /// The part of the checklist it stands in.
  public let section: String
  /// What is asked.
  public let question: Wording
  /// Its points, zero or more.
  public let weight: Int
  /// 关键项: whether failing it stands in the way of a certificate.
  public let isCritical: Bool
  /// What may prove it; any one of them will do.
  public let evidence: [EvidenceKind]
  /// The tiers it is asked of.
  public let tiers: [Tier]
  /// Where it comes from; `nil` where headquarters set it.
  public let basis: Basis?

  /// Makes an item; a weight below zero counts as zero.
  public init(
    id: String, section: String, question: Wording, weight: Int, isCritical: Bool = false,
    evidence: [EvidenceKind] = [], tiers: [Tier] = Tier.allCases, basis: Basis? = nil
  ) {
    self.id = id
    self.section = section
    self.question = question
    self.weight = min(max(0, weight), 1_000_000)
    self.isCritical = isCritical
    self.evidence = evidence
    self.tiers = tiers
    self.basis = basis
  }
}
