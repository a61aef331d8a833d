import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@Suite("Closed months")
struct ClosingTests {
  private func decide(
    _ test: LedgerUnderTest, _ kind: PeriodEvent.Kind, _ scopes: [PeriodEvent.Scope] = [.chain],
    month: String = "2023-01",
    reason: String = "paid", by access: Access = .administrator("clerk")
  ) async throws {
    let month = try #require(YearMonth(month))
    let decision = PeriodDecision(month: month, scopes: scopes, kind: kind, reason: reason, access: access)
    _ = try await test.ledger.decidePeriod(decision)
  }

  @Test(
    "fault 47: a figure for a closed month is refused by itself, a repeat still gets its receipt",
    arguments: Engine.allCases)
  func closed(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1", "S2")
      let first = try test.operation("S1", "2023-01", yuan: 30_000)
      let receipt = try await test.submit(first)[0].receipt
      try await decide(test, .closed)
      let correction = try test.operation("S1", "2023-01", yuan: 31_000, after: first.id)
      let other = try test.operation("S1", "2022-12", yuan: 29_000)
      let outcomes = try await test.submit(first, correction, other)
      #expect(outcomes.map(\.verdict) == [.repeated, .refused, .accepted])
      #expect(outcomes[0].receipt == receipt)
      #expect(outcomes[1].problem?.code == "period_closed")
      let imported = try await test.importReports(["S1 2023-01 30000 26", "S2 2023-01 9000 20", "S2 2022-12 9000 20"])
      #expect(imported.unchanged == 1 && imported.added == 1 && imported.refused.map(\.kind) == [.periodClosed])
      #expect(
        try await test.heads() == ["S1 2022-12 2900000 26 -", "S1 2023-01 3000000 26 -", "S2 2022-12 900000 20 -"])
      guard case .intact = try await test.ledger.verifyAudit() else {
        Issue.record("the audit chain does not hold")
        return
      }
    }
  }

  @Test("an opening for one store opens it alone, and a later closing closes it again", arguments: Engine.allCases)
  func exceptions(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1", "S2")
      try await decide(test, .closed)
      try await decide(test, .reopened, [.store(try store("S1"))], reason: "recount")
      #expect(try await test.submit(test.operation("S1", "2023-01", yuan: 30_000))[0].verdict == .accepted)
      #expect(try await test.submit(test.operation("S2", "2023-01", yuan: 30_000))[0].verdict == .refused)
      try await decide(test, .closed)
      let head = try await test.ledger.revisions(of: store("S1"), month: nil)[0].operation.id
      #expect(
        try await test.submit(test.operation("S1", "2023-01", yuan: 31_000, after: head))[0].verdict == .refused)
      let events = try await test.ledger.periodEvents(of: nil)
      #expect(events.map(\.kind) == [.closed, .reopened, .closed])
      #expect(events.map(\.reason) == ["paid", "recount", "paid"])
      #expect(events[1].scope == .store(try store("S1")))
    }
  }

  @Test("a region is closed by itself, by where the store was in that month", arguments: Engine.allCases)
  func regions(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      _ = try await test.ledger.importStores(
        [test.row("S1", region: "330683"), test.row("S2", line: 3, region: "110105")],
        options: RegisterImportOptions(actor: "test"))
      try await decide(test, .closed, [.region(try #require(RegionCode("330000")))])
      #expect(try await test.submit(test.operation("S1", "2023-01", yuan: 30_000))[0].verdict == .refused)
      #expect(try await test.submit(test.operation("S2", "2023-01", yuan: 30_000))[0].verdict == .accepted)
    }
  }

  @Test("what cannot be decided is refused with its reason and leaves no trace", arguments: Engine.allCases)
  func refused(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let month = try #require(YearMonth("2023-01"))
      let later = try #require(YearMonth("2023-03"))
      await #expect(throws: CentralLedgerError.period(.notOver(later))) {
        try await decide(test, .closed, month: "2023-03")
      }
      await #expect(throws: CentralLedgerError.period(.unchanged(month))) { try await decide(test, .reopened) }
      try await decide(test, .closed)
      await #expect(throws: CentralLedgerError.period(.unchanged(month))) { try await decide(test, .closed) }
      await #expect(throws: CentralLedgerError.period(.noReason)) { try await decide(test, .reopened, reason: " ") }
      await #expect(throws: CentralLedgerError.period(.unreadableReason)) {
        try await decide(test, .reopened, reason: "a\u{1B}b")
      }
      let nobody = try store("S9")
      await #expect(throws: CentralLedgerError.period(.unknownStore(nobody))) {
        try await decide(test, .reopened, [.store(nobody)])
      }
      #expect(try await test.ledger.periodEvents(of: nil).count == 1)
    }
  }

  @Test("security 6: who may not decide about a month, or not there, changes nothing", arguments: Engine.allCases)
  func rights(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      _ = try await test.ledger.importStores(
        [test.row("S1", region: "330683"), test.row("S2", line: 3, region: "110105")],
        options: RegisterImportOptions(actor: "test"))
      let zhejiang = RegionScope([try #require(RegionCode("330000"))])
      let beijing = try #require(RegionCode("110000"))
      for role in [Role.station, .inspector, .viewer] {
        await #expect(throws: CentralLedgerError.notAllowed(.manageReports)) {
          try await decide(test, .closed, by: Access(name: "x", role: role, scope: .everywhere))
        }
      }
      let elsewhere = Access(name: "x", role: .association, scope: zhejiang)
      await #expect(throws: CentralLedgerError.notAllowed(.manageReports)) {
        try await decide(test, .closed, by: elsewhere)
      }
      await #expect(throws: CentralLedgerError.notAllowed(.manageReports)) {
        try await decide(test, .closed, [.region(beijing)], by: elsewhere)
      }
      let theirs = try store("S2")
      await #expect(throws: CentralLedgerError.period(.unknownStore(theirs))) {
        try await decide(test, .closed, [.store(theirs)], by: elsewhere)
      }
      #expect(try await test.ledger.periodEvents(of: nil).isEmpty)
      try await decide(test, .closed, [.store(try store("S1"))], by: elsewhere)
      #expect(try await test.ledger.periodEvents(of: nil).map(\.actor) == ["x"])
    }
  }
}
