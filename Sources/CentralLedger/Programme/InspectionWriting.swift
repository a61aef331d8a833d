import SnackChain

/// Inspections, their evidence, and decisions between those that contradict each other.
extension ProgrammeWriting {
  mutating func take(_ report: InspectionReport, _ known: Known) throws -> ProgrammeOutcome {
    guard access.may(.inspect) else { return .notAllowed(.inspect) }
    let inspection = report.inspection
    // An inspector answers for no visits but their own.
    if access.role == .inspector, !inspection.inspectors.contains(access.name) { return .notOwnVisit }
    if let first = try InspectionRow.inspection(database, inspection.id, of: inspection.store) {
      return try repeated(first, as: inspection, known)
    }
    // A bundle brings back one inspection of a store: the second would be another answer to the same question.
    if let bundle = report.bundle, try isAnswered(inspection.store, bundle: bundle) { return .changed }
    let named = inspection.results.flatMap(\.evidence)
    let missing = try missingEvidence(named, given: report.evidence, of: inspection.store)
    guard missing.isEmpty else { return .evidenceMissing(missing) }
    let outcome: InspectionOutcome
    do throws(InspectionProblem) {
      try checkTier(of: inspection, known)
      outcome = try book.outcome(of: inspection)
    } catch {
      return .unjudged(error)
    }
    if let problem = try problem(withInspectorsOf: inspection, known) { return .unjudged(problem) }
    if let seen = report.seen, try isPreceded(inspection.store, after: seen, bundle: report.bundle) {
      return try keepApart(report, outcome, known)
    }
    let result = try append(.inspect(outcome), id: inspection.id, to: known, on: inspection.day, note: nil)
    if case .recorded(let event, _) = result { try insert(report, outcome, .counted, at: event.recordedAt) }
    return result
  }

  private func repeated(
    _ first: RecordedInspection, as inspection: Inspection, _ known: Known
  ) throws -> ProgrammeOutcome {
    guard first.inspection == inspection else { return .changed }
    let decided = try InspectionRow.inspections(database, of: inspection.store).first {
      $0.inspection.id == inspection.id
    }
    if let decided, first.status == .conflict, decided.decision != nil { return .decided(decided) }
    guard let event = known.history.events.first(where: { $0.id == inspection.id }) else { return .conflict(first) }
    return .repeated(event, known.history.state(on: event.effective))
  }

  private func checkTier(of inspection: Inspection, _ known: Known) throws(InspectionProblem) {
    let wanted = known.history.state(on: inspection.day).tier ?? known.store.tiers.value(on: inspection.day)
    if let wanted, wanted != inspection.tier { throw .otherTier(inspection.tier, wanted: wanted) }
  }

  /// Whether two people inspected where two have to: a name alone is nobody.
  ///
  /// A ledger without accounts takes the names as they are written. Papers are typed in late: an account that was opened
  /// after the visit is taken for what it was opened as.
  private func problem(withInspectorsOf inspection: Inspection, _ known: Known) throws -> InspectionProblem? {
    guard book.needsTwoInspectors(inspection), try AccountRow.isAny(in: database) else { return nil }
    let day = inspection.day
    let named = Set(inspection.inspectors.filter { !$0.isEmpty })
    let strangers = try named.filter { name in
      guard let name = AccountName(name), let account = try AccountRow.account(database, name: name),
        let position = account.positions.value(on: day) ?? account.positions.entries.first?.fact
      else { return true }
      return !position.role.may(.inspect) || !position.scope.contains(known.store, on: day)
    }
    return named.count - strangers.count >= 2 ? nil : .secondInspectorUnknown(strangers.sorted())
  }

  private func isAnswered(_ store: StoreCode, bundle: String) throws -> Bool {
    try database.first(
      "SELECT 1 FROM inspection WHERE store_id = ? AND bundle_id = ? LIMIT 1",
      [.text(store.description), .text(bundle)]
    ) { _ in true } ?? false
  }

  /// Whether somebody else's inspection of the store came in since the inspector's knowledge was taken.
  private func isPreceded(_ store: StoreCode, after seen: Int64, bundle: String?) throws -> Bool {
    try database.first(
      "SELECT 1 FROM inspection WHERE store_id = ? AND recorded_at > ? AND COALESCE(bundle_id, '') <> ? LIMIT 1",
      [.text(store.description), .int(seen), .text(bundle ?? "")]
    ) { _ in true } ?? false
  }

  /// Keeps an inspection that contradicts one that counts, without moving anything.
  private mutating func keepApart(
    _ report: InspectionReport, _ outcome: InspectionOutcome, _ known: Known
  ) throws -> ProgrammeOutcome {
    let day = report.inspection.day
    let impossible = known.history.obstacles(to: .inspect(outcome), on: day, context: context(for: known)).filter {
      switch $0 {
      case .storeClosed, .inFuture, .unknownVersion: true
      default: false
      }
    }
    guard impossible.isEmpty else {
      return .refused(
        ProgrammeRefusal(
          step: ProgrammeStep.inspect(outcome).kind, day: day, stage: known.history.state(on: day).stage,
          obstacles: impossible))
    }
    head.position += 1
    try insert(report, outcome, .conflict, at: head.position)
    count("inspection_conflict")
    return .conflict(
      RecordedInspection(
        inspection: report.inspection, outcome: outcome, status: .conflict, decision: nil, recordedAt: head.position,
        recordedBy: access.actor, bundle: report.bundle))
  }

  private mutating func insert(
    _ report: InspectionReport, _ outcome: InspectionOutcome, _ status: RecordedInspection.Status, at position: Int64
  ) throws {
    let inspection = report.inspection
    try insert(
      .inspection, "inspection",
      [
        .text(inspection.store.description), .int(position), .text(inspection.id.description), .text(status.rawValue),
        .int(Int(inspection.day.number)), .int(now.milliseconds), .text(access.actor), .optional(report.bundle),
        .optional(report.seen), .text(try CanonicalJSON.text(inspection)), .text(try CanonicalJSON.text(outcome)),
      ])
    try keep(report.evidence, of: inspection.store, at: position)
  }

  /// Which of the files that are named were neither handed in nor known of the store.
  func missingEvidence(
    _ named: [EvidenceDigest], given: [EvidenceFile], of store: StoreCode
  ) throws -> [EvidenceDigest] {
    let here = Set(given.map(\.digest))
    return try Set(named).subtracting(here).sorted().filter { try !hasEvidence($0, of: store) }
  }

  private func hasEvidence(_ digest: EvidenceDigest, of store: StoreCode) throws -> Bool {
    try database.first(
      "SELECT 1 FROM evidence WHERE store_id = ? AND digest = ?",
      [.text(store.description), .text(digest.description)]
    ) { _ in true } ?? false
  }

  /// Records files that the store does not have yet.
  mutating func keep(_ files: [EvidenceFile], of store: StoreCode, at position: Int64) throws {
    var done: Set<EvidenceDigest> = []
    for file in files.sorted(by: { $0.digest < $1.digest }) where done.insert(file.digest).inserted {
      guard try !hasEvidence(file.digest, of: store) else { continue }
      try insert(
        .evidence, "evidence",
        [
          .text(store.description), .text(file.digest.description), .int(position), .text(file.media),
          .int(file.bytes), .optional(file.pixels.map { Int64($0.width) }),
          .optional(file.pixels.map { Int64($0.height) }), .int(now.milliseconds), .text(access.actor),
        ])
    }
  }

  /// Decides for one of the inspections that contradict each other.
  mutating func decide(
    keep kept: OperationID, of code: StoreCode, reason: String
  ) throws -> ProgrammeOutcome {
    guard access.may(.decideInspections) else { return .notAllowed(.decideInspections) }
    guard let known = try known(code) else { return .unknownStore(code) }
    let all = try InspectionRow.inspections(database, of: code)
    let open = all.filter(\.isOpenConflict)
    guard !open.isEmpty, let chosen = all.first(where: { $0.inspection.id == kept }),
      chosen.isOpenConflict || chosen.counts
    else { return .nothingToDecide }
    var result = ProgrammeOutcome.upheld
    var decided = open
    if chosen.isOpenConflict {
      result = try append(.decide(chosen.outcome), id: OperationID(at: now), to: known, on: today, note: reason)
      guard case .recorded = result else { return result }
      if let overruled = all.last(where: \.counts) { decided.append(overruled) }
    } else {
      head.position += 1
      count("inspection_decided")
    }
    for one in decided.sorted(by: { $0.inspection.id < $1.inspection.id }) {
      try insert(
        .decision, "inspection_decision",
        [
          .text(code.description), .int(head.position), .text(one.inspection.id.description),
          .int(one.inspection.id == kept ? 1 : 0), .text(reason), .int(now.milliseconds), .text(access.actor),
        ])
    }
    return result
  }
}
