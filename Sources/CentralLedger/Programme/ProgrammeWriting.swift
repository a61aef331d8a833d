import SnackChain

/// Records entries of the programme in one transaction: each takes the next position of the feed, or is refused and
/// leaves no trace.
struct ProgrammeWriting {
  let database: LedgerConnection
  let book: StandardBook
  let access: Access
  let now: Timestamp
  var head: LedgerHeadRow
  private let first: Int64
  private var stores: [StoreCode: Known] = [:]
  private var written: [AuditedTable: [[SQLValue]]] = [:]
  private var kinds: [String: Int] = [:]

  /// A store as it is after the entries before.
  struct Known {
    var store: Store
    var history: ProgrammeHistory
  }

  init(_ database: LedgerConnection, book: StandardBook, access: Access, now: Timestamp) throws {
    self.database = database
    self.book = book
    self.access = access
    self.now = now
    head = try LedgerHeadRow.read(database)
    first = head.position + 1
  }

  var today: CalendarDay { now.dayInChina }

  /// Ends the transaction's part: one entry of the audit chain over all that was written.
  mutating func finish(_ action: AuditEntry.Action) throws -> Int64 {
    guard head.position >= first else { return head.position }
    head.registerPosition = head.position
    var content = CanonicalContent()
    for table in action.tables {
      for row in written[table] ?? [] { content.add(row: row) }
    }
    let subject = kinds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    try head.audit(
      database, at: now, actor: access.actor, action, subject: subject, positions: first...head.position,
      content: content)
    try head.write(database)
    return head.position
  }

  /// A store with its history, or `nil` where there is none within the scope.
  mutating func known(_ code: StoreCode) throws -> Known? {
    if let known = stores[code] { return known }
    guard let store = try RegisterRow.store(database, code: code, within: access.scope, on: today) else { return nil }
    let known = Known(store: store, history: try ProgrammeRow.history(database, of: code))
    stores[code] = known
    return known
  }

  func context(for known: Known) -> ProgrammeContext {
    ProgrammeContext(book: book, today: today, closed: known.store.closed)
  }

  mutating func take(_ entry: ProgrammeEntry) throws -> ProgrammeOutcome {
    guard let known = try known(entry.store) else { return .unknownStore(entry.store) }
    switch entry {
    case .step(let request): return try take(request, known)
    case .inspection(let report): return try take(report, known)
    }
  }

  private mutating func take(_ request: StepRequest, _ known: Known) throws -> ProgrammeOutcome {
    let deed = Deed.takeStep(request.step.kind)
    // What an inspection came to is recorded with the inspection, never without.
    guard access.may(deed), !request.step.restsOnInspection else { return .notAllowed(deed) }
    let missing = try missingEvidence(request.step.evidence, given: request.evidence, of: request.store)
    guard missing.isEmpty else { return .evidenceMissing(missing) }
    let day = request.effective ?? today
    if let first = known.history.events.first(where: { $0.id == request.id }) {
      return first.step == request.step && first.effective == day
        ? .repeated(first, known.history.state(on: first.effective)) : .changed
    }
    let outcome = try append(request.step, id: request.id, to: known, on: day, note: request.note)
    if case .recorded(let event, _) = outcome {
      try keep(request.evidence, of: request.store, at: event.recordedAt)
    }
    return outcome
  }

  /// Appends an event that the history lets in, with the standings and facts that follow from it.
  mutating func append(
    _ step: ProgrammeStep, id: OperationID, to known: Known, on day: CalendarDay, note: String?
  ) throws -> ProgrammeOutcome {
    var known = known
    let position = head.position + 1
    let event = ProgrammeEvent(
      id: id, store: known.store.code, step: step, effective: day, recordedAt: position, recordedBy: access.actor)
    do throws(ProgrammeRefusal) {
      try known.history.record(event, context: context(for: known))
    } catch {
      return .refused(error)
    }
    head.position = position
    try insert(
      .programme, "programme_event",
      [
        .text(event.store.description), .int(position), .text(id.description), .text(step.kind.rawValue),
        .int(Int(day.number)), .int(now.milliseconds), .text(access.actor), .optional(note),
        .text(try CanonicalJSON.text(step)),
      ])
    kinds[step.kind.rawValue, default: 0] += 1
    for correction in known.history.standingCorrections(to: known.store.standing, asOf: position) {
      known.store.standing.insert(correction)
      try insert(
        .standing, "standing_event",
        [
          .text(event.store.description), .int(position), .int(Int(correction.effective.number)),
          .text(correction.standing.rawValue), .text("event"), .text(step.kind.rawValue),
        ])
    }
    try keepFacts(of: step, on: day, at: position, in: &known)
    stores[event.store] = known
    return .recorded(event, known.history.state(on: day))
  }

  /// What a step says of the store itself: the tier that was granted, the region that it moved to.
  private mutating func keepFacts(
    of step: ProgrammeStep, on day: CalendarDay, at position: Int64, in known: inout Known
  ) throws {
    var (region, tier): (RegionCode?, Tier?)
    switch step {
    case .move(let to): region = to
    case .certify: tier = known.history.state(on: day).tier
    case .carryOver(let granted, _): tier = granted
    default: return
    }
    if let same = region, known.store.regions.value(on: day) == same { region = nil }
    if let same = tier, known.store.tiers.value(on: day) == same { tier = nil }
    guard region != nil || tier != nil else { return }
    try insert(
      .fact, "store_fact",
      [
        .text(known.store.code.description), .int(position), .int(Int(day.number)), .null,
        .optional(region.map { Int64($0.number) }), .optional(tier?.rawValue), .null,
        .optional(known.store.opened.map { Int64($0.number) }), .optional(known.store.closed.map { Int64($0.number) }),
      ])
    if let region { known.store.regions.insert(Dated(region, validFrom: day, recordedAt: position)) }
    if let tier { known.store.tiers.insert(Dated(tier, validFrom: day, recordedAt: position)) }
  }

  /// Inserts a row and adds it to what the audit chain vouches for.
  mutating func insert(_ table: AuditedTable, _ name: String, _ values: [SQLValue]) throws {
    let places = Array(repeating: "?", count: values.count).joined(separator: ", ")
    try database.run("INSERT INTO \(name) VALUES (\(places))", values)
    written[table, default: []].append(values)
  }

  mutating func count(_ kind: String) { kinds[kind, default: 0] += 1 }
}
