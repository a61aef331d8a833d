import CentralLedger
import Foundation
import SnackChain
import SyncProtocol
import TemporaryPostgreSQL
import Testing

@Suite("A database of PostgreSQL that cannot now", .serialized)
struct ContentionTests {
  @Test(
    "fault 27: a transaction that the database breaks off is done again, and counts once",
    arguments: ["40001", "40P01"])
  func brokenOff(state: String) async throws {
    try await LedgerUnderTest.with(.postgresql) { test in
      try await test.register("S1")
      // A sequence goes on where a transaction is taken back, so the first three attempts fail and the fourth does not.
      for statement in [
        "CREATE SEQUENCE refusals",
        """
        CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN
          IF nextval('refusals') <= 3 THEN RAISE EXCEPTION 'again' USING ERRCODE = '\(state)'; END IF;
          RETURN NEW;
        END $$ LANGUAGE plpgsql
        """,
        "CREATE TRIGGER refuse BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION refuse()",
      ] { try test.engine.execute(test.folder, statement) }
      let operation = try test.operation("S1", "2023-02", yuan: 33_000)
      let outcome = try await test.submit(operation)[0]
      #expect(outcome.verdict == .accepted)
      #expect(try await test.submit(operation)[0].receipt == outcome.receipt)
      #expect(try await test.ledger.revisions(of: store("S1"), month: nil).count == 1)
      guard case .intact = try await test.ledger.verifyAudit() else {
        Issue.record("the audit chain does not hold")
        return
      }
    }
  }

  @Test("fault 35: where every connection is taken, callers are told to come again or wait their turn; nobody hangs")
  func taken() async throws {
    try await LedgerUnderTest.with(.postgresql) { test in
      try await test.register("S1")
      var options = LedgerOptions(keyFile: test.folder.appendingPathComponent("hq.sqlite.keys").path)
      let clock = test.clock
      options.clock = { clock.now }
      options.busySeconds = 0.3
      options.readerLimit = 1
      let poor = try await CentralLedgers.open(
        try test.engine.address(in: test.folder), .existing, options: options)
      let operation = try test.operation("S1", "2023-02", yuan: 33_000)
      let submission = Submission(store: try store("S1"), device: "d1", operations: [operation])
      let (engine, folder) = (test.engine, test.folder)
      // One of the readers' turns after the other, through a single connection.
      let versions = try await withThrowingTaskGroup(of: Int64.self) { group in
        for _ in 0..<40 { group.addTask { try await poor.dataVersion() } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(versions.count == 40)
      // Somebody else has the ledger's head and keeps it for longer than we wait.
      // On a thread of its own: it waits for the server, which the tasks' threads must not.
      Thread.detachNewThread {
        try? engine.execute(
          folder, "DO $$ BEGIN LOCK TABLE ledger_head IN EXCLUSIVE MODE; PERFORM pg_sleep(4); END $$")
      }
      let cluster = try TemporaryCluster.shared()
      let locks = """
        SELECT count(*) FROM pg_locks WHERE granted AND mode = 'ExclusiveLock' AND relation = 'ledger_head'::regclass
        """
      func isHeld() throws -> Bool { try cluster.rows(locks, in: Engine.database(of: folder)) == ["1"] }
      var patience = 2_000
      while try !isHeld(), patience > 0 {
        patience -= 1
        try await Task.sleep(for: .milliseconds(10))
      }
      var refused = 0
      do throws(CentralLedgerError) {
        _ = try await poor.submit(submission)
      } catch {
        if case .busy(let seconds) = error, seconds > 0 { refused += 1 }
      }
      #expect(refused == 1)
      while try isHeld(), patience > 0 {
        patience -= 1
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(try await poor.submit(submission)[0].receipt?.covers(operation) == true)
      #expect(try await test.ledger.revisions(of: store("S1"), month: nil).count == 1)
      await poor.close()
    }
  }
}
