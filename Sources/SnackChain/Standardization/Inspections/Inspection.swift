/// What an inspector found of one item.
public enum Verdict: String, Hashable, Sendable, CaseIterable, Codable {
  /// Met.
  case pass
  /// Not met.
  case fail
  /// Does not apply to this store: neither its points nor its failure count.
  case notApplicable = "not_applicable"
}

/// The result of one item of the checklist.
public struct ItemResult: Hashable, Sendable, Codable {
  /// The item's name within the version.
  public let item: String
  /// What was found.
  public let verdict: Verdict
  /// What the inspector wrote.
  public let note: String
  /// Photographs and papers.
  public let evidence: [EvidenceDigest]

  /// Makes a result.
  public init(item: String, verdict: Verdict, note: String = "", evidence: [EvidenceDigest] = []) {
    self.item = item
    self.verdict = verdict
    self.note = note
    self.evidence = evidence
  }
}

/// Why a store is inspected.
public enum InspectionPurpose: String, Hashable, Sendable, CaseIterable, Codable {
  /// 验收
  case acceptance
  /// 复检
  case reinspection
  /// 抽查
  case spotCheck = "spot_check"
  /// 续期
  case renewal
}

/// One visit with the checklist in hand. Never changed: a second look is another inspection.
public struct Inspection: Hashable, Sendable, Codable {
  /// Made once, by the inspector's device.
  public let id: OperationID
  /// The store.
  public let store: StoreCode
  /// The tier that it was inspected for.
  public let tier: Tier
  /// Why.
  public let purpose: InspectionPurpose
  /// The version of the standard it is judged by, for ever.
  public let version: String
  /// The day of the visit.
  public let day: CalendarDay
  /// Who inspected; the same name twice is one person.
  public let inspectors: [String]
  /// Whether the owner signed.
  public let isSignedByOwner: Bool
  /// The results in the order of the checklist or any other.
  public let results: [ItemResult]

  /// Makes an inspection.
  public init(
    id: OperationID, store: StoreCode, tier: Tier, purpose: InspectionPurpose, version: String, day: CalendarDay,
    inspectors: [String], isSignedByOwner: Bool, results: [ItemResult]
  ) {
    self.id = id
    self.store = store
    self.tier = tier
    self.purpose = purpose
    self.version = version
    self.day = day
    self.inspectors = inspectors
    self.isSignedByOwner = isSignedByOwner
    self.results = results
  }
}

/// Why an inspection cannot be judged.
public enum InspectionProblem: Error, Hashable, Sendable {
  /// The version that it names does not exist.
  case unknownVersion(String)
  /// The version was not yet in force on the day of the visit.
  case versionNotInForce(String, from: CalendarDay)
  /// Another version had taken its place by the day of the visit.
  case versionSuperseded(String, by: String, from: CalendarDay)
  /// Items that the checklist of this tier does not have.
  case unknownItems([String])
  /// Items with more than one result.
  case repeatedItems([String])
  /// Items without a result.
  case missingItems([String])
  /// Critical items called not applicable without saying why.
  case unexplainedCritical([String])
  /// Nothing that gives points applied to the store.
  case nothingApplies
  /// Less than half of the checklist's points applied to the store.
  case tooLittleApplies(points: Int, of: Int)
  /// Nobody signed as inspector.
  case noInspector
  /// Inspectors whose names are no names of accounts.
  case badInspectorNames([String])
  /// The version asks for two inspectors.
  case secondInspectorMissing
  /// The version asks for two inspectors, and fewer than two of those named may inspect the store.
  case secondInspectorUnknown([String])
  /// The owner did not sign.
  case ownerSignatureMissing
  /// The store was inspected for another tier than it applied for or holds.
  case otherTier(Tier, wanted: Tier)

  /// The stable name for machines.
  public var code: String {
    switch self {
    case .unknownVersion: "unknown_version"
    case .versionNotInForce: "version_not_in_force"
    case .versionSuperseded: "version_superseded"
    case .unknownItems: "unknown_items"
    case .repeatedItems: "repeated_items"
    case .missingItems: "missing_items"
    case .unexplainedCritical: "unexplained_critical"
    case .nothingApplies: "nothing_applies"
    case .tooLittleApplies: "too_little_applies"
    case .noInspector: "no_inspector"
    case .badInspectorNames: "bad_inspector_names"
    case .secondInspectorMissing: "second_inspector_missing"
    case .secondInspectorUnknown: "second_inspector_unknown"
    case .ownerSignatureMissing: "owner_signature_missing"
    case .otherTier: "other_tier"
    }
  }
}
