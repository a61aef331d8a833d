import Crypto
import Foundation
import SnackChain
import SyncProtocol

/// A request as a device signs it; tests bend what they want to see refused.
struct SignedRequest {
  var method = "POST"
  var path: String
  var body: Data
  var headers: [(String, String)]

  init(
    _ path: String, _ body: Data, keyID: String, key: Curve25519.Signing.PrivateKey, at moment: Timestamp,
    nonce: String = UUID().uuidString, more: [(String, String)] = []
  ) throws {
    self.path = path
    self.body = body
    let signed = try RequestSignature.sign(
      method: "POST", path: path, body: body, created: moment.milliseconds / 1000, keyID: keyID, nonce: nonce, key: key)
    headers =
      [
        ("Host", "hq"), ("Content-Type", "application/json"), ("Content-Length", String(body.count)),
        ("Content-Digest", signed.contentDigest), ("Signature-Input", signed.signatureInput),
        ("Signature", signed.signature),
      ] + more
  }

  /// The head as it goes over the wire.
  var head: String {
    "\(method) \(path) HTTP/1.1\r\n" + headers.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n"
  }

  func sent(to port: Int) async throws -> WireConnection.Answer? {
    try await sent(over: WireConnection(port: port))
  }

  func sent(over connection: WireConnection) async throws -> WireConnection.Answer? {
    try await connection.send(Array(head.utf8) + Array(body))
    return try await connection.answer()
  }
}

extension WireConnection.Answer {
  /// The code of the problem document that this answer is.
  var problem: String? {
    guard headers["content-type"] == "application/problem+json" else { return nil }
    return try? decoded(ProblemDocument.self).code
  }

  func decoded<Message: Decodable>(_ type: Message.Type) throws -> Message {
    try JSONDecoder().decode(type, from: Data(body))
  }
}
