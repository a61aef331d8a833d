import Crypto
import Foundation
import SnackChain

/// HQ's signed word that it holds a revision: verifiable offline, years later, by whoever has HQ's public key.
public struct Receipt: SignedReceipt {
  /// The first line of the signed text.
  public static let heading = "tongbiao-receipt/1"

  /// The store.
  public var store: StoreCode
  /// The month.
  public var month: YearMonth
  /// The number of the revision within its month, from 1.
  public var revision: Int
  /// The operation that was accepted.
  public var operation: OperationID
  /// The turnover.
  public var turnover: Money
  /// SHA-256 of ``ReportOperation/contentText`` in hexadecimal: all figures, not only the turnover.
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
    operation: ReportOperation, revision: Int, feedPosition: Int64, receivedAt: Timestamp, auditHead: String,
    keyID: String, signature: String = ""
  ) {
    store = operation.report.store
    month = operation.report.month
    self.revision = revision
    self.operation = operation.id
    turnover = operation.report.turnover
    contentDigest = Self.digest(of: operation)
    self.feedPosition = feedPosition
    self.receivedAt = receivedAt
    self.auditHead = auditHead
    self.keyID = keyID
    self.signature = signature
  }

  enum CodingKeys: String, CodingKey {
    case store, month, revision, operation, signature
    case turnover = "turnover_fen"
    case contentDigest = "content_sha256"
    case feedPosition = "feed_position"
    case receivedAt = "received_at"
    case auditHead = "audit_head"
    case keyID = "key_id"
  }

  /// The digest of an operation's content, as receipts carry it.
  public static func digest(of operation: ReportOperation) -> String {
    SHA256.hash(data: Data(operation.contentText.utf8)).hexadecimal
  }

  /// What the month's receipt says besides.
  public var linesBeforeOperation: [(name: String, value: String)] {
    [("month", month.description), ("revision", String(revision))]
  }

  /// What the month's receipt says besides.
  public var linesAfterOperation: [(name: String, value: String)] { [("turnover_fen", String(turnover.fen))] }

  /// A short code for paper and the telephone: 12 characters made from the signed text and its signature.
  public var checkCode: String {
    CheckCode.of(canonicalText + signature)
  }

  /// Whether the receipt is for exactly this operation's figures.
  public func covers(_ operation: ReportOperation) -> Bool {
    self.operation == operation.id && store == operation.report.store && month == operation.report.month
      && turnover == operation.report.turnover && contentDigest == Self.digest(of: operation)
  }
}

/// A public key that signs receipts.
public struct ReceiptKey: Hashable, Sendable, Codable {
  /// The first 16 hexadecimal digits of the SHA-256 of the key's 32 bytes.
  public var id: String
  /// The 32 bytes, base64.
  public var key: String

  /// Names a public key.
  public init(_ publicKey: Curve25519.Signing.PublicKey) {
    id = Self.identifier(of: publicKey)
    key = publicKey.rawRepresentation.base64EncodedString()
  }

  /// Takes a key as it was kept; ``publicKey`` tells whether the two belong together.
  public init(id: String, key: String) {
    self.id = id
    self.key = key
  }

  /// The key itself, or `nil` where the bytes are not one, or are not the ones that the id names.
  public var publicKey: Curve25519.Signing.PublicKey? {
    guard let bytes = Data(base64Encoded: key),
      let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes),
      Self.identifier(of: publicKey) == id
    else { return nil }
    return publicKey
  }

  /// The id that a key has.
  public static func identifier(of key: Curve25519.Signing.PublicKey) -> String {
    String(SHA256.hash(data: key.rawRepresentation).hexadecimal.prefix(16))
  }
}

extension Sequence<UInt8> {
  /// Two lower-case hexadecimal digits a byte.
  public var hexadecimal: String { HexadecimalText.of(Array(self)) }
}
