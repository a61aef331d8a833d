import Foundation
import Testing

@Suite("A rectification between HQ and an owner")
struct RectificationTests {
  @Test("a failed inspection reaches the owner, the answer with its photograph reaches HQ once, and it is re-inspected")
  func wholeWay() throws {
    let chain = try Chain(register: "code,name,region,opened,closed,certified\nS1,示范店,330683,2019-01-01,,\n")
    func hq(_ arguments: String...) throws -> Program.Result {
      let result = try Program.headquarters.run(all: arguments + ["--database", "sqlite:\(chain.database)"])
      #expect(result.status == 0, "\(arguments): \(result.stdout)\(result.stderr)")
      return result
    }
    _ = try hq("standard", "apply", "S1", "--tier", "convenience", "--on", "2026-01-05")
    _ = try hq("standard", "accept", "S1", "--on", "2026-01-06")
    _ = try hq("standard", "review", "S1", "--on", "2026-01-07")
    _ = try hq("standard", "refit", "S1", "--on", "2026-01-08")
    _ = try hq("standard", "ready", "S1", "--on", "2026-01-20")
    _ = try hq(
      "inspect", "record", "S1", "--inspector", "wang", "--rest-pass", "--fail", "raw-cooked=生熟混放", "--signed", "--on",
      "2026-01-25")
    let server = try RunningServer(database: chain.database)
    let home = try TemporaryFolder()
    let owner = Program.owner(home: home.url)
    #expect(try owner.run("join", server.address, try chain.invite("S1")).status == 0)
    #expect(try owner.run("sync").status == 0)
    let shown = try owner.run("standard", "--format", "json")
    #expect(shown.status == 0, "\(shown.stderr)")
    let brief = try #require(try shown.json()["programme"] as? [String: Any])
    #expect(brief["stage"] as? String == "rectifying")
    #expect(brief["failed_items"] as? [String] == ["raw-cooked"])
    for language in ["zh-Hans", "en"] {
      let told = try owner.run("standard", "--lang", language)
      #expect(told.status == 0)
      #expect(told.stdout.contains("raw-cooked"))
    }
    let checked = try owner.run("standard", "check", "--all-met", "--except", "raw-cooked=还没改")
    #expect(checked.status == 0, "\(checked.stderr)")
    #expect(checked.stdout.contains("raw-cooked"))

    let text = try home.file("no-photo.jpg", "this is no photograph")
    let refused = try owner.run("standard", "answer", "--fixed", "raw-cooked=\(text)")
    #expect(refused.status == 65)
    let picture = try home.file("fixed.png", Self.picture()).path(percentEncoded: false)
    let answered = try owner.run("standard", "answer", "--fixed", "raw-cooked=\(picture)", "--note", "已分开存放")
    #expect(answered.status == 0, "\(answered.stderr)")
    let synced = try owner.run("sync", "--format", "json")
    #expect(synced.status == 0, "\(synced.stderr)")
    #expect(try synced.json()["accepted"] as? Int == 1)
    #expect(try synced.json()["waiting"] as? Int == 0)
    #expect(try owner.run("sync", "--format", "json").json()["accepted"] as? Int == 0)
    let state = try hq("standard", "show", "S1", "--format", "json")
    #expect(state.stdout.contains("awaiting_reinspection"))
    let after = try owner.run("standard", "--format", "json")
    #expect((try after.json()["programme"] as? [String: Any])?["stage"] as? String == "awaiting_reinspection")
    #expect(try hq("audit", "verify").status == 0)
    _ = server.terminate()
  }

  /// A picture that a browser would show: one of the demo chain's patterns.
  private static func picture() throws -> Data {
    let folder = try TemporaryFolder()
    let demo = try Program.headquarters.run(
      "demo", "--database", "sqlite:" + folder.path("demo.sqlite"), "--stores", "2", "--months", "1")
    try #require(demo.status == 0, "\(demo.stderr)")
    let kept = folder.path("demo.sqlite") + ".evidence"
    let name = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: kept).first { $0.hasSuffix(".png") })
    return try Data(contentsOf: URL(filePath: kept + "/" + name))
  }
}
