import CentralLedger
import Hummingbird
import Logging
import SnackChain
import SyncProtocol

/// `POST /v1/recovery`: a device asks for the code with which another device gets everything back one day.
struct RecoveryRoute: Sendable {
  private let ledger: any CentralLedger
  private let reading: RequestReading
  private let check: DeviceCheck

  init(ledger: any CentralLedger, reading: RequestReading, check: DeviceCheck) {
    self.ledger = ledger
    self.reading = reading
    self.check = check
  }

  func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    let received = try await reading.read(request)
    let device = try await check.device(of: received)
    let message = try StrictJSON.decode(RecoveryRequest.self, from: received.content)
    guard message.version == syncProtocolVersion else { throw ServerProblem.unknownProtocol }
    guard message.store == device.store else { throw ServerProblem.otherStore }
    let invite = try await ledger.makeRecoveryCode(for: device.store, device: device.id)
    context.logger.info("recovery code made", metadata: ["device": "\(device.id)"])
    return try Response.json(RecoveryResponse(code: invite.code, expires: invite.expires), for: request)
  }
}
