import CentralLedger
import Foundation
import PostgreSQLClient
import SnackChain
import SyncProtocol
import TemporaryPostgreSQL
import Testing

/// What can happen to a server of PostgreSQL while stores report. Each test has a cluster of its own.
@Suite("Faults of the database server", .serialized)
struct ServerFaultTests {
  let cluster: TemporaryCluster
  let folder: URL
  let clock = TestClock()

  init() throws {
    cluster = try TemporaryCluster()
    try cluster.run("start main")
    try cluster.execute(["CREATE DATABASE hq"])
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("faults-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func open(_ address: String? = nil, patience: Double = 20) async throws -> LedgerUnderTest {
    var options = LedgerOptions(keyFile: folder.appendingPathComponent("keys").path)
    let clock = clock
    options.clock = { clock.now }
    options.busySeconds = patience
    let ledger = try await CentralLedgers.open(address ?? cluster.address("hq"), options: options)
    return LedgerUnderTest(engine: .postgresql, folder: folder, clock: clock, ledger: ledger)
  }

  /// Fifty stores report a year each while `harm` is done; every operation is sent until it is answered.
  func report(
    _ test: LedgerUnderTest, asking ledgers: [any CentralLedger]? = nil,
    while harm: @escaping @Sendable () throws -> Void
  ) async throws -> [ReportOperation] {
    let codes = (1...50).map { "S\($0)" }
    _ = try await test.ledger.importStores(
      try codes.map { try test.row($0) }, options: RegisterImportOptions(actor: "test"))
    let operations = try codes.flatMap { code in
      try (1...12).map { try test.operation(code, "2022-\($0 < 10 ? "0" : "")\($0)", yuan: Int64(20_000 + $0)) }
    }
    let nodes = ledgers ?? [test.ledger]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, operation) in operations.enumerated() {
        let submission = Submission(store: operation.report.store, device: "d", operations: [operation])
        group.addTask {
          try await Task.sleep(for: .milliseconds(number * 4))
          for attempt in 0... {
            let node = nodes[(number + attempt) % nodes.count]
            guard let outcome = try? await node.submit(submission).first else {
              try await Task.sleep(for: .milliseconds(50))
              continue
            }
            if outcome.verdict == .accepted || outcome.verdict == .repeated { return }
            Issue.record("\(outcome)")
            return
          }
        }
      }
      group.addTask {
        try await Task.sleep(for: .milliseconds(700))
        try harm()
      }
      try await group.waitForAll()
    }
    return operations
  }

  /// Everything that was acknowledged is there once, with a receipt, and the chain holds.
  func check(_ ledger: any CentralLedger, holds operations: [ReportOperation]) async throws {
    var revisions: [ReportRevision] = []
    for store in Set(operations.map(\.report.store)) { revisions += try await ledger.revisions(of: store, month: nil) }
    #expect(revisions.count == operations.count)
    #expect(Set(revisions.map(\.operation.id)) == Set(operations.map(\.id)))
    #expect(revisions.allSatisfy { $0.revision == 1 && $0.receipt != nil })
    guard case .intact = try await ledger.verifyAudit() else {
      Issue.record("the chain is broken")
      return
    }
  }

  @Test(
    "a server that is restarted or killed loses and doubles nothing, and work goes on by itself",
    arguments: ["stop main fast", "stop main immediate", "kill main"])
  func restarted(_ end: String) async throws {
    let test = try await open()
    let cluster = cluster
    let operations = try await report(test) {
      try cluster.run(end)
      try cluster.run("start main")
    }
    try await check(test.ledger, holds: operations)
    await test.ledger.close()
  }

  @Test("connections cut in the middle of groups lose and double nothing")
  func cut() async throws {
    let test = try await open()
    let cluster = cluster
    let operations = try await report(test) {
      for _ in 0..<20 {
        _ = try cluster.rows(
          "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'hq' AND pid <> pg_backend_pid()",
          in: "postgres")
        usleep(40_000)
      }
    }
    try await check(test.ledger, holds: operations)
    await test.ledger.close()
  }

  @Test("a commit whose answer was lost is settled: done once, answered as accepted")
  func unknownFate() async throws {
    let test = try await open()
    try await test.register("S1")
    // The commit is on disk and waits for a replica that there is not: then its connection is cut.
    try cluster.run("set main synchronous_standby_names = 'nobody'")
    try cluster.run("reload main")
    try await Task.sleep(for: .milliseconds(300))
    let operation = try test.operation("S1", "2023-01", yuan: 20_000)
    async let outcome = test.submit(operation)
    var waiting = ""
    for _ in 0..<200 where waiting.isEmpty {
      try await Task.sleep(for: .milliseconds(20))
      waiting =
        try cluster.rows(
          "SELECT pid FROM pg_stat_activity WHERE datname = 'hq' AND wait_event = 'SyncRep'", in: "postgres"
        ).first ?? ""
    }
    #expect(!waiting.isEmpty)
    _ = try cluster.rows("SELECT pg_terminate_backend(\(waiting))", in: "postgres")
    try cluster.run("set main synchronous_standby_names = ''")
    try cluster.run("reload main")
    let answer = try await outcome
    #expect(answer.map(\.verdict) == [.accepted])
    #expect(try await test.submit(operation).map(\.verdict) == [.repeated])
    #expect(try await test.ledger.revisions(of: store("S1"), month: nil).count == 1)
    guard case .intact = try await test.ledger.verifyAudit() else {
      Issue.record("the chain is broken")
      return
    }
    await test.ledger.close()
  }

  @Test("what the server asks to be tried again is tried again", arguments: ["40001", "40P01"])
  func serialization(_ state: String) async throws {
    let test = try await open()
    try await test.register("S1")
    try cluster.execute(
      [
        "CREATE SEQUENCE failures",
        """
        CREATE FUNCTION fail_at_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF nextval('failures') <= 3 THEN RAISE EXCEPTION 'again' USING ERRCODE = '\(state)'; END IF;
          RETURN NEW;
        END $$
        """, "CREATE TRIGGER fail BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION fail_at_first()",
      ], in: "hq")
    let outcomes = try await test.submit(test.operation("S1", "2023-01", yuan: 20_000))
    #expect(outcomes.map(\.verdict) == [.accepted])
    #expect(try cluster.rows("SELECT last_value FROM failures", in: "hq") == ["4"])
    #expect(try await test.ledger.revisions(of: store("S1"), month: nil).count == 1)
    await test.ledger.close()
  }

  @Test("a full disk is told, keeps nothing of the group, and the next group goes through")
  func diskFull() async throws {
    let test = try await open()
    try await test.register("S1")
    let version = try await test.ledger.dataVersion()
    try cluster.execute(
      [
        """
        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full';
        END $$
        """, "CREATE TRIGGER full_disk BEFORE INSERT ON receipt FOR EACH ROW EXECUTE FUNCTION full_disk()",
      ], in: "hq")
    let operation = try test.operation("S1", "2023-01", yuan: 20_000)
    await #expect(throws: CentralLedgerError.diskFull) { _ = try await test.submit(operation) }
    #expect(try await test.ledger.dataVersion() == version)
    try cluster.execute(["DROP TRIGGER full_disk ON receipt"], in: "hq")
    #expect(try await test.submit(operation).map(\.verdict) == [.accepted])
    try await check(test.ledger, holds: [operation])
    await test.ledger.close()
  }

  @Test("a server without free connections, one that only reads and a wrong password are told apart")
  func refusals() async throws {
    await (try await open()).ledger.close()
    let name = "postgres://[\(cluster.folder)]/hq"
    try cluster.execute([
      "CREATE ROLE few LOGIN CONNECTION LIMIT 0", "CREATE ROLE locked LOGIN PASSWORD 'right'",
      "CREATE DATABASE still", "ALTER DATABASE still SET default_transaction_read_only = on",
    ])
    await #expect(throws: CentralLedgerError.unavailable(.tooManyConnections, server: name)) {
      _ = try await open(cluster.address("hq", user: "few"), patience: 0.2)
    }
    await #expect(throws: CentralLedgerError.unavailable(.readOnly, server: "postgres://[\(cluster.folder)]/still")) {
      _ = try await open(cluster.address("still"), patience: 0.2)
    }
    let passwords = folder.appendingPathComponent("pgpass").path
    try Data("*:*:*:*:wrong\n".utf8).write(to: URL(fileURLWithPath: passwords))
    chmod(passwords, 0o600)
    await #expect(throws: CentralLedgerError.signInRefused(server: name)) {
      _ = try await open(cluster.address("hq", user: "locked") + "?passfile=" + passwords, patience: 0.2)
    }
    await #expect(throws: CentralLedgerError.passwordInAddress) {
      _ = try await open("postgres://locked:right@localhost/hq", patience: 0.2)
    }
    await #expect(throws: CentralLedgerError.notFound(path: "postgres://[\(cluster.folder)]/nowhere")) {
      _ = try await open(cluster.address("nowhere"), patience: 0.2)
    }
    await #expect(throws: CentralLedgerError.unavailable(.unreachable, server: "postgres://127.0.0.1/hq")) {
      _ = try await open("postgres://127.0.0.1:1/hq", patience: 0.2)
    }
  }

  @Test("a database of another program and a newer schema are refused and not touched; an older one is brought forward")
  func others() async throws {
    try cluster.execute(["CREATE DATABASE shop"])
    try cluster.execute(["CREATE TABLE goods (a TEXT)", "CREATE TABLE ledger (b TEXT)"], in: "shop")
    let tables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY relname"
    await #expect(throws: CentralLedgerError.notALedger(path: "postgres://[\(cluster.folder)]/shop")) {
      _ = try await open(cluster.address("shop"))
    }
    #expect(try cluster.rows(tables, in: "shop") == ["goods", "ledger"])
    await (try await open()).ledger.close()
    let version = try #require(Int(try cluster.rows("SELECT version FROM ledger_schema", in: "hq")[0]))
    try cluster.execute(["UPDATE ledger_schema SET version = 99"], in: "hq")
    await #expect(throws: CentralLedgerError.newerSchema(found: 99, known: version)) { _ = try await open() }
    #expect(try cluster.rows("SELECT version FROM ledger_schema", in: "hq") == ["99"])
    // Of two nodes that start together on an older schema, one brings it forward and both go on.
    try cluster.execute(["CREATE DATABASE fresh"])
    async let left = open(cluster.address("fresh"))
    async let right = open(cluster.address("fresh"))
    for test in [try await left, try await right] { await test.ledger.close() }
    #expect(try cluster.rows("SELECT version FROM ledger_schema", in: "fresh") == ["\(version)"])
  }

  @Test("a replica promoted in the middle: with synchronous commit nothing acknowledged is lost")
  func promotedSynchronous() async throws {
    try cluster.run("backup main standby 5433")
    try cluster.run("set main synchronous_standby_names = 'standby'")
    try cluster.run("reload main")
    let test = try await open(bothServers, patience: 30)
    let cluster = cluster
    let operations = try await report(test) {
      try cluster.run("stop main immediate")
      try cluster.run("promote standby")
    }
    try await check(test.ledger, holds: operations)
    await test.ledger.close()
  }

  @Test("a replica promoted in the middle: what asynchronous copying lost, the devices bring again")
  func promotedAsynchronous() async throws {
    try cluster.run("backup main standby 5433")
    let test = try await open(bothServers, patience: 30)
    let cluster = cluster
    let operations = try await report(test) {
      // The replica stops listening for a while before the end: what comes then is acknowledged, and lost.
      try cluster.execute(["SELECT pg_wal_replay_pause()"], port: 5433)
      _ = try cluster.rows(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE backend_type = 'walreceiver'",
        in: "postgres", port: 5433)
      usleep(100_000)
      try cluster.run("stop main immediate")
      try cluster.execute(["SELECT pg_wal_replay_resume()"], port: 5433)
      try cluster.run("promote standby")
    }
    for operation in operations {
      let outcome = try await test.submit(operation)
      #expect([.accepted, .repeated].contains(outcome.first?.verdict))
    }
    try await check(test.ledger, holds: operations)
    await test.ledger.close()
  }

  private var bothServers: String {
    let host = cluster.folder.replacing("/", with: "%2F")
    return "postgres://tongbiao@/hq?host=\(host),\(host)&port=5432,5433"
  }
}
