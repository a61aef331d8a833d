import CentralLedger
import Crypto
import Foundation
import SnackChain
import SyncProtocol
import Testing

@Suite("Published statements in the ledger")
struct StatementTests {
  private func draft(_ content: String, month: String = "2023-02") throws -> StatementDraft {
    StatementDraft(
      kind: "tongbiao-uplift-1", month: try #require(YearMonth(month)), dataVersion: 3, programVersion: "0.1.0",
      inputsDigest: "ab", content: content)
  }

  @Test("a statement is kept byte for byte, dated, audited, and the same again is the same", arguments: Engine.allCases)
  func recorded(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let text = "{\"text\": \"嵊州小吃 · 涨了\"}\n"
      let first = try await test.ledger.recordStatement(try draft(text), actor: "hq:test")
      #expect(first.isNew)
      #expect(first.digest == SHA256.hash(data: Data(text.utf8)).hexadecimal)
      #expect(first.publishedAt == test.clock.now)
      test.clock.turn(seconds: 60)
      let again = try await test.ledger.recordStatement(try draft(text), actor: "hq:other")
      #expect(!again.isNew)
      #expect(again.publishedBy == "hq:test")
      #expect(try await test.ledger.dataVersion() == first.position)
      let second = try await test.ledger.recordStatement(try draft("x", month: "2023-03"), actor: "hq:test")
      #expect(try await test.ledger.statements().map(\.digest) == [second.digest, first.digest])
      #expect(try await test.ledger.statement(first.digest)?.draft == first.draft)
      #expect(try await test.ledger.statement("00") == nil)
      guard case .intact = try await test.ledger.verifyAudit() else {
        Issue.record("the chain is broken")
        return
      }
      let entries = try await test.ledger.auditEntries(after: 0, limit: 100).filter { $0.action == .statementPublished }
      #expect(entries.map(\.lastPosition) == [first.position, second.position])
    }
  }
}
