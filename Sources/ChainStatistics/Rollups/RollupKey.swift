import SnackChain

/// What a rollup groups stores by.
public enum RollupDimension: String, Hashable, Sendable, CaseIterable, Codable {
  /// 省: where the store stood on the last day of the month
  case province
  /// 市
  case city
  /// 区县
  case county
  /// The tier held on the last day of the month
  case tier
  /// The standing in the programme on the first day of the month, as "standardised in a month" is defined
  case standing
  /// For how long the present owner had the store on the first day of the month
  case tenure

  /// The level of regions, if the dimension is one.
  public var level: RegionLevel? { RegionLevel(rawValue: rawValue) }
}

/// For how long an owner has had a store.
public enum TenureBand: String, Hashable, Sendable, CaseIterable, Codable {
  /// Less than a year
  case underOneYear = "under-1"
  /// One year or two
  case oneToThreeYears = "1-3"
  /// Three years or four
  case threeToFiveYears = "3-5"
  /// Five years or more
  case fiveYearsOrMore = "5-or-more"
  /// The register does not know
  case unknown
}

/// The days of beginning between which the bands lie in one month.
struct TenureBandLimits {
  private let oneYear: Int32
  private let threeYears: Int32
  private let fiveYears: Int32

  /// The limits on the first day of `month`.
  init(_ month: YearMonth) {
    oneYear = month.adding(months: -12).firstDay.number
    threeYears = month.adding(months: -36).firstDay.number
    fiveYears = month.adding(months: -60).firstDay.number
  }

  /// The place in `TenureBand.allCases` of an owner who began on `since`: each limit that the day is not after is one
  /// band more.
  func index(since: Int32) -> UInt8 {
    if since == PanelRegister.always { return 4 }
    return (since <= oneYear ? 1 : 0) + (since <= threeYears ? 1 : 0) + (since <= fiveYears ? 1 : 0)
  }
}

/// The group that a row of a rollup is of.
public enum RollupKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// A province, city or county.
  case region(RegionCode)
  /// A tier, or `nil` for stores in none.
  case tier(Tier?)
  /// A standing in the programme.
  case standing(Standing)
  /// An owner's tenure.
  case tenure(TenureBand)

  /// How the group is written in files: the six digits of a region, the word of anything else, `none` for no tier.
  public var description: String {
    switch self {
    case .region(let code): code.description
    case .tier(let tier): tier?.rawValue ?? "none"
    case .standing(let standing): standing.rawValue
    case .tenure(let band): band.rawValue
    }
  }

  /// Regions by code, the others in the order of their declaration, stores without a tier last.
  public static func < (left: RollupKey, right: RollupKey) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .region(let code): Int(code.number)
    case .tier(let tier): tier.flatMap { Tier.allCases.firstIndex(of: $0) } ?? Tier.allCases.count
    case .standing(let standing): Standing.allCases.firstIndex(of: standing) ?? 0
    case .tenure(let band): TenureBand.allCases.firstIndex(of: band) ?? 0
    }
  }
}
