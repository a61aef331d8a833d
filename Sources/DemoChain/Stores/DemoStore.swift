import SnackChain

/// A store of the demo chain: synthetic from its name to its last day.
public struct DemoStore: Hashable, Sendable {
  /// Its place in the chain, from 0.
  public let index: Int
  /// Its code in the register: `SZ000001` for the first.
  public let code: StoreCode
  /// Its name, which says that it is a demonstration: 示范嵊州小吃00001号.
  public let name: String
  /// Where it stands.
  public let region: RegionCode
  /// What kind of place it is.
  public let form: StoreForm
  /// Its tier from the day of its certificate on; `nil` for a store that has none.
  public let tier: Tier?
  /// The first day of trading.
  public let opened: CalendarDay
  /// The first day without trading, if it closed.
  public let closed: CalendarDay?
  /// The day from which the present owner has had it.
  public let ownerSince: CalendarDay
  /// The day of its application to the programme, if any.
  public let applied: CalendarDay?
  /// The day of its certificate, if any.
  public let certified: CalendarDay?
  /// What ended the certificate (`suspended`, `revoked` or `withdrawn`) and from when, for a few.
  public let ended: StandingEvent?

  /// Its usual monthly turnover in yuan before growth, season and chance; no store's register shows it.
  let level: Double
  /// The share of takings through platforms.
  let takeawayShare: Double
  /// Days a month on which it rests by habit.
  let restDays: Int
  /// How likely a month's report never comes.
  let silence: Double

  /// The events of the programme in order.
  public var standingEvents: [StandingEvent] {
    var events: [StandingEvent] = []
    if let applied { events.append(StandingEvent(.applied, effective: applied)) }
    if let certified { events.append(StandingEvent(.certified, effective: certified)) }
    if let ended { events.append(ended) }
    return events
  }

  /// The store as the register would hold it.
  public var store: Store {
    var tiers = DatedFacts<Tier>()
    if let tier, let certified { tiers.insert(Dated(tier, validFrom: certified)) }
    return Store(
      code: code, names: DatedFacts([Dated(name, validFrom: opened)]),
      regions: DatedFacts([Dated(region, validFrom: opened)]), tiers: tiers, form: form, opened: opened, closed: closed,
      standing: StandingHistory(standingEvents))
  }

  /// Whether the programme's effect is in all of `month`: the certificate was there on its first day.
  public func isTreated(in month: YearMonth) -> Bool { certified.map { $0 <= month.firstDay } ?? false }
}
