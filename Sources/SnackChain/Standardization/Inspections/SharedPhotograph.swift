/// A photograph that a store's devices have sent and another store's too. A photograph shows one place, so whoever decides
/// on what it is to prove looks closer.
public struct SharedPhotograph: Hashable, Sendable {
  /// The photograph.
  public let digest: EvidenceDigest
  /// The other stores that the reader may look at, in the order of their codes.
  public let stores: [StoreCode]
  /// How many more there are outside the reader's regions.
  public let elsewhere: Int

  /// Makes the record of one.
  public init(digest: EvidenceDigest, stores: [StoreCode] = [], elsewhere: Int = 0) {
    self.digest = digest
    self.stores = stores
    self.elsewhere = elsewhere
  }
}
