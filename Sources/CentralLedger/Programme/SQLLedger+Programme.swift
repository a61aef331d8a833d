import SnackChain

extension SQLLedger {
  func standardBook(seeds: StandardBook, asOf version: Int64?) async throws(CentralLedgerError) -> StandardBook {
    try await read { try StandardRow.book($0, seeds: seeds, asOf: try Self.version($0, version)) }
  }

  func adopt(
    _ version: StandardVersion, seeds: StandardBook, access: Access
  ) async throws(CentralLedgerError) -> StandardAdoption {
    guard access.may(.adoptStandard) else { throw .notAllowed(.adoptStandard) }
    let now = options.clock()
    return try await write { try StandardRow.adopt(version, seeds: seeds, in: $0, access: access, now: now) }
  }

  func record(
    _ entries: [ProgrammeEntry], seeds: StandardBook, access: Access
  ) async throws(CentralLedgerError) -> ProgrammeRecording {
    let now = options.clock()
    return try await write { database in
      let book = try StandardRow.book(database, seeds: seeds)
      var writing = try ProgrammeWriting(database, book: book, access: access, now: now)
      let outcomes = try entries.map { try writing.take($0) }
      return ProgrammeRecording(outcomes: outcomes, dataVersion: try writing.finish(.programmeRecorded))
    }
  }

  func decide(
    keep kept: OperationID, of store: StoreCode, reason: String, seeds: StandardBook, access: Access
  ) async throws(CentralLedgerError) -> ProgrammeOutcome {
    let now = options.clock()
    return try await write { database in
      let book = try StandardRow.book(database, seeds: seeds)
      var writing = try ProgrammeWriting(database, book: book, access: access, now: now)
      let outcome = try writing.decide(keep: kept, of: store, reason: reason)
      _ = try writing.finish(.programmeRecorded)
      return outcome
    }
  }

  func programme(
    of store: StoreCode, asOf version: Int64?, access: Access
  ) async throws(CentralLedgerError) -> StoreProgramme? {
    let today = options.clock().dayInChina
    return try await read { database in
      let version = try Self.version(database, version)
      guard
        let found = try RegisterRow.store(database, code: store, asOf: version, within: access.scope, on: today)
      else { return nil }
      return StoreProgramme(
        store: found, history: try ProgrammeRow.history(database, of: store, asOf: version), dataVersion: version)
    }
  }

  func reduceProgrammes<Value: Sendable>(
    asOf version: Int64?, access: Access, into initial: Value,
    _ update: @escaping @Sendable (inout Value, [StoreProgramme]) -> StreamStep
  ) async throws(CentralLedgerError) -> LedgerReading<Value> {
    let today = options.clock().dayInChina
    return try await read { database in
      let version = try Self.version(database, version)
      var cursor = try ProgrammeCursor(database, asOf: version, scope: access.scope, today: today)
      var value = initial
      var batch: [StoreProgramme] = []
      while let next = try cursor.next() {
        batch.append(next)
        guard batch.count == 1024 else { continue }
        if update(&value, batch) == .stop { return LedgerReading(dataVersion: version, value: value) }
        batch.removeAll(keepingCapacity: true)
      }
      if !batch.isEmpty { _ = update(&value, batch) }
      return LedgerReading(dataVersion: version, value: value)
    }
  }

  func standingTable(
    asOf version: Int64?, access: Access
  ) async throws(CentralLedgerError) -> LedgerReading<StandingTable> {
    let today = options.clock().dayInChina
    return try await read { database in
      let version = try Self.version(database, version)
      let rows = try Self.standingRows(database, asOf: version, scope: access.scope, today: today)
      return LedgerReading(dataVersion: version, value: StandingTable(rows))
    }
  }

  func programmeCounts(
    of month: YearMonth, asOf version: Int64?, estimated: Int?, access: Access
  ) async throws(CentralLedgerError) -> ProgrammeCounts {
    let today = options.clock().dayInChina
    return try await read { database in
      let version = try Self.version(database, version)
      let rows = try Self.standingRows(database, asOf: version, scope: access.scope, today: today)
      var reported: Set<StoreCode> = []
      try database.each(
        "SELECT DISTINCT store_id FROM revision WHERE month = ? AND position <= ? ORDER BY store_id",
        [.int(month.number), .int(version)]
      ) { row in
        if let code = StoreCode(row.text(0)) { reported.insert(code) }
      }
      return ProgrammeCounts.counting(
        StandingTable(rows), month: month, asOf: version, estimated: estimated, reported: reported.contains)
    }
  }

  private static func standingRows(
    _ database: LedgerConnection, asOf version: Int64, scope: RegionScope, today: CalendarDay
  ) throws -> [StandingTable.Row] {
    var cursor = try StoreCursor(database, asOf: version, within: scope, on: today)
    var rows: [StandingTable.Row] = []
    while let store = try cursor.next() {
      rows.append(
        StandingTable.Row(
          store: store.code, registered: store.opened, closed: store.closed, standing: store.standing))
    }
    return rows
  }

  func inspections(
    of store: StoreCode, asOf version: Int64?, access: Access
  ) async throws(CentralLedgerError) -> [RecordedInspection] {
    let today = options.clock().dayInChina
    return try await read { database in
      let version = try Self.version(database, version)
      guard try access.scope.holds(store, on: today, in: database) else { return [] }
      return try InspectionRow.inspections(database, of: store, asOf: version)
    }
  }

  func inspectionConflicts(access: Access) async throws(CentralLedgerError) -> [RecordedInspection] {
    let today = options.clock().dayInChina
    return try await read { database in
      try InspectionRow.conflicts(database, within: access.scope, on: today)
    }
  }

  func evidence(of store: StoreCode, access: Access) async throws(CentralLedgerError) -> [RecordedEvidence] {
    let today = options.clock().dayInChina
    return try await read { database in
      guard try access.scope.holds(store, on: today, in: database) else { return [] }
      return try InspectionRow.evidence(database, of: store)
    }
  }
}
