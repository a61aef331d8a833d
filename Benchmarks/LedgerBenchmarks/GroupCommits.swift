import CentralLedger
import Foundation
import SnackChain
import SyncProtocol

/// How reports come to the ledger.
enum Shape: String {
  /// Thousands at once: one commit takes what waits.
  case grouped
  /// Hundreds at once, and a commit for each.
  case single
  /// One after the other, with a pause before each.
  case apart
}

/// Reports of stores that have a year behind them, month by month.
struct GroupCommits {
  let shape: Shape

  private static let stores = 4096
  private static let firstMonth = YearMonth(index: 2019 * 12)

  /// Answers each line on stdin with the seconds that a report took.
  func run(on database: String) async throws {
    let keys = NSTemporaryDirectory() + "/bench-\(getpid()).keys"
    defer { unlink(keys) }
    var options = LedgerOptions(keyFile: keys)
    if shape == .single { options.groupLimit = 1 }
    let ledger = try await CentralLedgers.open(database, options: options)
    let stores = try await register(in: ledger)
    say("ready")
    var month: YearMonth? = Self.firstMonth
    while readLine() != nil, let current = month {
      switch shape {
      case .grouped: say("\(try await together(stores, current, in: ledger))")
      case .single: say("\(try await together(stores.prefix(256), current, in: ledger))")
      case .apart: say("\(try await apart(stores.prefix(128), current, in: ledger))")
      }
      month = current.next
    }
    await ledger.close()
  }

  private func together(
    _ stores: ArraySlice<StoreCode>, _ month: YearMonth, in ledger: any CentralLedger
  ) async throws -> Double {
    let start = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for store in stores { group.addTask { try await Self.send(store, month, to: ledger) } }
      try await group.waitForAll()
    }
    return (ContinuousClock.now - start) / .seconds(1) / Double(stores.count)
  }

  private func apart(
    _ stores: ArraySlice<StoreCode>, _ month: YearMonth, in ledger: any CentralLedger
  ) async throws -> Double {
    var sum = 0.0
    for store in stores {
      try await Task.sleep(for: .milliseconds(5))
      let start = ContinuousClock.now
      try await Self.send(store, month, to: ledger)
      sum += (ContinuousClock.now - start) / .seconds(1)
    }
    return sum / Double(stores.count)
  }

  private static func send(_ store: StoreCode, _ month: YearMonth, to ledger: any CentralLedger) async throws {
    let report = MonthlyReport(store: store, month: month, turnover: Money(fen: 3_000_000), openDays: 26)
    let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    let operation = ReportOperation(id: OperationID(at: now), report: report, recordedAt: now)
    let outcomes = try await ledger.submit(Submission(store: store, device: "bench", operations: [operation]))
    guard outcomes.first?.verdict == .accepted else { throw Unusable() }
  }

  private func register(in ledger: any CentralLedger) async throws -> ArraySlice<StoreCode> {
    guard let region = RegionCode("330683") else { throw Unusable() }
    let rows = try (1...Self.stores).map { number in
      guard let code = StoreCode("B\(10_000 + number)") else { throw Unusable() }
      return StoreRow(line: number, code: code, name: "示范 \(number)", region: region)
    }
    _ = try await ledger.importStores(rows, options: RegisterImportOptions(actor: "bench"))
    var batch = ReportImportBatch(index: try await ledger.storeIndex(), expecting: rows.count * 12)
    for back in (1...12).reversed() {
      for row in rows {
        guard let place = batch.index.place(of: Array(row.code.description.utf8)) else { throw Unusable() }
        batch.append(
          ReportImportRow(
            line: batch.rows.count + 2, store: place, month: Self.firstMonth.adding(months: -back),
            turnover: Money(fen: 3_000_000), openDays: 26))
      }
    }
    _ = try await ledger.importReports(batch, options: ReportImportOptions(actor: "bench"), progress: nil)
    return rows.map(\.code)[...]
  }

  private struct Unusable: Error {}
}
