import SnackChain

/// HQ's signed word that it holds something of a store's: one text for all kinds, under a heading of its own for each.
public protocol SignedReceipt: SignedByHeadquarters {
  /// The first line of the signed text, which no other kind has.
  static var heading: String { get }
  /// The store.
  var store: StoreCode { get }
  /// The operation that was accepted.
  var operation: OperationID { get }
  /// SHA-256 of the operation's content in hexadecimal.
  var contentDigest: String { get }
  /// Its place in HQ's feed.
  var feedPosition: Int64 { get }
  /// When HQ took it, by HQ's clock.
  var receivedAt: Timestamp { get }
  /// The head of HQ's audit chain that includes it, in hexadecimal.
  var auditHead: String { get }
  /// Lines of this kind alone that stand before the operation's.
  var linesBeforeOperation: [(name: String, value: String)] { get }
  /// Lines of this kind alone that stand after the operation's.
  var linesAfterOperation: [(name: String, value: String)] { get }
}

extension SignedReceipt {
  /// The text that is signed: one `name=value` a line, in this order, ending with a line feed.
  public var canonicalText: String {
    var text = Self.heading + "\n"
    text.reserveCapacity(512)
    func add(_ name: String, _ value: String) {
      text += name
      text += "="
      text += value
      text += "\n"
    }
    add("store", store.description)
    for line in linesBeforeOperation { add(line.name, line.value) }
    add("operation", operation.description)
    for line in linesAfterOperation { add(line.name, line.value) }
    add("content_sha256", contentDigest)
    add("feed_position", String(feedPosition))
    add("received_at", receivedAt.description)
    add("audit_head", auditHead)
    add("key_id", keyID)
    return text
  }
}
