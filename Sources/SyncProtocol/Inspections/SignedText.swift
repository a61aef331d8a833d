import Crypto
import Foundation

/// A text with the signature of whoever wrote it, as a file that can be carried anywhere: what was signed is the text
/// byte for byte, so nothing depends on how JSON is written.
public struct SignedText: Hashable, Sendable, Codable {
  /// What the text is, with its version: `tongbiao-bundle/1`.
  public let format: String
  /// The text.
  public let content: String
  /// The key.
  public let keyID: String
  /// Ed25519 over format, a line feed and the text; base64.
  public let signature: String

  enum CodingKeys: String, CodingKey {
    case format, content, signature
    case keyID = "key_id"
  }

  /// Signs a text.
  public init(_ content: String, format: String, key: Curve25519.Signing.PrivateKey) throws {
    self.format = format
    self.content = content
    keyID = ReceiptKey.identifier(of: key.publicKey)
    signature = try key.signature(for: Self.signed(format, content)).base64EncodedString()
  }

  /// Whether one of `keys` signed exactly this.
  public func isSigned(byOneOf keys: [ReceiptKey]) -> Bool {
    guard let key = keys.first(where: { $0.id == keyID })?.publicKey, let bytes = Data(base64Encoded: signature) else {
      return false
    }
    return key.isValidSignature(bytes, for: Self.signed(format, content))
  }

  private static func signed(_ format: String, _ content: String) -> Data { Data((format + "\n" + content).utf8) }

  /// The SHA-256 of the text, hexadecimal.
  public var digest: String { SHA256.hash(data: Data(content.utf8)).hexadecimal }
}
