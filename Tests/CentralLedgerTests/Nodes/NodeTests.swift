import CentralLedger
import Foundation
import SnackChain
import SyncProtocol
import Testing

@Suite("Several nodes on one database")
struct NodeTests {
  /// Runs `body` with `count` ledgers that share a database and a key file.
  private func withNodes(
    _ engine: Engine, _ count: Int, _ body: (LedgerUnderTest, [any CentralLedger]) async throws -> Void
  ) async throws {
    try await LedgerUnderTest.with(engine) { test in
      var nodes = [test.ledger]
      for _ in 1..<count {
        var options = LedgerOptions(keyFile: test.folder.appendingPathComponent("hq.sqlite.keys").path)
        let clock = test.clock
        options.clock = { clock.now }
        nodes.append(try await CentralLedgers.open(try engine.address(in: test.folder), .existing, options: options))
      }
      try await body(test, nodes)
      for node in nodes { await node.close() }
    }
  }

  @Test(
    "the feed has no gap, whichever node a figure came through, and every node shows all of it",
    arguments: Engine.allCases)
  func feed(_ engine: Engine) async throws {
    try await withNodes(engine, 3) { test, nodes in
      let codes = (1...60).map { "N\($0)" }
      let rows = try codes.map { try test.row($0) }
      _ = try await test.ledger.importStores(rows, options: RegisterImportOptions(actor: "test"))
      let before = try await test.ledger.dataVersion()
      let outcomes = try await withThrowingTaskGroup(of: [OperationOutcome].self) { group in
        for (number, code) in codes.enumerated() {
          let operation = try test.operation(code, "2023-01", yuan: Int64(20_000 + number))
          let submission = Submission(store: operation.report.store, device: "d", operations: [operation])
          // Two nodes hear of the same figure at once: a device that lost an answer asks elsewhere.
          for node in [nodes[number % 3], nodes[(number + 1) % 3]] {
            group.addTask { try await node.submit(submission) }
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(outcomes.count { $0.verdict == .accepted } == 60)
      #expect(outcomes.count { $0.verdict == .repeated } == 60)
      for (_, both) in Dictionary(grouping: outcomes, by: \.id) { #expect(both[0].receipt == both[1].receipt) }
      for node in nodes {
        let changes = try await node.changes(after: before, limit: 1000)
        #expect(changes.heads.map(\.position) == (1...60).map { before + $0 })
        guard case .intact = try await node.verifyAudit() else {
          Issue.record("the chain is broken")
          return
        }
      }
    }
  }

  @Test("a node that follows the feed while others write misses nothing", arguments: Engine.allCases)
  func following(_ engine: Engine) async throws {
    try await withNodes(engine, 2) { test, nodes in
      let codes = (1...40).map { "N\($0)" }
      _ = try await test.ledger.importStores(
        try codes.map { try test.row($0) }, options: RegisterImportOptions(actor: "test"))
      let start = try await test.ledger.dataVersion()
      let (reader, writer) = (nodes[1], nodes[0])
      async let seen: [Int64] = {
        var (seen, cursor) = ([Int64](), start)
        while seen.count < 40 {
          let changes = try await reader.changes(after: cursor, limit: 7)
          seen += changes.heads.map(\.position)
          cursor = changes.upTo
        }
        return seen
      }()
      for code in codes {
        let operation = try test.operation(code, "2023-01", yuan: 20_000)
        _ = try await writer.submit(
          Submission(store: operation.report.store, device: "d", operations: [operation]))
      }
      #expect(try await seen == (1...40).map { start + $0 })
    }
  }

  @Test(
    "a schema that a newer program brought forward leaves older nodes at work; only one that starts anew is told",
    arguments: [Engine.postgresql, .pgbouncer])
  func newerBesideOlder(_ engine: Engine) async throws {
    try await withNodes(engine, 2) { test, nodes in
      try await test.register("S1")
      func report(_ month: String, through node: any CentralLedger) async throws {
        let operation = try test.operation("S1", month, yuan: 20_000)
        let outcomes = try await node.submit(
          Submission(store: operation.report.store, device: "d", operations: [operation]))
        #expect(outcomes.map(\.verdict) == [.accepted])
      }
      try await report("2022-01", through: nodes[0])
      // What a later step may do: columns at the end that may be empty, tables of its own, indexes.
      for statement in [
        "ALTER TABLE revision ADD COLUMN later TEXT", "ALTER TABLE audit_entry ADD COLUMN later BIGINT",
        "CREATE TABLE later_fact (store_id TEXT NOT NULL PRIMARY KEY)",
        "CREATE INDEX later_index ON receipt (store_id, position)", "UPDATE ledger_schema SET version = version + 1",
      ] { try engine.execute(test.folder, statement) }
      try await report("2022-02", through: nodes[1])
      try await report("2022-03", through: nodes[0])
      for node in nodes {
        #expect(try await node.revisions(of: store("S1"), month: nil).count == 3)
        #expect(
          try await node.briefing(BriefingQuestion(store: store("S1"), after: 0, limit: 10))?.changes.changes.count == 3
        )
        guard case .intact = try await node.verifyAudit() else {
          Issue.record("the chain is broken")
          return
        }
      }
      await #expect(throws: CentralLedgerError.self) {
        _ = try await CentralLedgers.open(
          try engine.address(in: test.folder), .existing,
          options: LedgerOptions(keyFile: test.folder.appendingPathComponent("hq.sqlite.keys").path))
      }
    }
  }

  @Test("a node with keys of its own is turned away", arguments: Engine.allCases)
  func foreignKeys(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await LedgerUnderTest.with(.sqlite) { other in
        let path = other.folder.appendingPathComponent("hq.sqlite.keys").path
        await #expect(throws: CentralLedgerError.keysOfAnother(path: path)) {
          _ = try await CentralLedgers.open(
            try engine.address(in: test.folder), .existing, options: LedgerOptions(keyFile: path))
        }
      }
    }
  }
}
