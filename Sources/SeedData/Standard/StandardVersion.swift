import SnackChain

/// Where a part of the standard comes from.
public enum Basis: Hashable, Sendable {
  /// A public source says so.
  case source(String)
  /// No source gives it: our own reasonable default, for headquarters to replace.
  case ownDefault

  init?(_ text: String) {
    switch text {
    case "default": self = .ownDefault
    case "source": self = .source("")
    case let named where named.hasPrefix("source: "): self = .source(String(named.dropFirst(8)))
    default: return nil
    }
  }
}

/// One version of the standard language (标准语系): what is unified, what is inspected, what is cooked and said.
/// Inspections name the version they were judged by, so a new one leaves them as they are.
public struct StandardVersion: Hashable, Sendable {
  /// The version's name, as in `1`.
  public let version: String
  /// The first day on which it is in force.
  public let validFrom: CalendarDay
  /// What it is called.
  public let title: Wording
  /// Where it comes from as a whole.
  public let basis: Basis
  /// What is unified: sign, clothing, steamers and the rest.
  public let elements: [StandardElement]
  /// The acceptance checklist.
  public let checklist: [ChecklistItem]
  /// The grades, best first.
  public let grades: [AcceptanceGrade]
  /// Products under their standard names.
  public let products: [StandardProduct]
  /// Phrases of service.
  public let phrases: [ServicePhrase]

  /// The items that a store of `tier` is inspected by.
  public func checklist(for tier: Tier) -> [ChecklistItem] { checklist.filter { $0.tiers.contains(tier) } }
}

/// Something that all stores of the programme have in common.
public struct StandardElement: Hashable, Sendable {
  /// The stable name within the version.
  public let id: String
  /// What it is called.
  public let name: Wording
  /// What is wanted.
  public let detail: Wording
  /// Where it comes from.
  public let basis: Basis
}

/// What can prove that an item was met.
public enum EvidenceKind: String, Hashable, Sendable, CaseIterable {
  /// A photograph
  case photo
  /// A paper or its copy
  case document
  /// A weight or a time taken on the spot
  case measurement
  /// What the inspector saw or tasted
  case observation
  /// What the system itself knows
  case system
}

/// One item of the acceptance checklist.
public struct ChecklistItem: Hashable, Sendable {
  /// The stable name within the version.
  public let id: String
  /// The part of the checklist it stands in.
  public let section: String
  /// What is asked.
  public let question: Wording
  /// Its points.
  public let weight: Int
  /// Whether failing it weighs more than its points.
  public let isCritical: Bool
  /// What may prove it.
  public let evidence: [EvidenceKind]
  /// The tiers it is asked of.
  public let tiers: [Tier]
  /// Where it comes from.
  public let basis: Basis
}

/// A grade of an acceptance by its score of 10.
public struct AcceptanceGrade: Hashable, Sendable {
  /// The stable name within the version.
  public let id: String
  /// What it is called.
  public let name: Wording
  /// The least score, of 10.
  public let leastScore: Double
  /// The most critical items that may have failed.
  public let mostCriticalFailed: Int
  /// Where it comes from.
  public let basis: Basis
}

/// A product with its recipe.
public struct StandardProduct: Hashable, Sendable {
  /// The stable name within the version.
  public let id: String
  /// The standard name.
  public let name: Wording
  /// Whether every store must have it.
  public let isCore: Bool
  /// Grams of one piece, and how far a piece may differ.
  public let pieceGrams: Int
  /// Grams by which a piece may be lighter or heavier.
  public let toleranceGrams: Int
  /// Pieces of one serving.
  public let pieces: Int
  /// Ingredients and steps in order.
  public let recipe: [RecipeLine]
  /// Where it comes from.
  public let basis: Basis
}

/// An ingredient or a step of a recipe.
public struct RecipeLine: Hashable, Sendable {
  /// What a line of a recipe is.
  public enum Kind: String, Hashable, Sendable {
    /// Something weighed
    case ingredient
    /// Something done
    case step
  }

  /// What it is.
  public let kind: Kind
  /// The ingredient or what is done.
  public let name: Wording
  /// Grams of an ingredient.
  public let grams: Int?
  /// Minutes of a step, where it has a time.
  public let minutes: Int?
}

/// A phrase that staff say.
public struct ServicePhrase: Hashable, Sendable {
  /// The stable name within the version.
  public let id: String
  /// When it is said.
  public let situation: Wording
  /// What is said.
  public let phrase: Wording
  /// Where it comes from.
  public let basis: Basis
}
