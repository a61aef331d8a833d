@testable import CentralLedger
import Foundation
import GRDB
import SnackChain
import Testing

@Suite("Opening a ledger")
struct OpeningTests {
  private func inFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("open-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  @Test("a database of another program is refused and not touched")
  func notOurs() async throws {
    try await inFolder { folder in
      let file = folder.appendingPathComponent("other.sqlite")
      let other = try DatabaseQueue(path: file.path)
      try await other.write { try $0.execute(sql: "CREATE TABLE t (a)") }
      try other.close()
      let before = try Data(contentsOf: file)
      await #expect(throws: CentralLedgerError.notALedger(path: file.path)) {
        _ = try await CentralLedgers.open("sqlite:" + file.path)
      }
      #expect(try Data(contentsOf: file) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["other.sqlite"])
    }
  }

  @Test("a text file is refused and not touched")
  func text() async throws {
    try await inFolder { folder in
      let file = folder.appendingPathComponent("stores.csv")
      try Data("code,name\n".utf8).write(to: file)
      await #expect(throws: CentralLedgerError.notALedger(path: file.path)) {
        _ = try await CentralLedgers.open("sqlite:" + file.path)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["stores.csv"])
    }
  }

  @Test("a newer schema is refused and not touched")
  func newer() async throws {
    try await LedgerUnderTest.with(.sqlite) { test in
      await test.ledger.close()
      let queue = try DatabaseQueue(path: test.file)
      try await queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA user_version = 99")
        try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
      try queue.close()
      let before = try Data(contentsOf: URL(fileURLWithPath: test.file))
      await #expect {
        _ = try await CentralLedgers.open("sqlite:" + test.file)
      } throws: { error in
        // Which version we know grows; that it is told and is lower does not.
        guard case .newerSchema(found: 99, known: 1..<99) = error as? CentralLedgerError else { return false }
        return true
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: test.file)) == before)
    }
  }

  @Test("a missing file is not made for those who only read")
  func missing() async throws {
    try await inFolder { folder in
      let path = folder.appendingPathComponent("none.sqlite").path
      await #expect(throws: CentralLedgerError.notFound(path: path)) {
        _ = try await CentralLedgers.open("sqlite:" + path, .existing)
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.isEmpty)
    }
  }

  @Test("addresses that we do not know are told")
  func addresses() async throws {
    await #expect(throws: CentralLedgerError.unknownAddress("hq.db")) { _ = try await CentralLedgers.open("hq.db") }
  }

  @Test("what was acknowledged survives power loss: WAL with full synchronisation, and a private key file")
  func durability() async throws {
    try await LedgerUnderTest.with(.sqlite) { test in
      let engine = try #require(test.ledger as? SQLLedger)
      let settings = try await engine.write { database in
        try ["journal_mode", "synchronous", "foreign_keys"].map {
          try database.first("PRAGMA \($0)") { $0.text(0) }
        }
      }
      #expect(settings == ["wal", "2", "1"])
      let attributes = try FileManager.default.attributesOfItem(atPath: test.file + ".keys")
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }
  }

  @Test("security 22: without its key file a ledger does not open as if nothing had happened")
  func keysGone() async throws {
    try await LedgerUnderTest.with(.sqlite) { test in
      await test.ledger.close()
      try FileManager.default.removeItem(atPath: test.file + ".keys")
      await #expect(throws: CentralLedgerError.keysUnavailable(path: test.file + ".keys")) {
        _ = try await CentralLedgers.open("sqlite:" + test.file)
      }
    }
  }

  @Test("a closed ledger says so", arguments: Engine.allCases)
  func closed(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let operation = try test.operation("S1", "2023-02", yuan: 1)
      await test.ledger.close()
      await #expect(throws: CentralLedgerError.closed) { _ = try await test.submit(operation) }
      await #expect(throws: CentralLedgerError.closed) { _ = try await test.ledger.dataVersion() }
    }
  }
}
