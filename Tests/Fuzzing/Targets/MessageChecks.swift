import Crypto
import Foundation
import SnackChain
import SyncProtocol

/// Messages and headers of the wire.
enum MessageChecks {
  static func sync(_ bytes: [UInt8]) -> String? {
    guard let message = try? StrictJSON.decode(IncomingSync.self, from: Data(bytes)) else { return nil }
    for operation in message.operations.compactMap(\.operation) {
      guard let written = try? JSONEncoder().encode(operation),
        let again = try? JSONDecoder().decode(ReportOperation.self, from: written)
      else { return "an operation that was read cannot be written" }
      guard again == operation, again.contentText == operation.contentText else { return "an operation changed" }
      let context = ReportRules.Context(
        otherMonths: message.operations.compactMap { $0.operation?.report.turnover.fen },
        today: message.sentAt.dayInChina, opened: nil, closed: nil)
      _ = ReportRules.findings(in: operation.report, context: context)
    }
    guard message.putOff.count == message.operations.count else { return "an operation without an answer" }
    return nil
  }

  static func join(_ bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    if let code = InviteCode.normalized(text), InviteCode.normalized(code) != code { return "a code changed" }
    guard let message = try? StrictJSON.decode(JoinRequest.self, from: Data(bytes)) else { return nil }
    guard let written = try? JSONEncoder().encode(message),
      (try? JSONDecoder().decode(JoinRequest.self, from: written)) == message
    else { return "a request changed" }
    if let code = InviteCode.normalized(message.code), code.utf8.count != 10 { return "a code of another length" }
    return nil
  }

  /// The first line is `Signature-Input`, the rest `Signature`.
  static func signature(_ bytes: [UInt8]) -> String? {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard lines.count == 2,
      let found = try? RequestSignature.parse(signatureInput: String(lines[0]), signature: String(lines[1]))
    else { return nil }
    guard found.signature.count == 64, (1...64).contains(found.keyID.utf8.count) else { return "out of its bounds" }
    let isBelieved = found.isValid(method: "POST", path: "/v1/sync", contentDigest: "sha-256=:AA==:", key: strangersKey)
    return isBelieved ? "a signature that nobody made" : nil
  }

  private static let strangersKey = Curve25519.Signing.PrivateKey().publicKey

  static func bundle(_ bytes: [UInt8]) -> String? {
    if let bundle = try? StrictJSON.decode(SyncBundle.self, from: Data(bytes)) {
      if bundle.isSigned(by: strangersKey) { return "a bundle that nobody signed" }
      _ = sync(Array(bundle.request.utf8))
    }
    return nil
  }

  static func receipt(_ bytes: [UInt8]) -> String? {
    guard let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(bytes)) else { return nil }
    guard let written = try? JSONEncoder().encode(receipt),
      (try? JSONDecoder().decode(Receipt.self, from: written)) == receipt
    else { return "a receipt changed" }
    guard receipt.checkCode.utf8.count == 14 else { return "a check code of another length" }
    return receipt.isSigned(byOneOf: [ReceiptKey(strangersKey)]) ? "a receipt that nobody signed" : nil
  }
}
