import SnackChain

extension SQLLedger {
  func importStores(
    _ rows: [StoreRow], options: RegisterImportOptions
  ) async throws(CentralLedgerError) -> RegisterImportSummary {
    let now = self.options.clock()
    return try await write(keeping: !options.dryRun) { database in
      var work = try RegisterImport(database, options: options, now: now)
      try work.take(rows)
      return work.summary
    }
  }

  func appendStanding(
    _ standing: Standing, to store: StoreCode, effective: CalendarDay, note: String?, actor: String
  ) async throws(CentralLedgerError) -> StandingEvent {
    let now = options.clock()
    return try await write { database in
      try RegisterImport.append(
        standing, to: store, effective: effective, note: note, actor: actor, in: database, now: now)
    }
  }

  func store(_ code: StoreCode, asOf version: Int64?) async throws(CentralLedgerError) -> Store? {
    try await read { database in
      try RegisterRow.store(database, code: code, asOf: try Self.version(database, version))
    }
  }

  func stores(_ query: StoreQuery) async throws(CentralLedgerError) -> StorePage {
    let today = options.clock().dayInChina
    return try await read { database in
      let version = try Self.version(database, query.asOf)
      var cursor = try StoreCursor(database, asOf: version, after: query.after)
      var found: [Store] = []
      while let store = try cursor.next() {
        guard query.matches(store, today: today) else { continue }
        if found.count == query.limit { return StorePage(stores: found, more: true, dataVersion: version) }
        found.append(store)
      }
      return StorePage(stores: found, more: false, dataVersion: version)
    }
  }

  func reduceStores<Value: Sendable>(
    asOf version: Int64?, into initial: Value,
    _ update: @escaping @Sendable (inout Value, [Store]) -> StreamStep
  ) async throws(CentralLedgerError) -> LedgerReading<Value> {
    try await read { database in
      let version = try Self.version(database, version)
      var cursor = try StoreCursor(database, asOf: version)
      var value = initial
      var batch: [Store] = []
      while let store = try cursor.next() {
        batch.append(store)
        guard batch.count == 1024 else { continue }
        if update(&value, batch) == .stop { return LedgerReading(dataVersion: version, value: value) }
        batch.removeAll(keepingCapacity: true)
      }
      if !batch.isEmpty { _ = update(&value, batch) }
      return LedgerReading(dataVersion: version, value: value)
    }
  }

  func storeIndex() async throws(CentralLedgerError) -> StoreIndex {
    try await read { database in
      var codes: [StoreCode] = []
      try database.each("SELECT store_id FROM store ORDER BY store_id") { row in
        guard let code = StoreCode(row.text(0)) else { throw CentralLedgerError.corrupt("store code") }
        codes.append(code)
      }
      return StoreIndex(sorted: codes)
    }
  }
}

extension StoreQuery {
  /// Whether a store is wanted, by what holds today.
  func matches(_ store: Store, today: CalendarDay) -> Bool {
    if let region, !(store.regions.value(on: today)?.isWithin(region) ?? false) { return false }
    if let standing, store.standing.standing(on: today) != standing { return false }
    if let trading {
      let trades = (store.opened.map { $0 <= today } ?? true) && (store.closed.map { today < $0 } ?? true)
      if trades != trading { return false }
    }
    guard let text, !text.isEmpty else { return true }
    let wanted = text.lowercased()
    return store.code.description.lowercased().contains(wanted)
      || (store.names.latest?.lowercased().contains(wanted) ?? false)
  }
}
