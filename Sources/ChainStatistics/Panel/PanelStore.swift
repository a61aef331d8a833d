import SnackChain

/// What the panel has to know of a store: its dimensions, dated where they change.
public struct PanelStore: Sendable {
  /// The code in the register.
  public var code: StoreCode
  /// The name shown for it.
  public var name: String
  /// Where it stands, from which day on. A month is counted in the region that held on its last day; before the first
  /// entry the first one is taken.
  public var regions: DatedFacts<RegionCode>
  /// The tier, from which day on, read like the regions.
  public var tiers: DatedFacts<Tier>
  /// What kind of place it is.
  public var form: StoreForm?
  /// The first day of trading, or `nil` where it always traded.
  public var opened: CalendarDay?
  /// The first day on which it no longer traded, or `nil` while it trades.
  public var closed: CalendarDay?
  /// The first day of the present owner, or `nil` for the day of opening.
  public var ownerSince: CalendarDay?
  /// What happened to it in the programme.
  public var standing: StandingHistory

  /// Makes a store of dated facts.
  public init(
    code: StoreCode, name: String, regions: DatedFacts<RegionCode>, tiers: DatedFacts<Tier> = DatedFacts(),
    form: StoreForm? = nil, opened: CalendarDay? = nil, closed: CalendarDay? = nil, ownerSince: CalendarDay? = nil,
    standing: StandingHistory = StandingHistory()
  ) {
    self.code = code
    self.name = name
    self.regions = regions
    self.tiers = tiers
    self.form = form
    self.opened = opened
    self.closed = closed
    self.ownerSince = ownerSince
    self.standing = standing
  }

  /// Takes a store of the register; of its names the latest.
  public init(_ store: Store, ownerSince: CalendarDay? = nil) {
    self.init(
      code: store.code, name: store.names.latest ?? store.code.description, regions: store.regions, tiers: store.tiers,
      form: store.form, opened: store.opened, closed: store.closed, ownerSince: ownerSince, standing: store.standing)
  }
}
