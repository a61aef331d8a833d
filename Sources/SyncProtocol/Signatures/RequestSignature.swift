import Crypto
import Foundation
import SnackChain

/// HTTP message signatures (RFC 9421) with Ed25519 over method, path and content digest (RFC 9530), as devices make
/// them and HQ checks them.
public struct RequestSignature: Hashable, Sendable {
  /// The label under which our signature stands in the header's dictionary.
  public static let label = "tongbiao"
  /// How far `created` may be from HQ's clock, in seconds.
  public static let window: Int64 = 300

  /// When it was signed, in whole seconds since 1970.
  public let created: Int64
  /// The device's id, or the base64 of the public key at joining.
  public let keyID: String
  /// Random, used once.
  public let nonce: String
  /// The 64 bytes.
  public let signature: Data

  /// The values of the three headers of a signed request.
  public struct Headers: Hashable, Sendable {
    /// `Content-Digest`
    public let contentDigest: String
    /// `Signature-Input`
    public let signatureInput: String
    /// `Signature`
    public let signature: String
  }

  /// Signs a request.
  ///
  /// - Parameters:
  ///   - body: the bytes as they go over the wire, after compression.
  ///   - created: seconds since 1970 by HQ's clock as far as the device knows it.
  public static func sign(
    method: String, path: String, body: Data, created: Int64, keyID: String, nonce: String,
    key: Curve25519.Signing.PrivateKey
  ) throws -> Headers {
    let digest = contentDigest(of: body)
    let parameters = signatureParameters(created: created, keyID: keyID, nonce: nonce)
    let base = signatureBase(method: method, path: path, contentDigest: digest, parameters: parameters)
    let signature = try key.signature(for: Data(base.utf8)).base64EncodedString()
    return Headers(
      contentDigest: digest, signatureInput: "\(label)=\(parameters)", signature: "\(label)=:\(signature):")
  }

  /// `sha-256=:BASE64:` of the body as sent (RFC 9530).
  public static func contentDigest(of body: Data) -> String {
    "sha-256=:" + Data(SHA256.hash(data: body)).base64EncodedString() + ":"
  }

  /// Whether this signature of these parts was made with `key`.
  ///
  /// The caller has compared ``contentDigest(of:)`` of the received body with the header first.
  public func isValid(method: String, path: String, contentDigest: String, key: Curve25519.Signing.PublicKey) -> Bool {
    let parameters = Self.signatureParameters(created: created, keyID: keyID, nonce: nonce)
    let base = Self.signatureBase(method: method, path: path, contentDigest: contentDigest, parameters: parameters)
    return key.isValidSignature(signature, for: Data(base.utf8))
  }

  private static func signatureParameters(created: Int64, keyID: String, nonce: String) -> String {
    "(\"@method\" \"@path\" \"content-digest\");created=\(created);keyid=\"\(keyID)\";nonce=\"\(nonce)\""
      + ";alg=\"ed25519\""
  }

  private static func signatureBase(
    method: String, path: String, contentDigest: String, parameters: String
  ) -> String {
    """
    "@method": \(method)
    "@path": \(path)
    "content-digest": \(contentDigest)
    "@signature-params": \(parameters)
    """
  }

  init(created: Int64, keyID: String, nonce: String, signature: Data) {
    self.created = created
    self.keyID = keyID
    self.nonce = nonce
    self.signature = signature
  }
}
