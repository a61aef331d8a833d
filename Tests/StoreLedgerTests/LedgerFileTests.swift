import Foundation
import GRDB
import SnackChain
@testable import StoreLedger
import SyncProtocol
import Testing

@Suite("The ledger's file")
struct LedgerFileTests {
  @Test("a ledger of a later program is refused and not one byte of it changes")
  func newerSchema() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    try fixture.save("2023-02", 33_000)
    try fixture.ledger.close()
    let other = try DatabaseQueue(path: fixture.path)
    try other.inDatabase { try $0.execute(sql: "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)") }
    try other.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    let expected = LedgerProblem.newerSchema(path: fixture.path, found: 99, known: LedgerSchema.latest)
    #expect(throws: expected) { try fixture.reopened() }
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == before)
  }

  @Test("a ledger of an earlier program is brought up to date with all that is in it")
  func earlierSchema() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    try fixture.save("2023-02", 33_000)
    try fixture.acceptAll()
    try fixture.ledger.close()
    let other = try DatabaseQueue(path: fixture.path)
    try other.inDatabase {
      try $0.execute(
        sql: """
          UPDATE enrollment SET cursor = 1;
          ALTER TABLE enrollment DROP COLUMN chain_number; ALTER TABLE enrollment DROP COLUMN chain_digest;
          PRAGMA user_version = 5; PRAGMA wal_checkpoint(TRUNCATE)
          """)
    }
    try other.close()
    let turn = try fixture.reopened().nextTurn(limit: 10)
    #expect(turn.cursor == 1 && turn.chainLink == nil)
    #expect(turn.held == [YearTotal(year: 2023, count: 1, fen: 3_300_000)])
  }

  @Test(
    "files that are not ledgers are refused and stay as they are",
    arguments: [
      "hello, I am a text", String(repeating: "x", count: 5000), "SQLite format 3",
    ])
  func notOurs(_ content: String) throws {
    let path = FileManager.default.temporaryDirectory.path + "/not-ours-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try content.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: LedgerProblem.notOurs(path: path)) { try StoreLedger(path: path, creation: .ifMissing) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == content)
  }

  @Test("somebody else's SQLite file is refused")
  func otherDatabase() throws {
    let path = FileManager.default.temporaryDirectory.path + "/other-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let other = try DatabaseQueue(path: path)
    try other.inDatabase { try $0.execute(sql: "CREATE TABLE theirs (x)") }
    try other.close()
    #expect(throws: LedgerProblem.notOurs(path: path)) { try StoreLedger(path: path, creation: .ifMissing) }
  }

  @Test("a missing ledger is said to be missing, and not made")
  func missing() {
    let path = FileManager.default.temporaryDirectory.path + "/none-\(UUID().uuidString)/ledger.sqlite"
    #expect(throws: LedgerProblem.missing(path: path)) { try StoreLedger(path: path) }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("an empty file, left by a crash before the first write, becomes a ledger")
  func emptyFile() throws {
    let path = FileManager.default.temporaryDirectory.path + "/empty-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let ledger = try StoreLedger(path: path, creation: .ifMissing)
    #expect(try ledger.enrollment() == nil)
  }

  @Test("folder and files are for the owner only")
  func modes() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    for (path, mode) in [(fixture.folder, 0o700), (fixture.path, 0o600), (fixture.path + "-wal", 0o600)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
    }
  }

  @Test("fault 2: WAL and synchronous FULL are in force")
  func durability() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let settings = try fixture.ledger.durability()
    #expect(settings.journal == "wal")
    #expect(settings.synchronous == 2)
  }

  @Test("while another process holds the ledger, saving says so and nothing is lost")
  func locked() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    try fixture.save("2023-01", 30_000)
    let other = try DatabaseQueue(path: fixture.path)
    let months = try other.writeWithoutTransaction { database in
      var months: Int?
      try database.inTransaction(.immediate) {
        #expect(throws: LedgerProblem.busy(path: fixture.path)) { try fixture.save("2023-02", 33_000) }
        months = try fixture.ledger.months().count
        return .rollback
      }
      return months
    }
    #expect(months == 1)
    try fixture.save("2023-02", 33_000)
    #expect(try fixture.ledger.months().count == 2)
  }

  @Test("on a full disk saving says so, and the old figures can be read")
  func diskFull() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    try fixture.save("2023-01", 30_000)
    try fixture.ledger.limitToPresentSize()
    var problem: LedgerProblem?
    for offset in 0..<400 where problem == nil {
      var report = try fixture.report("2023-02", 33_000)
      report.month = try #require(YearMonth("2020-01")).adding(months: offset)
      report.note = String(repeating: "注", count: 600)
      let entry = ReportEntry(report, confirmed: .everything)
      do throws(LedgerProblem) { _ = try fixture.ledger.save(entry, now: fixture.now) } catch { problem = error }
    }
    #expect(problem == .diskFull(path: fixture.path))
    let months = try fixture.ledger.months()
    #expect(months.contains { $0.month.description == "2023-01" })
    #expect(try fixture.ledger.waitingCount() == months.count)
  }

  @Test("fault 31: a ledger that is cut in the middle is told to be damaged, not served")
  func damaged() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    for offset in 0..<36 {
      var report = try fixture.report("2023-02", 33_000)
      report.month = report.month.adding(months: -offset)
      report.note = String(repeating: "注", count: 200)
      _ = try fixture.ledger.save(ReportEntry(report, confirmed: .everything), now: fixture.now)
    }
    try fixture.ledger.close()
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: fixture.path))
    let size = try handle.seekToEnd()
    try handle.truncate(atOffset: size / 2 / 4096 * 4096)
    try handle.close()
    #expect(throws: LedgerProblem.damaged(path: fixture.path)) { try fixture.reopened().picture() }
  }
}

@Suite("The folder of ledgers")
struct LedgerHomeTests {
  @Test(
    "the home comes from TONGBIAO_HOME, then the XDG data folder, then the home folder",
    arguments: [
      (["TONGBIAO_HOME": "/a", "HOME": "/h"], "/a"), (["XDG_DATA_HOME": "/x", "HOME": "/h"], "/x/tongbiao"),
      (["XDG_DATA_HOME": "relative", "HOME": "/h"], "/h/.local/share/tongbiao"),
      (["TONGBIAO_HOME": "", "HOME": "/h"], "/h/.local/share/tongbiao"),
    ])
  func places(_ environment: [String: String], _ path: String) {
    #expect(LedgerHome(environment: environment).path == path)
  }

  @Test(
    "security 17: a code that begins with a point stays inside of the home", arguments: ["..", ".", ".hidden", "SZ-1"])
  func points(_ code: String) throws {
    let store = try #require(StoreCode(code))
    let root = FileManager.default.temporaryDirectory.path + "/home-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    let home = LedgerHome(path: root)
    #expect(try home.stores().isEmpty)
    #expect(!home.folder(of: store).contains("/."))
    _ = try StoreLedger(home: home, store: store, creation: .ifMissing)
    #expect(try home.stores() == [store])
  }
}

@Suite("The lease")
struct SyncLeaseTests {
  @Test("one process syncs at a time")
  func exclusive() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let lease = try fixture.lease()
    let current = ProcessIdentity.current.process
    #expect(throws: LedgerProblem.syncingElsewhere(process: current)) { try fixture.lease() }
    try fixture.ledger.release(lease)
    _ = try fixture.lease()
  }

  @Test(
    "the lease of a dead process, or of an earlier one with the same id, is taken over",
    arguments: [
      ProcessIdentity(process: 4_194_304, started: "gone"),
      ProcessIdentity(process: ProcessIdentity.current.process, started: "an earlier start"),
    ])
  func takeover(_ dead: ProcessIdentity) throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    var generator = SystemRandomNumberGenerator()
    let old = try fixture.ledger.takeLease(as: dead, now: fixture.now, random: &generator)
    let new = try fixture.lease()
    #expect(throws: LedgerProblem.leaseLost) { try fixture.ledger.renew(old, now: fixture.now) }
    try fixture.ledger.release(old)
    try fixture.ledger.renew(new, now: fixture.now)
  }

  @Test("a holder that has been silent for too long is taken for stuck")
  func silence() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    _ = try fixture.lease()
    var generator = SystemRandomNumberGenerator()
    _ = try fixture.ledger.takeLease(now: fixture.now.adding(seconds: 601), random: &generator)
  }
}
