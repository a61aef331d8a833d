import Foundation
import SnackChain

/// A ledger carried over to another database, row by row as it is: positions, digests and receipts stay what they were.
///
/// Rows arrive in the order of keys, some ten thousand in a transaction together with the note how far it has come. A
/// move that was broken off goes on where it stood, as long as the source has not moved on.
public struct LedgerMove: Sendable {
  /// What became of a move.
  public struct Summary: Sendable {
    /// Rows by table.
    public var tables: [(name: String, rows: Int)] = []
    /// Whether it went on from an earlier attempt.
    public var resumed = false
    /// The number of the last link of the audit chain.
    public var auditNumber: Int64 = 0
    /// Its digest.
    public var auditDigest = ""
    /// Seconds that the rows took.
    public var secondsCopying = 0.0
    /// Seconds that comparing both sides took.
    public var secondsVerifying = 0.0

    /// All rows.
    public var rows: Int { tables.reduce(0) { $0 + $1.rows } }
  }

  /// Hears of a table and how many of its rows have arrived, and says whether to go on.
  public typealias Progress = @Sendable (String, Int) -> StreamStep

  private let source: any LedgerEngine
  private let target: any LedgerEngine
  private let chunk: Int
  private let progress: Progress

  /// Copies the ledger at `from` into the empty (or half filled) database at `to`, compares both sides, and copies the
  /// key file where there is none at the target.
  ///
  /// - Parameter rowsInTransaction: how many rows one transaction takes.
  /// - Throws: ``CentralLedgerError/moveUnfinished`` where `progress` did not want to go on.
  public static func run(
    from: String, _ fromOptions: LedgerOptions, to: String, _ toOptions: LedgerOptions,
    rowsInTransaction: Int = 50_000, progress: @escaping Progress = { _, _ in .next }
  ) async throws(CentralLedgerError) -> Summary {
    let source = try await CentralLedgers.engine(from, .existing, options: fromOptions)
    let target: any LedgerEngine
    do throws(CentralLedgerError) {
      target = try await CentralLedgers.engine(to, .createIfMissing, options: toOptions)
    } catch {
      await source.closed()
      throw error
    }
    do throws(CentralLedgerError) {
      let move = LedgerMove(source: source, target: target, chunk: rowsInTransaction, progress: progress)
      let summary = try await move.run {
        () throws(CentralLedgerError) in
        try Keyring.copy(
          from: CentralLedgers.keyFile(of: from, options: fromOptions),
          to: CentralLedgers.keyFile(of: to, options: toOptions))
      }
      await target.closed()
      await source.closed()
      return summary
    } catch {
      await target.closed()
      await source.closed()
      throw error
    }
  }

  private func run(
    _ copyKeys: () throws(CentralLedgerError) -> Void
  ) async throws(CentralLedgerError) -> Summary {
    var summary = Summary()
    let head = try await source.reading { try LedgerHeadRow.read($0) }
    let state = try await target.reading { (try MoveProgress.read($0), try LedgerHeadRow.read($0)) }
    var done = state.0
    if done == nil, state.1.auditNumber > 0 {
      // All there already: only looked at again. Anything else is somebody's ledger.
      guard state.1.auditDigest == head.auditDigest else { throw .targetNotEmpty }
    } else if let done, done.digest != head.auditDigest {
      throw .sourceMovedOn
    }
    summary.resumed = done != nil
    (summary.auditNumber, summary.auditDigest) = (head.auditNumber, head.auditDigest)
    let started = ContinuousClock.now
    if done != nil || state.1.auditNumber == 0 {
      try copyKeys()
      let from = done.flatMap { done in LedgerTable.all.firstIndex { $0.name == done.table } } ?? 0
      for table in LedgerTable.all[from...] {
        if done?.table != table.name {
          done = MoveProgress(
            number: head.auditNumber, digest: head.auditDigest, table: table.name, rows: 0, last: [])
        }
        if let note = done { try await copy(table, from: note) }
      }
      try await finish(head)
    }
    summary.secondsCopying = Self.seconds(since: started)
    let copied = ContinuousClock.now
    summary.tables = try await compare()
    summary.secondsVerifying = Self.seconds(since: copied)
    return summary
  }

  /// Reads the next rows while those before them are written.
  private func copy(_ table: LedgerTable, from start: MoveProgress) async throws(CentralLedgerError) {
    var note = start
    var batch = try await read(table, after: note.last)
    while batch.count > 0 {
      let (writing, last, isLast) = (batch, batch.last, batch.count < chunk)
      note.rows += writing.count
      note.last = last
      let written = note
      async let arrived: Void = write(writing, into: table, written)
      if !isLast { batch = try await read(table, after: last) }
      do {
        try await arrived
      } catch {
        throw error as? CentralLedgerError ?? .closed
      }
      guard progress(table.name, note.rows) == .next else { throw .moveUnfinished }
      if isLast { return }
    }
  }

  private func read(_ table: LedgerTable, after last: [SQLValue]) async throws(CentralLedgerError) -> RowBatch {
    try await source.reading { [chunk] in try table.rows($0, after: last, limit: chunk) }
  }

  private func write(
    _ batch: RowBatch, into table: LedgerTable, _ note: MoveProgress
  ) async throws(CentralLedgerError) {
    try await target.writing { database in
      try database.insert(batch, into: table)
      try note.write(database)
    }
  }

  /// The head goes last, and only where the source is still what was copied.
  private func finish(_ head: LedgerHeadRow) async throws(CentralLedgerError) {
    let now = try await source.reading { try LedgerHeadRow.read($0) }
    guard now.auditDigest == head.auditDigest, now.position == head.position else { throw .sourceMovedOn }
    try await target.writing { database in
      try head.write(database)
      try MoveProgress.end(database)
    }
  }

  private static func seconds(since start: ContinuousClock.Instant) -> Double {
    let duration = ContinuousClock.now - start
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  // MARK: Comparing

  /// What one side holds of a table.
  private struct Side: Equatable {
    let rows: Int
    let digest: String
  }

  /// Reads both sides whole: every table must have the same rows, and the audit chain must hold on the target.
  private func compare() async throws(CentralLedgerError) -> [(name: String, rows: Int)] {
    var tables: [(name: String, rows: Int)] = []
    for table in LedgerTable.all {
      async let here = Self.side(of: table, in: source)
      async let there = Self.side(of: table, in: target)
      let (left, right): (Side, Side)
      do {
        (left, right) = try await (here, there)
      } catch {
        throw error as? CentralLedgerError ?? .closed
      }
      guard left == right else { throw .copyDiffers(table: table.name) }
      tables.append((table.name, left.rows))
    }
    let verdict = try await target.reading { database in
      var walk = try AuditWalk(database)
      return try walk.verdict()
    }
    guard case .intact = verdict else { throw .copyDiffers(table: "audit_entry") }
    return tables
  }

  private static func side(of table: LedgerTable, in engine: any LedgerEngine) async throws(CentralLedgerError) -> Side
  {
    try await engine.reading { database in
      var content = CanonicalContent()
      var count = 0
      let rows = try Prepared(
        database,
        "SELECT \(table.columns.joined(separator: ", ")) FROM \(table.name) ORDER BY \(table.key.joined(separator: ", "))",
        cached: false)
      while try rows.step() {
        content.add(row: rows, columns: Int32(table.columns.count))
        count += 1
      }
      return Side(rows: count, digest: content.digest())
    }
  }
}
