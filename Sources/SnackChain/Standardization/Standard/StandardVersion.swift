/// One version of the standard language (标准语系): what is unified, what is inspected, what is cooked and said.
/// Inspections name the version they were judged by, so a new one leaves them as they are.
public struct StandardVersion: Hashable, Sendable, Codable {
  /// The version's number as it is written, as in `1`.
  public let version: String
  /// The first day on which it is in force.
  public let validFrom: CalendarDay
  /// What it is called.
  public let title: Wording
  /// The acceptance checklist.
  public let checklist: [ChecklistItem]
  /// How a score becomes a grade.
  public let scoring: ScoringScheme
  /// Deadlines and rules.
  public let terms: StandardTerms
  /// What is unified: sign, clothing, steamers and the rest.
  public let elements: [StandardElement]
  /// Products under their standard names, with recipes.
  public let products: [StandardProduct]
  /// Phrases of service.
  public let phrases: [ServicePhrase]
  /// Where it comes from; `nil` where headquarters set it.
  public let basis: Basis?

  /// Makes a version.
  public init(
    version: String, validFrom: CalendarDay, title: Wording, checklist: [ChecklistItem],
    scoring: ScoringScheme = .national, terms: StandardTerms = StandardTerms(), elements: [StandardElement] = [],
    products: [StandardProduct] = [], phrases: [ServicePhrase] = [], basis: Basis? = nil
  ) {
    self.version = version
    self.validFrom = validFrom
    self.title = title
    self.checklist = checklist
    self.scoring = scoring
    self.terms = terms
    self.elements = elements
    self.products = products
    self.phrases = phrases
    self.basis = basis
  }

  /// The items that a store of `tier` is inspected by.
  public func checklist(for tier: Tier) -> [ChecklistItem] { checklist.filter { $0.tiers.contains(tier) } }
}

/// All versions of the standard that there have been.
public struct StandardBook: Hashable, Sendable, Codable {
  /// Oldest first.
  public let versions: [StandardVersion]

  /// Makes a book of versions in any order.
  public init(_ versions: [StandardVersion]) {
    self.versions = versions.sorted { ($0.validFrom, $0.version) < ($1.validFrom, $1.version) }
  }

  /// The version of that name, in force or not.
  public subscript(version: String) -> StandardVersion? { versions.first { $0.version == version } }

  /// The version in force on `day`, or `nil` before the first.
  public func inForce(on day: CalendarDay) -> StandardVersion? { versions.last { $0.validFrom <= day } }

  /// The deadlines that hold on `day`: those of the version in force, or the defaults before the first.
  public func terms(on day: CalendarDay) -> StandardTerms { inForce(on: day)?.terms ?? StandardTerms() }
}
