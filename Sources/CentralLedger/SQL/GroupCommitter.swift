import Dispatch
import SnackChain
import Synchronization
import SyncProtocol

/// The queue before the writer: what waits is taken in groups, one transaction each, and answered after its commit.
final class GroupCommitter: Sendable {
  typealias Answer = Result<[OperationOutcome], CentralLedgerError>

  private struct Waiting {
    let submission: Submission
    let continuation: CheckedContinuation<Answer, Never>
  }

  /// When a device was heard of, and how far its clock was off.
  private struct Contact {
    let at: Timestamp
    let skew: Int64
  }

  /// What a device believes the ledger to hold; `nil` where that is so.
  private struct Belief {
    let store: StoreCode
    let totals: [YearTotal]?
    let at: Timestamp
  }

  /// What was heard of devices since the last group.
  private struct Hearsay {
    var contacts: [String: Contact] = [:]
    var beliefs: [String: Belief] = [:]
    var isEmpty: Bool { contacts.isEmpty && beliefs.isEmpty }
  }

  /// What one transaction takes.
  private struct Group {
    let waiting: [Waiting]
    let heard: Hearsay
  }

  private struct State {
    var waiting: [Waiting] = []
    var operations = 0
    var isRunning = false
    var isClosed = false
    var lastGroup = 0
    var heard = Hearsay()
    var differing: Set<String> = []
    var idle: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  private let engine: any LedgerEngine
  private let keys: KeyFile
  private let options: LedgerOptions

  init(engine: any LedgerEngine, keys: KeyFile, options: LedgerOptions) {
    self.engine = engine
    self.keys = keys
    self.options = options
  }

  /// How many operations wait.
  var waiting: Int { state.withLock { $0.operations } }

  func submit(_ submission: Submission) async throws(CentralLedgerError) -> [OperationOutcome] {
    guard !submission.operations.isEmpty else { return [] }
    let answer: Answer = await withCheckedContinuation { continuation in
      let refusal: CentralLedgerError? = state.withLock { state in
        if state.isClosed { return .closed }
        if state.operations + submission.operations.count > options.queueLimit, state.operations > 0 {
          return .busy(retryAfterSeconds: 2)
        }
        state.waiting.append(Waiting(submission: submission, continuation: continuation))
        state.operations += submission.operations.count
        return nil
      }
      if let refusal { continuation.resume(returning: .failure(refusal)) } else { wake() }
    }
    return try answer.get()
  }

  /// Kept in memory until the next group, or until ``close()``: a contact is not worth a commit of its own.
  func noteContact(device: String, skew: Int64) {
    state.withLock { state in
      guard !state.isClosed, state.heard.contacts.count < 100_000 || state.heard.contacts[device] != nil else { return }
      state.heard.contacts[device] = Contact(at: options.clock(), skew: skew)
    }
  }

  /// Kept like a contact. Nothing is noted of a device that agrees and never did otherwise.
  func noteTotals(device: String, store: StoreCode, believed: [YearTotal]?) {
    state.withLock { state in
      guard !state.isClosed, state.heard.beliefs.count < 100_000 || state.heard.beliefs[device] != nil else { return }
      if believed == nil, !state.differing.contains(device) { return }
      if believed == nil { state.differing.remove(device) } else { state.differing.insert(device) }
      state.heard.beliefs[device] = Belief(store: store, totals: believed, at: options.clock())
    }
  }

  /// Devices that differed when a process before this one heard of them.
  func remember(differing devices: Set<String>) { state.withLock { $0.differing.formUnion(devices) } }

  /// Waits until all that was handed in is answered; nothing is taken any more.
  func close() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        state.isClosed = true
        if state.isRunning { state.idle.append(continuation) }
        return !state.isRunning
      }
      if isIdle { continuation.resume() }
    }
    let heard = state.withLock { state in
      defer { state.heard = Hearsay() }
      return state.heard
    }
    guard !heard.isEmpty else { return }
    await withCheckedContinuation { continuation in
      // What is lost here is only when a device was last seen.
      engine.write(keeping: true) {
        try Self.write(heard, to: $0)
      } _: { _ in
        continuation.resume()
      }
    }
  }

  /// Starts the writer unless it runs. While others are sending too, a group waits a moment for company.
  private func wake() {
    let delay: Int? = state.withLock { state in
      guard !state.isRunning, !state.waiting.isEmpty else { return nil }
      state.isRunning = true
      return state.lastGroup > 1 && state.operations < options.groupLimit ? options.groupDelayMilliseconds : 0
    }
    guard let delay else { return }
    if delay == 0 {
      writeGroup()
    } else {
      DispatchQueue.global(qos: .userInitiated).asyncAfter(deadline: .now() + .milliseconds(delay)) {
        self.writeGroup()
      }
    }
  }

  /// Takes what waits once the writer is there: all that came while the group before was written.
  private func writeGroup() {
    let group = Mutex<Group?>(nil)
    engine.write(keeping: true) { [keys, options] connection in
      let taken = group.withLock { group in
        let taken = group ?? self.takeGroup()
        group = taken
        return taken
      }
      let outcomes = try ReportGroup.take(
        taken.waiting.map(\.submission), in: connection, keyring: keys.current, now: options.clock())
      try Self.write(taken.heard, to: connection)
      return outcomes
    } _: { result in
      // Where the writer never came, those who wait are told why.
      self.answer(group.withLock { $0 } ?? self.takeGroup(), with: result)
    }
  }

  private func takeGroup() -> Group {
    state.withLock { state in
      var count = 0
      var end = 0
      while end < state.waiting.count,
        end == 0
          || count + state.waiting[end].submission.operations.count
            <= options.groupLimit
      {
        count += state.waiting[end].submission.operations.count
        end += 1
      }
      let group = Group(waiting: Array(state.waiting[0..<end]), heard: state.heard)
      state.waiting.removeFirst(end)
      state.operations -= count
      state.lastGroup = end
      state.heard = Hearsay()
      return group
    }
  }

  private func answer(_ group: Group, with result: Result<[[OperationOutcome]], CentralLedgerError>) {
    switch result {
    case .success(let outcomes):
      for (waiting, outcomes) in zip(group.waiting, outcomes) {
        waiting.continuation.resume(returning: .success(outcomes))
      }
    case .failure(let error):
      for waiting in group.waiting { waiting.continuation.resume(returning: .failure(error)) }
    }
    let idle = state.withLock { state in
      state.isRunning = false
      guard state.waiting.isEmpty else { return [CheckedContinuation<Void, Never>]() }
      defer { state.idle = [] }
      return state.idle
    }
    for continuation in idle { continuation.resume() }
    wake()
  }

  private static func write(_ heard: Hearsay, to database: LedgerConnection) throws {
    for (device, belief) in heard.beliefs {
      try BelievedTotals.write(database, device: device, store: belief.store, believed: belief.totals, at: belief.at)
    }
    for (device, contact) in heard.contacts {
      try database.run(
        "UPDATE device SET last_seen = ?, skew = ? WHERE device_id = ?",
        [.int(contact.at.milliseconds), .int(contact.skew), .text(device)])
    }
  }
}
