import Foundation
import ReportSync
import SnackChain
import StoreLedger
import Synchronization
import Testing

/// An owner's home in a folder of its own, a pretended HQ, and a clock that only sleeping moves.
final class SyncFixture: Sendable {
  let root = FileManager.default.temporaryDirectory.path + "/sync-\(UUID().uuidString)"
  let store: StoreCode
  let headquarters: FakeHeadquarters
  let clock: TestClock

  init() throws {
    store = try #require(StoreCode("SZ-0001"))
    let now = try #require(Timestamp("2023-03-05T14:00:00Z"))
    clock = TestClock(now: now)
    headquarters = FakeHeadquarters(store: store, now: now)
    headquarters.with { $0.invites["7K2MQ0XW4T"] = "" }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  var home: LedgerHome { LedgerHome(path: root) }

  var environment: SyncEnvironment {
    let clock = clock
    return SyncEnvironment(
      now: { clock.now }, sleep: { clock.sleep($0) }, random: SyncRandom { UInt64.random(in: 0 ... .max) })
  }

  func joining() throws -> Joining {
    Joining(
      home: home, server: try ServerAddress("https://hq.example"), transport: headquarters, environment: environment)
  }

  func joined() async throws -> StoreLedger {
    _ = try await joining().join(code: "7k2mq-oxw4t", deviceName: "counter")
    return try StoreLedger(home: home, store: store)
  }

  func sync(_ ledger: StoreLedger, retries: RetryPolicy = .brief) async -> SyncReport {
    await SyncSession(
      ledger: ledger, transport: headquarters, environment: environment, retries: retries
    ).run()
  }

  func report(_ month: YearMonth, _ yuan: Int64) -> MonthlyReport {
    MonthlyReport(store: store, month: month, turnover: Money(fen: yuan * 100), openDays: 24)
  }

  func save(_ ledger: StoreLedger, months count: Int, from first: String = "2022-01") throws {
    let start = try #require(YearMonth(first))
    for offset in 0..<count {
      _ = try ledger.save(
        ReportEntry(report(start.adding(months: offset), 30_000 + Int64(offset)), confirmed: .everything),
        now: clock.now)
    }
  }

  /// What must hold once everything is through: each month once at HQ, every receipt good, nothing waiting.
  func expectAllThrough(_ ledger: StoreLedger, months: Int) throws {
    #expect(headquarters.heads.count == months)
    #expect(headquarters.with { $0.feed.count } == months)
    #expect(try ledger.waitingCount() == 0)
    let keys = try ledger.receiptKeys()
    #expect(try ledger.receipts().filter { $0.isGood(under: keys) }.count == months)
    #expect(try ledger.alarms().isEmpty)
  }
}

/// A clock that only sleeping moves.
final class TestClock: Sendable {
  private let state: Mutex<(now: Timestamp, slept: [Int64])>

  init(now: Timestamp) { state = Mutex((now, [])) }

  var now: Timestamp { state.withLock { $0.now } }
  var slept: [Int64] { state.withLock { $0.slept } }

  func sleep(_ milliseconds: Int64) {
    state.withLock {
      $0.now = Timestamp(milliseconds: $0.now.milliseconds + milliseconds)
      $0.slept.append(milliseconds)
    }
  }

  func set(_ now: Timestamp) { state.withLock { $0.now = now } }
}
