import Foundation
import Testing

@Suite("Statements, peers, messages, sticks, recovery and hand-over", .serialized)
struct PapersTests {
  private let home: TemporaryFolder
  private let chain: Chain
  private let server: RunningServer
  private let owner: Program

  init() throws {
    home = try TemporaryFolder()
    chain = try Self.chainOfAlikes()
    server = try RunningServer(database: chain.database)
    owner = Program.owner(home: home.url)
    try Self.join(owner, server, try chain.invite("S1"))
    for (number, month) in ["2022-12", "2023-01", "2023-02"].enumerated() {
      let saved = try owner.run("report", month, "\(31_000 + number * 1000)", "--open-days", "26", "--yes")
      try #require(saved.status == 0, "\(saved.stderr)")
    }
    let synced = try owner.run("sync")
    try #require(synced.status == 0, "\(synced.stderr)")
  }

  /// Twelve couples' shops of one province, eleven of them with reports of last month.
  private static func chainOfAlikes() throws -> Chain {
    let stores = (1...12).map { "S\($0),示范\($0),330683,2019-01-01,,,family" }
    let chain = try Chain(
      register: "code,name,region,opened,closed,certified,form\n" + stores.joined(separator: "\n") + "\n")
    let today = Calendar(identifier: .gregorian).dateComponents([.year, .month], from: Date())
    let (year, month) = (today.year ?? 2026, today.month ?? 1)
    let last = month == 1 ? "\(year - 1)-12" : "\(year)-" + (month < 11 ? "0" : "") + "\(month - 1)"
    let rows = (2...12).map { "S\($0),\(last),\(30_000 + $0 * 500),26," }
    let file = try chain.folder.file(
      "reports.csv", "store,month,turnover,open_days,reason\n" + rows.joined(separator: "\n") + "\n")
    let imported = try chain.headquarters("reports", "import", file)
    try #require(imported.status == 0, "\(imported.stderr)")
    return chain
  }

  private static func join(_ owner: Program, _ server: RunningServer, _ code: String) throws {
    let joined = try owner.run("join", server.address, code)
    try #require(joined.status == 0, "\(joined.stderr)")
  }

  @Test("a statement verifies at HQ, by public key alone and from paper; one changed digit is refused everywhere")
  func statement() throws {
    let page = home.path("statement.html")
    let written = try owner.run("statement", "-o", page)
    #expect(written.status == 0, "\(written.stderr)")
    let text = try String(contentsOfFile: page, encoding: .utf8)
    #expect(text.contains("32,000.00") && text.contains("<svg"))
    let json = try owner.run("statement", "--format", "json").json()
    let number = try #require(json["data_version"] as? Int)
    #expect(try chain.headquarters("statement", "verify", page).status == 0)
    let code = try #require(text.firstMatch(of: /class="code">([0-9A-Z-]{14})</)?.1)
    let paper = ["statement", "verify", "--store", "S1", "--number", "\(number)", "--code", String(code), "--figures"]
    func verify(_ figures: String) throws -> Int32 {
      try Program.headquarters.run(all: paper + [figures, "--database", "sqlite:\(chain.database)"]).status
    }
    #expect(try verify("31000 32000 33000") == 0)
    #expect(try verify("31000 32000 33001") == 65)
    #expect(try verify("31000 32000") == 65)

    let keys = try #require(try owner.run("export", "--format", "json").json()["receipt_keys"] as? [[String: String]])
    let key = try #require(keys.first?["key"])
    #expect(try Program.headquarters.run("statement", "verify", page, "--key", key).status == 0)
    for (found, forged) in [("32,000.00", "92,000.00"), ("|32000.00|", "|92000.00|"), ("96,000.00", "96,001.00")] {
      let copy = try home.file("forged.html", text.replacing(found, with: forged))
      #expect(try chain.headquarters("statement", "verify", copy).status == 65, "\(found)")
      #expect(try Program.headquarters.run("statement", "verify", copy, "--key", key).status == 65, "\(found)")
    }
  }

  @Test("what stores like mine took comes with a sync, signed, in ranges, and is read offline")
  func peers() throws {
    var told = ""
    for _ in 0..<20 where !told.contains("stores like yours") {
      _ = try owner.run("sync")
      told = try owner.run("report", "2023-03", "34000", "--open-days", "26", "--yes").stdout
      if told.isEmpty { told = try owner.run("amend", "2023-03", "34000", "--because", "x", "--yes").stdout }
      Thread.sleep(forTimeInterval: 0.2)
    }
    let pack = try #require(try peersPack())
    #expect((pack["stores"] as? Int) == 10)
    let median = try #require(pack["median"] as? [String: Int])
    #expect(try #require(median["low_fen"]) <= 3_350_000 && #require(median["high_fen"]) >= 3_350_000)
    #expect(median["low_fen"] != median["high_fen"])
  }

  private func peersPack() throws -> [String: Any]? {
    let benchmarks = try owner.run("export", "--format", "json").json()["benchmarks"] as? [String: Any]
    return (benchmarks?["months"] as? [[String: Any]])?.last
  }

  @Test("a message is shown once, at its store alone")
  func messages() throws {
    #expect(try chain.headquarters("messages", "send", "请回电", "--to", "S1").status == 0)
    #expect(try chain.headquarters("messages", "send", "给别人的", "--to", "S2").status == 0)
    #expect(try chain.headquarters("messages", "send", "x").status == 64)
    _ = try owner.run("sync")
    let first = try owner.run("home").stdout
    #expect(first.contains("请回电") && !first.contains("给别人的"))
    #expect(try owner.run("home").stdout.contains("请回电") == false)
    #expect(try chain.headquarters("audit", "verify").status == 0)
  }

  @Test("a bundle on a stick is taken once however often it comes, and its answer settles the device")
  func stick() throws {
    _ = try owner.run("report", "2023-03", "34000", "--open-days", "26", "--yes")
    let (out, back) = (home.path("out.tongbiao"), home.path("back.tongbiao"))
    #expect(try owner.run("bundle", "write", out).status == 0)
    #expect(try owner.run("status", "--format", "json").json()["waiting"] as? Int == 1)
    let taken = try chain.headquarters("bundle", "take", out, "--answer", back)
    #expect(taken.status == 0, "\(taken.stderr)")
    #expect(try chain.headquarters("bundle", "take", out, "--answer", back).status == 0)
    #expect(try chain.exported()["S1 2023-03"] == "34000.00,26,")
    let read = try owner.run("bundle", "read", back)
    #expect(read.status == 0, "\(read.stderr)")
    #expect(try owner.run("status", "--format", "json").json()["waiting"] as? Int == 0)
    #expect(try owner.run("receipt", "verify", "2023-03").status == 0)
    #expect(try owner.run("bundle", "read", back).status == 0)

    let text = try String(contentsOfFile: out, encoding: .utf8)
    let forged = try home.file("forged", text.replacing("3400000", with: "9400000"))
    #expect(try chain.headquarters("bundle", "take", forged).status == 65)
    let answer = try String(contentsOfFile: back, encoding: .utf8)
    let other = try home.file(
      "other", answer.replacing("accepted", with: "repeated").replacing("repeated", with: "later"))
    #expect(try owner.run("bundle", "read", other).status == 65)
  }

  @Test("one recovery code brings everything back on a new device; an earlier code is void")
  func recovery() throws {
    let first = try #require(try codes(owner))
    let second = try #require(try codes(owner))
    let elsewhere = try TemporaryFolder()
    let device = Program.owner(home: elsewhere.url)
    #expect(try device.run("join", server.address, first).status == 77)
    let joined = try device.run("join", server.address, second.lowercased())
    #expect(joined.status == 0, "\(joined.stderr)")
    #expect(try device.run("reports", "--format", "csv").stdout == owner.run("reports", "--format", "csv").stdout)
    #expect(try device.run("receipt", "verify", "2023-02").status == 0)
    #expect(try TemporaryFolder().url != elsewhere.url)
  }

  private func codes(_ program: Program) throws -> String? {
    let told = try program.run("recovery", "--format", "csv")
    try #require(told.status == 0, "\(told.stderr)")
    return told.stdout.split(whereSeparator: \.isNewline).dropFirst().first?.split(separator: ",").first.map(
      String.init)
  }

  @Test("after a hand-over the old device is out, and the new owner gets figures without the old one's words")
  func handOver() throws {
    _ = try owner.run("amend", "2023-02", "33500", "--because", "王家的私事", "--note", "私人备注", "--yes")
    _ = try owner.run("sync")
    let handed = try chain.headquarters("stores", "hand-over", "S1", "--format", "json")
    #expect(handed.status == 0, "\(handed.stderr)")
    let code = try #require(try handed.json()["code"] as? String)
    #expect(try owner.run("sync").status == 77)
    let elsewhere = try TemporaryFolder()
    let heir = Program.owner(home: elsewhere.url)
    let joined = try heir.run("join", server.address, code)
    #expect(joined.status == 0, "\(joined.stderr)")
    let all = try heir.run("export", "--format", "json").stdout
    #expect(all.contains("3350000") && !all.contains("私"))
    _ = try heir.run("report", "2023-03", "34000", "--open-days", "26", "--yes")
    #expect(try heir.run("sync").status == 0)
    #expect(try chain.headquarters("audit", "verify").status == 0)
  }

  /// Lets systemd read the units, where there is a systemd.
  private func verify(units: String) throws {
    let analyze = URL(filePath: "/usr/bin/systemd-analyze")
    guard FileManager.default.isExecutableFile(atPath: analyze.path(percentEncoded: false)) else { return }
    let runtime = try TemporaryFolder()
    let process = Process()
    process.executableURL = analyze
    process.arguments = ["--user", "verify", units + "/tongbiao.timer", units + "/tongbiao.service"]
    process.environment = ["PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": runtime.url.path(percentEncoded: false)]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("reminders are silent where there is nothing to say, and a timer that is on can be turned off")
  func reminders() throws {
    var program = owner
    program.environment["XDG_CONFIG_HOME"] = home.path("config")
    let unit = home.path("config/systemd/user/tongbiao.timer")
    #expect(try program.run("reminders", "on").status == 0)
    #expect(FileManager.default.fileExists(atPath: unit))
    try verify(units: home.path("config/systemd/user"))
    #expect(try program.run("reminders", "status", "--format", "csv").stdout.contains("on"))
    #expect(try program.run("reminders", "off").status == 0)
    #expect(!FileManager.default.fileExists(atPath: unit))
    let none = try TemporaryFolder()
    let checked = try Program.owner(home: none.url).run("reminders", "check")
    #expect(checked.status == 0 && checked.stdout.isEmpty)
    #expect(try chain.headquarters("messages", "send", "到期了", "--everyone").status == 0)
    let told = try program.run("reminders", "check")
    #expect(told.status == 1 && told.stdout.contains("到期了"))
  }
}
