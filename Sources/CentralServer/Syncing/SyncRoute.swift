import CentralLedger
import Hummingbird
import Logging
import SnackChain
import SyncProtocol

/// `POST /v1/sync`: a device's operations up, their outcomes and the store's changes down, in one turn.
struct SyncRoute: Sendable {
  /// The most changes in one answer; more take another turn.
  static let changeLimit = 200

  private let ledger: any CentralLedger
  private let settings: ServerSettings
  private let reading: RequestReading
  private let check: DeviceCheck

  init(ledger: any CentralLedger, settings: ServerSettings, reading: RequestReading) {
    self.ledger = ledger
    self.settings = settings
    self.reading = reading
    check = DeviceCheck(
      ledger: ledger, replays: ReplayGuard(), rate: RequestRate(settings.deviceRate), clock: settings.clock)
  }

  func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    let received = try await reading.read(request)
    let device = try await check.device(of: received)
    let message = try StrictJSON.decode(IncomingSync.self, from: received.content)
    guard message.version == syncProtocolVersion else { throw ServerProblem.unknownProtocol }
    guard message.store == device.store else {
      context.logger.warning("a device asked for another store", metadata: ["device": "\(device.id)"])
      throw ServerProblem.otherStore
    }
    guard message.operations.count <= SyncRequest.operationLimit else { throw ServerProblem.tooLarge }
    // After a restore the device tells first what is missing: a figure that follows on a lost one must not be refused.
    let isRewound: Bool
    if let witness = message.witness {
      isRewound = try await !ledger.holds(witness, of: device.store)
    } else {
      isRewound = false
    }
    let outcomes = isRewound ? message.putOff : try await outcomes(of: message, from: device)
    guard
      let briefing = try await ledger.briefing(
        of: device.store, after: max(0, message.cursor), limit: Self.changeLimit)
    else { throw CentralLedgerError.unknownStore(device.store) }
    let now = settings.clock()
    let (skew, overflow) = message.sentAt.milliseconds.subtractingReportingOverflow(now.milliseconds)
    await ledger.noteContact(device: device.id, skewMilliseconds: overflow ? .max : skew)
    compare(message, with: briefing, of: device, context)
    let response = SyncResponse(
      outcomes: outcomes, changes: briefing.changes.changes, cursor: briefing.changes.cursor,
      more: briefing.changes.more, totals: briefing.totals, receiptKeys: try await ledger.receiptKeys(),
      serverTime: now, profile: try StoreProfile(briefing.store, at: now), rewound: isRewound ? true : nil)
    return try Response.json(response, for: request)
  }

  /// One outcome for each operation, in order. What cannot be read does not reach the ledger, nor does it stop the rest.
  private func outcomes(of message: IncomingSync, from device: Device) async throws -> [OperationOutcome] {
    let readable = message.operations.compactMap(\.operation)
    var taken =
      readable.isEmpty
      ? [] : try await ledger.submit(Submission(store: device.store, device: device.id, operations: readable))
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
    _ message: IncomingSync, with briefing: StoreBriefing, of device: Device, _ context: ServerContext
  ) {
    guard message.operations.isEmpty, briefing.changes.changes.isEmpty, message.cursor > 0 else { return }
    let held = message.held.filter { $0.count > 0 }.sorted { $0.year < $1.year }
    guard held != briefing.totals else { return }
    context.logger.warning("a device's totals differ from the ledger's", metadata: ["device": "\(device.id)"])
  }
}
