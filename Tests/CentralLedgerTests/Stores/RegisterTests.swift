import CentralLedger
import SnackChain
import Testing

@Suite("The register")
struct RegisterTests {
  private func take(_ test: LedgerUnderTest, _ rows: StoreRow..., from day: String? = nil) async throws
    -> RegisterImportSummary
  {
    try await test.ledger.importStores(
      rows, options: RegisterImportOptions(actor: "test", changesValidFrom: day.flatMap(CalendarDay.init)))
  }

  @Test("the same rows again change nothing, not even the data version", arguments: Engine.allCases)
  func idempotent(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let rows = [
        try test.row("B", line: 2, certified: "2022-06-01", tier: .flagship), try test.row("A", line: 3, opened: nil),
      ]
      let options = RegisterImportOptions(actor: "test")
      let first = try await test.ledger.importStores(rows, options: options)
      #expect(first.added == 2 && first.dataVersion == 1)
      let second = try await test.ledger.importStores(rows, options: options)
      #expect(second.unchanged == 2 && second.dataVersion == 1)
    }
  }

  @Test("a store that moves has both regions, each for its time, and is known as of before", arguments: Engine.allCases)
  func moved(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      _ = try await take(test, test.row("A", region: "330683"))
      let moved = try await take(test, test.row("A", region: "310101", closed: "2023-12-31"), from: "2023-01-01")
      #expect(moved.changed == 1)
      let now = try #require(try await test.ledger.store(store("A"), asOf: nil))
      let (before, after) = (try #require(CalendarDay("2022-12-31")), try #require(CalendarDay("2023-01-01")))
      #expect(now.regions.value(on: before)?.description == "330683")
      #expect(now.regions.value(on: after)?.description == "310101")
      #expect(now.closed?.description == "2023-12-31")
      let then = try #require(try await test.ledger.store(store("A"), asOf: 1))
      #expect(then.regions.value(on: after)?.description == "330683")
      #expect(then.closed == nil)
      #expect(try await test.ledger.store(store("A"), asOf: 0) == nil)
    }
  }

  @Test(
    "a certificate is an event; a later day in a newer register takes the earlier one back", arguments: Engine.allCases)
  func certified(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      _ = try await take(test, test.row("A", certified: "2022-05-01"))
      _ = try await take(test, test.row("A"))
      let kept = try #require(try await test.ledger.store(store("A"), asOf: nil))
      #expect(kept.standing.firstCertified()?.description == "2022-05-01")
      _ = try await take(test, test.row("A", certified: "2022-08-01"))
      let corrected = try #require(try await test.ledger.store(store("A"), asOf: nil))
      #expect(corrected.standing.firstCertified()?.description == "2022-08-01")
      _ = try await take(test, test.row("A", certified: "2022-03-01"))
      let earlier = try #require(try await test.ledger.store(store("A"), asOf: nil))
      #expect(earlier.standing.firstCertified()?.description == "2022-03-01")
      #expect(earlier.standing.standing(on: try #require(CalendarDay("2023-01-01"))) == .certified)
    }
  }

  @Test("a suspension ends the standing from its date", arguments: Engine.allCases)
  func suspended(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      _ = try await take(test, test.row("A", certified: "2022-05-01"))
      let day = try #require(CalendarDay("2023-01-10"))
      let event = try await test.ledger.appendStanding(
        .suspended, to: store("A"), effective: day, note: nil, actor: "inspector")
      #expect(event.recordedAt == 2)
      let store = try #require(try await test.ledger.store(store("A"), asOf: nil))
      #expect(store.standing.standing(on: day) == .suspended)
      #expect(store.standing.standing(on: day.adding(days: -1)) == .certified)
      await #expect(throws: CentralLedgerError.unknownStore(try Self.code("Z"))) {
        _ = try await test.ledger.appendStanding(
          .revoked, to: Self.code("Z"), effective: day, note: nil, actor: "inspector")
      }
    }
  }

  private static func code(_ text: String) throws -> StoreCode { try #require(StoreCode(text)) }

  @Test("rows that contradict themselves or each other are refused with their line", arguments: Engine.allCases)
  func refused(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let summary = try await take(
        test, test.row("A", line: 2), test.row("A", line: 3, name: "另一家"), test.row("A", line: 4),
        test.row("B", line: 5, opened: "2022-01-01", closed: "2021-01-01"), test.row("C", line: 6, name: "a\u{1B}[2J"),
        test.row("D", line: 7))
      // Line 4 says the same as line 2: no contradiction there.
      #expect(summary.added == 2)
      #expect(summary.refused.map(\.line) == [3, 5, 6])
      #expect(summary.refused.map(\.reason) == [.contradictsLine(2), .closedBeforeOpening, .unreadableName])
    }
  }

  @Test("stores are listed by page, filtered by text, region, standing and trading", arguments: Engine.allCases)
  func listed(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      _ = try await take(
        test, test.row("A", line: 2, region: "310101"), test.row("B", line: 3, certified: "2022-05-01"),
        test.row("C", line: 4, closed: "2022-01-01"))
      func codes(_ change: (inout StoreQuery) -> Void) async throws -> [String] {
        var query = StoreQuery()
        change(&query)
        return try await test.ledger.stores(query).stores.map(\.code.description)
      }
      #expect(try await codes { $0.region = RegionCode("330000") } == ["B", "C"])
      #expect(try await codes { $0.standing = .certified } == ["B"])
      #expect(try await codes { $0.trading = false } == ["C"])
      #expect(try await codes { $0.text = "包 a" } == ["A"])
      #expect(try await codes { $0.after = StoreCode("A") } == ["B", "C"])
      var query = StoreQuery(limit: 2)
      let page = try await test.ledger.stores(query)
      #expect(page.more && page.stores.count == 2)
      query.after = page.stores.last?.code
      #expect(try await test.ledger.stores(query).more == false)
    }
  }

  @Test(
    "missing and late reports of a month are told from the register and the time of arrival", arguments: Engine.allCases
  )
  func reporting(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      _ = try await take(
        test, test.row("A", line: 2), test.row("B", line: 3), test.row("C", line: 4, opened: "2023-03-01"),
        test.row("D", line: 5), test.row("E", line: 6, closed: "2023-01-15"))
      _ = try await test.submit(test.operation("A", "2023-02", yuan: 30_000))
      test.clock.turn(seconds: 10 * 86_400)
      _ = try await test.submit(test.operation("B", "2023-02", yuan: 30_000))
      _ = try await test.submit(test.operation("E", "2023-02", yuan: 100))
      let status = try await test.ledger.reporting(of: try #require(YearMonth("2023-02")), deadlineDay: 10)
      #expect(status.due == 3 && status.reported == 2)
      #expect(status.missing.map(\.description) == ["D"])
      #expect(status.late.map(\.store.description) == ["B", "E"])
      #expect(status.unexpected.map(\.description) == ["E"])
      #expect(status.deadline.inChina == "2023-03-11 00:00")
    }
  }
}
