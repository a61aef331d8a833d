import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@Suite("Reports from devices")
struct SubmittingTests {
  @Test("a report is taken, gets a receipt that verifies, and is the month's head", arguments: Engine.allCases)
  func accepted(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let operation = try test.operation("S1", "2023-02", yuan: 33_000)
      let outcome = try await test.submit(operation)[0]
      #expect(outcome.verdict == .accepted)
      let receipt = try #require(outcome.receipt)
      #expect(receipt.isSigned(byOneOf: try await test.ledger.receiptKeys()))
      #expect(receipt.covers(operation))
      #expect(receipt.revision == 1)
      #expect(receipt.feedPosition == 2)
      let last = try await test.ledger.auditEntries(after: 0, limit: 100).last
      #expect(receipt.auditHead == last?.digest)
      #expect(try await test.heads() == ["S1 2023-02 3300000 26 -"])
    }
  }

  @Test("a repeat gets the first receipt again and counts once, also after a restart", arguments: Engine.allCases)
  func repeated(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let operation = try test.operation("S1", "2023-02", yuan: 33_000)
      let first = try await test.submit(operation)[0]
      let again = try await test.reopened()
      again.clock.turn(seconds: 60)
      let second = try await again.submit(operation, operation)
      #expect(second.map(\.verdict) == [.repeated, .repeated])
      #expect(second[0].receipt == first.receipt)
      #expect(try await again.ledger.revisions(of: store("S1"), month: nil).count == 1)
      await again.ledger.close()
    }
  }

  @Test("fault 23: fifty submits of one id at the same moment make one revision", arguments: Engine.allCases)
  func concurrentRepeats(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let operation = try test.operation("S1", "2023-02", yuan: 33_000)
      let submission = Submission(store: try store("S1"), device: "d1", operations: [operation])
      let ledger = test.ledger
      let outcomes = try await withThrowingTaskGroup(of: [OperationOutcome].self) { group in
        for _ in 0..<50 { group.addTask { try await ledger.submit(submission) } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(outcomes.filter { $0.verdict == .accepted }.count == 1)
      #expect(outcomes.filter { $0.verdict == .repeated }.count == 49)
      #expect(Set(outcomes.map(\.receipt)).count == 1)
      #expect(try await ledger.revisions(of: store("S1"), month: nil).count == 1)
    }
  }

  @Test(
    "fault 24: an id that comes again with another figure is refused, and the first figure stays",
    arguments: Engine.allCases)
  func reusedID(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let operation = try test.operation("S1", "2023-02", yuan: 33_000)
      var other = operation
      other.report.turnover = Money(fen: 1)
      let outcomes = try await test.submit(operation, other)
      #expect(outcomes[1].problem?.code == RowProblem.Code.idReused)
      #expect(try await test.submit(other)[0].problem?.code == RowProblem.Code.idReused)
      #expect(try await test.heads() == ["S1 2023-02 3300000 26 -"])
    }
  }

  @Test("a correction becomes the head, and what it corrected is still there", arguments: Engine.allCases)
  func correction(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let first = try test.operation("S1", "2023-02", yuan: 33_000)
      let second = try test.operation("S1", "2023-02", yuan: 35_000, after: first.id)
      let outcomes = try await test.submit(first, second)
      #expect(outcomes.map(\.verdict) == [.accepted, .accepted])
      let revisions = try await test.ledger.revisions(of: store("S1"), month: nil)
      #expect(revisions.map(\.operation.report.turnover.fen) == [3_300_000, 3_500_000])
      #expect(revisions.map(\.revision) == [1, 2])
      #expect(try await test.heads() == ["S1 2023-02 3500000 26 -"])
      #expect(try await test.ledger.totals(of: store("S1")) == [YearTotal(year: 2023, count: 1, fen: 3_500_000)])
    }
  }

  @Test("a correction of what is no longer the head is kept apart, with the head told", arguments: Engine.allCases)
  func conflict(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let first = try test.operation("S1", "2023-02", yuan: 33_000)
      let second = try test.operation("S1", "2023-02", yuan: 35_000, after: first.id)
      let third = try test.operation("S1", "2023-02", yuan: 36_000, after: first.id)
      _ = try await test.submit(first, second)
      let outcome = try await test.submit(third)[0]
      #expect(outcome.verdict == .conflict)
      #expect(outcome.head?.operation == second)
      #expect(outcome.head?.receipt?.operation == second.id)
      #expect(try await test.submit(third)[0].verdict == .conflict)
      #expect(try await test.ledger.conflicts(of: store("S1")).map(\.operation) == [third])
      #expect(try await test.heads() == ["S1 2023-02 3500000 26 -"])
    }
  }

  @Test("a first report for a month that has one is a conflict, unless it says the same", arguments: Engine.allCases)
  func firstAgain(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      _ = try await test.importReports(["S1 2023-02 33000 26"])
      #expect(try await test.submit(test.operation("S1", "2023-02", yuan: 34_000))[0].verdict == .conflict)
      let same = try await test.submit(test.operation("S1", "2023-02", yuan: 33_000))[0]
      #expect(same.verdict == .accepted)
      #expect(same.receipt?.revision == 2)
    }
  }

  @Test("an imported figure can be corrected by the id that HQ tells the device", arguments: Engine.allCases)
  func correctingImported(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      _ = try await test.importReports(["S1 2023-02 33000 26"])
      let change = try await test.ledger.headChanges(of: store("S1"), after: 0, limit: 10).changes[0]
      let correction = try test.operation("S1", "2023-02", yuan: 34_000, after: change.operation.id)
      #expect(try await test.submit(correction)[0].verdict == .accepted)
      let stale = try test.operation("S1", "2023-02", yuan: 36_000, after: change.operation.id)
      #expect(try await test.submit(stale)[0].verdict == .conflict)
    }
  }

  @Test("a predecessor that HQ has never seen is refused", arguments: Engine.allCases)
  func unknownPredecessor(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let january = try test.operation("S1", "2023-01", yuan: 30_000)
      _ = try await test.submit(january)
      let lost = try test.operation("S1", "2023-02", yuan: 34_000, after: OperationID(high: 1, low: 2))
      let otherMonth = try test.operation("S1", "2023-02", yuan: 34_000, after: january.id)
      let outcomes = try await test.submit(lost, otherMonth)
      #expect(outcomes.map(\.problem?.code) == Array(repeating: RowProblem.Code.unknownPredecessor, count: 2))
    }
  }

  @Test(
    "fault 25: one bad row in five hundred: 499 are taken, one is refused with its reason", arguments: Engine.allCases)
  func oneBadInFiveHundred(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      _ = try await test.ledger.importStores(
        [test.row("S1", opened: "1990-01-01")], options: RegisterImportOptions(actor: "test"))
      let first = try #require(YearMonth(year: 1990, month: 1))
      var operations = try (0..<396).map { offset in
        try test.operation("S1", first.adding(months: offset).description, yuan: 30_000)
      }
      // What is left of the five hundred corrects the first hundred months; one of them is bad.
      for place in 0..<104 {
        let earlier = operations[place]
        operations.append(
          try test.operation(
            "S1", earlier.report.month.description, yuan: place == 50 ? -1 : 31_000, after: earlier.id))
      }
      let submission = Submission(store: try store("S1"), device: "d1", operations: operations)
      let outcomes = try await test.ledger.submit(submission)
      #expect(outcomes.count == 500 && outcomes.filter { $0.verdict == .accepted }.count == 499)
      #expect(outcomes[446].verdict == .refused && outcomes[446].problem?.code == "negative_turnover")
    }
  }

  @Test("one refused row does not stop the rest", arguments: Engine.allCases)
  func refusedRow(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1", "S2")
      let outcomes = try await test.submit(
        test.operation("S1", "2023-01", yuan: 30_000), test.operation("S1", "2023-02", yuan: -5),
        test.operation("S2", "2023-02", yuan: 30_000), test.operation("S1", "2022-12", yuan: 0),
        test.operation("S1", "2022-11", yuan: 31_000), as: "S1")
      #expect(outcomes.map(\.verdict) == [.accepted, .refused, .refused, .refused, .accepted])
      #expect(outcomes[1].problem?.code == "negative_turnover")
      #expect(outcomes[2].problem?.code == RowProblem.Code.otherStore)
      #expect(outcomes[3].problem?.code == "zero_without_reason")
      #expect(try await test.heads() == ["S1 2022-11 3100000 26 -", "S1 2023-01 3000000 26 -"])
      #expect(outcomes[4].receipt?.feedPosition == 3)
    }
  }

  @Test("a doubtful figure that nobody confirmed is kept, with a note of what is doubtful", arguments: Engine.allCases)
  func unconfirmed(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      _ = try await test.submit(
        test.operation("S1", "2022-11", yuan: 30_000), test.operation("S1", "2022-12", yuan: 30_000))
      let outcomes = try await test.submit(
        test.operation("S1", "2023-01", yuan: 300_000),
        test.operation("S1", "2023-02", yuan: 300_000, confirmed: ["far_above_median"]))
      #expect(outcomes.map(\.verdict) == [.accepted, .accepted])
      let revisions = try await test.ledger.revisions(of: store("S1"), month: nil)
      #expect(revisions.suffix(2).map(\.unconfirmed) == [["far_above_median"], []])
    }
  }

  @Test("when the queue is full, the caller is told when to come again", arguments: Engine.allCases)
  func busy(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine, queueLimit: 2) { test in
      try await test.register("S1")
      let ledger = test.ledger
      let submissions = try (0..<200).map { number in
        Submission(
          store: try store("S1"), device: "d1",
          operations: [try test.operation("S1", YearMonth(index: Int32(2000 * 12 + number)).description, yuan: 30_000)])
      }
      let answers = await withTaskGroup(of: Bool?.self) { group in
        for submission in submissions {
          group.addTask {
            do throws(CentralLedgerError) {
              return try await ledger.submit(submission)[0].verdict == .accepted
            } catch {
              return error == .busy(retryAfterSeconds: 2) ? nil : false
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(!answers.contains(false))
      #expect(answers.contains(true))
      #expect(try await ledger.revisions(of: store("S1"), month: nil).count == answers.filter { $0 == true }.count)
    }
  }
}
