@testable import CentralLedger
import Foundation
import PostgreSQLClient
import SnackChain
import SyncProtocol
import TemporaryPostgreSQL
import Testing

/// Where a store's rows may lie anywhere, a statement that asks for one store must not go everywhere.
@Suite("Statements over a database that is spread by store", .serialized)
struct PlanTests {
  /// The statements that cross stores, and why they may: the feed, what is made of it, and readings of everything.
  private static let crossing = [
    "WHERE position >",  // the feed
    "ORDER BY position",  // the feed's audit
    "ORDER BY recorded_at, store_id", "ORDER BY audit_number, store_id",  // the audit's walk
    "ORDER BY store_id, month, revision",  // all heads, for panel and export
    "FROM store_fact WHERE store_id > ", "FROM standing_event WHERE store_id > ",  // the register in order
    "SELECT store_id FROM store ORDER BY store_id", "SELECT COUNT(*) FROM ",  // index and health
    "FROM believed_total ORDER BY",  // which devices differ
    "ORDER BY received_at, store_id",  // all conflicts
    "WHERE quarantined_at IS NOT NULL ORDER BY",  // the devices of all stores
    "WHERE t.purpose IS NOT NULL AND NOT EXISTS",  // all open tasks
    "FROM sent_evidence WHERE digest IN",  // who else sent a photograph
  ]

  /// Every table whose key begins with the store, as a table of four partitions by its hash.
  private func spread(_ cluster: TemporaryCluster, _ database: String) throws {
    for table in LedgerTable.all where table.key.first == "store_id" {
      var statements = [
        "ALTER TABLE \(table.name) RENAME TO old_\(table.name)",
        """
        CREATE TABLE \(table.name) (LIKE old_\(table.name) INCLUDING DEFAULTS,
          PRIMARY KEY (\(table.key.joined(separator: ", ")))) PARTITION BY HASH (store_id)
        """,
      ]
      for part in 0..<4 {
        statements.append(
          "CREATE TABLE \(table.name)_part\(part) PARTITION OF \(table.name) FOR VALUES WITH (MODULUS 4, REMAINDER \(part))"
        )
      }
      try cluster.execute(statements, in: database)
    }
    try cluster.execute(["CREATE INDEX revision_by_position ON revision (position)"], in: database)
  }

  @Test("no statement that names a store goes to more than one part; only the feed and readings of all do")
  func plans() async throws {
    let cluster = try TemporaryCluster()
    try cluster.run("set main shared_preload_libraries = 'pg_stat_statements'")
    try cluster.run("start main")
    try cluster.execute(["CREATE DATABASE hq"])
    try cluster.execute(["CREATE EXTENSION pg_stat_statements"], in: "hq")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plans-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let options = LedgerOptions(keyFile: folder.appendingPathComponent("keys").path)
    await (try await CentralLedgers.open(cluster.address("hq"), options: options)).close()
    try spread(cluster, "hq")
    try cluster.execute(["SELECT pg_stat_statements_reset()"], in: "hq")
    let ledger = try await CentralLedgers.open(cluster.address("hq"), options: options)
    let test = LedgerUnderTest(engine: .postgresql, folder: folder, clock: TestClock(), ledger: ledger)
    try await workADay(test)
    await ledger.close()

    let texts = try cluster.rows(
      """
      SELECT regexp_replace(query, '\\s+', ' ', 'g') FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
      WHERE datname = 'hq' AND query ~* '(select|insert|update|delete)' AND query !~* 'pg_|ledger_schema|set_config'
      """, in: "hq")
    #expect(texts.count > 25)
    let connection = try PostgreSQLConnection(PostgreSQLAddress(cluster.address("hq")))
    var single = 0
    for text in texts {
      let statement = text.replacing(#/^DECLARE \w+ NO SCROLL CURSOR FOR\ /#, with: "")
      let parts = try parts(of: statement, connection)
      guard parts.count > 1 else {
        single += 1
        continue
      }
      #expect(Self.crossing.contains { statement.contains($0) }, "\(parts.count) parts: \(statement)")
    }
    #expect(single > 15)
  }

  /// The parts that a statement's plan reads or writes, with the same store in every place. Tables are spread alike: what
  /// joins two of them for one store stays in one part.
  private func parts(of statement: String, _ connection: PostgreSQLConnection) throws -> Set<String> {
    let places = statement.matches(of: /\$(\d+)/).compactMap { Int($0.1) }.max() ?? 0
    let values = Array(repeating: "'1'", count: places).joined(separator: ", ")
    _ = try connection.query("PREPARE asked AS \(statement)", keeping: false)
    let plan = try connection.query(
      "EXPLAIN (COSTS OFF) EXECUTE asked\(places == 0 ? "" : "(\(values))")", keeping: false)
    _ = try connection.query("DEALLOCATE asked", keeping: false)
    let lines = (0..<plan.count).map { plan.text($0, 0) }.joined(separator: "\n")
    return Set(lines.matches(of: /\w+_part(\d)/).map { String($0.1) })
  }

  /// A bit of everything that a chain does.
  private func workADay(_ test: LedgerUnderTest) async throws {
    try await test.spendABusyYear(stores: (4...9).map { "S\($0)" })
    let store = try store("S1")
    let invite = try await test.ledger.makeInvite(for: store, actor: "clerk")
    let device = try await test.ledger.join(
      code: invite.code, publicKey: Array(repeating: UInt8(7), count: 32), deviceName: "x")
    var question = BriefingQuestion(store: store, after: 0, limit: 100)
    question.messages = (0, 10)
    question.programme = (StandardBook([]), [])
    _ = try await test.ledger.briefing(question)
    _ = try await test.ledger.totals(of: store)
    _ = try await test.ledger.revisions(of: store, month: nil)
    _ = try await test.ledger.conflicts(of: store)
    _ = try await test.ledger.conflicts(of: nil)
    _ = try await test.ledger.changes(after: 0, limit: 10)
    _ = try await test.ledger.stores(StoreQuery(limit: 3))
    _ = try await test.ledger.devices(of: store)
    let digest = try #require(EvidenceDigest(String(repeating: "ab", count: 32)))
    try await test.ledger.noteSent(EvidenceFile(digest: digest, media: "image/jpeg", bytes: 9), by: device)
    _ = try await test.ledger.sharedPhotographs(of: store, access: .administrator("clerk"))
    try await test.ledger.revokeDevice(device.id, actor: "clerk")
    _ = try await test.heads()
    _ = try await test.ledger.health()
    _ = try await test.ledger.verifyAudit()
    let month = try #require(YearMonth("2023-01"))
    _ = try await test.ledger.reporting(of: month, deadlineDay: 5)
    // What a session asks for besides.
    _ = try await test.ledger.statement(of: store, asOf: 5)
    _ = try await test.ledger.latestStatement(of: "tongbiao-uplift-1", after: 0)
    _ = try await test.ledger.holds(
      FeedWitness(operation: OperationID(high: 1, low: 1), feedPosition: 1), link: AuditLink(number: 1, digest: ""),
      of: store)
  }
}
