import Foundation
import Testing

@Suite("Typed by a helper for an owner")
struct AssistedEntryTests {
  @Test("who typed is recorded with the figure, travels with it, and headquarters sees it")
  func recorded() throws {
    let joined = try JoinedOwner()
    let helper = "王敏 杭州联络站"
    let nameless = try joined.owner.run("report", "2023-01", "33000", "--open-days", "26", "--assisted", "--yes")
    #expect(nameless.status == 64, "\(nameless.stderr)")
    let saved = try joined.owner.run(
      "report", "2023-01", "33000", "--open-days", "26", "--helper", helper, "--yes")
    #expect(saved.status == 0, "\(saved.stderr)")
    try joined.report("2023-02")
    #expect(try joined.owner.run("sync").status == 0)
    let shown = try joined.chain.headquarters("reports", "show", "S1", "--format", "csv").stdout
    let rows = shown.split(whereSeparator: \.isNewline)
    #expect(rows.contains { $0.hasPrefix("2023-01") && $0.contains("assisted,\(helper)") }, "\(shown)")
    #expect(rows.contains { $0.hasPrefix("2023-02") && $0.contains("owner,,") }, "\(shown)")
    #expect(try joined.owner.run("export", "--format", "json").stdout.contains(helper))
    #expect(try joined.chain.headquarters("audit", "verify").status == 0)
    // Another device of the store learns it from headquarters.
    joined.home = try TemporaryFolder()
    joined.owner = Program.owner(home: joined.home.url)
    try joined.join()
    #expect(try joined.owner.run("export", "--format", "json").stdout.contains(helper))
  }

  @Test("on a terminal the helper is asked for a name first")
  func asked() throws {
    let joined = try JoinedOwner()
    let terminal = try Terminal(joined.owner, ["report", "2023-02", "--assisted", "--plain", "--lang", "en"])
    #expect(terminal.wait(for: "Name and position > "))
    terminal.type("Wang Min, Hangzhou station")
    #expect(terminal.wait(for: "Turnover of February 2023"))
    terminal.type("33000")
    terminal.wait(for: "] > ")
    terminal.type("")
    terminal.wait(for: "> ")
    terminal.type("")
    terminal.wait(for: "> ")
    terminal.type("")
    terminal.wait(for: "Saved")
    terminal.type("n")
    terminal.type("q")
    #expect(terminal.finish() == 0)
    #expect(try joined.owner.run("export", "--format", "json").stdout.contains("Wang Min, Hangzhou station"))
  }
}
