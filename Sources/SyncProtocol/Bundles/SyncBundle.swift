import Crypto
import Foundation
import SnackChain

/// A sync request on a stick, where there is no network at all: signed by the device, taken by HQ as if it had come over
/// the wire. Taken twice it counts once, since each operation keeps its identity.
public struct SyncBundle: Hashable, Sendable, Codable {
  /// The name of the kind.
  public static let kind = "tongbiao-bundle/1"

  /// ``kind``.
  public var kind: String
  /// The device's id.
  public var device: String
  /// The ``SyncRequest`` as JSON, exactly as it was signed.
  public var request: String
  /// Ed25519 by the device over ``signedText``, base64.
  public var signature: String

  /// Makes a bundle that is not signed yet.
  public init(device: String, request: String) {
    kind = Self.kind
    self.device = device
    self.request = request
    signature = ""
  }

  /// What the device signs.
  public var signedText: String { "\(Self.kind)\ndevice=\(device)\n\(request)" }

  /// Whether the key signed exactly this.
  public func isSigned(by key: Curve25519.Signing.PublicKey) -> Bool {
    guard kind == Self.kind, let bytes = Data(base64Encoded: signature) else { return false }
    return key.isValidSignature(bytes, for: Data(signedText.utf8))
  }
}

/// HQ's answer to a ``SyncBundle``, to be carried back: the receipts and what changed.
public struct BundleAnswer: SignedByHeadquarters {
  /// The name of the kind.
  public static let kind = "tongbiao-bundle-answer/1"

  /// ``kind``.
  public var kind: String
  /// The device that it is for.
  public var device: String
  /// The ``SyncResponse`` as JSON, exactly as it was signed.
  public var response: String
  /// Which key signed.
  public var keyID: String
  /// Ed25519 over ``canonicalText``, base64.
  public var signature: String

  /// Makes an answer that is not signed yet.
  public init(device: String, response: String) {
    kind = Self.kind
    self.device = device
    self.response = response
    keyID = ""
    signature = ""
  }

  enum CodingKeys: String, CodingKey {
    case kind, device, response, signature
    case keyID = "key_id"
  }

  /// The text that is signed.
  public var canonicalText: String { "\(Self.kind)\ndevice=\(device)\nkey_id=\(keyID)\n\(response)" }
}
