import Foundation
import GRDB
import TemporaryPostgreSQL
import Testing

@Suite("Backups of a database server")
struct ServerBackupTests {
  private let cluster: TemporaryCluster
  private let name = "backup_" + UUID().uuidString.lowercased().replacing("-", with: "_")
  private let folder: TemporaryFolder
  private let passphrase: String

  init() throws {
    cluster = try TemporaryCluster.shared()
    folder = try TemporaryFolder()
    passphrase = try folder.file("backup.passphrase", "correct horse 嵊州 battery\n")
    try cluster.execute(["CREATE DATABASE \(name)"])
    let register = "code,name,region,opened,closed,certified\nS1,示范嵊州小吃,330683,2019-01-01,,2022-06-15\n"
    let imported = try hq("stores", "import", try folder.file("stores.csv", register))
    try #require(imported.status == 0, "\(imported.stderr)")
  }

  private func hq(_ arguments: String..., database: String? = nil, keys: String = "hq.keys") throws -> Program.Result {
    try Program.headquarters.run(
      all: arguments + ["--database", cluster.address(database ?? name), "--keys", folder.path(keys)])
  }

  private func months() throws -> Set<String> {
    let lines = try hq("reports", "export", "--format", "csv").stdout.split(whereSeparator: \.isNewline).dropFirst()
    return Set(lines.map { String($0.split(separator: ",")[1]) })
  }

  @Test("a database that is gone is restored from a sealed backup, and the devices fill in what came since")
  func drill() throws {
    let keys = ["--keys", folder.path("hq.keys")]
    var server = try RunningServer(database: cluster.address(name), arguments: keys)
    let owner = Program.owner(home: try folder.folder("owner"))
    let code = try #require(try hq("stores", "invite", "S1", "--format", "json").json()["code"] as? String)
    #expect(try owner.run("join", server.address, code).status == 0)
    func report(_ month: String) throws {
      #expect(try owner.run("report", month, "33000", "--open-days", "26", "--yes").status == 0)
      let synced = try owner.run("sync")
      #expect(synced.status == 0, "\(synced.stderr)")
    }
    try report("2023-01")
    let archive = folder.path("hq.tba")
    let made = try hq("backup", archive, "--passphrase-file", passphrase, "--format", "json")
    try #require(made.status == 0, "\(made.stderr)")
    let bytes = try Data(contentsOf: URL(filePath: archive))
    #expect(bytes.range(of: Data("示范嵊州小吃".utf8)) == nil && bytes.range(of: Data("PGDMP".utf8)) == nil)
    try report("2023-02")

    let port = server.port
    server.killNow()
    try cluster.execute(["DROP DATABASE \(name) WITH (FORCE)", "CREATE DATABASE \(name)"])
    try FileManager.default.removeItem(atPath: folder.path("hq.keys"))
    let restored = try hq("restore", archive, "--passphrase-file", passphrase, "--format", "json")
    try #require(restored.status == 0, "\(restored.stderr)")
    #expect(try months() == ["2023-01"])
    server = try RunningServer(database: cluster.address(name), port: port, arguments: keys)
    try report("2023-03")
    #expect(try months() == ["2023-01", "2023-02", "2023-03"])
    for month in ["2023-01", "2023-02", "2023-03"] {
      #expect(try owner.run("receipt", "verify", month).status == 0)
    }
    #expect(try hq("audit", "verify").status == 0)
    #expect(server.terminate() == 0)
    try cluster.execute(["DROP DATABASE \(name) WITH (FORCE)"])
  }

  @Test("a backup without keys comes back where they are; what is there is not replaced, nor another engine's taken")
  func refusals() throws {
    let archive = folder.path("hq.tba")
    let made = try hq("backup", archive, "--without-keys", "--passphrase-file", passphrase)
    try #require(made.status == 0, "\(made.stderr)")
    #expect(try hq("restore", archive, "--passphrase-file", passphrase).status == 73)
    let other = name + "_other"
    try cluster.execute(["CREATE DATABASE \(other)"])
    let foreign = try Program.headquarters.run(
      "restore", archive, "--database", "sqlite:" + folder.path("x.sqlite"), "--passphrase-file", passphrase)
    #expect(foreign.status == 69 && foreign.stderr.contains("PostgreSQL"), "\(foreign.stderr)")
    let restored = try hq("restore", archive, "--passphrase-file", passphrase, database: other)
    #expect(restored.status == 0, "\(restored.stderr)")
    #expect(try hq("stores", "list", database: other).stdout.contains("示范嵊州小吃"))
    #expect(try hq("audit", "verify", database: other).status == 0)
    // Without the key file it is no ledger that could sign: new keys are not made over an old ledger.
    #expect(try hq("stores", "list", database: other, keys: "none.keys").status == 69)
    try cluster.execute(["DROP DATABASE \(other) WITH (FORCE)", "DROP DATABASE \(name) WITH (FORCE)"])
  }

  @Test("without keys, too, a restore walks the audit chain to its end")
  func withoutKeys() throws {
    let chain = try Chain.single()
    let archive = chain.folder.path("hq.tba")
    #expect(try chain.headquarters("backup", archive, "--without-keys", "--passphrase-file", passphrase).status == 0)
    let target = chain.folder.path("other.sqlite")
    let restored = try Program.headquarters.run(
      "restore", archive, "--database", "sqlite:" + target, "--passphrase-file", passphrase, "--format", "json")
    #expect(restored.status == 0, "\(restored.stderr)")
    #expect(!FileManager.default.fileExists(atPath: target + ".keys"))
    // Somebody at headquarters who changed a row and backed that up is found out when it comes back.
    let file = try DatabaseQueue(path: chain.database)
    try file.write { database in
      for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
        try database.execute(sql: "DROP TRIGGER \(trigger)")
      }
      try database.execute(sql: "UPDATE store_fact SET name = '别的店'")
    }
    try file.close()
    let second = chain.folder.path("bent.tba")
    let made = try chain.headquarters("backup", second, "--without-keys", "--passphrase-file", passphrase)
    #expect(made.status == 0, "\(made.stderr)")
    let refused = try Program.headquarters.run(
      "restore", second, "--database", "sqlite:" + chain.folder.path("bent.sqlite"), "--passphrase-file", passphrase)
    #expect(refused.status == 65, "\(refused.stderr)")
    #expect(!FileManager.default.fileExists(atPath: chain.folder.path("bent.sqlite")))
  }
}
