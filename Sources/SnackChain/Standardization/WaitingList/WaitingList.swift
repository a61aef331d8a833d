/// A store that waits for its turn.
public struct WaitingApplication: Hashable, Sendable, Codable {
  /// The store.
  public let store: StoreCode
  /// The tier applied for.
  public let tier: Tier
  /// Where it stands.
  public let region: RegionCode
  /// The day of the application.
  public let applied: CalendarDay

  /// Makes an application.
  public init(store: StoreCode, tier: Tier, region: RegionCode, applied: CalendarDay) {
    self.store = store
    self.tier = tier
    self.region = region
    self.applied = applied
  }
}

/// A reason to come before others.
public enum PriorityRule: Hashable, Sendable, Codable {
  /// Stores of a tier.
  case tier(Tier)
  /// Stores within a division.
  case region(RegionCode)
  /// Stores of a tier within a division.
  case tierInRegion(Tier, RegionCode)

  /// Whether an application has the reason.
  public func applies(to application: WaitingApplication) -> Bool {
    switch self {
    case .tier(let tier): application.tier == tier
    case .region(let region): application.region.isWithin(region)
    case .tierInRegion(let tier, let region): application.tier == tier && application.region.isWithin(region)
    }
  }
}

/// A place in the waiting list with all that led to it.
public struct WaitingPlace: Hashable, Sendable {
  /// The place, from 1.
  public let place: Int
  /// The application.
  public let application: WaitingApplication
  /// The rule that gave it priority, or `nil` where none applies: then it comes after all others.
  public let priority: PriorityRule?
  /// How many applications share priority and day, this one included; above 1 the lottery decided.
  public let tied: Int
  /// The lottery number: the smaller comes first.
  public let draw: UInt64
}

/// The order of rollout: by the first rule that applies, then by day of application, then by lottery.
public struct WaitingOrder: Hashable, Sendable, Codable {
  /// The rules, the weightiest first.
  public let rules: [PriorityRule]
  /// The published seed of the lottery.
  public let seed: UInt64

  /// Makes an order.
  public init(rules: [PriorityRule], seed: UInt64) {
    self.rules = rules
    self.seed = seed
  }

  /// All applications in their order, whatever the order they are given in. Of two of one store the earlier counts.
  public func places(_ applications: [WaitingApplication]) -> [WaitingPlace] {
    struct Key: Hashable {
      let rule: Int
      let applied: CalendarDay
    }
    let earliest = Dictionary(applications.map { ($0.store, $0) }) {
      ($1.applied, $1.tier.rawValue, $1.region) < ($0.applied, $0.tier.rawValue, $0.region) ? $1 : $0
    }
    let keyed = earliest.values.map { application in
      let rule = rules.firstIndex { $0.applies(to: application) } ?? rules.count
      let draw = LotteryDraw.number(of: application.store, seed: seed)
      return (key: Key(rule: rule, applied: application.applied), draw: draw, application: application)
    }
    let tied = Dictionary(keyed.map { ($0.key, 1) }, uniquingKeysWith: +)
    let sorted = keyed.sorted {
      ($0.key.rule, $0.key.applied, $0.draw, $0.application.store)
        < ($1.key.rule, $1.key.applied, $1.draw, $1.application.store)
    }
    return sorted.enumerated().map { place, entry in
      WaitingPlace(
        place: place + 1, application: entry.application,
        priority: entry.key.rule < rules.count ? rules[entry.key.rule] : nil,
        tied: tied[entry.key] ?? 1, draw: entry.draw)
    }
  }
}
