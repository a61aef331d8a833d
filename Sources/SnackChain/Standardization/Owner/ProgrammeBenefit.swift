/// What the public promises to a store of the programme besides its own trade, with the source of the promise: data that
/// headquarters edits. It is a claim of its source, never a promise of ours.
public struct ProgrammeBenefit: Hashable, Sendable, Codable {
  /// The stable name.
  public let id: String
  /// The tiers that have it.
  public let tiers: [Tier]
  /// What it is.
  public let name: Wording
  /// The most that is paid, where something is.
  public let limit: Money?
  /// Where it is from.
  public let source: Wording

  /// Makes a benefit.
  public init(id: String, tiers: [Tier], name: Wording, limit: Money? = nil, source: Wording) {
    self.id = id
    self.tiers = tiers
    self.name = name
    self.limit = limit
    self.source = source
  }

  enum CodingKeys: String, CodingKey {
    case id, tiers, name, source
    case limit = "limit_fen"
  }
}
