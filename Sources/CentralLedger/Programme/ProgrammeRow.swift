import SnackChain

/// Reading the events of the programme.
enum ProgrammeRow {
  static let eventColumns = "store_id, recorded_at, event_id, effective, recorded_by, content"
  /// What was stated rather than worked out from events.
  static let stated = "source <> 'event'"

  static func event(_ row: Prepared, of store: StoreCode) throws -> ProgrammeEvent {
    guard let id = OperationID(row.text(2)) else { throw CentralLedgerError.corrupt("programme event") }
    return ProgrammeEvent(
      id: id, store: store, step: try CanonicalJSON.value(ProgrammeStep.self, row.bytes(5)),
      effective: CalendarDay(number: Int32(clamping: row.int(3))), recordedAt: row.int(1), recordedBy: row.text(4))
  }

  private static let statedOfStore = """
    SELECT recorded_at, effective, standing FROM standing_event
    WHERE store_id = ? AND recorded_at <= ? AND \(stated) ORDER BY recorded_at, effective
    """
  private static let eventsOfStore =
    "SELECT \(eventColumns) FROM programme_event WHERE store_id = ? AND recorded_at <= ? ORDER BY recorded_at"

  /// What ``history(_:of:asOf:)`` asks for.
  static func questions(of store: StoreCode) -> [(sql: String, values: [SQLValue])] {
    [statedOfStore, eventsOfStore].map { ($0, [.text(store.description), .int(Int64.max)]) }
  }

  /// The history of one store as far as data version `version` knew.
  static func history(
    _ database: LedgerConnection, of store: StoreCode, asOf version: Int64 = .max
  ) throws -> ProgrammeHistory {
    let values: [SQLValue] = [.text(store.description), .int(version)]
    var stated = StatedStandings()
    try database.each(statedOfStore, values) { try stated.add($0) }
    var events = stated.events(of: store)
    try database.each(eventsOfStore, values) { events.append(try event($0, of: store)) }
    return try history(of: store, events)
  }

  static func history(of store: StoreCode, _ events: [ProgrammeEvent]) throws -> ProgrammeHistory {
    do throws(ProgrammeRefusal) {
      return try ProgrammeHistory(store: store, recorded: events.sorted { $0.recordedAt < $1.recordedAt })
    } catch {
      throw CentralLedgerError.corrupt("programme of \(store)")
    }
  }

  /// Whether events of the programme are recorded for a store: then the register no longer says how it stands.
  static func keepsStanding(_ database: LedgerConnection, of store: StoreCode) throws -> Bool {
    try database.first(
      "SELECT 1 FROM programme_event WHERE store_id = ? LIMIT 1", [.text(store.description)]
    ) { _ in true } ?? false
  }
}

/// All stores with their histories in the order of their codes, from three cursors side by side.
struct ProgrammeCursor {
  private var stores: StoreCursor
  private let stated: Prepared
  private let events: Prepared
  private var hasStated: Bool
  private var hasEvent: Bool
  private let version: Int64

  init(_ database: LedgerConnection, asOf version: Int64, scope: RegionScope, today: CalendarDay) throws {
    self.version = version
    stores = try StoreCursor(database, asOf: version, within: scope, on: today)
    let condition = ScopeCondition(scope, of: "store_id", on: today, asOf: version)
    stated = try Prepared(
      database,
      """
      SELECT store_id, recorded_at, effective, standing FROM standing_event
      WHERE recorded_at <= ? AND \(ProgrammeRow.stated)\(condition.sql) ORDER BY store_id, recorded_at, effective
      """, cached: false)
    events = try Prepared(
      database,
      """
      SELECT \(ProgrammeRow.eventColumns) FROM programme_event WHERE recorded_at <= ?\(condition.sql)
      ORDER BY store_id, recorded_at
      """, cached: false)
    for statement in [stated, events] {
      statement.bind(1, version)
      for (place, value) in condition.values.enumerated() { statement.bind(Int32(place + 2), value) }
    }
    hasStated = try stated.step()
    hasEvent = try events.step()
  }

  /// The next store within the scope, or `nil` after the last.
  mutating func next() throws -> StoreProgramme? {
    if let store = try stores.next() {
      var statements = StatedStandings()
      while hasStated, !store.code.isBefore(stated.bytes(0)) {
        if stated.bytes(0).elementsEqual(store.code.description.utf8) { try statements.add(stated, from: 1) }
        hasStated = try stated.step()
      }
      var found = statements.events(of: store.code)
      while hasEvent, !store.code.isBefore(events.bytes(0)) {
        if events.bytes(0).elementsEqual(store.code.description.utf8) {
          found.append(try ProgrammeRow.event(events, of: store.code))
        }
        hasEvent = try events.step()
      }
      return StoreProgramme(
        store: store, history: try ProgrammeRow.history(of: store.code, found), dataVersion: version)
    }
    return nil
  }
}

extension StoreCode {
  /// Whether the code comes before these bytes.
  fileprivate func isBefore(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    description.utf8.lexicographicallyPrecedes(bytes)
  }
}

extension RegionScope {
  /// Whether a store belongs to the scope by where it stands on `day`.
  func contains(_ store: Store, on day: CalendarDay) -> Bool {
    self == .everywhere || contains(store.regions.value(on: day) ?? store.regions.latest)
  }
}
