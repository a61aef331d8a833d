import ChainStatistics

/// What growth was worked out with.
struct RollupGrowthTerms: Encodable {
  let minOpenDays: Int
  let draws: Int
  let seed: UInt64
  let level: Double

  init(_ options: RollupGrowthOptions) {
    minOpenDays = options.minOpenDays
    draws = options.draws
    seed = options.seed
    level = options.level
  }

  enum CodingKeys: String, CodingKey {
    case draws, seed, level
    case minOpenDays = "min_open_days"
  }
}

/// Growth of a group in a period: same stores by three measures, and the parts of the whole change.
struct RollupGrowthJSON: Encodable {
  /// How much a reason left out.
  struct LeftOut: Encodable {
    let reason: String
    let stores: Int
  }

  /// Low and high end of each measure.
  struct Intervals: Encodable {
    let ratioOfSums: [Double]
    let meanOfRatios: [Double]
    let medianOfRatios: [Double]

    init(_ intervals: GrowthIntervalSet) {
      func ends(_ interval: ClosedRange<Double>) -> [Double] { [interval.lowerBound, interval.upperBound] }
      ratioOfSums = ends(intervals.ratioOfSums)
      meanOfRatios = ends(intervals.meanOfRatios)
      medianOfRatios = ends(intervals.medianOfRatios)
    }

    enum CodingKeys: String, CodingKey {
      case ratioOfSums = "ratio_of_sums"
      case meanOfRatios = "mean_of_ratios"
      case medianOfRatios = "median_of_ratios"
    }
  }

  /// One part of the change.
  struct Part: Encodable {
    let kind: String
    let stores: Int
    let changeFen: Int64
    let contribution: Double?

    enum CodingKeys: String, CodingKey {
      case kind, stores, contribution
      case changeFen = "change_fen"
    }
  }

  /// The whole change and its parts.
  struct Contributions: Encodable {
    let nowFen: Int64
    let thenFen: Int64
    let changeFen: Int64
    let growth: Double?
    let parts: [Part]

    enum CodingKeys: String, CodingKey {
      case growth, parts
      case nowFen = "now_fen"
      case thenFen = "then_fen"
      case changeFen = "change_fen"
    }
  }

  let base: String
  let due: Int
  let stores: Int
  let coverage: Double?
  let nowFen: Int64
  let thenFen: Int64
  let ratioOfSums: Double?
  let meanOfRatios: Double?
  let medianOfRatios: Double?
  let isDistortedByFestival: Bool
  let intervals: Intervals?
  let leftOut: [LeftOut]
  let contributions: Contributions

  init(_ growth: RollupGrowth) {
    base = growth.base.description
    due = growth.due
    stores = growth.stores
    coverage = growth.coverage
    nowFen = growth.nowFen
    thenFen = growth.thenFen
    ratioOfSums = growth.ratioOfSums
    meanOfRatios = growth.meanOfRatios
    medianOfRatios = growth.medianOfRatios
    isDistortedByFestival = growth.isDistortedByFestival
    intervals = growth.intervals.map(Intervals.init)
    leftOut = growth.leftOut.map { LeftOut(reason: $0.reason.rawValue, stores: $0.stores) }
    let whole = growth.contributions
    contributions = Contributions(
      nowFen: whole.nowFen, thenFen: whole.thenFen, changeFen: whole.changeFen, growth: whole.growth,
      parts: whole.parts.map {
        Part(
          kind: $0.kind.rawValue, stores: $0.stores, changeFen: $0.changeFen, contribution: whole.contribution(of: $0))
      })
  }

  enum CodingKeys: String, CodingKey {
    case base, due, stores, coverage, intervals, contributions
    case nowFen = "now_fen"
    case thenFen = "then_fen"
    case ratioOfSums = "ratio_of_sums"
    case meanOfRatios = "mean_of_ratios"
    case medianOfRatios = "median_of_ratios"
    case isDistortedByFestival = "single_month_not_comparable"
    case leftOut = "left_out"
  }
}
