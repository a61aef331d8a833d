import SnackChain

/// Headquarters' latest published word on what the programme does, for owners: it comes with a sync and is read offline.
public struct EffectPaper: SignedByHeadquarters {
  /// What was published.
  public var effect: ProgrammeEffect
  /// The SHA-256 of the whole statement, by which headquarters lists it.
  public var statement: String
  /// Where the statement stands in the feed: the later one replaces the earlier.
  public var dataVersion: Int64
  /// Which key signed.
  public var keyID: String
  /// Ed25519 over ``canonicalText``, base64.
  public var signature: String

  /// Makes a paper that is not signed yet.
  public init(_ effect: ProgrammeEffect, statement: String, dataVersion: Int64) {
    self.effect = effect
    self.statement = statement
    self.dataVersion = dataVersion
    keyID = ""
    signature = ""
  }

  enum CodingKeys: String, CodingKey {
    case effect, signature
    case statement = "statement_sha256"
    case dataVersion = "data_version"
    case keyID = "key_id"
  }

  /// The text that is signed.
  public var canonicalText: String {
    let figures = effect.figures.map { "\($0.likeliest),\($0.low),\($0.high),\($0.confidence)" } ?? ""
    return """
      tongbiao-effect/1
      month=\(effect.month)
      published_on=\(effect.publishedOn)
      stores=\(effect.stores)
      figures=\(figures)
      synthetic=\(effect.isSynthetic)
      statement_sha256=\(statement)
      data_version=\(dataVersion)
      key_id=\(keyID)

      """
  }
}
