import SnackChain

/// Reading the register: stores built of their dated facts and standing events.
enum RegisterRow {
  /// From which day the first facts of a store hold: months before its registration find its region.
  static let beginning = CalendarDay(number: -719_162)

  static let factColumns = "store_id, recorded_at, valid_from, name, region, tier, form, opened, closed"
  static let eventColumns = "store_id, recorded_at, effective, standing"

  /// A store as of a data version, or `nil` where it was not registered then, or stands outside of `scope` on `today`.
  static func store(
    _ database: LedgerConnection, code: StoreCode, asOf version: Int64 = .max, within scope: RegionScope,
    on today: CalendarDay
  ) throws -> Store? {
    guard try scope == .everywhere || scope.holds(code, on: today, in: database) else { return nil }
    return try store(database, code: code, asOf: version)
  }

  private static let factsOfStore =
    "SELECT \(factColumns) FROM store_fact WHERE store_id = ? AND recorded_at <= ? ORDER BY recorded_at"
  private static let eventsOfStore = """
    SELECT \(eventColumns) FROM standing_event WHERE store_id = ? AND recorded_at <= ? ORDER BY recorded_at, effective
    """

  /// What ``store(_:code:asOf:)`` asks for.
  static func questions(of code: StoreCode) -> [(sql: String, values: [SQLValue])] {
    [factsOfStore, eventsOfStore].map { ($0, [.text(code.description), .int(Int64.max)]) }
  }

  /// A store as of a data version, or `nil` where it was not registered then.
  static func store(_ database: LedgerConnection, code: StoreCode, asOf version: Int64 = .max) throws -> Store? {
    var store: Store?
    let facts = try Prepared(database, factsOfStore)
    facts.bind(1, code.description)
    facts.bind(2, version)
    while try facts.step() { add(fact: facts, to: &store, code: code) }
    facts.reset()
    guard store != nil else { return nil }
    let events = try Prepared(database, eventsOfStore)
    events.bind(1, code.description)
    events.bind(2, version)
    while try events.step() { add(event: events, to: &store) }
    events.reset()
    return store
  }

  static func add(fact row: Prepared, to store: inout Store?, code: StoreCode) {
    let recordedAt = row.int(1)
    let validFrom = CalendarDay(number: Int32(clamping: row.int(2)))
    var changed = store ?? Store(code: code, names: DatedFacts(), regions: DatedFacts())
    if let name = row.optionalText(3) {
      changed.names.insert(Dated(name, validFrom: validFrom, recordedAt: recordedAt))
    }
    if let region = row.optionalInt(4).flatMap({ RegionCode(number: Int32(clamping: $0)) }) {
      changed.regions.insert(Dated(region, validFrom: validFrom, recordedAt: recordedAt))
    }
    if let tier = row.optionalText(5).flatMap(Tier.init) {
      changed.tiers.insert(Dated(tier, validFrom: validFrom, recordedAt: recordedAt))
    }
    if let form = row.optionalText(6).flatMap(StoreForm.init) { changed.form = form }
    changed.opened = row.optionalInt(7).map { CalendarDay(number: Int32(clamping: $0)) }
    changed.closed = row.optionalInt(8).map { CalendarDay(number: Int32(clamping: $0)) }
    store = changed
  }

  static func add(event row: Prepared, to store: inout Store?) {
    guard let standing = Standing(rawValue: row.text(3)) else { return }
    let effective = CalendarDay(number: Int32(clamping: row.int(2)))
    store?.standing.insert(StandingEvent(standing, effective: effective, recordedAt: row.int(1)))
  }
}

/// All stores in the order of their codes, from two cursors side by side.
struct StoreCursor {
  private let facts: Prepared
  private let events: Prepared
  private var hasFact: Bool
  private var hasEvent: Bool

  init(_ database: LedgerConnection, asOf version: Int64, after: StoreCode? = nil) throws {
    try self.init(database, asOf: version, after: after, condition: "", values: [])
  }

  /// All stores that stand within `scope` on `today`.
  init(_ database: LedgerConnection, asOf version: Int64, within scope: RegionScope, on today: CalendarDay) throws {
    let condition = ScopeCondition(scope, of: "store_id", on: today, asOf: version)
    try self.init(database, asOf: version, after: nil, condition: condition.sql, values: condition.values)
  }

  private init(
    _ database: LedgerConnection, asOf version: Int64, after: StoreCode?, condition: String, values: [SQLValue]
  ) throws {
    let start = after?.description ?? ""
    facts = try Prepared(
      database,
      """
      SELECT \(RegisterRow.factColumns) FROM store_fact WHERE store_id > ? AND recorded_at <= ?\(condition)
      ORDER BY store_id, recorded_at
      """, cached: false)
    events = try Prepared(
      database,
      """
      SELECT \(RegisterRow.eventColumns) FROM standing_event WHERE store_id > ? AND recorded_at <= ?\(condition)
      ORDER BY store_id, recorded_at, effective
      """, cached: false)
    for statement in [facts, events] {
      statement.bind(1, start)
      statement.bind(2, version)
      for (place, value) in values.enumerated() { statement.bind(Int32(place + 3), value) }
    }
    hasFact = try facts.step()
    hasEvent = try events.step()
  }

  /// The next store, or `nil` after the last.
  mutating func next() throws -> Store? {
    guard hasFact else { return nil }
    let text = facts.text(0)
    guard let code = StoreCode(text) else { throw CentralLedgerError.corrupt("store code") }
    var store: Store?
    while hasFact, facts.bytes(0).elementsEqual(text.utf8) {
      RegisterRow.add(fact: facts, to: &store, code: code)
      hasFact = try facts.step()
    }
    while hasEvent, !text.utf8.lexicographicallyPrecedes(events.bytes(0)) {
      if events.bytes(0).elementsEqual(text.utf8) { RegisterRow.add(event: events, to: &store) }
      hasEvent = try events.step()
    }
    return store
  }
}
