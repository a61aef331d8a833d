import Crypto
import Foundation
import Gzip
import SnackChain
import SyncProtocol

/// One signed request and its answer, with the two things that are mended on the spot: a wrong clock and a nonce that
/// HQ has seen.
struct SignedExchange {
  let transport: any SyncTransport
  let key: DeviceKey
  /// The `keyid`: the device's id, or at joining the public key.
  let keyID: String
  /// What to add to the device's clock, in milliseconds.
  var clockOffset: Int64
  let environment: SyncEnvironment

  /// Sends `message` once, or twice where HQ told its clock or had seen the nonce.
  ///
  /// - Returns: the body of a 200, or `nil` where the request was too large for HQ.
  mutating func send(_ message: some Encodable, to path: String) async throws(SyncProblem) -> Data? {
    try await send(try packed(message), type: .packedJSON, to: path)
  }

  /// Sends bytes as they are.
  mutating func send(bytes: [UInt8], to path: String) async throws(SyncProblem) -> Data? {
    try await send(bytes, type: .bytes, to: path)
  }

  private enum BodyType {
    case packedJSON, bytes
  }

  private mutating func send(
    _ body: [UInt8], type: BodyType, to path: String
  ) async throws(SyncProblem) -> Data? {
    var hasSetClock = false
    var hasNewNonce = false
    while true {
      let response = try await post(body, type: type, to: path)
      if response.status == 200 { return Data(response.body) }
      let problem = try? JSONDecoder().decode(ProblemDocument.self, from: Data(response.body))
      switch problem?.code {
      case ProblemCode.clockSkew:
        guard !hasSetClock, let serverTime = problem?.serverTime else { throw .clockSkew }
        clockOffset = serverTime.milliseconds - environment.now().milliseconds
        hasSetClock = true
      case ProblemCode.replayed where !hasNewNonce:
        hasNewNonce = true
      case ProblemCode.tooLarge: return nil
      default:
        if response.status == 413 { return nil }
        throw Self.meaning(of: response, problem)
      }
    }
  }

  /// What an answer other than 200 means.
  private static func meaning(of response: WireResponse, _ problem: ProblemDocument?) -> SyncProblem {
    switch (response.status, problem?.code) {
    case (_, ProblemCode.deviceRevoked?): .revoked
    case (_, ProblemCode.deviceCloned?): .cloned
    case (429, _), (503, _): .busy(retryAfter: response.retryAfter)
    case (408, _), (500..., _): .serverBroken(status: response.status, instance: problem?.instance)
    case (400..<500, let code?): .refused(code: code, status: response.status)
    default: .notHeadquarters(status: response.status)
    }
  }

  private func packed(_ message: some Encodable) throws(SyncProblem) -> [UInt8] {
    do {
      return try Gzip.compress([UInt8](JSONEncoder().encode(message)))
    } catch {
      throw .transport(.local("encode"))
    }
  }

  private func post(_ body: [UInt8], type: BodyType, to path: String) async throws(SyncProblem) -> WireResponse {
    var random = environment.random
    let nonce = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }.hexadecimal
    let headers: RequestSignature.Headers
    do {
      headers = try RequestSignature.sign(
        method: "POST", path: path, body: Data(body),
        created: (environment.now().milliseconds + clockOffset) / 1000, keyID: keyID, nonce: nonce,
        key: key.privateKey)
    } catch {
      throw .transport(.local("sign"))
    }
    let kind: [WireRequest.Header] =
      switch type {
      case .packedJSON: [.init("Content-Type", "application/json"), .init("Content-Encoding", "gzip")]
      case .bytes: [.init("Content-Type", EvidenceAnswer.contentType)]
      }
    let request = WireRequest(
      path: path,
      headers: kind + [
        .init("Accept", "application/json, application/problem+json"), .init("Accept-Encoding", "gzip"),
        .init("Want-Content-Digest", "sha-256=1"),
        .init("Content-Digest", headers.contentDigest), .init("Signature-Input", headers.signatureInput),
        .init("Signature", headers.signature),
      ], body: body)
    do throws(TransportProblem) {
      return try await transport.send(request)
    } catch {
      throw error == .cancelled ? .cancelled : .transport(error)
    }
  }
}
