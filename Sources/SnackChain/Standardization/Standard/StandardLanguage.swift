/// Something that all stores of the programme have in common.
public struct StandardElement: Hashable, Sendable, Codable {
  /// The stable name within the version.
  public let id: String
  /// What it is called.
  public let name: Wording
  /// What is wanted.
  public let detail: Wording
  /// Where it comes from; `nil` where headquarters set it.
  public let basis: Basis?

  /// Makes an element.
  public init(id: String, name: Wording, detail: Wording, basis: Basis? = nil) {
    self.id = id
    self.name = name
    self.detail = detail
    self.basis = basis
  }
}

/// A product with its recipe.
public struct StandardProduct: Hashable, Sendable, Codable {
  /// The stable name within the version.
  public let id: String
  /// The standard name.
  public let name: Wording
  /// Whether every store must have it.
  public let isCore: Bool
  /// Grams of one piece.
  public let pieceGrams: Int
  /// Grams by which a piece may be lighter or heavier.
  public let toleranceGrams: Int
  /// Pieces of one serving.
  public let pieces: Int
  /// Ingredients and steps in order.
  public let recipe: [RecipeLine]
  /// Where it comes from; `nil` where headquarters set it.
  public let basis: Basis?

  /// Makes a product.
  public init(
    id: String, name: Wording, isCore: Bool, pieceGrams: Int, toleranceGrams: Int, pieces: Int, recipe: [RecipeLine],
    basis: Basis? = nil
  ) {
    self.id = id
    self.name = name
    self.isCore = isCore
    self.pieceGrams = pieceGrams
    self.toleranceGrams = toleranceGrams
    self.pieces = pieces
    self.recipe = recipe
    self.basis = basis
  }
}

/// An ingredient or a step of a recipe.
public struct RecipeLine: Hashable, Sendable, Codable {
  /// What a line of a recipe is.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Something weighed.
    case ingredient
    /// Something done.
    case step
  }

  /// What it is.
  public let kind: Kind
  /// The ingredient, or what is done.
  public let name: Wording
  /// Grams of an ingredient.
  public let grams: Int?
  /// Minutes of a step, where it has a time.
  public let minutes: Int?

  /// Makes a line.
  public init(kind: Kind, name: Wording, grams: Int? = nil, minutes: Int? = nil) {
    self.kind = kind
    self.name = name
    self.grams = grams
    self.minutes = minutes
  }
}

/// A phrase that staff say.
public struct ServicePhrase: Hashable, Sendable, Codable {
  /// The stable name within the version.
  public let id: String
  /// When it is said.
  public let situation: Wording
  /// What is said.
  public let phrase: Wording
  /// Where it comes from; `nil` where headquarters set it.
  public let basis: Basis?

  /// Makes a phrase.
  public init(id: String, situation: Wording, phrase: Wording, basis: Basis? = nil) {
    self.id = id
    self.situation = situation
    self.phrase = phrase
    self.basis = basis
  }
}
