import SnackChain

/// What stores like one's own took, as far as it may be told: it comes with a sync and is read offline.
public struct BenchmarkPack: SignedByHeadquarters {
  /// The province of the group; `nil` for the whole country.
  public var province: RegionCode?
  /// The kind of place; `nil` for all kinds.
  public var form: StoreForm?
  /// The months, oldest first.
  public var months: [PeerMonth]
  /// The data version that it was made from.
  public var dataVersion: Int64
  /// Which key signed.
  public var keyID: String
  /// Ed25519 over ``canonicalText``, base64.
  public var signature: String

  /// Makes a pack that is not signed yet.
  public init(province: RegionCode?, form: StoreForm?, months: [PeerMonth], dataVersion: Int64) {
    self.province = province
    self.form = form
    self.months = months
    self.dataVersion = dataVersion
    keyID = ""
    signature = ""
  }

  enum CodingKeys: String, CodingKey {
    case province, form, months, signature
    case dataVersion = "data_version"
    case keyID = "key_id"
  }

  /// The text that is signed.
  public var canonicalText: String {
    let lines = months.map { month in
      let ranges = [month.median, month.band, month.perOpenDay].map { $0.map { "\($0.low.fen),\($0.high.fen)" } ?? "" }
      let growth = month.growth.map { "\($0.low),\($0.high)" } ?? ""
      return "\(month.month)|\(month.stores)|" + ranges.joined(separator: "|") + "|" + growth + "\n"
    }
    return "tongbiao-benchmarks/1\nprovince=\(province?.description ?? "")\nform=\(form?.rawValue ?? "")\n"
      + "data_version=\(dataVersion)\n" + lines.joined() + "key_id=\(keyID)\n"
  }
}

/// One month of a group of stores, in ranges with round ends.
public struct PeerMonth: Hashable, Sendable, Codable {
  /// The month.
  public var month: YearMonth
  /// How many stores at least; never under ``PeerRule/fewest``.
  public var stores: Int
  /// Where the middle store's turnover lies.
  public var median: MoneyRange?
  /// Where the middle half of the stores lies; only of ``PeerRule/fewestForBand`` stores or more.
  public var band: MoneyRange?
  /// Where the middle store's takings of an open day lie.
  public var perOpenDay: MoneyRange?
  /// Where the middle store's growth over last year lies, in whole per cent.
  public var growth: PercentRange?

  /// Makes a month.
  public init(
    month: YearMonth, stores: Int, median: MoneyRange?, band: MoneyRange?, perOpenDay: MoneyRange?,
    growth: PercentRange?
  ) {
    self.month = month
    self.stores = stores
    self.median = median
    self.band = band
    self.perOpenDay = perOpenDay
    self.growth = growth
  }

  enum CodingKeys: String, CodingKey {
    case month, stores, median, band, growth
    case perOpenDay = "per_open_day"
  }
}

/// A range of whole per cent, two wide.
public struct PercentRange: Hashable, Sendable, Codable {
  /// The lower end.
  public var low: Int
  /// The upper end.
  public var high: Int

  /// The even per cent around a growth rate, or `nil` where it is beyond telling.
  public init?(around rate: Double) {
    guard rate.isFinite, rate.magnitude < 10 else { return nil }
    low = Int((rate * 50).rounded(.down)) * 2
    high = low + 2
  }
}
