import SnackChain
import SyncProtocol

extension SQLLedger {
  func submit(_ submission: Submission) async throws(CentralLedgerError) -> [OperationOutcome] {
    try await committer.submit(submission)
  }

  func importReports(
    _ batch: ReportImportBatch, options: ReportImportOptions, progress: (@Sendable (Int) -> Void)?
  ) async throws(CentralLedgerError) -> ReportImportSummary {
    let plan = ReportImportPlan(batch)
    let now = self.options.clock()
    var summary = ReportImportSummary()
    summary.dataVersion = try await dataVersion()
    var place = 0
    // A transaction for each stretch: devices get their turn in between.
    while place < plan.order.count {
      let (start, before) = (place, summary)
      (place, summary) = try await write(keeping: !options.dryRun) { database in
        var work = try ReportImporting(database, plan: plan, options: options, now: now, summary: before)
        let next = try work.run(from: start)
        return (next, work.summary)
      }
      progress?(place)
    }
    summary.refused.sort { $0.line < $1.line }
    summary.warnings.sort { $0.line < $1.line }
    return summary
  }

  func reduceHeads<Value: Sendable>(
    asOf version: Int64?, into initial: Value,
    _ update: @escaping @Sendable (inout Value, [ReportHead]) -> StreamStep
  ) async throws(CentralLedgerError) -> LedgerReading<Value> {
    try await read { database in
      let asked = try Self.version(database, version)
      var cursor = try HeadCursor(database, asOf: version)
      var value = initial
      var batch: [ReportHead] = []
      batch.reserveCapacity(4098)
      var more = true
      while more {
        more = try cursor.fill(&batch, count: 4096)
        if !batch.isEmpty, update(&value, batch) == .stop { break }
      }
      return LedgerReading(dataVersion: asked, value: value)
    }
  }

  func revisions(
    of store: StoreCode, month: YearMonth?
  ) async throws(CentralLedgerError) -> [ReportRevision] {
    try await read { try RevisionRow.all($0, store: store, month: month) }
  }

  func conflicts(of store: StoreCode?) async throws(CentralLedgerError) -> [ReportConflict] {
    try await read { try ConflictRow.all($0, store: store) }
  }

  func headChanges(
    of store: StoreCode, after cursor: Int64, limit: Int
  ) async throws(CentralLedgerError) -> StoreChanges {
    try await read { database in
      let version = try Self.version(database, nil)
      return StoreChanges(
        try RevisionRow.heads(database, store: store, receiptsAfter: cursor), after: cursor, limit: limit,
        dataVersion: version)
    }
  }

  func holds(
    _ witness: FeedWitness?, link: AuditLink?, of store: StoreCode
  ) async throws(CentralLedgerError) -> Bool {
    guard witness != nil || link != nil else { return true }
    // Both are asked for at once, and what was true of either stays true: that needs no transaction.
    return try await read(isSingle: true) { database in
      typealias Question = (sql: String, values: [SQLValue])
      let aboutLink = link.map { link -> Question in
        ("SELECT digest FROM audit_entry WHERE number = ?", [.int(link.number)])
      }
      let aboutPlace = witness.map { witness -> Question in
        (
          "SELECT operation_id, received_at FROM revision WHERE position = ? AND store_id = ?",
          [.int(witness.feedPosition), .text(store.description)]
        )
      }
      try database.ask([aboutLink, aboutPlace].compactMap(\.self))
      if let aboutLink, try database.first(aboutLink.sql, aboutLink.values, { $0.text(0) }) != link?.digest {
        return false
      }
      guard let witness, let aboutPlace else { return true }
      let found = try database.first(aboutPlace.sql, aboutPlace.values) { row in
        row.optionalText(0).flatMap { OperationID($0) }
          ?? .imported(position: witness.feedPosition, receivedAt: Timestamp(milliseconds: row.int(1)))
      }
      return found == witness.operation
    }
  }

  func totals(of store: StoreCode) async throws(CentralLedgerError) -> [YearTotal] {
    try await read { try [YearTotal](RevisionRow.heads($0, store: store)) }
  }

  func briefing(
    of store: StoreCode, after cursor: Int64, limit: Int
  ) async throws(CentralLedgerError) -> StoreBriefing? {
    try await read { database in
      try database.ask(
        LedgerHeadRow.questions + RegisterRow.questions(of: store) + RevisionRow.questions(of: store))
      let head = try LedgerHeadRow.read(database)
      let version = head.position
      guard let facts = try RegisterRow.store(database, code: store) else { return nil }
      let heads = try RevisionRow.heads(database, store: store, receiptsAfter: cursor)
      return StoreBriefing(
        store: facts, changes: StoreChanges(heads, after: cursor, limit: limit, dataVersion: version),
        totals: [YearTotal](heads), dataVersion: version, link: head.link,
        statement: TurnoverStatement(
          store: store, heads: heads.map { ($0.operation.report, $0.revision, $0.position) }))
    }
  }

  func reporting(of month: YearMonth, deadlineDay: Int) async throws(CentralLedgerError) -> ReportingStatus {
    try await read { database in
      var status = ReportingStatus(month: month, deadlineDay: deadlineDay, dataVersion: try Self.version(database, nil))
      let first = try Prepared(
        database, "SELECT received_at, source FROM revision WHERE store_id = ? AND month = ? AND revision = 1")
      first.bind(2, Int64(month.number))
      var cursor = try StoreCursor(database, asOf: status.dataVersion)
      while let store = try cursor.next() {
        first.bind(1, store.code.description)
        let arrival = try first.step() ? (Timestamp(milliseconds: first.int(0)), first.text(1)) : nil
        first.reset()
        status.count(
          store, receivedAt: arrival?.0,
          isJudged: arrival?.1 != ReportOperation.Source.imported.rawValue)
      }
      return status
    }
  }

  func dataVersion() async throws(CentralLedgerError) -> Int64 {
    try await read(isSingle: true) { try LedgerHeadRow.read($0).position }
  }

  func changes(after: Int64, limit: Int) async throws(CentralLedgerError) -> LedgerChanges {
    try await read { database in
      let latest = try LedgerHeadRow.read(database)
      var heads: [ReportHead] = []
      try database.each(
        "SELECT \(HeadCursor.columns) FROM revision WHERE position > ? ORDER BY position LIMIT ?",
        [.int(after), .int(limit)]
      ) { row in
        guard let store = StoreCode(row.text(0)) else { throw CentralLedgerError.corrupt("store code") }
        heads.append(try HeadCursor.head(row, store: store))
      }
      let upTo = heads.count < limit ? latest.position : heads.last?.position ?? latest.position
      return LedgerChanges(
        heads: heads, registerChanged: latest.registerPosition > after, upTo: upTo, more: upTo < latest.position,
        link: .init(number: latest.auditNumber, digest: latest.auditDigest))
    }
  }
}
