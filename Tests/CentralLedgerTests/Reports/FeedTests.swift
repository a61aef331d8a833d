import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@Suite("The feed")
struct FeedTests {
  @Test("positions have no gap and follow the order of commits, with many writing at once", arguments: Engine.allCases)
  func gapFree(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let codes = (0..<40).map { "S\($0)" }
      _ = try await test.ledger.importStores(
        codes.enumerated().map { try test.row($1, line: $0) }, options: RegisterImportOptions(actor: "test"))
      let ledger = test.ledger
      let submissions = try codes.map { code in
        Submission(
          store: try store(code), device: "d",
          operations: try (1...5).map { try test.operation(code, "2022-0\($0)", yuan: 30_000) })
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for submission in submissions { group.addTask { _ = try await ledger.submit(submission) } }
        try await group.waitForAll()
      }
      var positions: [Int64] = []
      var after: Int64 = 0
      var more = true
      while more {
        let stretch = try await ledger.changes(after: after, limit: 17)
        positions += stretch.heads.map(\.position)
        (after, more) = (stretch.upTo, stretch.more)
      }
      #expect(positions == Array(2...201))
      #expect(try await ledger.dataVersion() == 201)
    }
  }

  @Test(
    "whoever was told that a figure is taken finds it in the next reading, with many asking at once",
    arguments: Engine.allCases)
  func readsItsOwnWriting(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let codes = (0..<24).map { "S\($0)" }
      _ = try await test.ledger.importStores(
        codes.enumerated().map { try test.row($1, line: $0) }, options: RegisterImportOptions(actor: "test"))
      let ledger = test.ledger
      let work = try codes.map { code in
        (
          store: try store(code),
          operations: try (0..<24).map { month in
            let month = YearMonth(year: 2018 + month / 12, month: month % 12 + 1)
            return try test.operation(code, try #require(month).description, yuan: 30_000)
          }
        )
      }
      let behind = try await withThrowingTaskGroup(of: [String].self) { group in
        for (store, operations) in work {
          // Others read all the time, so that readings wait for each other and are made together.
          group.addTask {
            for _ in 0..<24 { _ = try await ledger.briefing(BriefingQuestion(store: store, after: 0, limit: 10)) }
            return []
          }
          group.addTask {
            var behind: [String] = []
            for (place, operation) in operations.enumerated() {
              _ = try await ledger.submit(Submission(store: store, device: "d", operations: [operation]))
              let told = try await ledger.briefing(BriefingQuestion(store: store, after: 0, limit: 10))
              let count = told?.totals.reduce(0) { $0 + $1.count } ?? 0
              if count != place + 1 { behind.append("\(store): \(count) of \(place + 1)") }
            }
            return behind
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(behind == [])
    }
  }

  @Test("an earlier data version is read as it was", arguments: Engine.allCases)
  func asOf(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1", "S2")
      let first = try test.operation("S1", "2023-02", yuan: 33_000)
      _ = try await test.submit(first)
      let then = try await test.ledger.dataVersion()
      _ = try await test.submit(test.operation("S1", "2023-02", yuan: 35_000, after: first.id))
      _ = try await test.importReports(["S2 2023-02 20000 20"])
      #expect(try await test.heads(asOf: then) == ["S1 2023-02 3300000 26 -"])
      #expect(try await test.heads() == ["S1 2023-02 3500000 26 -", "S2 2023-02 2000000 20 -"])
      #expect(try await test.heads(asOf: 0) == [])
      await #expect(throws: CentralLedgerError.unknownVersion(99)) { _ = try await test.heads(asOf: 99) }
    }
  }

  @Test(
    "an entry of the audit chain that a device was told of is held for good; one of another past is not",
    arguments: Engine.allCases)
  func chainLinks(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1", "S2")
      let code = try store("S1")
      let operation = try test.operation("S1", "2023-02", yuan: 33_000)
      _ = try await test.submit(operation)
      let told = try #require(try await test.ledger.briefing(BriefingQuestion(store: code, after: 0, limit: 10)))
      let place = FeedWitness(operation: operation.id, feedPosition: told.dataVersion)
      _ = try await test.importReports(["S2 2023-02 20000 20"])
      let later = try #require(try await test.ledger.briefing(BriefingQuestion(store: code, after: 0, limit: 10))).link
      #expect(later.number == told.link.number + 1)
      #expect(try await test.ledger.holds(place, link: told.link, of: code))
      #expect(try await test.ledger.holds(nil, link: later, of: code))
      #expect(try await test.ledger.holds(place, link: nil, of: code))
      #expect(try await test.ledger.holds(nil, link: nil, of: code))
      // Another entry in that place, and an entry that is not there (yet).
      for other in [
        AuditLink(number: told.link.number, digest: later.digest),
        AuditLink(number: later.number + 1, digest: later.digest), AuditLink(number: -1, digest: ""),
      ] {
        #expect(try await !test.ledger.holds(place, link: other, of: code))
        #expect(try await !test.ledger.holds(nil, link: other, of: code))
      }
      let elsewhere = FeedWitness(operation: operation.id, feedPosition: told.dataVersion + 1)
      #expect(try await !test.ledger.holds(elsewhere, link: later, of: code))
    }
  }

  @Test("a device gets only the heads of its own store, a page at a time", arguments: Engine.allCases)
  func storeChanges(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1", "S2")
      _ = try await test.importReports([
        "S2 2023-01 20000 20", "S1 2022-11 1000 20", "S1 2022-12 1100 20", "S1 2023-01 1200 20",
      ])
      let first = try await test.ledger.headChanges(of: store("S1"), after: 0, limit: 2)
      #expect(first.more)
      #expect(first.changes.map(\.operation.report.turnover.fen) == [100_000, 110_000])
      let second = try await test.ledger.headChanges(of: store("S1"), after: first.cursor, limit: 2)
      #expect(!second.more)
      #expect(second.changes.map(\.operation.report.turnover.fen) == [120_000])
      #expect(try await test.ledger.dataVersion() == second.cursor)
      let third = try await test.ledger.headChanges(of: store("S1"), after: second.cursor, limit: 2)
      #expect(third.changes.isEmpty)
    }
  }

  @Test("a change of the register is told in the feed", arguments: Engine.allCases)
  func registerChanges(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let before = try await test.ledger.changes(after: 0, limit: 10)
      #expect(before.registerChanged && before.upTo == 1 && !before.more)
      _ = try await test.importReports(["S1 2023-01 20000 20"])
      #expect(try await test.ledger.changes(after: before.upTo, limit: 10).registerChanged == false)
    }
  }

  @Test("fault 30: readers see whole snapshots while devices write", arguments: Engine.allCases)
  func concurrentReaders(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let ledger = test.ledger
      let submissions = try (0..<60).map { number in
        Submission(
          store: try store("S1"), device: "d",
          operations: try [0, 60].map {
            try test.operation("S1", YearMonth(index: Int32(2001 * 12 + number + $0)).description, yuan: 30_000)
          })
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for submission in submissions { group.addTask { _ = try await ledger.submit(submission) } }
        for _ in 0..<60 {
          group.addTask {
            let reading = try await ledger.reduceHeads(asOf: nil, into: 0) { count, batch in
              count += batch.count
              return .next
            }
            // Each submission brings two months in one transaction; the register was position 1.
            #expect(reading.value % 2 == 0)
            #expect(Int64(reading.value) == reading.dataVersion - 1)
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
