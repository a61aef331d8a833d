import Crypto
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol
import Testing

@Suite("A session")
struct SyncSessionTests {
  @Test("twelve months saved offline reach HQ once each, and every receipt verifies")
  func twelveMonths() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 12)
    let report = await fixture.sync(ledger)
    #expect(report.problem == nil)
    #expect((report.sent, report.accepted, report.repeated, report.waiting) == (12, 12, 0, 0))
    try fixture.expectAllThrough(ledger, months: 12)
  }

  @Test("a lost answer is made up for, and nothing counts twice", arguments: [1, 2, 3])
  func lostAnswers(_ losses: Int) async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 5)
    fixture.headquarters.with { $0.faults = Array(repeating: .lostAnswer, count: losses) }
    let report = await fixture.sync(ledger, retries: RetryPolicy(attempts: 5, patience: 600_000))
    #expect(report.problem == nil)
    #expect((report.sent, report.accepted, report.repeated) == (5, 0, 5))
    try fixture.expectAllThrough(ledger, months: 5)
  }

  @Test("without HQ everything is kept and goes with the next session")
  func offline() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 3)
    fixture.headquarters.with { $0.faults = Array(repeating: .lostRequest, count: 4) }
    let report = await fixture.sync(ledger)
    #expect(report.problem == .transport(.unreachable("test")))
    #expect((report.sent, report.waiting) == (0, 3))
    #expect(try ledger.enrollment()?.lastProblem == "unreachable")
    fixture.headquarters.with { $0.faults = [] }
    #expect(await fixture.sync(ledger).accepted == 3)
    try fixture.expectAllThrough(ledger, months: 3)
  }

  @Test("an answer that is not what its digest says was cut off: nothing of it is taken, and the next one is")
  func changedOnTheWay() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 3)
    fixture.headquarters.with { $0.faults = Array(repeating: .wrongDigest, count: 4) }
    let report = await fixture.sync(ledger)
    #expect(report.problem == .transport(.cutOff("Content-Digest")))
    #expect((report.accepted, report.waiting) == (0, 3))
    #expect(await fixture.sync(ledger).repeated == 3)
    try fixture.expectAllThrough(ledger, months: 3)
  }

  @Test("a change that cannot be believed is asked for again until it can")
  func changeNotBelieved() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    let month = try #require(YearMonth("2022-03"))
    try fixture.headquarters.takeFromOther(fixture.report(month, 31_000))
    fixture.headquarters.with { $0.faults = [.changedFigures] }
    let report = await fixture.sync(ledger)
    #expect((report.learnt, report.badReceipts) == (1, 1))
    #expect(try ledger.months().map(\.held?.operation.report) == [fixture.report(month, 31_000)])
  }

  @Test("more than fit into one request take more turns, oldest first")
  func manyOperations() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 600, from: "1991-01")
    let report = await fixture.sync(ledger)
    #expect(report.accepted == 600)
    #expect(fixture.headquarters.with { $0.batches } == [500, 100])
    try fixture.expectAllThrough(ledger, months: 600)
  }

  @Test("a request that is too large is halved until HQ takes it")
  func tooLarge() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 10)
    fixture.headquarters.with { $0.operationLimit = 3 }
    #expect(await fixture.sync(ledger).accepted == 10)
    #expect(fixture.headquarters.with { $0.batches } == [2, 2, 2, 2, 2])
    try fixture.expectAllThrough(ledger, months: 10)
  }

  @Test("HQ's changes come in pages until there are no more, imported history included")
  func history() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    let first = try #require(YearMonth("2020-01"))
    for offset in 0..<25 { fixture.headquarters.importReport(fixture.report(first.adding(months: offset), 20_000)) }
    fixture.headquarters.with { $0.pageLimit = 10 }
    let report = await fixture.sync(ledger)
    #expect((report.learnt, report.problem) == (25, nil))
    #expect(try ledger.months().count == 25)
    #expect(report.differences.isEmpty)
  }

  @Test("forged receipts acknowledge nothing, and raise an alarm")
  func forged() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 2)
    fixture.headquarters.with { $0.faults = [.forgedReceipts] }
    let report = await fixture.sync(ledger)
    #expect((report.accepted, report.waiting) == (0, 2))
    #expect(report.badReceipts > 0)
    #expect(try ledger.alarms().contains { $0.code == LedgerAlarm.Code.badReceipt })
    #expect(try ledger.receipts().isEmpty)
  }

  @Test(
    "fault 36: a clock that is years off is set by HQ's, and the figures go through",
    arguments: [
      "2033-03-05T14:00:00Z", "2013-03-05T14:00:00Z",
    ])
  func clockSkew(_ deviceTime: String) async throws {
    let fixture = try SyncFixture()
    fixture.clock.set(try #require(Timestamp(deviceTime)))
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 2)
    let report = await fixture.sync(ledger)
    #expect(report.accepted == 2)
    #expect(abs(try #require(report.clockOffset)) > 300_000_000_000)
    try fixture.expectAllThrough(ledger, months: 2)
  }

  @Test(
    "answers that are not HQ's acknowledge nothing",
    arguments: [
      WireResponse(status: 200, body: Array("<html>Welcome to the café</html>".utf8)),
      WireResponse(status: 302, body: []), WireResponse(status: 200, body: []),
      WireResponse(status: 404, body: Array("not found".utf8)),
    ])
  func captivePortal(_ answer: WireResponse) async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 2)
    fixture.headquarters.with { $0.faults = Array(repeating: .answer(answer), count: 4) }
    let report = await fixture.sync(ledger)
    #expect(report.problem == .notHeadquarters(status: answer.status))
    #expect(report.waiting == 2)
    #expect(await fixture.sync(ledger).accepted == 2)
  }

  @Test("a busy HQ is obeyed: within the patience it is waited for, beyond it the session ends")
  func retryAfter() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 1)
    fixture.headquarters.with { $0.faults = [.answer(WireResponse(status: 503, retryAfter: 2, body: []))] }
    #expect(await fixture.sync(ledger).accepted == 1)
    #expect(try #require(fixture.clock.slept.last) >= 2000)
    fixture.headquarters.with { $0.faults = [.answer(WireResponse(status: 429, retryAfter: 120, body: []))] }
    let requests = fixture.headquarters.with { $0.requests }
    #expect(await fixture.sync(ledger).problem == .busy(retryAfter: 120))
    #expect(fixture.headquarters.with { $0.requests } == requests + 1)
  }

  @Test("a revoked device is told so once, and keeps its data")
  func revoked() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 2)
    fixture.headquarters.with { $0.isRevoked = true }
    let requests = fixture.headquarters.with { $0.requests }
    #expect(await fixture.sync(ledger).problem == .revoked)
    #expect(fixture.headquarters.with { $0.requests } == requests + 1)
    #expect(try ledger.waitingCount() == 2)
  }

  @Test("rows that HQ puts off wait and are not sent again in the same session")
  func later() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 2)
    fixture.headquarters.with { $0.faults = [.verdict(.later)] }
    let report = await fixture.sync(ledger)
    #expect((report.problem, report.sent, report.waiting) == (nil, 2, 2))
    #expect(await fixture.sync(ledger).accepted == 2)
  }

  @Test("fault 41: after HQ changes its key, the next receipts verify, and the old ones still do")
  func keyRotation() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 2)
    _ = await fixture.sync(ledger)
    fixture.headquarters.with { $0.keys.append(Curve25519.Signing.PrivateKey()) }
    try fixture.save(ledger, months: 2, from: "2022-06")
    #expect(await fixture.sync(ledger).accepted == 2)
    try fixture.expectAllThrough(ledger, months: 4)
  }

  @Test("totals that differ are an alarm on the device")
  func totalsDiffer() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 2)
    fixture.headquarters.with { $0.falseTotals = true }
    let report = await fixture.sync(ledger)
    #expect(report.differences.map(\.year) == [2022])
    #expect(try ledger.alarms().map(\.code) == [LedgerAlarm.Code.totalsDiffer])
  }

  @Test("what HQ lost with an old backup is sent again and counted once")
  func restoredBackup() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 5)
    _ = await fixture.sync(ledger)
    fixture.headquarters.with { $0.feed.removeLast(3) }
    let report = await fixture.sync(ledger)
    #expect((report.accepted, report.problem) == (3, nil))
    #expect(report.differences.isEmpty)
    try #expect(ledger.waitingCount() == 0)
    #expect(fixture.headquarters.heads.count == 5)
  }

  @Test(
    "what another device sent is learnt, though HQ went back and grew past this one's cursor; an older HQ is told nothing",
    arguments: [true, false])
  func grownAgain(knowsChain: Bool) async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    fixture.headquarters.with { $0.knowsChain = knowsChain }
    try fixture.save(ledger, months: 2)
    #expect(await fixture.sync(ledger).accepted == 2)
    let month = try #require(YearMonth("2021-06"))
    var report = fixture.report(month, 20_000)
    fixture.headquarters.importReport(report)
    #expect(await fixture.sync(ledger).learnt == 1)
    fixture.headquarters.with { $0.feed.removeLast() }
    // As many changes as before, and the same sums: neither shows that one of them is another.
    report.openDays = 20
    fixture.headquarters.importReport(report)
    let again = await fixture.sync(ledger)
    #expect(again.problem == nil && again.differences.isEmpty && again.waiting == 0)
    #expect(try ledger.month(month)?.held?.operation.report.openDays == (knowsChain ? 20 : 24))
    #expect(try ledger.nextTurn(limit: 1).chainLink?.number == (knowsChain ? 3 : nil))
    #expect(await fixture.sync(ledger).problem == nil)
  }

  @Test("two devices of one store: the second figure is a conflict that its owner decides")
  func twoDevices() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    let month = try #require(YearMonth("2022-01"))
    fixture.headquarters.importReport(fixture.report(month, 31_000))
    try fixture.save(ledger, months: 1)
    let report = await fixture.sync(ledger)
    #expect((report.conflicts, report.waiting) == (1, 0))
    let record = try #require(try ledger.month(month))
    #expect(record.state == .conflict)
    #expect(record.held?.operation.report.turnover == Money(fen: 3_100_000))
    _ = try ledger.save(
      ReportEntry(fixture.report(month, 30_000), correctionReason: "以我为准", confirmed: .everything),
      now: fixture.clock.now)
    #expect(await fixture.sync(ledger).accepted == 1)
    #expect(fixture.headquarters.heads[month]?.report.turnover == Money(fen: 3_000_000))
  }

  @Test("while another process syncs, a session steps back")
  func leaseHeld() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    var generator = SystemRandomNumberGenerator()
    let lease = try ledger.takeLease(now: fixture.clock.now, random: &generator)
    let process = ProcessIdentity.current.process
    #expect(await fixture.sync(ledger).problem == .ledger(.syncingElsewhere(process: process)))
    try ledger.release(lease)
    #expect(await fixture.sync(ledger).problem == nil)
  }

  @Test("a watch goes on through failures with growing waits and ends when the device is revoked")
  func watch() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 2)
    fixture.headquarters.with { $0.faults = Array(repeating: .lostRequest, count: 12) }
    let headquarters = fixture.headquarters
    let problem = await SyncWatch(
      ledger: ledger, transport: headquarters, environment: fixture.environment
    ).run { report in
      if report.problem == nil { headquarters.with { $0.isRevoked = true } }
    }
    #expect(problem == .revoked)
    #expect(headquarters.heads.count == 2)
    #expect(fixture.clock.slept.prefix(12).enumerated().allSatisfy { $1 <= min(900_000, 1000 << Int64($0)) })
  }

  @Test("fault 38: a clock that jumps back between two tries makes no wait longer or shorter")
  func clockBack() async throws {
    let fixture = try SyncFixture()
    let ledger = try await fixture.joined()
    try fixture.save(ledger, months: 2)
    fixture.headquarters.with { $0.faults = Array(repeating: .lostRequest, count: 8) }
    let headquarters = fixture.headquarters
    let clock = fixture.clock
    var environment = fixture.environment
    environment.sleep = { milliseconds in
      clock.sleep(milliseconds)
      clock.set(clock.now.adding(seconds: -40 * 86_400))
    }
    let problem = await SyncWatch(ledger: ledger, transport: headquarters, environment: environment).run { report in
      if report.problem == nil { headquarters.with { $0.isRevoked = true } }
    }
    #expect(problem == .revoked)
    #expect(headquarters.heads.count == 2)
    #expect(clock.slept.prefix(8).enumerated().allSatisfy { $1 >= 0 && $1 <= min(900_000, 1000 << Int64($0)) })
  }
}
