import CentralLedger
import Crypto
import Foundation
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

extension World {
  static let address = "http://127.0.0.1:1"

  /// The owner syncs; where HQ does not know the device, the owner joins first.
  func sync(_ index: Int, _ random: StepRandom, isCalm: Bool = false) async throws {
    if devices[index].mustJoin { try await join(index, random, isCalm: isCalm) }
    guard !devices[index].mustJoin, let ledger = try ledger(of: index) else { return }
    try await session(on: index, ledger, random, isCalm: isCalm)
  }

  /// Another process on the device syncs while a request is under way.
  func syncInside(_ index: Int, _ random: StepRandom) async throws {
    guard !network.isNested, devices[index].isJoined, !devices[index].mustJoin, !devices[index].isDead else { return }
    network.isNested = true
    defer { network.isNested = false }
    let other = try StoreLedger(home: devices[index].home, store: devices[index].store)
    trace.note("  inside: device \(index)")
    try await run(index, other, SimulatedTransport(world: self, device: index, random: random, isCalm: true), .none)
    try other.close()
  }

  private func session(
    on index: Int, _ ledger: StoreLedger, _ random: StepRandom, isCalm: Bool
  ) async throws {
    var draw = random
    try bug?.beforeSession(on: index, in: self, random)
    let retries: RetryPolicy = draw.chance(50) && !isCalm ? .brief : .none
    let transport = SimulatedTransport(world: self, device: index, random: random, isCalm: isCalm)
    let sent = bug == nil ? [] : try ledger.nextTurn(limit: SyncRequest.operationLimit).operations.map(\.id)
    let report = try await run(index, ledger, transport, retries)
    if let violation = network.violation { throw violation }
    try afterDeath(of: index, random)
    try bug?.afterSession(on: index, sent: sent, in: self)
    switch report.problem {
    case .revoked?, .refused(ProblemCode.signatureInvalid, _)?: devices[index].mustJoin = true
    case .cloned?:
      guard let device = try self.ledger(of: index)?.enrollment()?.device, copied.contains(device) else {
        throw Violation("HQ takes device \(index) for a copy, and nobody ever copied it")
      }
      devices[index].mustJoin = true
    case .ledger(let problem)? where !Self.isExpected(problem):
      throw Violation("device \(index) cannot sync: \(problem.code)")
    default: break
    }
  }

  @discardableResult
  private func run(
    _ index: Int, _ ledger: StoreLedger, _ transport: SimulatedTransport, _ retries: RetryPolicy
  ) async throws -> SyncReport {
    devices[index].mayHaveReceipts = true
    let report = await SyncSession(
      ledger: ledger, transport: transport,
      environment: clock.environment(of: index, random: transport.random), retries: retries
    ).run()
    trace.note(
      "  sent \(report.sent) accepted \(report.accepted) repeated \(report.repeated) refused \(report.refused)"
        + " conflicts \(report.conflicts) waiting \(report.waiting) learnt \(report.learnt)"
        + " bad \(report.badReceipts) differ \(report.differences.count) \(report.problem?.code ?? "-")")
    return report
  }

  private static func isExpected(_ problem: LedgerProblem) -> Bool {
    switch problem {
    case .syncingElsewhere, .leaseLost: true
    default: false
    }
  }

  /// Where the process died in the session, what it did in memory afterwards has never been.
  private func afterDeath(of index: Int, _ random: StepRandom) throws {
    if let image = devices[index].deathImage {
      try replaceDisk(of: index, by: image)
    } else if let before = devices[index].imageBeforeRecording {
      let after = try image(of: index)
      let isTorn = after.torn(since: before, random: random)
      try replaceDisk(of: index, by: isTorn ?? before)
    }
    devices[index].deathImage = nil
    devices[index].imageBeforeRecording = nil
  }

  /// The owner joins with a new invite code. Whatever happens, the same code is tried again until it goes through.
  func join(_ index: Int, _ random: StepRandom, isCalm: Bool) async throws {
    var draw = random
    let store = devices[index].store
    try devices[index].ledger?.close()
    devices[index].ledger = nil
    let invite = try await headquarters.ledger.makeInvite(for: store, actor: "simulator")
    try keepKey(forCode: invite.code, on: index, draw.bytes(32))
    // One in eight makes its ledger itself.
    let folder = devices[index].home.folder(of: store)
    if !draw.chance(12), !FileManager.default.fileExists(atPath: folder) {
      try await PreparedDisks.device.write(to: folder)
    }
    for attempt in 0..<4 {
      let transport = SimulatedTransport(
        world: self, device: index, random: random, isCalm: isCalm || attempt > 1, isJoining: true)
      let joining = Joining(
        home: devices[index].home, server: try ServerAddress(Self.address), transport: transport,
        environment: clock.environment(of: index, random: random))
      do throws(Joining.Problem) {
        let outcome = try await joining.join(code: invite.code, deviceName: "device \(index)")
        trace.note("  joined \(outcome.profile.store)")
        devices[index].isJoined = true
        devices[index].mustJoin = false
        return
      } catch {
        if let violation = network.violation { throw violation }
        guard case .sync = error else { throw Violation("device \(index) could not join: \(error)") }
        clock.advance(milliseconds: 1000)
      }
    }
    throw Violation("device \(index) could not join in four attempts")
  }

  /// Puts the key where a joining that was cut off has left it, so that the seed decides about it too.
  private func keepKey(forCode code: String, on index: Int, _ bytes: [UInt8]) throws {
    guard let normal = InviteCode.normalized(code) else { throw Violation("HQ made a code that is none: \(code)") }
    let digest = SHA256.hash(data: Data((Self.address + "\n" + normal).utf8)).hexadecimal
    let folder = devices[index].home.joiningFolder(named: String(digest.prefix(32)))
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = Data(bytes).base64EncodedString() + "\n"
    try Data(text.utf8).write(to: URL(filePath: folder + "/device.key"))
  }

  /// The network is whole again, the clocks are right, and every owner syncs and decides until all is through.
  func drain() async throws {
    for index in devices.indices { clock.set(offset: 0, of: index) }
    step = max(step, plan.steps)
    network.late = []
    trace.note("drain")
    // What a device has heard of its store by now; where nothing came since, there is nothing more to hear.
    var heard: [Int: [YearMonth: OperationID]] = [:]
    for round in 0..<12 {
      var open: [Int] = []
      for index in devices.indices where try ledger(of: index) != nil {
        clock.advance(milliseconds: 3_600_000)
        let random = StepRandom(seed: plan.seed, step: plan.steps + 1 + round * 1000 + index)
        if heard[index] == model.heads(of: devices[index].store) { continue }
        try await sync(index, random, isCalm: true)
        try decide(on: index, random)
        let isDecided = try check(index)
        let isThrough = try isDecided && !devices[index].mustJoin && isDrained(index)
        heard[index] = isThrough ? model.heads(of: devices[index].store) : nil
        if !isThrough { open.append(index) }
      }
      let late = devices.indices.filter { index in
        heard[index].map { $0 != model.heads(of: devices[index].store) } ?? false
      }
      if open.isEmpty, late.isEmpty { return try await finish(round: round) }
      guard round < 11 else {
        throw Violation(
          "devices \(open + late) do not come to an end: something waits, or the totals differ for good")
      }
    }
  }

  private func isDrained(_ index: Int) throws -> Bool {
    guard let ledger = try ledger(of: index) else { return true }
    return try ledger.waitingCount() == 0 && ledger.heldTotals() == model.totals(of: devices[index].store)
  }

  private func finish(round: Int) async throws {
    for index in devices.indices { try checkDrained(index) }
    try await inspectHeadquarters()
    let version = try await headquarters.ledger.dataVersion()
    trace.note("drained after \(round + 1), version \(version)")
  }
}
