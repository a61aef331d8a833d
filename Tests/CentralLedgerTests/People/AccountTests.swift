import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@Suite("Accounts")
struct AccountTests {
  private static let root = Access.administrator("hq:test")

  private func name(_ text: String) throws -> AccountName { try #require(AccountName(text)) }
  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  private func position(_ role: Role, _ scope: String) throws -> Position {
    Position(role: role, scope: try #require(RegionScope(scope)))
  }

  @Test("positions are appended, twice dated and audited; the same again changes nothing", arguments: Engine.allCases)
  func positions(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let ledger = test.ledger
      let (wang, first, later) = try (name("王督导"), day("2023-01-01"), day("2023-03-01"))
      let inspector = try position(.inspector, "3306,44")
      let added = try await ledger.recordPosition(
        inspector, of: wang, validFrom: first, note: "x", access: Self.root)
      #expect(added.isNew)
      let again = try await ledger.recordPosition(inspector, of: wang, validFrom: first, note: nil, access: Self.root)
      #expect(!again.isNew)
      #expect(again.dataVersion == added.dataVersion)
      let revoked = try await ledger.recordPosition(nil, of: wang, validFrom: later, note: nil, access: Self.root)
      #expect(revoked.account.position(on: later) == nil)
      let read = try #require(try await ledger.account(wang))
      #expect(read == revoked.account)
      #expect(read.position(on: later, asOf: added.dataVersion) == inspector)
      #expect(try await ledger.accounts(asOf: nil) == [read])
      #expect(try await ledger.accounts(asOf: 0).isEmpty)
      #expect(try await ledger.access(of: wang, on: first).scope == inspector.scope)
      await #expect(throws: CentralLedgerError.accountGivesNoAccess(wang)) {
        try await ledger.access(of: wang, on: later)
      }
      guard case .intact = try await ledger.verifyAudit() else {
        Issue.record("the chain is broken")
        return
      }
      let entries = try await ledger.auditEntries(after: 0, limit: 100).filter { $0.action == .accountChanged }
      #expect(entries.map(\.actor) == ["hq:test", "hq:test"])
    }
  }

  @Test("only who may manage people does, and nobody revokes what is not there", arguments: Engine.allCases)
  func refusals(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let (wang, first) = try (name("wang"), day("2023-01-01"))
      let viewer = try position(.viewer, "all")
      for role in Role.allCases where role != .association {
        let access = Access(name: "li", role: role, scope: .everywhere)
        await #expect(throws: CentralLedgerError.notAllowed(.managePeople)) {
          _ = try await test.ledger.recordPosition(viewer, of: wang, validFrom: first, note: nil, access: access)
        }
      }
      await #expect(throws: CentralLedgerError.unknownAccount(wang)) {
        _ = try await test.ledger.recordPosition(nil, of: wang, validFrom: first, note: nil, access: Self.root)
      }
      #expect(try await test.ledger.accounts(asOf: nil).isEmpty)
    }
  }
}
