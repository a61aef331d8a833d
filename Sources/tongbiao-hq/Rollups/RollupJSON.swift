import ChainStatistics

/// A rollup in the fields of the contract, and more.
struct RollupJSON: Encodable {
  /// Counts and sums.
  struct Figures {
    let due: Int
    let reported: Int
    let missing: Int
    let responseRate: Double?
    let turnoverFen: Int64
    let takeawayShare: Double?
    let commissionRate: Double?
    let averageOpenDays: Double?

    init(_ figures: RollupFigures) {
      due = figures.due
      reported = figures.reported
      missing = figures.missing
      responseRate = figures.responseRate
      turnoverFen = figures.turnoverFen
      takeawayShare = figures.takeawayShare
      commissionRate = figures.commissionRate
      averageOpenDays = figures.averageOpenDays
    }

    enum CodingKeys: String, CodingKey {
      case due, reported, missing
      case responseRate = "response_rate"
      case turnoverFen = "turnover_fen"
      case takeawayShare = "takeaway_share"
      case commissionRate = "commission_rate"
      case averageOpenDays = "average_open_days"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(due, forKey: .due)
      try container.encode(reported, forKey: .reported)
      try container.encode(missing, forKey: .missing)
      try container.encode(responseRate, forKey: .responseRate)
      try container.encode(turnoverFen, forKey: .turnoverFen)
      try container.encodeIfPresent(takeawayShare, forKey: .takeawayShare)
      try container.encodeIfPresent(commissionRate, forKey: .commissionRate)
      try container.encodeIfPresent(averageOpenDays, forKey: .averageOpenDays)
    }
  }

  /// One group in one period.
  struct Row: Encodable {
    let key: String?
    let name: String?
    let month: String
    let figures: Figures

    enum CodingKeys: String, CodingKey { case key, name, month }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(key, forKey: .key)
      try container.encodeIfPresent(name, forKey: .name)
      try container.encode(month, forKey: .month)
      try figures.encode(to: encoder)
    }
  }

  /// All groups and periods.
  struct Total: Encodable {
    let figures: Figures
    let stores: RollupStores

    enum CodingKeys: String, CodingKey {
      case storesDue = "stores_due"
      case storesReported = "stores_reported"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(stores.due, forKey: .storesDue)
      try container.encode(stores.reported, forKey: .storesReported)
      try figures.encode(to: encoder)
    }
  }

  /// What was left out for a reason.
  struct LeftOut: Encodable {
    let reason: String
    let stores: Int
    let reports: Int
  }

  let definition: String
  let dataVersion: Int64
  let rows: [Row]
  let total: Total
  let totals: [Row]
  let leftOut: [LeftOut]
  let headsOutside: Int
  let by: String
  let period: String
  let isSynthetic: Bool

  enum CodingKeys: String, CodingKey {
    case definition, rows, total, totals, by, period
    case dataVersion = "data_version"
    case leftOut = "left_out"
    case headsOutside = "reports_of_impossible_months"
    case isSynthetic = "synthetic"
  }
}
