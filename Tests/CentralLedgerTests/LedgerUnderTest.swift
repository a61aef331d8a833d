import CentralLedger
import Foundation
import SnackChain
import Synchronization
import SyncProtocol
import Testing

/// A clock that tests turn.
final class TestClock: Sendable {
  private let milliseconds: Mutex<Int64>

  init(_ start: String = "2023-03-05T02:00:00Z") {
    milliseconds = Mutex(Timestamp(start)?.milliseconds ?? 0)
  }

  var now: Timestamp { Timestamp(milliseconds: milliseconds.withLock { $0 }) }

  func turn(seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }
}

/// A ledger in a folder of its own, with what tests ask of it.
struct LedgerUnderTest {
  let engine: Engine
  let folder: URL
  let clock: TestClock
  let ledger: any CentralLedger

  var file: String { folder.appendingPathComponent("hq.sqlite").path }

  /// Runs `body` with a new ledger and clears up after it.
  static func with(
    _ engine: Engine, queueLimit: Int? = nil, _ body: (LedgerUnderTest) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try engine.prepare(folder)
    defer {
      engine.remove(folder)
      try? FileManager.default.removeItem(at: folder)
    }
    let clock = TestClock()
    let ledger = try await open(engine, folder, clock, queueLimit: queueLimit)
    try await body(LedgerUnderTest(engine: engine, folder: folder, clock: clock, ledger: ledger))
    await ledger.close()
  }

  private static func open(
    _ engine: Engine, _ folder: URL, _ clock: TestClock, queueLimit: Int?
  ) async throws -> any CentralLedger {
    var options = LedgerOptions(keyFile: folder.appendingPathComponent("hq.sqlite.keys").path)
    options.clock = { clock.now }
    if let queueLimit { options.queueLimit = queueLimit }
    return try await CentralLedgers.open(try engine.address(in: folder), .createIfMissing, options: options)
  }

  /// The same database, opened again.
  func reopened() async throws -> LedgerUnderTest {
    await ledger.close()
    let again = try await Self.open(engine, folder, clock, queueLimit: nil)
    return LedgerUnderTest(engine: engine, folder: folder, clock: clock, ledger: again)
  }

  /// Changes the database past the ledger, as whoever holds its file or its password could.
  func tamper(_ statements: [String]) throws { try engine.tamper(folder, statements) }

  /// Registers stores that have traded since 2020.
  func register(_ codes: String...) async throws {
    let rows = try codes.enumerated().map { line, code in try row(code, line: line + 2) }
    _ = try await ledger.importStores(rows, options: RegisterImportOptions(actor: "test"))
  }

  func row(
    _ code: String, line: Int = 2, name: String? = nil, region: String = "330683", opened: String? = "2020-01-01",
    closed: String? = nil, certified: String? = nil, tier: Tier? = nil
  ) throws -> StoreRow {
    StoreRow(
      line: line, code: try store(code), name: name ?? "小笼包 \(code)",
      region: try #require(RegionCode(region)), opened: try opened.map { try #require(CalendarDay($0)) },
      closed: try closed.map { try #require(CalendarDay($0)) },
      certified: try certified.map { try #require(CalendarDay($0)) }, tier: tier)
  }

  func operation(
    _ code: String, _ month: String, yuan: Int64, openDays: Int? = 26, after predecessor: OperationID? = nil,
    reason: ZeroReason? = nil, confirmed: [String] = []
  ) throws -> ReportOperation {
    ReportOperation(
      id: OperationID(at: clock.now),
      report: MonthlyReport(
        store: try store(code), month: try #require(YearMonth(month)), turnover: Money(fen: yuan * 100),
        openDays: openDays, reason: reason),
      predecessor: predecessor, recordedAt: clock.now, confirmed: confirmed)
  }

  func submit(_ operations: ReportOperation..., as code: String? = nil) async throws -> [OperationOutcome] {
    let store = try code.map { try CentralLedgerTests.store($0) } ?? operations[0].report.store
    return try await ledger.submit(Submission(store: store, device: "d1", operations: operations))
  }

  /// All heads as text lines, to compare ledgers by.
  func heads(asOf version: Int64? = nil) async throws -> [String] {
    try await ledger.reduceHeads(asOf: version, into: []) { lines, batch in
      lines += batch.map { "\($0.store) \($0.month) \($0.turnoverFen) \($0.openDays) \($0.reason?.rawValue ?? "-")" }
      return .next
    }.value
  }

  /// Imports `store month yuan [days]` lines.
  func importReports(_ lines: [String], dryRun: Bool = false) async throws -> ReportImportSummary {
    var batch = ReportImportBatch(index: try await ledger.storeIndex(), expecting: lines.count)
    for (number, line) in lines.enumerated() {
      let fields = line.split(separator: " ").map(String.init)
      let place = try #require(batch.index.place(of: Array(fields[0].utf8)))
      let reason = fields.count > 4 ? ZeroReason(rawValue: fields[4]) : nil
      batch.append(
        ReportImportRow(
          line: number + 2, store: place, month: try #require(YearMonth(fields[1])),
          turnover: try Money.parse(fields[2]),
          openDays: fields.count > 3 && fields[3] != "-" ? Int(fields[3]) : nil, reason: reason))
    }
    return try await ledger.importReports(
      batch, options: ReportImportOptions(actor: "test", dryRun: dryRun), progress: nil)
  }
}

func store(_ code: String) throws -> StoreCode { try #require(StoreCode(code)) }
