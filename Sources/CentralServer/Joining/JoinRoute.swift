import CentralLedger
import Crypto
import Foundation
import Hummingbird
import Logging
import SnackChain
import SyncProtocol

/// `POST /v1/join`: a device with an invite code and a key of its own becomes one of a store's.
struct JoinRoute: Sendable {
  private let ledger: any CentralLedger
  private let settings: ServerSettings
  private let reading: RequestReading
  private let throttle = JoinThrottle()

  init(ledger: any CentralLedger, settings: ServerSettings, reading: RequestReading) {
    self.ledger = ledger
    self.settings = settings
    self.reading = reading
  }

  func answer(_ request: Request, _ context: ServerContext) async throws -> Response {
    try throttle.check(CallerAddress(context.peer), at: settings.clock())
    let received = try await reading.read(request)
    let message = try StrictJSON.decode(JoinRequest.self, from: received.content)
    guard message.version == syncProtocolVersion else { throw ServerProblem.unknownProtocol }
    // Whoever joins shows that it holds the private half of the key it brings.
    guard received.signature.keyID == message.publicKey, let bytes = Data(base64Encoded: message.publicKey),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes), received.isSigned(by: key)
    else { throw ServerProblem.signatureInvalid }
    try received.checkTime(settings.clock())
    guard let code = InviteCode.normalized(message.code) else { throw wrongCode(context) }
    let device: Device
    do throws(CentralLedgerError) {
      device = try await ledger.join(
        code: code, publicKey: Array(bytes), deviceName: Self.kept(message.deviceName))
    } catch .inviteInvalid {
      throw wrongCode(context)
    }
    context.logger.info("device joined", metadata: ["device": "\(device.id)"])
    let response = JoinResponse(
      device: device.id, profile: try await ledger.profile(of: device.store, at: settings.clock()),
      receiptKeys: try await ledger.receiptKeys(), serverTime: settings.clock())
    return try Response.json(response, for: request)
  }

  /// A name as it is kept and shown: short, and without what a terminal would obey or an eye would be deceived by.
  private static func kept(_ name: String) -> String {
    let scalars = name.unicodeScalars.lazy.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    return String(String.UnicodeScalarView(scalars.prefix(64)))
  }

  private func wrongCode(_ context: ServerContext) -> ServerProblem {
    throttle.noteFailure(CallerAddress(context.peer), at: settings.clock())
    return .inviteInvalid
  }
}
