import CentralLedger
import Crypto
import Foundation
import SnackChain
import SyncProtocol

/// Finds out which device a request comes from. A request that has not passed here has no device.
struct DeviceCheck: Sendable {
  let ledger: any CentralLedger
  let replays: ReplayGuard
  let rate: RequestRate
  let clock: @Sendable () -> Timestamp

  /// The device that signed the request, now, once, and may still send.
  ///
  /// - Throws: ``ServerProblem``. An unknown device and a wrong signature are told alike.
  func device(of request: ReceivedRequest) async throws -> Device {
    guard let device = try await ledger.device(request.signature.keyID),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: Data(device.publicKey)),
      request.isSigned(by: key)
    else { throw ServerProblem.signatureInvalid }
    // Only whoever holds the key uses up the device's allowance.
    try rate.check(device.id, at: clock())
    guard device.revokedAt == nil else { throw ServerProblem.deviceRevoked }
    guard device.quarantinedAt == nil else { throw ServerProblem.deviceCloned }
    let now = clock()
    try request.checkTime(now)
    try replays.admit(device: device.id, nonce: request.signature.nonce, at: now)
    return device
  }
}

extension ReceivedRequest {
  /// Whether `key` signed this method, path and body.
  func isSigned(by key: Curve25519.Signing.PublicKey) -> Bool {
    signature.isValid(method: method, path: path, contentDigest: contentDigest, key: key)
  }

  /// - Throws: ``ServerProblem/clockSkew`` where the request was signed too far from `now`.
  func checkTime(_ now: Timestamp) throws {
    let (distance, overflow) = signature.created.subtractingReportingOverflow(now.milliseconds / 1000)
    guard !overflow, distance.magnitude <= UInt64(RequestSignature.window) else { throw ServerProblem.clockSkew }
  }
}
