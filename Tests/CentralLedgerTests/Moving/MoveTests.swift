@testable import CentralLedger
import Foundation
import GRDB
import SnackChain
import Synchronization
import SyncProtocol
import Testing

@Suite("Moving a ledger to another engine")
struct MoveTests {
  /// A ledger in which a bit of everything happened.
  private func fill(_ test: LedgerUnderTest) async throws -> [Receipt] {
    try await test.register("S1", "S2", "S3", "S4")
    let first = try test.operation("S1", "2023-01", yuan: 30_000)
    var receipts: [Receipt] = []
    for operation in [first, try test.operation("S2", "2023-01", yuan: 31_000)] {
      receipts += try await test.submit(operation).compactMap(\.receipt)
    }
    _ = try await test.submit(test.operation("S1", "2023-01", yuan: 32_000))
    var noted = try test.operation("S3", "2023-01", yuan: 9_000)
    noted.report.note = "back\\slash \\N 引号' \"x\""
    receipts += try await test.submit(noted).compactMap(\.receipt)
    _ = try await test.importReports(
      (1...12).flatMap { month in
        ["S2", "S4"].map { "\($0) 2022-\(month < 10 ? "0" : "")\(month) \(20_000 + month) 20" }
      })
    let invite = try await test.ledger.makeInvite(for: store("S1"), actor: "clerk")
    _ = try await test.ledger.join(
      code: invite.code, publicKey: Array(repeating: UInt8(7), count: 32), deviceName: "tab\tline\nend\r")
    return receipts
  }

  /// Runs `body` with a ledger and a place for another one.
  private func withTwo(
    _ engine: Engine, _ other: Engine, _ body: (LedgerUnderTest, URL) async throws -> Void
  ) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("moved-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try other.prepare(folder)
      defer {
        other.remove(folder)
        try? FileManager.default.removeItem(at: folder)
      }
      try await body(test, folder)
    }
  }

  private func options(_ folder: URL) -> LedgerOptions {
    LedgerOptions(keyFile: folder.appendingPathComponent("hq.sqlite.keys").path)
  }

  @Test(
    "there and back it is the same: export, audit head, receipts",
    arguments: [(Engine.sqlite, Engine.postgresql), (.postgresql, .sqlite), (.sqlite, .pgbouncer)])
  func identity(_ engine: Engine, _ other: Engine) async throws {
    try await withTwo(engine, other) { test, folder in
      let receipts = try await fill(test)
      let heads = try await test.heads()
      let entries = try await test.ledger.auditEntries(after: 0, limit: 1000)
      await test.ledger.close()
      let there = try await LedgerMove.run(
        from: try engine.address(in: test.folder), options(test.folder), to: try other.address(in: folder),
        options(folder))
      #expect(there.rows > 40)
      #expect(there.auditDigest == entries.last?.digest)
      try await withTwo(other, engine) { _, back in
        let summary = try await LedgerMove.run(
          from: try other.address(in: folder), options(folder), to: try engine.address(in: back), options(back))
        #expect(summary.rows == there.rows)
        #expect(summary.auditDigest == there.auditDigest)
        for (engine, place) in [(other, folder), (engine, back)] {
          let ledger = try await CentralLedgers.open(
            try engine.address(in: place), .existing, options: options(place))
          let moved = LedgerUnderTest(engine: engine, folder: place, clock: test.clock, ledger: ledger)
          #expect(try await moved.heads() == heads)
          #expect(try await ledger.auditEntries(after: 0, limit: 1000) == entries)
          let keys = try await ledger.receiptKeys()
          #expect(receipts.count == 3)
          for receipt in receipts {
            #expect(receipt.isSigned(byOneOf: keys))
          }
          // And it goes on: the next figure takes the next number.
          let next = try await moved.submit(test.operation("S3", "2023-02", yuan: 8_000))
          #expect(next.first?.verdict == .accepted)
          guard case .intact = try await ledger.verifyAudit() else {
            Issue.record("the chain is broken after the move")
            return
          }
          await ledger.close()
        }
      }
    }
  }

  @Test(
    "every table comes along, there and back: figures, programme, photographs' references, people, papers, periods",
    arguments: [(Engine.sqlite, Engine.postgresql), (.postgresql, .sqlite)])
  func everything(_ engine: Engine, _ other: Engine) async throws {
    try await withTwo(engine, other) { test, folder in
      try await test.spendABusyYear()
      let entries = try await test.ledger.auditEntries(after: 0, limit: 1000)
      let heads = try await test.heads()
      await test.ledger.close()
      let there = try await LedgerMove.run(
        from: try engine.address(in: test.folder), options(test.folder), to: try other.address(in: folder),
        options(folder))
      let empty = there.tables.filter { $0.rows == 0 }.map(\.name)
      #expect(empty.isEmpty, "the busy year leaves these out: \(empty)")
      try await withTwo(other, engine) { _, back in
        // Both sides are read whole and compared row by row in each move.
        let home = try await LedgerMove.run(
          from: try other.address(in: folder), options(folder), to: try engine.address(in: back), options(back))
        #expect(home.tables.map(\.rows) == there.tables.map(\.rows))
        let ledger = try await CentralLedgers.open(
          try engine.address(in: back), .existing, options: options(back))
        #expect(try await ledger.auditEntries(after: 0, limit: 1000) == entries)
        let moved = LedgerUnderTest(engine: engine, folder: back, clock: test.clock, ledger: ledger)
        #expect(try await moved.heads() == heads)
        guard case .intact = try await ledger.verifyAudit() else {
          Issue.record("the chain is broken after the move")
          return
        }
        await ledger.close()
      }
    }
  }

  @Test("a move that is broken off goes on where it stood, and until then is no ledger", arguments: Engine.allCases)
  func resumed(_ other: Engine) async throws {
    try await withTwo(.sqlite, other) { test, folder in
      _ = try await fill(test)
      await test.ledger.close()
      let (from, to) = (try Engine.sqlite.address(in: test.folder), try other.address(in: folder))
      await #expect(throws: CentralLedgerError.moveUnfinished) {
        _ = try await LedgerMove.run(
          from: from, options(test.folder), to: to, options(folder), rowsInTransaction: 5
        ) { table, rows in table == "revision" && rows >= 10 ? .stop : .next }
      }
      await #expect(throws: CentralLedgerError.moveUnfinished) {
        _ = try await CentralLedgers.open(to, .existing, options: options(folder))
      }
      let moved = Mutex<[String: Int]>([:])
      let summary = try await LedgerMove.run(
        from: from, options(test.folder), to: to, options(folder), rowsInTransaction: 5
      ) { table, rows in
        moved.withLock { if $0[table] == nil { $0[table] = rows } }
        return .next
      }
      #expect(summary.resumed)
      #expect(moved.withLock { $0["revision"] } == 15)
      #expect(moved.withLock { $0["store"] } == nil)
      // Once more there is nothing left to do, and both sides are compared.
      let again = try await LedgerMove.run(from: from, options(test.folder), to: to, options(folder))
      #expect(!again.resumed && again.rows == summary.rows)
    }
  }

  @Test("a target with another ledger, and a source that went on, are refused", arguments: [Engine.postgresql])
  func refused(_ other: Engine) async throws {
    try await withTwo(.sqlite, other) { test, folder in
      try await test.register("S1", "S2")
      let (from, to) = (try Engine.sqlite.address(in: test.folder), try other.address(in: folder))
      await #expect(throws: CentralLedgerError.moveUnfinished) {
        _ = try await LedgerMove.run(from: from, options(test.folder), to: to, options(folder)) { _, _ in .stop }
      }
      _ = try await test.submit(test.operation("S1", "2023-01", yuan: 5_000))
      await #expect(throws: CentralLedgerError.sourceMovedOn) {
        _ = try await LedgerMove.run(from: from, options(test.folder), to: to, options(folder))
      }
      try other.execute(folder, "DELETE FROM ledger_move")
      other.remove(folder)
      try other.prepare(folder)
      let ledger = try await CentralLedgers.open(to, .createIfMissing, options: options(folder))
      await ledger.close()
      await #expect(throws: CentralLedgerError.targetNotEmpty) {
        _ = try await LedgerMove.run(from: from, options(test.folder), to: to, options(folder))
      }
    }
  }

  @Test("every table of the database is one that a move knows, with its columns and key")
  func complete() async throws {
    try await LedgerUnderTest.with(.sqlite) { test in
      let file = try DatabaseQueue(path: test.file)
      try await file.read { database in
        let names = try String.fetchSet(
          database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        #expect(Set(LedgerTable.all.map(\.name)) == names.subtracting(["ledger_head", "ledger_move"]))
        for table in LedgerTable.all {
          #expect(try database.columns(in: table.name).map(\.name) == table.columns, "\(table.name)")
          #expect(try database.primaryKey(table.name).columns == table.key, "\(table.name)")
        }
      }
      try file.close()
    }
  }
}
