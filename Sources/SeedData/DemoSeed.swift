import SnackChain

/// A division's share of the demo chain's stores.
public struct RegionShare: Hashable, Sendable {
  /// The county (or the city without counties).
  public let code: RegionCode
  /// Its share of all stores, in per cent.
  public let share: Double
}

/// What the demo chain is drawn from, unless the command line says otherwise.
public struct DemoSeed: Hashable, Sendable {
  /// Stores of the register, closed ones included.
  public let stores: Int
  /// Months of reports.
  public let months: Int
  /// The last month reported.
  public let lastMonth: YearMonth
  /// Which of all possible chains.
  public let seed: UInt64
  /// What the programme truly does to turnover, as a fraction.
  public let trueEffect: Double
  /// How many of 30,000 stores are certified by the first day of the last month.
  public let certifiedOf30000: Int
  /// Where stores stand, in the order of the codes.
  public let regions: [RegionShare]

  init(folder: String?, regions table: RegionTable) throws(SeedProblem) {
    var reader = try SeedReader(.demo, folder: folder, columns: ["key", "value"])
    var stores: Int?
    var months: Int?
    var lastMonth: YearMonth?
    var seed: UInt64?
    var trueEffect: Double?
    var certified: Int?
    while try reader.next() {
      let key = try reader.key("key")
      switch key {
      case "stores": stores = try reader.value("value")
      case "months": months = try reader.value("value")
      case "last_month": lastMonth = try reader.value("value")
      case "seed": seed = try reader.value("value")
      case "true_effect": trueEffect = try reader.value("value")
      case "certified_of_30000": certified = try reader.value("value")
      default: throw reader.wrong("key", key)
      }
    }
    func given<Value>(_ value: Value?, _ key: String) throws(SeedProblem) -> Value {
      guard let value else { throw .missing(file: SeedFile.demo.rawValue, key: key) }
      return value
    }
    self.stores = try given(stores, "stores")
    self.months = try given(months, "months")
    self.lastMonth = try given(lastMonth, "last_month")
    self.seed = try given(seed, "seed")
    self.trueEffect = try given(trueEffect, "true_effect")
    certifiedOf30000 = try given(certified, "certified_of_30000")
    regions = try Self.shares(folder: folder, table: table)
  }

  /// A province's row is its share of all stores in per cent; a county's is its weight within the province, where 1 is
  /// usual.
  private static func shares(folder: String?, table: RegionTable) throws(SeedProblem) -> [RegionShare] {
    var reader = try SeedReader(.demoRegions, folder: folder, columns: ["region", "weight"])
    var weights: [RegionCode: Double] = [:]
    while try reader.next() {
      let code: RegionCode = try reader.value("region")
      let weight: Double = try reader.value("weight")
      guard let region = table[code], region.validUntil == nil, code.level != .city else {
        throw reader.wrong("region", code.description)
      }
      guard weight.isFinite, weight >= 0 else { throw reader.wrong("weight", reader.text("weight")) }
      if weights.updateValue(weight, forKey: code) != nil { throw reader.duplicate(code.description) }
    }
    let counties = table.all.filter { $0.code.level == .county && $0.validUntil == nil }.map(\.code)
    var totals: [RegionCode: Double] = [:]
    for county in counties { totals[county.province, default: 0] += weights[county] ?? 1 }
    return counties.compactMap { county in
      guard let province = weights[county.province], let total = totals[county.province], total > 0 else { return nil }
      let share = province * (weights[county] ?? 1) / total
      return share > 0 ? RegionShare(code: county, share: share) : nil
    }
  }
}
