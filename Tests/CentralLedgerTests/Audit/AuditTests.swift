import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@Suite("The audit chain")
struct AuditTests {
  /// A ledger in which everything happened once.
  private func fill(_ test: LedgerUnderTest) async throws {
    try await test.register("S1", "S2")
    let first = try test.operation("S1", "2023-01", yuan: 30_000)
    _ = try await test.submit(first)
    _ = try await test.submit(test.operation("S1", "2023-01", yuan: 31_000))
    _ = try await test.importReports(["S2 2023-01 20000 20", "S1 2023-02 20000 20"])
    _ = try await test.importReports(["S2 2023-01 21000 20"])
    let day = try #require(CalendarDay("2023-01-10"))
    _ = try await test.ledger.appendStanding(.suspended, to: store("S1"), effective: day, note: "x", actor: "clerk")
    let invite = try await test.ledger.makeInvite(for: store("S1"), actor: "clerk")
    let key = Array(repeating: UInt8(7), count: 32)
    let device = try await test.ledger.join(code: invite.code, publicKey: key, deviceName: "x")
    try await test.ledger.revokeDevice(device.id, actor: "clerk")
  }

  @Test("what was done is there with who and what, and the chain holds", arguments: Engine.allCases)
  func intact(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await fill(test)
      let entries = try await test.ledger.auditEntries(after: 0, limit: 100)
      #expect(
        entries.map(\.action) == [
          .ledgerCreated, .keyAdded, .registerImported, .reportsReceived, .reportsReceived, .reportsImported,
          .reportsImported, .standingRecorded, .inviteMade, .deviceJoined, .deviceRevoked,
        ])
      #expect(entries.last?.actor == "clerk")
      let head = try #require(entries.last?.digest)
      #expect(try await test.ledger.verifyAudit() == .intact(entries: 11, head: head))
      let again = try await test.reopened()
      #expect(try await again.ledger.verifyAudit() == .intact(entries: 11, head: head))
      await again.ledger.close()
    }
  }

  static let forgeries: [(sql: String, number: Int64, fault: AuditVerdict.Fault)] = [
    ("UPDATE revision SET turnover = turnover + 1 WHERE store_id = 'S1' AND month = 202301", 4, .content),
    ("UPDATE revision SET note = 'x' WHERE position = 3", 6, .content),
    ("DELETE FROM revision WHERE position = 4", 6, .content),
    ("UPDATE report_conflict SET operation = '{}'", 5, .content),
    ("DELETE FROM report_conflict", 5, .content),
    ("UPDATE store_fact SET region = 110101 WHERE store_id = 'S1'", 3, .content),
    ("UPDATE standing_event SET standing = 'certified'", 8, .content),
    ("UPDATE audit_entry SET actor = 'nobody' WHERE number = 9", 9, .chain),
    ("DELETE FROM audit_entry WHERE number = 10", 10, .gap),
    ("DELETE FROM audit_entry WHERE number = 11", 11, .gap),
    ("INSERT INTO store_fact VALUES ('S1', 99, 0, 'x', 110101, NULL, NULL, NULL, NULL)", 12, .content),
  ]

  @Test(
    "security 31: whoever changes the database past us is found at the entry he touched",
    arguments: Engine.allCases, forgeries.indices)
  func forged(_ engine: Engine, _ place: Int) async throws {
    let forgery = Self.forgeries[place]
    try await LedgerUnderTest.with(engine) { test in
      try await fill(test)
      await test.ledger.close()
      try test.tamper([forgery.sql])
      let again = try await test.reopened()
      #expect(try await again.ledger.verifyAudit() == .broken(number: forgery.number, forgery.fault))
      await again.ledger.close()
    }
  }

  @Test(
    "security 31: the database itself refuses to change or delete what was recorded", arguments: Engine.allCases)
  func appendOnly(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await fill(test)
      for table in ["revision", "store_fact", "standing_event", "receipt", "report_conflict", "audit_entry"] {
        let column = table == "audit_entry" ? "number" : "store_id"
        for sql in ["DELETE FROM \(table)", "UPDATE \(table) SET \(column) = \(column)"] {
          #expect(throws: (any Error).self) { try engine.execute(test.folder, sql) }
        }
      }
    }
  }
}
