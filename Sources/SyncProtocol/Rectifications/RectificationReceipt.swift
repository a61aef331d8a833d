import Crypto
import Foundation
import SnackChain

/// HQ's signed word that it holds an owner's answer with all its photographs.
public struct RectificationReceipt: SignedReceipt {
  /// The first line of the signed text.
  public static let heading = "tongbiao-rectification/1"

  /// The store.
  public var store: StoreCode
  /// The operation that was accepted.
  public var operation: OperationID
  /// SHA-256 of ``RectificationOperation/contentText`` in hexadecimal: notes and photographs included.
  public var contentDigest: String
  /// Its place in HQ's feed.
  public var feedPosition: Int64
  /// When HQ took it, by HQ's clock.
  public var receivedAt: Timestamp
  /// The head of HQ's audit chain that includes it, in hexadecimal.
  public var auditHead: String
  /// Which key signed.
  public var keyID: String
  /// Ed25519 over ``canonicalText``, base64.
  public var signature: String

  /// Makes a receipt with a signature made elsewhere (empty before signing).
  public init(
    store: StoreCode, operation: OperationID, contentDigest: String, feedPosition: Int64, receivedAt: Timestamp,
    auditHead: String, keyID: String, signature: String = ""
  ) {
    self.store = store
    self.operation = operation
    self.contentDigest = contentDigest
    self.feedPosition = feedPosition
    self.receivedAt = receivedAt
    self.auditHead = auditHead
    self.keyID = keyID
    self.signature = signature
  }

  enum CodingKeys: String, CodingKey {
    case store, operation, signature
    case contentDigest = "content_sha256"
    case feedPosition = "feed_position"
    case receivedAt = "received_at"
    case auditHead = "audit_head"
    case keyID = "key_id"
  }

  /// The digest of an answer's content, as receipts carry it.
  public static func digest(of operation: RectificationOperation) -> String {
    SHA256.hash(data: Data(operation.contentText.utf8)).hexadecimal
  }

  /// Nothing besides.
  public var linesBeforeOperation: [(name: String, value: String)] { [] }

  /// Nothing besides.
  public var linesAfterOperation: [(name: String, value: String)] { [] }

  /// Whether one of `keys` signed exactly this, for exactly this answer.
  public func isGood(for operation: RectificationOperation, under keys: [ReceiptKey]) -> Bool {
    self.operation == operation.id && store == operation.store && contentDigest == Self.digest(of: operation)
      && isSigned(byOneOf: keys)
  }
}
