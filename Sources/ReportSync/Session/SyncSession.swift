import Foundation
import SnackChain
import StoreLedger
import SyncProtocol

/// One session: everything that waits goes to HQ, everything new comes here, and both sides compare their totals.
///
/// Whatever happens in the middle, running a session again goes on from what the ledger holds: a revision waits until
/// its verified receipt is recorded, and its identity never changes.
public struct SyncSession: Sendable {
  /// The path that sessions post to.
  public static let path = "/v1/sync"

  let ledger: StoreLedger
  let environment: SyncEnvironment
  private let transport: any SyncTransport
  private let retries: RetryPolicy

  /// Makes a session of a ledger that is joined.
  public init(
    ledger: StoreLedger, transport: any SyncTransport, environment: SyncEnvironment = .system,
    retries: RetryPolicy = .brief
  ) {
    self.ledger = ledger
    self.transport = transport
    self.environment = environment
    self.retries = retries
  }

  /// Runs the session.
  ///
  /// - Parameter progress: told after each turn how many revisions still wait.
  /// - Returns: what was done, also where it ended early.
  public func run(progress: @Sendable (Int) -> Void = { _ in }) async -> SyncReport {
    var report = SyncReport()
    do throws(SyncProblem) {
      try await run(into: &report, progress: progress)
    } catch {
      report.problem = error
    }
    return report
  }

  private func run(
    into report: inout SyncReport, progress: @Sendable (Int) -> Void
  ) async throws(SyncProblem) {
    var random = environment.random
    let lease = try onLedger { () throws(LedgerProblem) in
      try ledger.takeLease(now: environment.now(), random: &random)
    }
    var failure: SyncProblem?
    do throws(SyncProblem) {
      try await exchangeAll(lease, into: &report, progress: progress)
    } catch {
      failure = error
    }
    let problem = failure
    // Where the disk does not take even this, the session's own problem is the one to tell.
    let noted = Result { () throws(LedgerProblem) in
      try ledger.noteSession(problem: problem?.code, now: environment.now())
      try ledger.release(lease)
      return try ledger.waitingCount()
    }
    if case .success(let waiting) = noted { report.waiting = waiting }
    if let problem { throw problem }
    if case .failure(let problem) = noted { throw .ledger(problem) }
  }

  private func exchangeAll(
    _ lease: SyncLease, into report: inout SyncReport, progress: @Sendable (Int) -> Void
  ) async throws(SyncProblem) {
    guard let enrollment = try onLedger({ () throws(LedgerProblem) in try ledger.enrollment() }) else {
      throw .ledger(.missing(path: ledger.path))
    }
    var exchange = SignedExchange(
      transport: transport, key: try DeviceKey(of: enrollment, besideLedger: ledger.path), keyID: enrollment.device,
      clockOffset: enrollment.clockOffset, environment: environment)
    var state = SessionState()
    while true {
      let turn = try onLedger { () throws(LedgerProblem) in
        try ledger.renew(lease, now: environment.now())
        return try ledger.nextTurn(limit: state.batch, skipping: state.answered)
      }
      var random = environment.random
      let name = RequestLine.name(using: &random)
      guard let answer = try await ask(turn, named: name, by: &exchange, state: &state) else { continue }
      let asked = turn.operations.map(\.id) + turn.rectifications.map(\.id)
      state.sent.formUnion(asked)
      report.sent = state.sent.count
      if answer.rewound == true {
        // Nothing of this answer may be kept: it would hide what HQ has lost.
        guard !state.hasStartedOver else { throw .contradictory("went back twice") }
        try startOver(&state)
        continue
      }
      let result = try onLedger { () throws(LedgerProblem) in
        try ledger.record(
          answer, to: turn.operations, rectifications: turn.rectifications, turn: name, lease: lease,
          now: environment.now())
      }
      report.add(result)
      report.clockOffset = answer.serverTime.milliseconds - environment.now().milliseconds
      // An answer whose photographs HQ misses is asked again once, with them.
      let isAskedAgain = result.missingEvidence > 0 && !state.hasSentMissing
      state.hasSentMissing = state.hasSentMissing || isAskedAgain
      state.answered.formUnion(isAskedAgain ? turn.operations.map(\.id) : asked)
      let rest = try onLedger { () throws(LedgerProblem) in
        try ledger.nextTurn(limit: 1, skipping: state.answered)
      }
      progress(rest.waiting)
      if answer.more && answer.cursor <= turn.cursor && asked.isEmpty {
        throw .contradictory("more without advance")
      }
      if answer.more || !rest.operations.isEmpty || !rest.rectifications.isEmpty { continue }
      // Figures first: they are small, and a slow line takes long over a photograph.
      if try await sendEvidence(by: &exchange, lease: lease) { continue }
      if try compare(answer, state: &state, report: &report) { return }
    }
  }

  /// One turn's answer; `nil` where the batch was too large and has been halved.
  private func ask(
    _ turn: SyncTurn, named name: String, by exchange: inout SignedExchange, state: inout SessionState
  ) async throws(SyncProblem) -> SyncResponse? {
    try await retrying { () async throws(SyncProblem) -> SyncResponse? in
      let request = SyncRequest(turn, named: name, sentAt: environment.now())
      guard let body = try await exchange.send(request, to: Self.path) else {
        guard turn.operations.count > 1 else { throw .refused(code: ProblemCode.tooLarge, status: 413) }
        state.batch = max(1, turn.operations.count / 2)
        return nil
      }
      return try Self.decoded(body, for: turn)
    }
  }

  /// Does `body` again after waits, as long as what goes wrong may pass by itself and the policy has patience.
  func retrying<Value>(
    _ body: () async throws(SyncProblem) -> Value
  ) async throws(SyncProblem) -> Value {
    var backoff = Backoff()
    var waited: Int64 = 0
    while true {
      do throws(SyncProblem) {
        return try await body()
      } catch {
        guard error.isTransient, backoff.attempts < retries.attempts else { throw error }
        var retryAfter: Int64?
        if case .busy(let seconds) = error { retryAfter = seconds }
        var random = environment.random
        let wait = backoff.next(retryAfter: retryAfter, random: &random)
        guard wait <= retries.patience - waited else { throw error }
        waited += wait
        do { try await environment.sleep(wait) } catch { throw .cancelled }
      }
    }
  }

  private static func decoded(_ body: Data, for turn: SyncTurn) throws(SyncProblem) -> SyncResponse {
    // A network's sign-in page answers 200 too.
    guard let answer = try? JSONDecoder().decode(SyncResponse.self, from: body) else {
      throw .notHeadquarters(status: 200)
    }
    guard answer.profile.store == turn.store else { throw .contradictory("another store") }
    return answer
  }

  /// Compares totals once everything is here. On a difference both sides begin anew, once: HQ's whole feed is fetched,
  /// and everything that it ever acknowledged is sent again. That shows what is missing here and what HQ lost.
  ///
  /// - Returns: whether the session is over.
  private func compare(
    _ answer: SyncResponse, state: inout SessionState, report: inout SyncReport
  ) throws(SyncProblem) -> Bool {
    let now = environment.now()
    report.differences = try onLedger { () throws(LedgerProblem) in
      try ledger.compareTotals(with: answer.totals, now: now)
    }
    if report.differences.isEmpty || state.hasStartedOver { return true }
    try startOver(&state)
    return false
  }

  private func startOver(_ state: inout SessionState) throws(SyncProblem) {
    let now = environment.now()
    _ = try onLedger { () throws(LedgerProblem) in try ledger.startOver(now: now) }
    state.hasStartedOver = true
    state.answered = []
  }

  func onLedger<Value>(
    _ body: () throws(LedgerProblem) -> Value
  ) throws(SyncProblem) -> Value {
    do throws(LedgerProblem) { return try body() } catch { throw .ledger(error) }
  }
}

/// What a session remembers between its turns.
private struct SessionState {
  /// How many operations go into a request.
  var batch = SyncRequest.operationLimit
  /// Operations that left the device.
  var sent: Set<OperationID> = []
  /// Operations that HQ has answered in this session, whatever it said: they are not sent twice in it.
  var answered: Set<OperationID> = []
  /// Whether photographs that HQ missed were sent again: that is done once.
  var hasSentMissing = false
  /// Whether everything was asked for and sent anew: that is done once.
  var hasStartedOver = false
}

extension SyncReport {
  mutating func add(_ result: RecordedAnswer) {
    accepted += result.accepted
    repeated += result.repeated
    refused += result.refused
    conflicts += result.conflicts
    learnt += result.learnt
    badReceipts += result.badReceipts
  }
}
