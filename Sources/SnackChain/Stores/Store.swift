/// A store of the chain, with its facts dated: a store moves, changes hands, closes; a month is counted with what held
/// in that month.
public struct Store: Hashable, Sendable {
  /// The code in the register.
  public let code: StoreCode
  /// Names on the sign.
  public var names: DatedFacts<String>
  /// Where it stands.
  public var regions: DatedFacts<RegionCode>
  /// The tier it belongs to.
  public var tiers: DatedFacts<Tier>
  /// What kind of place it is.
  public var form: StoreForm?
  /// The first day of trading, or `nil` where the register does not know: then it always traded.
  public var opened: CalendarDay?
  /// The first day on which it no longer traded, or `nil` while it trades.
  public var closed: CalendarDay?
  /// What happened to it in the programme.
  public var standing: StandingHistory

  /// Makes a store.
  public init(
    code: StoreCode, names: DatedFacts<String>, regions: DatedFacts<RegionCode>,
    tiers: DatedFacts<Tier> = DatedFacts(), form: StoreForm? = nil, opened: CalendarDay? = nil,
    closed: CalendarDay? = nil, standing: StandingHistory = StandingHistory()
  ) {
    self.code = code
    self.names = names
    self.regions = regions
    self.tiers = tiers
    self.form = form
    self.opened = opened
    self.closed = closed
    self.standing = standing
  }

  /// Where it stood at the end of `month`; where the register does not reach so far back, the earliest place it knows.
  public func region(in month: YearMonth) -> RegionCode? { regions.value(on: month.lastDay) ?? regions.latest }

  /// Whether a report is due for `month`: opened on or before its last day, and not closed before its first.
  public func isDue(in month: YearMonth) -> Bool {
    (opened.map { $0 <= month.lastDay } ?? true) && (closed.map { $0 >= month.firstDay } ?? true)
  }
}

/// The programme's tiers of stores.
public enum Tier: String, Hashable, Sendable, CaseIterable, Codable {
  /// 旗舰店
  case flagship
  /// 示范店
  case model
  /// 便利店
  case convenience
}

/// What kind of place a store is.
public enum StoreForm: String, Hashable, Sendable, CaseIterable, Codable {
  /// 夫妻店, a couple's shop with seats
  case familyStore = "family"
  /// 摊位
  case stall
  /// 档口, a counter in a food court or market
  case counter
}
