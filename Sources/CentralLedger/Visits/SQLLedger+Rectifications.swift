import Crypto
import SnackChain
import SyncProtocol

extension SQLLedger {
  func answer(
    _ operations: [RectificationOperation], of device: Device, seeds: StandardBook
  ) async throws(CentralLedgerError) -> [RectificationOutcome] {
    guard let key = keyring.signingKey else { throw .keysUnavailable(path: "") }
    let now = options.clock()
    // What an owner may do is what a station does for owners; whose store it is was checked by the signature.
    let access = Access(name: "owner", via: device.id, role: .station, scope: .everywhere)
    return try await write { database in
      let book = try StandardRow.book(database, seeds: seeds)
      var writing = try ProgrammeWriting(database, book: book, access: access, now: now)
      var recorded: [(operation: RectificationOperation, position: Int64)] = []
      var outcomes: [RectificationOutcome] = []
      for operation in operations {
        if let known = try Self.knownAnswer(operation, in: database) {
          outcomes.append(known)
          continue
        }
        let outcome = try Self.take(operation, of: device, in: database, by: &writing)
        if case .success(let event) = outcome { recorded.append((operation, event.recordedAt)) }
        outcomes.append(Self.outcome(outcome, of: operation))
      }
      guard !recorded.isEmpty else { return outcomes }
      _ = try writing.finish(.programmeRecorded)
      for (operation, position) in recorded {
        let receipt = try RectificationReceipt(
          store: operation.store, operation: operation.id,
          contentDigest: RectificationReceipt.digest(of: operation), feedPosition: position, receivedAt: now,
          auditHead: writing.head.auditDigest, keyID: ReceiptKey.identifier(of: key.publicKey)
        ).signed(with: key)
        try database.run(
          "INSERT INTO rectification_answer VALUES (?, ?, ?, ?)",
          [
            .text(operation.store.description), .text(operation.id.description),
            .text(try CanonicalJSON.text(operation)), .text(try CanonicalJSON.text(receipt)),
          ])
        if let place = outcomes.firstIndex(where: { $0.id == operation.id }) { outcomes[place].receipt = receipt }
      }
      return outcomes
    }
  }

  func hasSent(_ digest: EvidenceDigest, store: StoreCode) async throws(CentralLedgerError) -> Bool {
    try await read(.question) { database in
      try database.first(
        "SELECT 1 FROM sent_evidence WHERE store_id = ? AND digest = ?",
        [.text(store.description), .text(digest.description)]
      ) { _ in true } ?? false
    }
  }

  func noteSent(_ file: EvidenceFile, by device: Device) async throws(CentralLedgerError) {
    let now = options.clock()
    try await write { database in
      try database.run(
        "INSERT INTO sent_evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (store_id, digest) DO NOTHING",
        [
          .text(device.store.description), .text(file.digest.description), .text(file.media), .int(Int64(file.bytes)),
          .optional(file.pixels.map { Int64($0.width) }), .optional(file.pixels.map { Int64($0.height) }),
          .text(device.id), .int(now.milliseconds),
        ])
    }
  }

  func sharedPhotographs(
    of store: StoreCode, access: Access
  ) async throws(CentralLedgerError) -> [SharedPhotograph] {
    guard access.may(.look) else { throw .notAllowed(.look) }
    let today = options.clock().dayInChina
    return try await read { database in
      guard try access.scope.holds(store, on: today, in: database) else { return [] }
      return try SharedPhotographs.all(of: store, within: access.scope, on: today, in: database)
    }
  }

  /// Those of some photographs that the store's devices sent on a day or later.
  private static func sent(
    _ digests: [EvidenceDigest], by store: StoreCode, since day: CalendarDay, in database: LedgerConnection
  ) throws -> [EvidenceDigest: EvidenceFile] {
    guard !digests.isEmpty else { return [:] }
    var found: [EvidenceDigest: EvidenceFile] = [:]
    let names = digests.map { SQLValue.text($0.description) }
    try database.each(
      """
      SELECT digest, media, bytes, width, height, received_at FROM sent_evidence
      WHERE store_id = ? AND digest IN (\(KnownOfStores.places(names)))
      """, [.text(store.description)] + names
    ) { row in
      guard Timestamp(milliseconds: row.int(5)).dayInChina >= day else { return }
      let file = try InspectionRow.evidenceFile(row)
      found[file.digest] = file
    }
    return found
  }

  /// What was answered first, where the operation came before.
  private static func knownAnswer(
    _ operation: RectificationOperation, in database: LedgerConnection
  ) throws -> RectificationOutcome? {
    let receipt = try database.first(
      "SELECT receipt FROM rectification_answer WHERE store_id = ? AND operation_id = ?",
      [.text(operation.store.description), .text(operation.id.description)]
    ) { try CanonicalJSON.value(RectificationReceipt.self, $0.bytes(0)) }
    guard let receipt else { return nil }
    guard receipt.contentDigest == RectificationReceipt.digest(of: operation) else {
      return RectificationOutcome(
        id: operation.id, verdict: .refused, problem: RowProblem(code: RowProblem.Code.idReused))
    }
    return RectificationOutcome(id: operation.id, verdict: .repeated, receipt: receipt)
  }

  private enum Refused: Error {
    case refused(code: String)
    case missing([EvidenceDigest])
  }

  private static func take(
    _ operation: RectificationOperation, of device: Device, in database: LedgerConnection,
    by writing: inout ProgrammeWriting
  ) throws -> Result<ProgrammeEvent, Refused> {
    guard operation.store == device.store, let known = try writing.known(operation.store) else {
      return .failure(.refused(code: RowProblem.Code.otherStore))
    }
    guard operation.isWithinLimits else { return .failure(.refused(code: "answer_too_large")) }
    guard operation.isPlain else { return .failure(.refused(code: RowProblem.Code.unreadable)) }
    let state = known.history.state(on: writing.today)
    guard let rectification = state.rectification, let inspected = state.inspection,
      inspected.outcome.inspection == operation.inspection
    else { return .failure(.refused(code: "nothing_to_rectify")) }
    guard rectification.answered == nil else { return .failure(.refused(code: "already_answered")) }
    guard operation.items.map(\.item).sorted() == rectification.items.sorted() else {
      return .failure(.refused(code: "other_items"))
    }
    let files = try sent(operation.evidence, by: operation.store, since: inspected.day, in: database)
    let missing = operation.evidence.filter { files[$0] == nil }
    guard missing.isEmpty else { return .failure(.missing(missing)) }
    let note = operation.items.map { $0.note.isEmpty ? $0.item : "\($0.item): \($0.note)" }.joined(separator: "\n")
    let outcome = try writing.take(
      .step(
        StepRequest(
          id: operation.id, store: operation.store, step: .answerRectification(evidence: operation.evidence),
          note: note, evidence: operation.evidence.compactMap { files[$0] })))
    switch outcome {
    case .recorded(let event, _), .repeated(let event, _): return .success(event)
    case .refused(let refusal): return .failure(.refused(code: refusal.obstacles.first?.code ?? "refused"))
    case .evidenceMissing(let digests): return .failure(.missing(digests))
    default: return .failure(.refused(code: outcome.code))
    }
  }

  private static func outcome(
    _ taken: Result<ProgrammeEvent, Refused>, of operation: RectificationOperation
  ) -> RectificationOutcome {
    switch taken {
    case .success: RectificationOutcome(id: operation.id, verdict: .accepted)
    case .failure(.refused(let code)):
      RectificationOutcome(id: operation.id, verdict: .refused, problem: RowProblem(code: code))
    case .failure(.missing(let digests)):
      RectificationOutcome(
        id: operation.id, verdict: .later, problem: RowProblem(code: RectificationOutcome.evidenceMissing),
        missing: digests)
    }
  }

  /// The waiting list that was published last.
  private static func waitingList(in database: LedgerConnection) throws -> PublishedWaitingList? {
    try database.first(
      "SELECT content FROM published_statement WHERE kind = ? ORDER BY recorded_at DESC LIMIT 1",
      [.text(PublishedWaitingList.kind)]
    ) { try CanonicalJSON.value(PublishedWaitingList.self, $0.bytes(0)) }
  }

  /// Where a store stands on `today`.
  static func programme(
    of found: Store, on today: CalendarDay, seeds: StandardBook, benefits: [ProgrammeBenefit],
    in database: LedgerConnection
  ) throws -> ToldProgramme {
    let book = try StandardRow.book(database, seeds: seeds)
    let history = try ProgrammeRow.history(database, of: found.code)
    var brief = ProgrammeBrief(history.state(on: today), on: today, book: book, benefits: benefits)
    brief.tier = brief.tier ?? found.tiers.value(on: today)
    if brief.stage == .applied, let list = try waitingList(in: database) { brief.wait(in: list, as: found.code) }
    return ToldProgramme(brief: brief, standard: book.inForce(on: today))
  }
}
