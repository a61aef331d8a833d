import SnackChain

/// Decisions about months in the database.
enum PeriodRow {
  /// All columns: the audit chain vouches for them.
  static let columnCount: Int32 = 10

  /// The step of the schema that makes the table. Decisions are about the chain, not about a store's own facts.
  static let schema: [SchemaStatement] = [
    """
    CREATE TABLE period_event (
      audit_number BIGINT NOT NULL,
      place INTEGER NOT NULL,
      month INTEGER NOT NULL,
      region INTEGER,
      store_id TEXT,
      kind TEXT NOT NULL,
      reason TEXT NOT NULL,
      actor TEXT NOT NULL,
      recorded_at BIGINT NOT NULL,
      data_version BIGINT NOT NULL,
      PRIMARY KEY (audit_number, place)
    ) WITHOUT ROWID
    """,
    .appendOnly(table: "period_event"),
  ]

  private static let select = """
    SELECT audit_number, place, month, region, store_id, kind, reason, actor, recorded_at, data_version
    FROM period_event
    """

  static func events(_ database: LedgerConnection, of month: YearMonth?) throws -> [PeriodEvent] {
    var found: [PeriodEvent] = []
    try database.each(
      "\(select) \(month == nil ? "" : "WHERE month = ?") ORDER BY audit_number, place",
      month.map { [.int($0.number)] } ?? []
    ) { found.append(try event($0)) }
    return found
  }

  private static func event(_ row: Prepared) throws -> PeriodEvent {
    guard let month = YearMonth(number: Int(row.int(2))), let kind = PeriodEvent.Kind(rawValue: row.text(5)) else {
      throw CentralLedgerError.corrupt("period event \(row.int(0))")
    }
    let scope: PeriodEvent.Scope
    if let store = row.optionalText(4) {
      guard let code = StoreCode(store) else { throw CentralLedgerError.corrupt("period event \(row.int(0))") }
      scope = .store(code)
    } else if let region = row.optionalInt(3) {
      guard let code = RegionCode(number: Int32(clamping: region)) else {
        throw CentralLedgerError.corrupt("period event \(row.int(0))")
      }
      scope = .region(code)
    } else {
      scope = .chain
    }
    return PeriodEvent(
      month: month, scope: scope, kind: kind, reason: row.text(6), actor: row.text(7),
      recordedAt: Timestamp(milliseconds: row.int(8)), dataVersion: row.int(9))
  }

  /// Writes a decision with its audit entry. The caller commits.
  static func decide(
    _ database: LedgerConnection, _ decision: PeriodDecision, now: Timestamp
  ) throws -> [PeriodEvent] {
    try check(database, decision, now: now)
    let before = ClosedPeriods(try events(database, of: decision.month))
    var head = try LedgerHeadRow.read(database)
    var content = CanonicalContent()
    var events: [PeriodEvent] = []
    for scope in decision.scopes {
      guard try !stands(database, decision, scope, before) else { continue }
      let event = PeriodEvent(
        month: decision.month, scope: scope, kind: decision.kind, reason: decision.reason, actor: decision.access.actor,
        recordedAt: now, dataVersion: head.position)
      let values = values(event, audit: head.auditNumber + 1, place: events.count)
      try database.run("INSERT INTO period_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
      content.add(row: values)
      events.append(event)
    }
    guard !events.isEmpty else { throw CentralLedgerError.period(.unchanged(decision.month)) }
    try head.audit(
      database, at: now, actor: decision.access.actor, decision.kind == .closed ? .periodClosed : .periodReopened,
      subject: "\(decision.month) \(events.count)", content: content)
    try head.write(database)
    return events
  }

  private static func check(_ database: LedgerConnection, _ decision: PeriodDecision, now: Timestamp) throws {
    guard decision.access.may(.manageReports) else { throw CentralLedgerError.notAllowed(.manageReports) }
    guard decision.month < now.dayInChina.yearMonth else { throw CentralLedgerError.period(.notOver(decision.month)) }
    guard ReportRules.isPlain(decision.reason) else { throw CentralLedgerError.period(.unreadableReason) }
    let isEmpty = decision.reason.allSatisfy(\.isWhitespace)
    guard decision.kind == .closed || !isEmpty else { throw CentralLedgerError.period(.noReason) }
    for scope in decision.scopes {
      let isTheirs: Bool
      switch scope {
      case .chain: isTheirs = decision.access.scope == .everywhere
      case .region(let region): isTheirs = decision.access.scope.contains(region)
      case .store(let code):
        // A store elsewhere is told like one that there is not.
        guard let store = try RegisterRow.store(database, code: code),
          decision.access.scope.contains(store.region(in: decision.month))
        else { throw CentralLedgerError.period(.unknownStore(code)) }
        isTheirs = true
      }
      guard isTheirs else { throw CentralLedgerError.notAllowed(.manageReports) }
    }
  }

  /// Whether the decision changes nothing.
  private static func stands(
    _ database: LedgerConnection, _ decision: PeriodDecision, _ scope: PeriodEvent.Scope, _ before: ClosedPeriods
  ) throws -> Bool {
    guard case .store(let code) = scope else { return before.stands(decision.kind, decision.month, for: scope) }
    let region = try RegisterRow.store(database, code: code)?.region(in: decision.month)
    return before.isClosed(decision.month, for: code, in: region) == (decision.kind == .closed)
  }

  private static func values(_ event: PeriodEvent, audit: Int64, place: Int) -> [SQLValue] {
    var (region, store): (Int64?, String?) = (nil, nil)
    switch event.scope {
    case .chain: break
    case .region(let code): region = Int64(code.number)
    case .store(let code): store = code.description
    }
    return [
      .int(audit), .int(place), .int(event.month.number), .optional(region), .optional(store),
      .text(event.kind.rawValue), .text(event.reason), .text(event.actor), .int(event.recordedAt.milliseconds),
      .int(event.dataVersion),
    ]
  }
}
