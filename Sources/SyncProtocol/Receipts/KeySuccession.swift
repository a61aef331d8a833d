import Crypto
import Foundation
import SnackChain

/// HQ's word that another key signs its receipts from now on, signed with the key before it. Whoever has pinned the one
/// comes to the other by this statement alone, however it reached him.
public struct KeySuccession: Hashable, Sendable, Codable {
  /// The id of the key that signs this.
  public var previous: String
  /// The key that follows.
  public var next: ReceiptKey
  /// When it was changed, by HQ's clock.
  public var changedAt: Timestamp
  /// Ed25519 by ``previous`` over ``canonicalText``, base64.
  public var signature: String

  /// Makes a statement signed with the key that goes.
  public init(
    from previous: Curve25519.Signing.PrivateKey, to next: Curve25519.Signing.PublicKey, at moment: Timestamp
  ) throws {
    self.previous = ReceiptKey.identifier(of: previous.publicKey)
    self.next = ReceiptKey(next)
    changedAt = moment
    signature = ""
    signature = try previous.signature(for: Data(canonicalText.utf8)).base64EncodedString()
  }

  enum CodingKeys: String, CodingKey {
    case previous, next, signature
    case changedAt = "changed_at"
  }

  /// The text that is signed: one `name=value` a line, in this order, ending with a line feed.
  public var canonicalText: String {
    """
    tongbiao-key-succession/1
    previous=\(previous)
    next=\(next.id)
    next_key=\(next.key)
    changed_at=\(changedAt)

    """
  }

  /// Whether the key that it names signed it, and one of `keys` is that key.
  public func isSigned(byOneOf keys: [ReceiptKey]) -> Bool {
    guard next.publicKey != nil, let key = keys.first(where: { $0.id == previous })?.publicKey,
      let bytes = Data(base64Encoded: signature)
    else { return false }
    return key.isValidSignature(bytes, for: Data(canonicalText.utf8))
  }

  /// The keys that statements lead to from those that are trusted, in the order in which they follow; trusted ones not
  /// again. What is not signed by one of them leads nowhere.
  public static func keys(by statements: [KeySuccession], from trusted: [ReceiptKey]) -> [ReceiptKey] {
    var known = trusted
    var found: [ReceiptKey] = []
    // Each round goes one step further; a chain has no more steps than statements.
    for _ in statements.prefix(limit) {
      let more = statements.prefix(limit).filter { statement in
        !known.contains { $0.id == statement.next.id } && statement.isSigned(byOneOf: known)
      }
      if more.isEmpty { break }
      for statement in more where !known.contains(where: { $0.id == statement.next.id }) {
        known.append(statement.next)
        found.append(statement.next)
      }
    }
    return found
  }

  /// No more statements than these are looked at.
  public static let limit = 64
}
