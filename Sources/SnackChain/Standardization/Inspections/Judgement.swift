/// What an inspection came to under the version that it was made with.
public struct Judgement: Hashable, Sendable, Codable {
  /// The score of 10, cut (not rounded) to hundredths.
  public let score: Score
  /// The grade's name within the version, or `nil` for none.
  public let grade: String?
  /// Items that failed, in the order of the checklist.
  public let failed: [String]
  /// Those of them that are critical.
  public let failedCritical: [String]
  /// Items that passed without the photograph or paper that the checklist wants.
  public let unproven: [String]

  /// Whether a certificate can rest on it: a grade, and no critical item failed.
  public var isAcceptable: Bool { grade != nil && failedCritical.isEmpty }
}

extension StandardBook {
  /// Judges an inspection by the version it names, which was in force on the day of the visit, whatever is in force
  /// today.
  ///
  /// The score is 10 times the points of the items passed over the points of the items that apply: at least half of all
  /// points have to, or a store would be excellent by a single item.
  public func judge(_ inspection: Inspection) throws(InspectionProblem) -> Judgement {
    guard let version = self[inspection.version] else { throw .unknownVersion(inspection.version) }
    guard version.validFrom <= inspection.day else {
      throw .versionNotInForce(version.version, from: version.validFrom)
    }
    if let inForce = inForce(on: inspection.day), inForce.version != version.version {
      throw .versionSuperseded(version.version, by: inForce.version, from: inForce.validFrom)
    }
    try checkInspectors(of: inspection)
    if !inspection.isSignedByOwner { throw .ownerSignatureMissing }
    let checklist = version.checklist(for: inspection.tier)
    return try Self.judge(try Self.matched(inspection.results, to: checklist), scoring: version.scoring)
  }

  /// Whether the version asks for two inspectors of a store of that tier.
  public func needsTwoInspectors(_ inspection: Inspection) -> Bool {
    self[inspection.version]?.terms.twoPersonTiers.contains(inspection.tier) ?? false
  }

  /// That somebody signed, under names that can be those of accounts, and two where the version asks for two. Whether
  /// there are such accounts only a ledger knows.
  private func checkInspectors(of inspection: Inspection) throws(InspectionProblem) {
    let inspectors = Set(inspection.inspectors.filter { !$0.isEmpty })
    if inspectors.isEmpty { throw .noInspector }
    let bad = inspectors.filter { AccountName($0) == nil }
    if !bad.isEmpty { throw .badInspectorNames(bad.sorted()) }
    if needsTwoInspectors(inspection), inspectors.count < 2 { throw .secondInspectorMissing }
  }

  /// Each item with its result: exactly one each.
  private static func matched(
    _ results: [ItemResult], to checklist: [ChecklistItem]
  ) throws(InspectionProblem) -> [(item: ChecklistItem, result: ItemResult)] {
    let known = Set(checklist.map(\.id))
    let unknown = results.map(\.item).filter { !known.contains($0) }
    if !unknown.isEmpty { throw .unknownItems(unknown) }
    let byItem = Dictionary(grouping: results, by: \.item)
    let repeated = checklist.map(\.id).filter { (byItem[$0]?.count ?? 0) > 1 }
    if !repeated.isEmpty { throw .repeatedItems(repeated) }
    let missing = checklist.map(\.id).filter { byItem[$0] == nil }
    if !missing.isEmpty { throw .missingItems(missing) }
    return checklist.compactMap { item in byItem[item.id]?.first.map { (item, $0) } }
  }

  private static func judge(
    _ pairs: [(item: ChecklistItem, result: ItemResult)], scoring: ScoringScheme
  ) throws(InspectionProblem) -> Judgement {
    let unexplained = pairs.filter {
      $0.item.isCritical && $0.result.verdict == .notApplicable && !$0.result.note.contains(where: \.isLetter)
    }
    if !unexplained.isEmpty { throw .unexplainedCritical(unexplained.map(\.item.id)) }
    let applicable = pairs.filter { $0.result.verdict != .notApplicable }
    let possible = applicable.reduce(0) { $0 + $1.item.weight }
    guard possible > 0 else { throw .nothingApplies }
    let all = pairs.reduce(0) { $0 + $1.item.weight }
    guard possible * 2 >= all else { throw .tooLittleApplies(points: possible, of: all) }
    let points = applicable.reduce(0) { $0 + ($1.result.verdict == .pass ? $1.item.weight : 0) }
    let failed = applicable.filter { $0.result.verdict == .fail }
    let critical = failed.filter(\.item.isCritical).map(\.item.id)
    let unproven = applicable.filter {
      $0.result.verdict == .pass && $0.result.evidence.isEmpty && !$0.item.evidence.isEmpty
        && $0.item.evidence.allSatisfy(\.isFile)
    }
    return Judgement(
      score: Score(hundredths: points * 1000 / possible),
      grade: scoring.grade(points: points, of: possible, criticalFailed: critical.count)?.id,
      failed: failed.map(\.item.id), failedCritical: critical, unproven: unproven.map(\.item.id))
  }

  /// The outcome that goes into the store's history, with the deadline for what has to be put right.
  public func outcome(of inspection: Inspection) throws(InspectionProblem) -> InspectionOutcome {
    let judgement = try judge(inspection)
    let days = self[inspection.version]?.terms.rectificationDays ?? StandardTerms().rectificationDays
    return InspectionOutcome(
      inspection: inspection.id, version: inspection.version, purpose: inspection.purpose, judgement: judgement,
      rectifyBy: judgement.isAcceptable ? nil : inspection.day.adding(days: days))
  }
}

/// An inspection as the store's history keeps it: judged once, by the version it was made with.
public struct InspectionOutcome: Hashable, Sendable, Codable {
  /// The inspection.
  public let inspection: OperationID
  /// The version it was judged by.
  public let version: String
  /// Why it was made.
  public let purpose: InspectionPurpose
  /// What it came to.
  public let judgement: Judgement
  /// By when what failed has to be put right; `nil` where the inspection was passed.
  public let rectifyBy: CalendarDay?

  /// Made by `StandardBook.outcome(of:)` only, so that no outcome exists that nothing was judged for.
  init(
    inspection: OperationID, version: String, purpose: InspectionPurpose, judgement: Judgement,
    rectifyBy: CalendarDay?
  ) {
    self.inspection = inspection
    self.version = version
    self.purpose = purpose
    self.judgement = judgement
    self.rectifyBy = rectifyBy
  }
}
