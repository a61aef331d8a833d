import GRDB
import SnackChain

/// An owner's own look at the store with the checklist in hand: for the owner alone, it is not sent to HQ.
public struct SelfCheck: Hashable, Sendable, Codable {
  /// The version of the standard.
  public let version: String
  /// The tier that it was made for.
  public let tier: Tier
  /// What was found, item by item.
  public let results: [ItemResult]
  /// What an inspection with these results would come to.
  public let judgement: Judgement
  /// When it was made, by the device's clock.
  public let madeAt: Timestamp

  /// Judges `results` by `standard` as an inspection of `store` for `tier` would be.
  public init(
    of store: StoreCode, _ results: [ItemResult], by standard: StandardVersion, tier: Tier, now: Timestamp
  ) throws(InspectionProblem) {
    let day = max(now.dayInChina, standard.validFrom)
    let inspection = Inspection(
      id: OperationID(at: now), store: store, tier: tier, purpose: .acceptance, version: standard.version,
      day: day, inspectors: ["owner", "helper"], isSignedByOwner: true, results: results)
    judgement = try StandardBook([standard]).judge(inspection)
    version = standard.version
    self.tier = tier
    self.results = results
    madeAt = now
  }

  enum CodingKeys: String, CodingKey {
    case version, tier, results, judgement
    case madeAt = "made_at"
  }
}

extension StoreLedger {
  /// Keeps an owner's own check.
  public func keep(_ check: SelfCheck) throws(LedgerProblem) {
    try write { database in
      try database.run(
        sql: "INSERT INTO self_check (version, content, made_at) VALUES (?, ?, ?)",
        arguments: [check.version, try Self.encoded(check), check.madeAt.description])
    }
  }

  static func lastSelfCheck(in database: Database) throws -> SelfCheck? {
    try database.value(String.self, sql: "SELECT content FROM self_check ORDER BY number DESC LIMIT 1")
      .map { try decoded($0) }
  }
}
