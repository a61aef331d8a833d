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
    let late: Int
    let openDays: Int
    let takeawayFen: Int64
    let commissionFen: Int64
    let turnoverWithTakeawayFen: Int64
    let takeawayWithCommissionFen: Int64

    init(_ figures: RollupFigures) {
      due = figures.due
      reported = figures.reported
      missing = figures.missing
      responseRate = figures.responseRate
      turnoverFen = figures.turnoverFen
      takeawayShare = figures.takeawayShare
      commissionRate = figures.commissionRate
      averageOpenDays = figures.averageOpenDays
      late = figures.late
      openDays = figures.openDays
      takeawayFen = figures.takeawayFen
      commissionFen = figures.commissionFen
      turnoverWithTakeawayFen = figures.turnoverWithTakeawayFen
      takeawayWithCommissionFen = figures.takeawayWithCommissionFen
    }

    enum CodingKeys: String, CodingKey {
      case due, reported, missing, late
      case responseRate = "response_rate"
      case turnoverFen = "turnover_fen"
      case takeawayShare = "takeaway_share"
      case commissionRate = "commission_rate"
      case averageOpenDays = "average_open_days"
      case openDays = "open_days"
      case takeawayFen = "takeaway_fen"
      case commissionFen = "commission_fen"
      case turnoverWithTakeawayFen = "turnover_with_takeaway_fen"
      case takeawayWithCommissionFen = "takeaway_with_commission_fen"
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
      try container.encode(late, forKey: .late)
      try container.encode(openDays, forKey: .openDays)
      try container.encode(takeawayFen, forKey: .takeawayFen)
      try container.encode(commissionFen, forKey: .commissionFen)
      try container.encode(turnoverWithTakeawayFen, forKey: .turnoverWithTakeawayFen)
      try container.encode(takeawayWithCommissionFen, forKey: .takeawayWithCommissionFen)
    }
  }

  /// One group in one period.
  struct Row: Encodable {
    let key: String?
    let name: String?
    let month: String
    let figures: Figures
    let growth: RollupGrowthJSON?

    enum CodingKeys: String, CodingKey { case key, name, month, growth }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(key, forKey: .key)
      try container.encodeIfPresent(name, forKey: .name)
      try container.encode(month, forKey: .month)
      try container.encodeIfPresent(growth, forKey: .growth)
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
  let deadlineDay: Int
  let growthTerms: RollupGrowthTerms?
  let isSynthetic: Bool
  let unreconciled: UnreconciledRemainder

  enum CodingKeys: String, CodingKey {
    case definition, rows, total, totals, by, period, unreconciled
    case dataVersion = "data_version"
    case leftOut = "left_out"
    case headsOutside = "reports_of_impossible_months"
    case deadlineDay = "deadline_day"
    case growthTerms = "growth_terms"
    case isSynthetic = "synthetic"
  }
}
