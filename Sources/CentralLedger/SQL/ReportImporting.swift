import SnackChain
import SyncProtocol

/// A file's rows in the order of store, month and line: inserts then run along the table's key.
struct ReportImportPlan: Sendable {
  let batch: ReportImportBatch
  let order: [UInt32]

  init(_ batch: ReportImportBatch) {
    self.batch = batch
    var isSorted = true
    var last: (Int32, Int32) = (-1, -1)
    for row in batch.rows {
      let key = (row.store, row.monthIndex)
      if key < last {
        isSorted = false
        break
      }
      last = key
    }
    if isSorted {
      order = Array(0..<UInt32(batch.rows.count))
    } else if batch.rows.count < 1 << 24 && batch.index.codes.count < 1 << 24 {
      // Store, month and place in one word: sorting words is several times faster than sorting rows.
      var keys = [UInt64](repeating: 0, count: batch.rows.count)
      for (place, row) in batch.rows.enumerated() {
        keys[place] =
          UInt64(UInt32(row.store)) << 40 | UInt64(UInt16(truncatingIfNeeded: row.monthIndex)) << 24
          | UInt64(place)
      }
      keys.sort()
      order = keys.map { UInt32($0 & 0xFF_FFFF) }
    } else {
      let rows = batch.rows
      order = (0..<UInt32(rows.count)).sorted {
        let (left, right) = (rows[Int($0)], rows[Int($1)])
        return (left.store, left.monthIndex, $0) < (right.store, right.monthIndex, $1)
      }
    }
  }
}

/// Imports a stretch of a plan in one transaction: whole stores, about 100,000 rows.
struct ReportImporting {
  /// How many rows one transaction takes before it ends at the next store.
  static let chunk = 100_000

  private let database: LedgerConnection
  private let plan: ReportImportPlan
  private let options: ReportImportOptions
  private let now: Timestamp
  private var head: LedgerHeadRow
  private var content = CanonicalContent()
  private var screening: ImportScreening
  private(set) var summary: ReportImportSummary
  private let closings: ClosedPeriods
  private var region: StoreRegion?
  private let heads: Prepared
  private let trading: Prepared
  private let insert: Prepared

  /// The store that is being taken, where somebody asked for its region.
  private struct StoreRegion {
    let store: StoreCode
    let facts: Store?
  }

  /// What the ledger holds of a month.
  private struct Held {
    let month: Int32
    let turnover: Int64
    let openDays: Int16
    let reasonCode: UInt8
    let takeaway: Int64
    let commission: Int64

    /// Whether the ledger has all that a row of a file says.
    func has(_ row: ReportImportRow) -> Bool {
      turnover == row.turnoverFen && (row.openDays == -1 || row.openDays == openDays)
        && (row.reasonCode == 0 || row.reasonCode == reasonCode)
        && (row.takeawayFen == -1 || row.takeawayFen == takeaway)
        && (row.commissionFen == -1 || row.commissionFen == commission)
    }
  }

  init(
    _ database: LedgerConnection, plan: ReportImportPlan, options: ReportImportOptions, now: Timestamp,
    summary: ReportImportSummary
  ) throws {
    self.database = database
    self.plan = plan
    self.options = options
    self.now = now
    self.summary = summary
    head = try LedgerHeadRow.read(database)
    screening = ImportScreening(today: now.dayInChina)
    closings = ClosedPeriods(try PeriodRow.events(database, of: nil))
    heads = try Prepared(
      database,
      """
      SELECT month, turnover, open_days, reason, takeaway, commission FROM revision WHERE store_id = ?
      ORDER BY month, revision
      """)
    trading = try Prepared(
      database, "SELECT opened, closed FROM store_fact WHERE store_id = ? ORDER BY recorded_at DESC LIMIT 1")
    insert = try Prepared(
      database,
      """
      INSERT INTO revision
        (store_id, month, revision, turnover, open_days, reason, takeaway, commission, source, received_at, position)
      VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insert.bind(8, options.source.rawValue)
  }

  /// Takes whole stores from `start` on; the place after the last row taken. The caller commits.
  mutating func run(from start: Int) throws -> Int {
    let first = head.position + 1
    var place = start
    while place < plan.order.count, place - start < Self.chunk {
      let store = row(place).store
      var end = place + 1
      while end < plan.order.count, row(end).store == store { end += 1 }
      try take(place..<end, of: plan.batch.index.codes[Int(store)])
      place = end
    }
    summary.dataVersion = head.position
    guard head.position >= first, !options.dryRun else {
      summary.dataVersion = first - 1
      return place
    }
    try head.audit(
      database, at: now, actor: options.actor, .reportsImported, subject: "\(head.position - first + 1) figures",
      positions: first...head.position, content: content)
    try head.write(database)
    return place
  }

  private func row(_ place: Int) -> ReportImportRow { plan.batch.rows[Int(plan.order[place])] }

  private mutating func take(_ range: Range<Int>, of store: StoreCode) throws {
    let held = try held(of: store)
    let rows = chosen(range, of: store)
    var figures: [Int64] = []
    figures.reserveCapacity(held.count + rows.count)
    var heldPlace = 0
    for row in rows where !ImportScreening.isRefused(row) {
      while heldPlace < held.count, held[heldPlace].month < Self.number(row) {
        figures.append(held[heldPlace].turnover)
        heldPlace += 1
      }
      if heldPlace < held.count, held[heldPlace].month == Self.number(row) { heldPlace += 1 }
      figures.append(row.turnoverFen)
    }
    figures.append(contentsOf: held[heldPlace...].map(\.turnover))
    let (opened, closed) = try tradingDays(of: store)
    screening.begin(store, opened: opened, closed: closed, figures: figures)
    insert.bind(1, store.description)
    heldPlace = 0
    for row in rows {
      while heldPlace < held.count, held[heldPlace].month < Self.number(row) { heldPlace += 1 }
      let before = heldPlace < held.count && held[heldPlace].month == Self.number(row) ? held[heldPlace] : nil
      try take(row, of: store, held: before)
    }
  }

  /// One row for each month: of several lines for one month the first counts.
  private mutating func chosen(_ range: Range<Int>, of store: StoreCode) -> [ReportImportRow] {
    var rows: [ReportImportRow] = []
    rows.reserveCapacity(range.count)
    for place in range {
      let row = row(place)
      guard let last = rows.last, last.monthIndex == row.monthIndex else {
        rows.append(row)
        continue
      }
      if last.says(row) {
        summary.unchanged += 1
      } else {
        refuse(row, of: store, .contradictsLine(Int(last.line)))
      }
    }
    return rows
  }

  private mutating func take(_ row: ReportImportRow, of store: StoreCode, held: Held?) throws {
    let findings = screening.findings(in: row)
    if let refusal = findings.first(where: { $0.weight == .refuse }) {
      refuse(row, of: store, .rule(refusal))
      return
    }
    if let held, held.has(row) {
      summary.unchanged += 1
      return
    }
    if try isClosed(row.month, for: store) {
      refuse(row, of: store, .periodClosed)
      return
    }
    for finding in findings {
      summary.warningCount += 1
      if summary.warnings.count < options.listLimit {
        summary.warnings.append(
          ReportImportFinding(line: Int(row.line), store: store, month: row.month, kind: .rule(finding)))
      }
    }
    head.position += 1
    if held == nil {
      summary.added += 1
      if !options.dryRun { try insertFirst(row, of: store) }
    } else {
      summary.revised += 1
      if !options.dryRun { try insertNext(row, of: store) }
    }
  }

  /// Where a store was is asked only where some month was ever closed.
  private mutating func isClosed(_ month: YearMonth, for store: StoreCode) throws -> Bool {
    if closings.isEmpty { return false }
    if region?.store != store {
      region = StoreRegion(store: store, facts: try RegisterRow.store(database, code: store))
    }
    return closings.isClosed(month, for: store, in: region?.facts?.region(in: month))
  }

  private mutating func refuse(_ row: ReportImportRow, of store: StoreCode, _ kind: ReportImportFinding.Kind) {
    summary.refusedCount += 1
    guard summary.refused.count < options.listLimit else { return }
    summary.refused.append(
      ReportImportFinding(line: Int(row.line), store: store, month: row.month, kind: kind))
  }

  private mutating func insertFirst(_ row: ReportImportRow, of store: StoreCode) throws {
    let receivedAt = row.receivedMilliseconds == 0 ? now.milliseconds : row.receivedMilliseconds
    let reason = row.reason?.rawValue
    insert.bind(2, Int64(Self.number(row)))
    insert.bind(3, row.turnoverFen)
    if row.openDays >= 0 { insert.bind(4, Int64(row.openDays)) } else { insert.bindNull(4) }
    if let reason { insert.bind(5, reason) } else { insert.bindNull(5) }
    for (place, fen) in [(6, row.takeawayFen), (7, row.commissionFen)] as [(Int32, Int64)] {
      if fen >= 0 { insert.bind(place, fen) } else { insert.bindNull(place) }
    }
    insert.bind(9, receivedAt)
    insert.bind(10, head.position)
    try insert.run()
    content.add(store.description)
    content.add(Int64(Self.number(row)))
    content.add(Int64(1))
    content.add(row.turnoverFen)
    content.add(row.openDays >= 0 ? Int64(row.openDays) : nil)
    content.add(reason)
    content.add(row.takeawayFen >= 0 ? row.takeawayFen : nil)
    content.add(row.commissionFen >= 0 ? row.commissionFen : nil)
    content.addNothing()
    content.add(options.source.rawValue)
    content.add(receivedAt)
    content.add(head.position)
    for _ in 12..<RevisionRow.columnCount { content.addNothing() }
    content.endRecord()
  }

  /// Another figure for a month that has one. Where the turnover is the same, what the file does not say stays.
  private mutating func insertNext(_ row: ReportImportRow, of store: StoreCode) throws {
    guard let last = try RevisionRow.head(database, store: store, month: row.month) else { return }
    var report = row.report(of: store)
    if last.operation.report.turnover == report.turnover {
      let known = last.operation.report
      report.openDays = report.openDays ?? known.openDays
      report.reason = report.reason ?? known.reason
      report.takeaway = report.takeaway ?? known.takeaway
      report.commission = report.commission ?? known.commission
      report.note = known.note
    }
    let receivedAt = row.receivedMilliseconds == 0 ? now.milliseconds : row.receivedMilliseconds
    let values: [SQLValue] = [
      .text(store.description), .int(report.month.number), .int(last.revision + 1), .int(report.turnover.fen),
      .optional(report.openDays.map(Int64.init)), .optional(report.reason?.rawValue),
      .optional(report.takeaway?.fen), .optional(report.commission?.fen), .optional(report.note),
      .text(options.source.rawValue), .int(receivedAt), .int(head.position), .null,
      .text(last.operation.id.description), .null, .null, .null, .null, .null, .null,
    ]
    try database.run(RevisionRow.insert, values)
    content.add(row: values)
  }

  private func held(of store: StoreCode) throws -> [Held] {
    var found: [Held] = []
    heads.bind(1, store.description)
    while try heads.step() {
      let reason = heads.isNull(3) ? 0 : ZeroReason(rawValue: heads.text(3)).map(ReportImportRow.code) ?? 0
      let next = Held(
        month: Int32(truncatingIfNeeded: heads.int(0)), turnover: heads.int(1),
        openDays: heads.isNull(2) ? -1 : Int16(clamping: heads.int(2)), reasonCode: reason,
        takeaway: heads.optionalInt(4) ?? -1, commission: heads.optionalInt(5) ?? -1)
      if found.last?.month == next.month { found.removeLast() }
      found.append(next)
    }
    heads.reset()
    return found
  }

  private func tradingDays(of store: StoreCode) throws -> (opened: CalendarDay?, closed: CalendarDay?) {
    trading.bind(1, store.description)
    defer { trading.reset() }
    guard try trading.step() else { throw CentralLedgerError.unknownStore(store) }
    return (
      trading.optionalInt(0).map { CalendarDay(number: Int32(clamping: $0)) },
      trading.optionalInt(1).map { CalendarDay(number: Int32(clamping: $0)) }
    )
  }

  private static func number(_ row: ReportImportRow) -> Int32 { row.monthIndex / 12 * 100 + row.monthIndex % 12 + 1 }
}
