/// The standings of a whole chain side by side, for questions about all stores at once.
///
/// The events of all stores lie in three columns one after the other, so that the standing of 30,000 stores on any day
/// and at any data version is one pass over memory.
public struct StandingTable: Sendable {
  /// A store with what the counts need of it.
  public struct Row: Sendable {
    /// The store.
    public let store: StoreCode
    /// The day from which it is in the register, or `nil` where it always was.
    public let registered: CalendarDay?
    /// The first day on which it no longer traded, or `nil` while it trades.
    public let closed: CalendarDay?
    /// What happened to it in the programme.
    public let standing: StandingHistory

    /// Makes a row.
    public init(store: StoreCode, registered: CalendarDay?, closed: CalendarDay?, standing: StandingHistory) {
      self.store = store
      self.registered = registered
      self.closed = closed
      self.standing = standing
    }
  }

  /// The stores in the order in which they were given.
  public let stores: [StoreCode]
  private let registered: [Int32]
  private let closed: [Int32]
  private let starts: [Int32]
  private let days: [Int32]
  private let versions: [Int64]
  private let standings: [Standing]

  /// Lays the histories out.
  public init(_ rows: [Row]) {
    stores = rows.map(\.store)
    registered = rows.map { $0.registered?.number ?? .min }
    closed = rows.map { $0.closed?.number ?? .max }
    var starts: [Int32] = [0]
    var days: [Int32] = []
    var versions: [Int64] = []
    var standings: [Standing] = []
    for row in rows {
      for event in row.standing.events {
        days.append(event.effective.number)
        versions.append(event.recordedAt)
        standings.append(event.standing)
      }
      starts.append(Int32(days.count))
    }
    (self.starts, self.days, self.versions, self.standings) = (starts, days, versions, standings)
  }

  /// The standing of every store on `day` as far as data version `version` knew, in the order of `stores`.
  public func standings(on day: CalendarDay, asOf version: Int64 = .max) -> [Standing] {
    var found = [Standing](repeating: .outside, count: stores.count)
    for store in stores.indices {
      var place = Int(starts[store + 1]) - 1
      let first = Int(starts[store])
      while place >= first {
        if days[place] <= day.number && versions[place] <= version {
          found[store] = standings[place]
          break
        }
        place -= 1
      }
    }
    return found
  }

  /// What each store ever was until `day`: whether it applied, and whether it was certified.
  func reached(until day: CalendarDay, asOf version: Int64) -> [(applied: Bool, certified: Bool)] {
    stores.indices.map { store in
      var (hasApplied, hasCertified) = (false, false)
      var later: Int32?
      // Backwards, so that of two readings of one day the one recorded later is met first and the other passed over.
      for place in stride(from: Int(starts[store + 1]) - 1, through: Int(starts[store]), by: -1)
      where days[place] <= day.number && versions[place] <= version && days[place] != later {
        later = days[place]
        if standings[place] != .outside { hasApplied = true }
        if standings[place] == .certified { hasCertified = true }
      }
      return (hasApplied, hasCertified)
    }
  }

  /// Whether each store is in the register and not closed on `day`, in the order of `stores`.
  func trading(on day: CalendarDay) -> [Bool] {
    stores.indices.map { registered[$0] <= day.number && day.number < closed[$0] }
  }

  /// Whether the store at `place` was in the register and traded on a day of `month`.
  func tradedWithin(_ month: YearMonth, _ place: Int) -> Bool {
    registered[place] <= month.lastDay.number && month.firstDay.number < closed[place]
  }
}
