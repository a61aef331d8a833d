import Crypto
import Foundation

/// A paper that HQ signed with its receipt key: whoever has the public key verifies it, offline and years later.
public protocol SignedByHeadquarters: Hashable, Sendable, Codable {
  /// The text that is signed. It begins with the name of its kind, so that no paper passes for another.
  var canonicalText: String { get }
  /// Which key signed.
  var keyID: String { get set }
  /// Ed25519 over ``canonicalText``, base64.
  var signature: String { get set }
}

extension SignedByHeadquarters {
  /// Signs with HQ's key.
  public func signed(with key: Curve25519.Signing.PrivateKey) throws -> Self {
    try signed(with: key, named: ReceiptKey.identifier(of: key.publicKey))
  }

  /// Signs with HQ's key, whose identifier the caller has at hand.
  package func signed(with key: Curve25519.Signing.PrivateKey, named keyID: String) throws -> Self {
    var signed = self
    signed.keyID = keyID
    signed.signature = try key.signature(for: Data(signed.canonicalText.utf8)).base64EncodedString()
    return signed
  }

  /// Whether one of `keys` signed exactly this.
  public func isSigned(byOneOf keys: [ReceiptKey]) -> Bool {
    guard let key = keys.first(where: { $0.id == keyID })?.publicKey, let bytes = Data(base64Encoded: signature)
    else { return false }
    return key.isValidSignature(bytes, for: Data(canonicalText.utf8))
  }
}

/// Short codes for paper and the telephone, made of a digest.
public enum CheckCode {
  /// 12 characters in three groups of four, made from the first 60 bits of SHA-256.
  public static func of(_ text: String) -> String {
    let digest = SHA256.hash(data: Data(text.utf8))
    var bits: UInt64 = 0
    for byte in digest.prefix(8) { bits = bits << 8 | UInt64(byte) }
    let characters = (0..<12).map { InviteCode.alphabet[Int(bits >> (59 - 5 * UInt64($0)) & 31)] }
    return stride(from: 0, to: 12, by: 4).map { String(characters[$0..<$0 + 4]) }.joined(separator: "-")
  }

  /// What was typed, in the form that is compared: capitals, look-alikes read, without dashes and blanks.
  public static func normalized(_ typed: String) -> String {
    String(
      typed.uppercased().compactMap { character -> Character? in
        switch character {
        case "O": "0"
        case "I", "L": "1"
        case "-": nil
        default: character.isWhitespace ? nil : character
        }
      })
  }
}
