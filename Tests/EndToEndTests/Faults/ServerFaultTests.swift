import Foundation
import GRDB
import Testing

@Suite("The fault matrix: the server and its disk", .serialized)
struct ServerFaultTests {
  @Test("fault 22: the server dies after its commit; the repeat gives the receipt")
  func diesAfterCommit() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    joined.proxy.set(.loseAnswer)
    #expect(try joined.owner.run("sync").status != 0)
    try joined.restartServer()
    joined.proxy.set(.pass)
    let again = try joined.owner.run("sync", "--format", "json").json()
    #expect(again["repeated"] as? Int == 1)
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 33: HQ goes back to an old backup; the devices notice and fill it up again")
  func restoredBackup() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    try joined.expectThrough(["2022-03"])
    let backup = try Self.backUp(joined.chain)
    try joined.report("2022-04")
    try joined.report("2022-05")
    try joined.expectThrough(["2022-03", "2022-04", "2022-05"])
    try Self.restore(backup, in: joined)
    #expect(try joined.chain.exported().count == 1)
    try joined.expectThrough(["2022-03", "2022-04", "2022-05"])
  }

  @Test("fault 33: where another device has filled the gap with another figure, nothing is lost without a word")
  func restoredBackupWithAnother() throws {
    let joined = try JoinedOwner()
    let otherHome = try TemporaryFolder()
    let other = Program.owner(home: otherHome.url)
    try #require(try other.run("join", joined.server.address, try joined.chain.invite("S1")).status == 0)
    let backup = try Self.backUp(joined.chain)
    try joined.report("2022-03")
    try joined.expectThrough(["2022-03"])
    try Self.restore(backup, in: joined)

    #expect(try other.run("report", "2022-03", "41000", "--open-days", "26", "--yes").status == 0)
    #expect(try other.run("sync").status == 0)
    let synced = try joined.owner.run("sync", "--format", "json").json()
    #expect(synced["conflicts"] as? Int == 1)
    #expect(try joined.chain.exported() == ["S1 2022-03": "41000.00,26,"])
    #expect(try joined.chain.headquarters("audit", "verify").status == 0)
  }

  @Test("fault 33: HQ goes back and grows past a device's place again; the device learns what came in there meanwhile")
  func restoredBackupGrownAgain() throws {
    let joined = try JoinedOwner()
    let register = "code,name,region,opened,closed,certified\nS2,另一家,330683,2019-01-01,,\n"
    let stores = try joined.chain.folder.file("more.csv", register)
    try #require(joined.chain.headquarters("stores", "import", stores).status == 0)
    let otherHome = try TemporaryFolder()
    let other = Program.owner(home: otherHome.url)
    try #require(other.run("join", joined.server.address, try joined.chain.invite("S1")).status == 0)
    try joined.report("2022-03")
    try joined.expectThrough(["2022-03"])
    let backup = try Self.backUp(joined.chain)
    // Another store's figure moves the other device on, and is lost with the disk.
    let row = "store,month,turnover,open_days,reason\nS2,2022-03,30000,26,\n"
    let figures = try joined.chain.folder.file("s2.csv", row)
    try #require(joined.chain.headquarters("reports", "import", figures).status == 0)
    #expect(try other.run("sync").status == 0)
    try Self.restore(backup, in: joined)

    // In its place comes a correction of this store, with the same turnover: neither place nor sums show it.
    let amended = try joined.owner.run(
      "amend", "2022-03", "33000", "--open-days", "25", "--because", "a day closed", "--yes")
    try #require(amended.status == 0, "\(amended.stderr)")
    #expect(try joined.owner.run("sync").status == 0)
    #expect(try joined.chain.exported() == ["S1 2022-03": "33000.00,25,"])
    #expect(try other.run("sync").status == 0)
    let shown = try [joined.owner, other].map { try $0.run("reports", "--format", "csv").stdout }
    #expect(shown[0] == shown[1] && shown[1].contains("2022-03,33000.00,25"), "\(shown[1])")
    #expect(try joined.chain.headquarters("audit", "verify").status == 0)
  }

  @Test("fault 34: a backup made while figures come in is whole, and holds a beginning of the feed")
  func backupWhileWriting() throws {
    let joined = try JoinedOwner()
    let months = (1...9).map { "2022-0\($0)" }
    for month in months { try joined.report(month) }
    let syncing = try joined.owner.process(["sync"])
    syncing.standardOutput = FileHandle.nullDevice
    syncing.standardError = FileHandle.nullDevice
    try syncing.run()
    let backup = try Self.backUp(joined.chain)
    syncing.waitUntilExit()
    let (check, held, position) = try DatabaseQueue(path: backup).read { database in
      (
        try String.fetchOne(database, sql: "PRAGMA integrity_check"),
        try Int.fetchOne(database, sql: "SELECT count(*) FROM revision") ?? -1,
        try Int.fetchOne(database, sql: "SELECT position FROM ledger_head") ?? -1
      )
    }
    #expect(check == "ok")
    // The first position is the register's.
    #expect(held == position - 1)
    try joined.expectThrough(months)
  }

  /// A backup by SQLite's own means, while the server runs.
  private static func backUp(_ chain: Chain) throws -> String {
    let path = chain.folder.path("backup.sqlite")
    try DatabaseQueue(path: chain.database).backup(to: DatabaseQueue(path: path))
    return path
  }

  /// HQ's disk is lost, and the backup takes its place.
  private static func restore(_ backup: String, in joined: JoinedOwner) throws {
    let port = joined.server.port
    #expect(joined.server.terminate() == 0)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: joined.chain.database + suffix)
    }
    try FileManager.default.copyItem(atPath: backup, toPath: joined.chain.database)
    joined.server = try RunningServer(database: joined.chain.database, port: port)
  }
}
