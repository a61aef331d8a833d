import SnackChain

/// Which stores to list.
public struct StoreQuery: Hashable, Sendable {
  /// Only stores whose code or name contains this text (letters of ASCII without regard to case).
  public var text: String?
  /// Only stores that stand in this division today.
  public var region: RegionCode?
  /// Only stores of this standing today.
  public var standing: Standing?
  /// Only stores that trade today (`true`), or that do not (`false`).
  public var trading: Bool?
  /// Only codes after this one: the last code of the page before.
  public var after: StoreCode?
  /// The most stores to give.
  public var limit: Int
  /// The data version to read as of; `nil` for the latest.
  public var asOf: Int64?

  /// Makes a query for all stores, a page of `limit` at a time.
  public init(limit: Int = 100) { self.limit = limit }
}

/// A page of stores.
public struct StorePage: Hashable, Sendable {
  /// The stores, in the order of their codes.
  public var stores: [Store]
  /// Whether more follow.
  public var more: Bool
  /// The data version that was read.
  public var dataVersion: Int64

  /// Makes a page.
  public init(stores: [Store], more: Bool, dataVersion: Int64) {
    self.stores = stores
    self.more = more
    self.dataVersion = dataVersion
  }
}
