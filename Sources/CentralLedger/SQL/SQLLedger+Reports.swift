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
        try RevisionRow.heads(database, store: store, after: cursor), after: cursor, limit: limit,
        dataVersion: version)
    }
  }

  func holds(
    _ witness: FeedWitness?, link: AuditLink?, of store: StoreCode
  ) async throws(CentralLedgerError) -> Bool {
    guard witness != nil || link != nil else { return true }
    // Both are asked for at once, and what was true of either stays true: that needs no transaction.
    return try await read(.question) { database in
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
    try await read(.session) { try StoreFigures($0, store: store, after: .max, withLines: false).totals }
  }

  func briefing(_ question: BriefingQuestion) async throws(CentralLedgerError) -> StoreBriefing? {
    let today = options.clock().dayInChina
    return try await read(.session) { database in
      let store = question.store
      var questions =
        LedgerHeadRow.questions + RegisterRow.questions(of: store) + RevisionRow.questions(of: store)
        + OwnerRow.questions(of: store)
      if question.programme != nil { questions += StandardRow.questions + ProgrammeRow.questions(of: store) }
      try database.ask(questions)
      let head = try LedgerHeadRow.read(database)
      guard let facts = try RegisterRow.store(database, code: store) else { return nil }
      let figures = try StoreFigures(
        database, store: store, after: question.cursor, withLines: question.wantsStatement)
      var briefing = StoreBriefing(
        store: facts,
        changes: StoreChanges(figures.news, after: question.cursor, limit: question.limit, dataVersion: head.position),
        totals: figures.totals, dataVersion: head.position, link: head.link,
        statement: question.wantsStatement ? TurnoverStatement(store: store, heads: figures.lines) : nil)
      briefing.handedOver = try OwnerRow.handedOver(database, store)
      if let (after, limit) = question.messages {
        briefing.messages = try OwnerRow.messages(database, of: store, after: after, limit: limit)
      }
      if let (seeds, benefits) = question.programme {
        briefing.programme = try Self.programme(of: facts, on: today, seeds: seeds, benefits: benefits, in: database)
      }
      return briefing
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
    try await read(.question) { try LedgerHeadRow.read($0).position }
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
