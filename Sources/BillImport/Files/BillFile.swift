/// A file that somebody wants read. It is never changed.
public struct BillFile: Sendable {
  enum Content: Sendable {
    case path(String)
    case bytes([UInt8])
  }

  /// How the file is called in what is said about it. Only where two platforms write the same columns does the name
  /// help to tell them apart.
  public let name: String
  let content: Content

  /// A file on disk, read as it streams by.
  public init(path: String) {
    name = path.split(separator: "/").last.map(String.init) ?? path
    content = .path(path)
  }

  /// A file in memory.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    content = .bytes(bytes)
  }
}

/// What to count where the files alone cannot say it, and how much is read at most.
public struct ImportOptions: Sendable {
  /// Whether transfers from others were for goods.
  public var countsTransfers = false
  /// Whether red packets and group collections were for goods.
  public var countsRedPackets = false
  /// How the files of the store's tills are read.
  public var templates: [TillTemplate] = []
  /// The accounts that earlier bills of this store named; a bill of its kind and another account is warned about.
  public var knownHolders: [BillSource: Set<String>] = [:]
  /// The most bytes of one file, unpacked.
  public var fileBytes = 512 << 20
  /// The most rows of one file.
  public var rows = 3_000_000

  /// Counts nothing but sales, with no template.
  public init() {}
}

/// Which columns of a till's file hold what: mapped once by the user, kept with the store.
public struct TillTemplate: Hashable, Sendable, Codable {
  /// How the user calls the till.
  public var name: String
  /// The column with the time or day of a sale.
  public var time: String
  /// The column with the amount that the customer paid. Negative amounts are refunds.
  public var amount: String
  /// The column with the order's number, without which equal rows of two files cannot be told from repeated ones.
  public var order: String?
  /// The column that says what a row is.
  public var kind: String?
  /// Values of `kind` that mean a sale; empty: every value that is not listed otherwise.
  public var saleKinds: [String]
  /// Values of `kind` that mean a refund.
  public var refundKinds: [String]
  /// Values of `kind` that mean that nothing was sold (void, training, opening the drawer).
  public var ignoredKinds: [String]

  /// Makes a template.
  public init(
    name: String, time: String, amount: String, order: String? = nil, kind: String? = nil, saleKinds: [String] = [],
    refundKinds: [String] = [], ignoredKinds: [String] = []
  ) {
    self.name = name
    self.time = time
    self.amount = amount
    self.order = order
    self.kind = kind
    self.saleKinds = saleKinds
    self.refundKinds = refundKinds
    self.ignoredKinds = ignoredKinds
  }
}
