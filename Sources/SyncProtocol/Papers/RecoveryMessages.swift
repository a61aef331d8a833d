import SnackChain

/// What a device sends to `POST /v1/recovery`.
public struct RecoveryRequest: Hashable, Sendable, Codable {
  /// ``syncProtocolVersion`` of the sender.
  public var version: Int
  /// The store that the device was joined to.
  public var store: StoreCode

  /// Makes a request.
  public init(store: StoreCode) {
    version = syncProtocolVersion
    self.store = store
  }
}

/// HQ's answer: a code that joins another device of the store, once.
public struct RecoveryResponse: Hashable, Sendable, Codable {
  /// The code, four groups of five.
  public var code: String
  /// When it is no longer good.
  public var expires: Timestamp

  /// Makes an answer.
  public init(code: String, expires: Timestamp) {
    self.code = code
    self.expires = expires
  }
}
