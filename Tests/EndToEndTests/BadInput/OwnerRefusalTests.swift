import Foundation
import GRDB
import Testing

@Suite("What a tired owner types")
struct OwnerRefusalTests {
  private struct Joined {
    let chain: Chain
    let home: TemporaryFolder
    let owner: Program
    let server: RunningServer

    init() throws {
      chain = try Chain.single()
      home = try TemporaryFolder()
      owner = Program.owner(home: home.url)
      server = try RunningServer(database: chain.database)
      let result = try owner.run("join", server.address, try chain.invite("S1"))
      try #require(result.status == 0, "\(result.stderr)")
    }
  }

  @Test("figures that cannot be are refused with the value, in the language asked for, and nothing is saved")
  func impossibleFigures() throws {
    let joined = try Joined()
    let wrong = [
      ["2023-13", "33000", "--open-days", "24"], ["2023-02", "abc", "--open-days", "24"],
      ["2023-02", "33000.005", "--open-days", "24"], ["2023-02", "-5", "--open-days", "24"],
      ["2023-02", "0", "--open-days", "0"], ["2023-02", "33,00", "--open-days", "24"],
      ["2023-02", "33000", "--open-days", "-2"],
    ]
    for arguments in wrong {
      for (language, word) in [("zh-Hans", "错误"), ("en", "Error")] {
        let result = try joined.owner.run(all: ["report"] + arguments + ["--yes", "--lang", language])
        #expect([64, 65].contains(result.status), "\(arguments) ended with \(result.status)")
        #expect(result.stderr.contains(word), "\(arguments): \(result.stderr)")
        #expect(result.stdout.isEmpty)
      }
    }
    let reports = try joined.owner.run("reports", "--format", "csv")
    #expect(reports.stdout.split(whereSeparator: \.isNewline).count <= 1)
  }

  @Test("the Chinese keyboard's figures are taken as meant", arguments: ["３３，０００元", "3.3万", "33 000", "¥33,000.00"])
  func chineseKeyboard(text: String) throws {
    let joined = try Joined()
    let saved = try joined.owner.run("report", "２０２３年２月", text, "--open-days", "24", "--yes")
    #expect(saved.status == 0, "\(saved.stderr)")
    #expect(try joined.owner.run("sync").status == 0)
    #expect(try joined.chain.exported() == ["S1 2023-02": "33000.00,24,"])
  }

  @Test("a mistyped, used or foreign invite is told plainly, and joining can be tried again")
  func invites() throws {
    let joined = try Joined()
    let home = try TemporaryFolder()
    let other = Program.owner(home: home.url)
    #expect(try other.run("join", joined.server.address, "12345").status == 65)
    let unknown = try other.run("join", joined.server.address, "00000-00000")
    #expect([65, 77].contains(unknown.status), "\(unknown.stderr)")
    let code = try joined.chain.invite("S1")
    #expect(try other.run("join", joined.server.address, code.lowercased()).status == 0)
    let third = Program.owner(home: try TemporaryFolder().url)
    let used = try third.run("join", joined.server.address, code)
    #expect([65, 77].contains(used.status), "\(used.stderr)")
    #expect(used.stderr == unknown.stderr, "unknown and used answer alike")
    let refused = try third.run("join", "http://192.0.2.1:9", code)
    #expect(refused.status != 0)
    #expect(try joined.owner.run("status").status == 0)
  }

  @Test("before joining every command says what to do first")
  func notJoined() throws {
    let home = try TemporaryFolder()
    let owner = Program.owner(home: home.url)
    for arguments in [["sync"], ["receipt", "2023-02"], ["report", "2023-02", "33000", "--open-days", "24", "--yes"]] {
      let result = try owner.run(all: arguments)
      #expect(result.status != 0)
      #expect(result.stderr.contains("join"), "\(arguments): \(result.stderr)")
    }
  }

  @Test("a ledger of a newer program is refused and left as it is")
  func newerLedger() throws {
    let joined = try Joined()
    let folder = joined.home.url
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
    let ledger = folder.appending(path: try #require(names.first { $0.hasSuffix(".sqlite") }))
    let path = ledger.path(percentEncoded: false)
    do {
      let queue = try DatabaseQueue(path: path)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA user_version = 9999")
        try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
      try queue.close()
    }
    let before = try Data(contentsOf: ledger)
    let result = try joined.owner.run("report", "2023-01", "33000", "--open-days", "24", "--yes")
    #expect(result.status != 0)
    #expect(try Data(contentsOf: ledger) == before)
  }

  @Test("a full disk is told, and what was saved before is still there")
  func fullDisk() throws {
    let joined = try Joined()
    #expect(try joined.owner.run("report", "2023-01", "33000", "--open-days", "24", "--yes").status == 0)
    // Standard output is the disk that is full here; the ledger's own full disk is tested with the ledger.
    let process = try joined.owner.process(["reports"])
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 74)
    #expect(try joined.owner.run("reports", "--format", "csv").stdout.contains("2023-01"))
  }

  @Test("nobody is asked anything where nobody can answer, and no colour goes into a pipe")
  func pipes() throws {
    let joined = try Joined()
    let commands = [
      [], ["status"], ["reports"], ["report"], ["report", "2023-02"], ["amend", "2023-02", "5"],
      ["receipt", "2023-02"],
      ["export"], ["sync"], ["--help"], ["report", "--help"], ["nonsense"],
      ["report", "2023-02", "300000000", "--open-days", "40"],
    ]
    for arguments in commands {
      for format in ["table", "json", "csv"] {
        let ask =
          arguments.isEmpty || arguments.first == "--help" || arguments.first == "nonsense" ? [] : ["--format", format]
        let result = try joined.owner.run(all: arguments + ask)
        #expect(!(result.stdout + result.stderr).contains("\u{1B}"), "\(arguments)")
        #expect(
          [0, 64, 65, 66, 69, 75].contains(result.status), "\(arguments) ended with \(result.status): \(result.stderr)")
      }
    }
  }

  @Test("a revoked device sends nothing more, and keeps what it has")
  func revoked() throws {
    let joined = try Joined()
    #expect(try joined.owner.run("report", "2023-01", "33000", "--open-days", "24", "--yes").status == 0)
    let devices = try joined.chain.headquarters("stores", "devices", "--store", "S1", "--format", "json")
    let list = try JSONSerialization.jsonObject(with: Data(devices.stdout.utf8)) as? [[String: Any]]
    let device = try #require(list?.first?["device"] as? String)
    #expect(try joined.chain.headquarters("stores", "revoke-device", device).status == 0)
    let result = try joined.owner.run("sync")
    #expect(result.status == 77, "\(result.stderr)")
    #expect(try joined.owner.run("reports", "--format", "csv").stdout.contains("2023-01"))
    #expect(try joined.chain.exported().isEmpty)
  }
}
