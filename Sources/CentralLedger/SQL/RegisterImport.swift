import SnackChain

/// Takes a register file: one transaction, one step of the feed, whatever its size.
struct RegisterImport {
  private let database: LedgerConnection
  private let options: RegisterImportOptions
  private let now: Timestamp
  private var head: LedgerHeadRow
  private var content = CanonicalContent()
  private var events: [[SQLValue]] = []
  private(set) var summary = RegisterImportSummary()

  init(_ database: LedgerConnection, options: RegisterImportOptions, now: Timestamp) throws {
    self.database = database
    self.options = options
    self.now = now
    head = try LedgerHeadRow.read(database)
  }

  /// Takes the rows; the caller commits unless this is a dry run.
  mutating func take(_ rows: [StoreRow]) throws {
    let position = head.position + 1
    for row in sortedOnce(rows) {
      if let reason = Self.refusal(of: row) {
        summary.refused.append(RegisterRowProblem(line: row.line, store: row.code, reason: reason))
        continue
      }
      if let known = try RegisterRow.store(database, code: row.code) {
        if let certified = row.certified, try contradictsProgramme(known, certified) {
          summary.refused.append(RegisterRowProblem(line: row.line, store: row.code, reason: .programmeKeepsStanding))
          continue
        }
        if try change(known, to: row, at: position) { summary.changed += 1 } else { summary.unchanged += 1 }
      } else {
        try add(row, at: position)
        summary.added += 1
      }
    }
    summary.refused.sort { $0.line < $1.line }
    summary.dataVersion = head.position
    guard summary.added + summary.changed > 0, !options.dryRun else { return }
    for event in events { content.add(row: event) }
    head.position = position
    head.registerPosition = position
    try head.audit(
      database, at: now, actor: options.actor, .registerImported,
      subject: "\(summary.added) added, \(summary.changed) changed", positions: position...position, content: content)
    try head.write(database)
    summary.dataVersion = position
  }

  /// The rows in the order of codes, each code once; contradictions are refused.
  private mutating func sortedOnce(_ rows: [StoreRow]) -> [StoreRow] {
    let sorted = rows.sorted {
      $0.code == $1.code
        ? $0.line < $1.line : $0.code.description.utf8.lexicographicallyPrecedes($1.code.description.utf8)
    }
    var once: [StoreRow] = []
    once.reserveCapacity(sorted.count)
    for row in sorted {
      guard let last = once.last, last.code == row.code else {
        once.append(row)
        continue
      }
      var same = row
      same.line = last.line
      if same != last {
        summary.refused.append(
          RegisterRowProblem(line: row.line, store: row.code, reason: .contradictsLine(last.line)))
      }
    }
    return once
  }

  private static func refusal(of row: StoreRow) -> RegisterRowProblem.Reason? {
    if let opened = row.opened, let closed = row.closed, closed < opened { return .closedBeforeOpening }
    let unreadable =
      row.name.isEmpty || row.name.utf8.count > 200
      || row.name.unicodeScalars.contains { scalar in
        scalar.properties.generalCategory == .control || (0x202A...0x202E).contains(scalar.value)
          || (0x2066...0x2069).contains(scalar.value)
      }
    return unreadable ? .unreadableName : nil
  }

  private mutating func add(_ row: StoreRow, at position: Int64) throws {
    try insertFact(
      [
        .text(row.code.description), .int(position), .int(Int(RegisterRow.beginning.number)), .text(row.name),
        .int(Int(row.region.number)), .optional(row.tier?.rawValue), .optional(row.form?.rawValue),
        .optional(row.opened.map { Int64($0.number) }), .optional(row.closed.map { Int64($0.number) }),
      ], isNew: true)
    if let certified = row.certified { try insertEvent(.certified, certified, of: row.code, at: position) }
  }

  private mutating func change(_ known: Store, to row: StoreRow, at position: Int64) throws -> Bool {
    let day = row.validFrom ?? options.changesValidFrom ?? now.dayInChina
    let name = known.names.value(on: day) == row.name ? nil : row.name
    let region = known.regions.value(on: day) == row.region ? nil : row.region
    let tier = row.tier.flatMap { known.tiers.value(on: day) == $0 ? nil : $0 }
    let form = row.form.flatMap { known.form == $0 ? nil : $0 }
    var changed =
      name != nil || region != nil || tier != nil || form != nil || known.opened != row.opened
      || known.closed != row.closed
    if changed {
      // A tier that was never known holds from the beginning, like the other first facts.
      let onlyFirstTier = tier != nil && known.tiers.entries.isEmpty && name == nil && region == nil
      let validFrom = onlyFirstTier && row.validFrom == nil ? RegisterRow.beginning : day
      try insertFact(
        [
          .text(row.code.description), .int(position), .int(Int(validFrom.number)), .optional(name),
          .optional(region.map { Int64($0.number) }), .optional(tier?.rawValue), .optional(form?.rawValue),
          .optional(row.opened.map { Int64($0.number) }), .optional(row.closed.map { Int64($0.number) }),
        ], isNew: false)
    }
    if let certified = row.certified, try certify(known, on: certified, at: position) { changed = true }
    return changed
  }

  /// Records the register's day of certification. An earlier statement of the register that named a day before it is
  /// taken back; what the programme itself recorded stays.
  private mutating func certify(_ known: Store, on day: CalendarDay, at position: Int64) throws -> Bool {
    let stated = try database.first(
      """
      SELECT effective FROM standing_event WHERE store_id = ? AND source = 'register' AND standing = 'certified'
      ORDER BY recorded_at DESC, effective DESC LIMIT 1
      """, [.text(known.code.description)]
    ) { CalendarDay(number: Int32(clamping: $0.int(0))) }
    if stated == day || known.standing.events.contains(where: { $0.standing == .certified && $0.effective == day }) {
      return false
    }
    if let stated, stated < day { try insertEvent(.outside, stated, of: known.code, at: position) }
    try insertEvent(.certified, day, of: known.code, at: position)
    return true
  }

  /// Whether the register states another day of certification than is known, though events of the programme are recorded.
  private func contradictsProgramme(_ known: Store, _ day: CalendarDay) throws -> Bool {
    guard !known.standing.events.contains(where: { $0.standing == .certified && $0.effective == day }) else {
      return false
    }
    return try ProgrammeRow.keepsStanding(database, of: known.code)
  }

  private mutating func insertFact(_ values: [SQLValue], isNew: Bool) throws {
    content.add(row: values)
    guard !options.dryRun else { return }
    if isNew { try database.run("INSERT INTO store (store_id, recorded_at) VALUES (?, ?)", Array(values[0..<2])) }
    try database.run("INSERT INTO store_fact (\(RegisterRow.factColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
  }

  private mutating func insertEvent(
    _ standing: Standing, _ effective: CalendarDay, of code: StoreCode, at position: Int64
  ) throws {
    let values: [SQLValue] = [
      .text(code.description), .int(position), .int(Int(effective.number)), .text(standing.rawValue),
      .text("register"), .null,
    ]
    events.append(values)
    guard !options.dryRun else { return }
    try database.run("INSERT INTO standing_event VALUES (?, ?, ?, ?, ?, ?)", values)
  }

  /// Records one standing event of the programme itself.
  static func append(
    _ standing: Standing, to store: StoreCode, effective: CalendarDay, note: String?, actor: String,
    in database: LedgerConnection, now: Timestamp
  ) throws -> StandingEvent {
    guard try database.first("SELECT 1 FROM store WHERE store_id = ?", [.text(store.description)], { _ in true }) != nil
    else { throw CentralLedgerError.unknownStore(store) }
    if try ProgrammeRow.keepsStanding(database, of: store) { throw CentralLedgerError.programmeKeepsStanding(store) }
    var head = try LedgerHeadRow.read(database)
    head.position += 1
    head.registerPosition = head.position
    let values: [SQLValue] = [
      .text(store.description), .int(head.position), .int(Int(effective.number)), .text(standing.rawValue),
      .text("programme"), .optional(note),
    ]
    try database.run("INSERT INTO standing_event VALUES (?, ?, ?, ?, ?, ?)", values)
    var content = CanonicalContent()
    content.add(row: values)
    try head.audit(
      database, at: now, actor: actor, .standingRecorded, subject: "\(store) \(standing.rawValue) \(effective)",
      positions: head.position...head.position, content: content)
    try head.write(database)
    return StandingEvent(standing, effective: effective, recordedAt: head.position)
  }
}
