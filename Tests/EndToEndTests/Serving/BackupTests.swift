import Foundation
import Testing

@Suite("Backups that are sealed, and come back")
struct BackupTests {
  private static func passphrase(_ chain: Chain) throws -> String {
    try chain.folder.file("backup.passphrase", "correct horse 嵊州 battery\n")
  }

  @Test("an older backup is restored after the disk is gone, and the devices fill in what came since")
  func drill() throws {
    let test = try JoinedOwner()
    let chain = test.chain
    let passphrase = try Self.passphrase(chain)
    let archive = chain.folder.path("hq.tba")
    try test.report("2023-01")
    try test.expectThrough(["2023-01"])
    // The server goes on meanwhile.
    let made = try chain.headquarters("backup", archive, "--passphrase-file", passphrase, "--format", "json")
    try #require(made.status == 0, "\(made.stderr)")
    try test.report("2023-02")
    try test.expectThrough(["2023-01", "2023-02"])
    _ = try chain.headquarters("keys", "rotate")

    let port = test.server.port
    test.server.killNow()
    let manager = FileManager.default
    for name in try manager.contentsOfDirectory(atPath: chain.folder.url.path(percentEncoded: false))
    where name.hasPrefix("hq.sqlite") {
      try manager.removeItem(atPath: chain.folder.path(name))
    }
    let restored = try chain.headquarters("restore", archive, "--passphrase-file", passphrase)
    try #require(restored.status == 0, "\(restored.stderr)")
    #expect(Set(try chain.exported().keys) == ["S1 2023-01"])
    test.server = try RunningServer(database: chain.database, port: port)
    try test.report("2023-03")
    try test.expectThrough(["2023-01", "2023-02", "2023-03"])
  }

  @Test("security 28: a changed backup or a wrong passphrase restores nothing, and a database that is there stays")
  func refusals() throws {
    let chain = try Chain.single()
    let passphrase = try Self.passphrase(chain)
    let archive = chain.folder.path("hq.tba")
    #expect(try chain.headquarters("backup", archive, "--passphrase-file", passphrase).status == 0)
    // Sealed: neither a store's name nor the format of the database can be read in it.
    let bytes = try Data(contentsOf: URL(filePath: archive))
    #expect(bytes.range(of: Data("示范嵊州小吃".utf8)) == nil && bytes.range(of: Data("SQLite format".utf8)) == nil)
    #expect(try chain.headquarters("backup", archive, "--passphrase-file", passphrase).status == 73)
    #expect(try chain.headquarters("restore", archive, "--passphrase-file", passphrase).status == 73)

    let target = chain.folder.path("other.sqlite")
    func restore(_ file: String, _ passphrase: String) throws -> Int32 {
      try Program.headquarters.run(
        "restore", file, "--database", "sqlite:" + target, "--passphrase-file", passphrase
      ).status
    }
    let wrong = try chain.folder.file("wrong.passphrase", "another long passphrase\n")
    #expect(try restore(archive, wrong) == 77)
    for place in stride(from: 1000, to: bytes.count, by: bytes.count / 12) {
      var bent = bytes
      bent[place] ^= 4
      let file = chain.folder.path("bent-\(place)")
      try bent.write(to: URL(filePath: file))
      #expect(try restore(file, passphrase) == 65)
    }
    let cut = chain.folder.path("cut")
    try bytes.dropLast(70_000).write(to: URL(filePath: cut))
    #expect(try restore(cut, passphrase) == 65)
    let names = try FileManager.default.contentsOfDirectory(atPath: chain.folder.url.path(percentEncoded: false))
    #expect(!names.contains { $0.hasPrefix("other.sqlite") } && !names.contains { $0.contains(".copy-") }, "\(names)")
    #expect(try restore(archive, passphrase) == 0)
    let exported = try Program.headquarters.run("stores", "list", "--database", "sqlite:" + target)
    #expect(exported.status == 0 && exported.stdout.contains("示范嵊州小吃"))
  }

  @Test("a passphrase that others can read is used with a warning, and one that they cannot without")
  func openPassphrase() throws {
    let chain = try Chain.single()
    let passphrase = try Self.passphrase(chain)
    for (number, mode) in [0o644, 0o600].enumerated() {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: passphrase)
      for (language, word) in [("zh-Hans", "警告"), ("en", "Warning")] {
        let archive = chain.folder.path("\(number)-\(language).tba")
        let made = try chain.headquarters("backup", archive, "--passphrase-file", passphrase, "--lang", language)
        #expect(made.status == 0)
        #expect(made.stderr.contains(word) == (mode == 0o644), "\(made.stderr)")
      }
    }
  }

  @Test("a backup made while figures stream in opens whole")
  func online() throws {
    let chain = try Chain.single()
    let passphrase = try Self.passphrase(chain)
    let lines = (2015...2022).flatMap { year in (1...12).map { "S1,\(year)-\($0 < 10 ? "0" : "")\($0),30000,26," } }
    let file = try chain.folder.file(
      "reports.csv", "store,month,turnover,open_days,reason\n" + lines.joined(separator: "\n"))
    let importing = try Program.headquarters.process([
      "reports", "import", file, "--database", "sqlite:\(chain.database)",
    ])
    importing.standardOutput = FileHandle.nullDevice
    importing.standardError = FileHandle.nullDevice
    try importing.run()
    for number in 0..<3 {
      let archive = chain.folder.path("during-\(number).tba")
      let made = try chain.headquarters("backup", archive, "--passphrase-file", passphrase)
      try #require(made.status == 0, "\(made.stderr)")
      let target = "sqlite:" + chain.folder.path("during-\(number).sqlite")
      let back = try Program.headquarters.run(
        "restore", archive, "--database", target, "--passphrase-file", passphrase)
      #expect(back.status == 0, "\(back.stderr)")
      #expect(try Program.headquarters.run("audit", "verify", "--database", target).status == 0)
    }
    importing.waitUntilExit()
  }
}
