import CentralLedger
import Logging
import SnackChain
import SyncProtocol

/// What HQ answers a device, whichever way its request came: over the wire or on a stick.
struct SyncAnswer: Sendable {
  /// The most changes in one answer; more take another turn.
  static let changeLimit = 200
  /// The most messages in one answer.
  static let messageLimit = 20

  let ledger: any CentralLedger
  let benchmarks: BenchmarkDesk
  let effects: EffectDesk
  var programme: ServedProgramme?
  let clock: @Sendable () -> Timestamp

  /// Takes a request's operations, each once, and answers with their outcomes and all that is new.
  ///
  /// - Throws: ``ServerProblem`` where nothing of it could be taken.
  func answer(_ message: IncomingSync, from device: Device, logger: Logger) async throws -> SyncResponse {
    guard message.version == syncProtocolVersion else { throw ServerProblem.unknownProtocol }
    guard message.store == device.store else {
      logger.warning("a device asked for another store", metadata: ["device": "\(device.id)"])
      throw ServerProblem.otherStore
    }
    guard message.operations.count + (message.rectifications?.count ?? 0) <= SyncRequest.operationLimit else {
      throw ServerProblem.tooLarge
    }
    guard message.line?.isPlain ?? true else { throw ServerProblem.malformed }
    // After a restore the device tells first what is missing: a figure that follows on a lost one must not be refused.
    let isRewound = try await !ledger.holds(message.witness, link: message.chainLink, of: device.store)
    let outcomes = isRewound ? message.putOff : try await outcomes(of: message, from: device)
    let told = ProgrammeAnswer(ledger: ledger, programme: programme)
    let answered = isRewound ? [] : try await told.outcomes(of: message.rectifications ?? [], from: device)
    guard let briefing = try await ledger.briefing(question(of: message, from: device)) else {
      throw CentralLedgerError.unknownStore(device.store)
    }
    let now = clock()
    let (skew, overflow) = message.sentAt.milliseconds.subtractingReportingOverflow(now.milliseconds)
    await ledger.noteContact(device: device.id, skewMilliseconds: overflow ? .max : skew)
    await compare(message, with: briefing, of: device, logger)
    let successions = try await ledger.keySuccessions()
    var response = SyncResponse(
      outcomes: outcomes, changes: changes(in: briefing, for: device),
      cursor: briefing.changes.cursor, more: briefing.changes.more, totals: briefing.totals,
      receiptKeys: try await ledger.receiptKeys(), keySuccessions: successions.isEmpty ? nil : successions,
      serverTime: now, profile: try StoreProfile(briefing.store, at: now),
      chainLink: briefing.link, rewound: isRewound ? true : nil)
    if !answered.isEmpty { response.rectifications = answered }
    if let told = briefing.programme { response.tell(told, unless: message.checklistVersion) }
    try await addPapers(to: &response, for: message, briefing)
    return response
  }

  /// All that is asked of the ledger for an answer, at once.
  private func question(of message: IncomingSync, from device: Device) -> BriefingQuestion {
    var question = BriefingQuestion(
      store: device.store, after: max(0, message.cursor), limit: Self.changeLimit)
    question.wantsStatement = message.statement != nil
    question.messages = message.messages.map { ($0, Self.messageLimit) }
    question.programme = programme.map { ($0.standards, $0.benefits) }
    return question
  }

  /// What an owner gets back, each only where the device said which one it holds.
  private func addPapers(
    to response: inout SyncResponse, for message: IncomingSync, _ briefing: StoreBriefing
  ) async throws {
    let store = briefing.store.code
    if let held = message.benchmarks {
      response.benchmarks = await benchmarks.pack(for: store, newerThan: held, latest: briefing.dataVersion)
    }
    if let held = message.statement, let statement = briefing.statement, statement.dataVersion > held {
      response.statement = try await ledger.signed(statement)
    }
    if let held = message.effect { response.effect = try await effects.paper(newerThan: held) }
    if !briefing.messages.isEmpty { response.messages = briefing.messages }
  }

  /// The changes as this device may see them: what an owner before the hand-over wrote stays at HQ. The figures go, with
  /// neither the words nor the receipt that is made over them.
  private func changes(in briefing: StoreBriefing, for device: Device) -> [HeadChange] {
    guard let handedOver = briefing.handedOver, device.joinedAt >= handedOver else { return briefing.changes.changes }
    return briefing.changes.changes.map { change in
      let received = change.receipt?.receivedAt ?? change.operation.recordedAt
      guard received < handedOver else { return change }
      var change = change
      change.receipt = nil
      change.operation.report.note = nil
      change.operation.correctionReason = nil
      return change
    }
  }

  /// One outcome for each operation, in order. What cannot be read does not reach the ledger, nor does it stop the rest.
  private func outcomes(of message: IncomingSync, from device: Device) async throws -> [OperationOutcome] {
    let readable = message.operations.compactMap(\.operation)
    var taken =
      readable.isEmpty
      ? []
      : try await ledger.submit(
        Submission(store: device.store, device: device.id, operations: readable, line: message.line))
    // What the ledger found is in its audit chain; what of it was taken before stays.
    guard !taken.contains(where: { $0.problem?.code == RowProblem.Code.deviceCloned }) else {
      throw ServerProblem.deviceCloned
    }
    taken.reverse()
    return message.operations.compactMap { incoming in
      switch incoming {
      case .operation: taken.popLast()
      case .unreadable(let id, let code):
        OperationOutcome(id: id, verdict: .refused, problem: RowProblem(code: code))
      }
    }
  }

  /// Raises the alarm where a device that sent nothing and missed nothing believes in other totals than HQ has.
  private func compare(
    _ message: IncomingSync, with briefing: StoreBriefing, of device: Device, _ logger: Logger
  ) async {
    guard message.operations.isEmpty, briefing.changes.changes.isEmpty, message.cursor > 0 else { return }
    let held = message.held.filter { $0.count > 0 }.sorted { $0.year < $1.year }
    await ledger.noteTotals(
      of: device.id, store: device.store, believed: held == briefing.totals ? nil : message.held)
    guard held != briefing.totals else { return }
    logger.warning("a device's totals differ from the ledger's", metadata: ["device": "\(device.id)"])
  }
}
