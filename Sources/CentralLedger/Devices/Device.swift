import SnackChain

/// A device that may send for one store.
public struct Device: Hashable, Sendable {
  /// The id: the `keyid` of its signatures.
  public var id: String
  /// The store.
  public var store: StoreCode
  /// The 32 bytes of its Ed25519 public key.
  public var publicKey: [UInt8]
  /// What the owner calls it.
  public var name: String
  /// When it joined.
  public var joinedAt: Timestamp
  /// When it lost its right to send, if it did.
  public var revokedAt: Timestamp?
  /// When two ledgers were seen that send under its key, if they were: nothing is taken from it since.
  public var quarantinedAt: Timestamp?
  /// Whether its requests have named those before them. From then on each must: a copy of its key cannot leave it out.
  public var hasLine = false
  /// When it was last heard of.
  public var lastSeen: Timestamp?
  /// How far its clock was ahead of HQ's then, in milliseconds.
  public var skewMilliseconds: Int64?

  /// Whether a device may send.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// It may.
    case active
    /// It may no longer.
    case revoked
    /// Two ledgers were seen under its key: neither may, until it joins anew.
    case quarantined
  }

  /// Whether it may send.
  public var state: State { revokedAt != nil ? .revoked : quarantinedAt != nil ? .quarantined : .active }

  /// Makes a device.
  public init(
    id: String, store: StoreCode, publicKey: [UInt8], name: String, joinedAt: Timestamp, revokedAt: Timestamp?,
    quarantinedAt: Timestamp? = nil, lastSeen: Timestamp?, skewMilliseconds: Int64?
  ) {
    self.id = id
    self.store = store
    self.publicKey = publicKey
    self.name = name
    self.joinedAt = joinedAt
    self.revokedAt = revokedAt
    self.quarantinedAt = quarantinedAt
    self.lastSeen = lastSeen
    self.skewMilliseconds = skewMilliseconds
  }
}

/// An invite as it is handed to an owner; HQ itself keeps only a keyed hash of the code.
public struct Invite: Hashable, Sendable {
  /// The store.
  public var store: StoreCode
  /// The code, such as `7K2MQ-0XW4T`.
  public var code: String
  /// When it is no longer good.
  public var expires: Timestamp

  /// Makes an invite.
  public init(store: StoreCode, code: String, expires: Timestamp) {
    self.store = store
    self.code = code
    self.expires = expires
  }
}
