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
    check = DeviceCheck(ledger: ledger, replays: ReplayGuard(), clock: settings.clock)
  }

  func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    let received = try await reading.read(request)
    let device = try await check.device(of: received)
    let message = try StrictJSON.decode(SyncRequest.self, from: received.content)
    guard message.version == syncProtocolVersion else { throw ServerProblem.unknownProtocol }
    guard message.store == device.store else {
      context.logger.warning("a device asked for another store", metadata: ["device": "\(device.id)"])
      throw ServerProblem.otherStore
    }
    guard message.operations.count <= SyncRequest.operationLimit else { throw ServerProblem.tooLarge }
    let outcomes =
      message.operations.isEmpty
      ? []
      : try await ledger.submit(
        Submission(store: device.store, device: device.id, operations: message.operations))
    let changes = try await ledger.headChanges(
      of: device.store, after: max(0, message.cursor), limit: Self.changeLimit)
    let now = settings.clock()
    let (skew, overflow) = message.sentAt.milliseconds.subtractingReportingOverflow(now.milliseconds)
    await ledger.noteContact(device: device.id, skewMilliseconds: overflow ? .max : skew)
    let response = SyncResponse(
      outcomes: outcomes, changes: changes.changes, cursor: changes.cursor, more: changes.more,
      totals: try await ledger.totals(of: device.store), receiptKeys: try await ledger.receiptKeys(), serverTime: now,
      profile: try await ledger.profile(of: device.store, at: now))
    return try Response.json(response, for: request)
  }
}
