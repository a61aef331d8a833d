import ChainStatistics
import Localization
import SnackChain

/// The uplift of a month in the fields of the contract, and more.
struct UpliftJSON: Encodable {
  let month: String
  let dataVersion: Int64
  let coverage: [String: Coverage]
  let yearOnYear: [String: Arm]
  let gap: Gap
  let causal: CausalJSON
  let festival: Period?
  let isDistortedByFestival: Bool
  let attrition: Attrition
  let headline: Headline
  let inNoArm: [LeftOut]
  let leftOut: [String: [LeftOut]]
  let terms: UpliftTerms
  let definition: String
  let text: [String]
  let isSynthetic: Bool

  enum CodingKeys: String, CodingKey {
    case month, coverage, gap, causal, attrition, headline, terms, definition, text
    case dataVersion = "data_version"
    case yearOnYear = "year_on_year"
    case festival = "spring_festival"
    case isDistortedByFestival = "single_month_not_comparable"
    case inNoArm = "in_no_arm"
    case leftOut = "left_out"
    case isSynthetic = "synthetic"
  }

  init(_ statement: UpliftStatement, definition: String, text: [String], language: Language) {
    let single = statement.single
    month = statement.month.description
    dataVersion = single.dataVersion
    coverage = Self.coverage(single)
    yearOnYear = Self.arms(single)
    gap = Gap(single)
    causal = CausalJSON(
      statement.causal, control: statement.terms.control, trials: statement.trials, language: language)
    festival = statement.festival.map(Period.init)
    isDistortedByFestival = single.isDistortedByFestival
    attrition = Attrition(statement.spoken)
    headline = Headline(statement.spoken)
    inNoArm = single.inNoArm.map(LeftOut.init)
    leftOut = Dictionary(
      uniqueKeysWithValues: ProgrammeArm.named.map { ($0.0, single[$0.1].leftOut.map(LeftOut.init)) })
    terms = statement.terms
    self.definition = definition
    self.text = text
    isSynthetic = statement.isSynthetic
  }

  static func coverage(_ year: YearOnYear) -> [String: Coverage] {
    Dictionary(
      uniqueKeysWithValues: ProgrammeArm.named.map { name, arm in
        let growth = year[arm]
        return (
          name,
          Coverage(
            due: growth.due, stores: growth.stores, share: growth.coverage, floor: growth.coverageFloor,
            isEnough: growth.headline != nil)
        )
      })
  }

  static func arms(_ year: YearOnYear) -> [String: Arm] {
    Dictionary(uniqueKeysWithValues: ProgrammeArm.named.map { ($0.0, Arm(year[$0.1])) })
  }

  /// One arm's growth.
  struct Arm: Encodable {
    let stores: Int
    let nowFen: Int64
    let thenFen: Int64
    let ratioOfSums: Double?
    let meanOfRatios: Double?
    let medianOfRatios: Double?

    init(_ growth: ArmGrowth) {
      stores = growth.stores
      nowFen = growth.nowFen
      thenFen = growth.thenFen
      ratioOfSums = growth.ratioOfSums
      meanOfRatios = growth.meanOfRatios
      medianOfRatios = growth.medianOfRatios
    }

    enum CodingKeys: String, CodingKey {
      case stores
      case nowFen = "now_fen"
      case thenFen = "then_fen"
      case ratioOfSums = "ratio_of_sums"
      case meanOfRatios = "mean_of_ratios"
      case medianOfRatios = "median_of_ratios"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(stores, forKey: .stores)
      try container.encode(nowFen, forKey: .nowFen)
      try container.encode(thenFen, forKey: .thenFen)
      // null, not missing, where no store is comparable.
      try container.encode(ratioOfSums, forKey: .ratioOfSums)
      try container.encode(meanOfRatios, forKey: .meanOfRatios)
      try container.encode(medianOfRatios, forKey: .medianOfRatios)
    }
  }

  /// How much of an arm is in the comparison.
  struct Coverage: Encodable {
    let due: Int
    let stores: Int
    let share: Double?
    let floor: Double
    let isEnough: Bool

    enum CodingKeys: String, CodingKey {
      case due, stores, share, floor
      case isEnough = "enough_for_headline"
    }
  }

  /// The upgraded against others of the same regions.
  struct Gap: Encodable {
    let ratioOfSums: Double?
    let meanOfRatios: Double?
    let armRatioOfSums: Double?
    let othersRatioOfSums: Double?
    let regions: Int
    let stores: Int
    let storesWithoutPeers: Int
    let level: String
    let crudeRatioOfSums: Double?

    init(_ year: YearOnYear) {
      let gap = year.upgradedGap
      ratioOfSums = gap.ratioOfSums
      meanOfRatios = gap.meanOfRatios
      armRatioOfSums = gap.armRatioOfSums
      othersRatioOfSums = gap.othersRatioOfSums
      regions = gap.regions
      stores = gap.stores
      storesWithoutPeers = gap.storesWithoutPeers
      level = year.options.gapLevel.rawValue
      crudeRatioOfSums = year.upgraded.ratioOfSums.flatMap { arm in year.others.ratioOfSums.map { arm - $0 } }
    }

    enum CodingKeys: String, CodingKey {
      case regions, stores, level
      case ratioOfSums = "ratio_of_sums"
      case meanOfRatios = "mean_of_ratios"
      case armRatioOfSums = "arm_ratio_of_sums"
      case othersRatioOfSums = "others_ratio_of_sums"
      case storesWithoutPeers = "stores_without_peers"
      case crudeRatioOfSums = "crude_ratio_of_sums"
    }
  }

  /// January and February together.
  struct Period: Encodable {
    let period: String
    let base: String
    let coverage: [String: Coverage]
    let yearOnYear: [String: Arm]
    let gap: Gap

    init(_ year: YearOnYear) {
      period = year.period.description
      base = year.base.description
      coverage = UpliftJSON.coverage(year)
      yearOnYear = UpliftJSON.arms(year)
      gap = Gap(year)
    }

    enum CodingKeys: String, CodingKey {
      case period, base, coverage, gap
      case yearOnYear = "year_on_year"
    }
  }

  /// How much a reason left out.
  struct LeftOut: Encodable {
    let reason: String
    let stores: Int

    init(_ left: YearOnYearLeftOut) {
      reason = left.reason.rawValue
      stores = left.stores
    }
  }
}

extension ProgrammeArm {
  /// The arms by their names in the contract.
  static let named: [(String, ProgrammeArm)] = [
    ("upgraded", .upgraded), ("standardised", .standardised), ("others", .others),
  ]
}
