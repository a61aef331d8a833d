import Foundation
import Testing

@Suite("The form on a terminal", .serialized)
struct FormTests {
  private let home: TemporaryFolder
  private let chain: Chain
  private let server: RunningServer

  init() throws {
    home = try TemporaryFolder()
    chain = try Chain.single()
    server = try RunningServer(database: chain.database)
    let joined = try owner.run("join", server.address, try chain.invite("S1"))
    try #require(joined.status == 0, "\(joined.stderr)")
    for (month, yuan) in [("2022-02", "28450"), ("2023-01", "31200"), ("2022-01", "30000")] {
      let saved = try owner.run("report", month, yuan, "--open-days", "26", "--yes")
      try #require(saved.status == 0, "\(saved.stderr)")
    }
  }

  private var owner: Program {
    var program = Program.owner(home: home.url)
    program.environment["TERM"] = "xterm"
    program.environment["LANG"] = "zh_CN.UTF-8"
    return program
  }

  @Test("an ordinary month takes fewer than 20 keys, with last month and last year beside it, and is sent")
  func ordinaryMonth() throws {
    let terminal = try Terminal(owner, ["report", "2023-02"])
    #expect(terminal.wait(for: "> "))
    #expect(terminal.shown.contains("31,200.00 元") && terminal.shown.contains("28,450.00 元"))
    terminal.type("33000")
    #expect(terminal.wait(for: "[23] > "))
    terminal.type("")
    #expect(terminal.wait(for: "> "))
    terminal.type("")
    #expect(terminal.wait(for: "> "))
    #expect(terminal.shown.contains("33,000.00 元"))
    terminal.type("")
    #expect(terminal.wait(for: "> "))
    #expect(terminal.shown.contains("+5.8%") && terminal.shown.contains("一二月合计比去年"))
    terminal.type("")
    #expect(terminal.wait(for: "回执校验码"))
    #expect(terminal.keys < 20)
    #expect(terminal.finish() == 0)
    #expect(try chain.exported()["S1 2023-02"] == "33000.00,23,")
  }

  @Test("whoever leaves in the middle goes on where it was, and can go back")
  func leaving() throws {
    let first = try Terminal(owner, ["report", "2023-02"])
    first.wait(for: "> ")
    first.type("３．３万")
    first.wait(for: "[23] > ")
    first.type("24 天")
    first.wait(for: "> ")
    first.type("q")
    #expect(first.wait(for: "草稿留着"))
    #expect(first.finish() == 0)
    let second = try Terminal(owner, ["report", "2023-02"])
    #expect(second.wait(for: "外卖平台多少元"))
    second.type("b")
    #expect(second.wait(for: "[24] > "))
    second.type("b")
    #expect(second.wait(for: "[33,000.00] > "))
    second.type("q")
    #expect(second.finish() == 0)
  }

  @Test("a doubtful figure is asked about in words and saved on a yes only")
  func doubt() throws {
    let terminal = try Terminal(owner, ["report", "2023-02"])
    terminal.wait(for: "> ")
    terminal.type("110000")
    terminal.wait(for: "> ")
    terminal.type("")
    terminal.wait(for: "> ")
    terminal.type("")
    #expect(terminal.wait(for: "是上月的 3.5 倍，确认吗？"))
    terminal.wait(for: "> ")
    terminal.type("")
    #expect(terminal.wait(for: "[110,000.00] > "))
    terminal.type("q")
    #expect(terminal.finish() == 0)
    #expect(try owner.run("reports", "--format", "csv").stdout.contains("2023-02") == false)
  }

  @Test("what cannot be read keeps the question", arguments: ["三万三", "-5", "1e400", "33,00"])
  func unreadable(text: String) throws {
    let terminal = try Terminal(owner, ["report", "2023-02", "--plain"])
    terminal.wait(for: "> ")
    terminal.type(text)
    #expect(terminal.wait(for: "营业额多少元"))
    terminal.type("q")
    #expect(terminal.finish() == 0)
    #expect(!terminal.shown.contains("\u{1B}["))
  }

  @Test("no line is wider than the terminal", arguments: [60, 80])
  func width(columns: UInt16) throws {
    let terminal = try Terminal(owner, ["home"], columns: columns)
    terminal.wait(for: "> ")
    terminal.type("r")
    terminal.wait(for: "> ")
    terminal.type("2023-02")
    terminal.wait(for: "> ")
    terminal.type("33000")
    terminal.wait(for: "> ")
    terminal.type("q")
    #expect(terminal.finish() == 0)
    let plain = terminal.shown.replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "")
    for line in plain.split(whereSeparator: \.isNewline) {
      let width = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
      #expect(width <= Int(columns), "\(line)")
    }
  }

  @Test("a month that was reported is corrected with a reason")
  func correcting() throws {
    let terminal = try Terminal(owner, ["report", "2023-01"])
    #expect(terminal.wait(for: "[31,200.00] > "))
    terminal.type("31500")
    terminal.wait(for: "[26] > ")
    terminal.type("")
    terminal.wait(for: "> ")
    terminal.type("")
    #expect(terminal.wait(for: "为什么更正"))
    terminal.wait(for: "> ", seconds: 1)
    terminal.type("漏了最后一天")
    terminal.wait(for: "> ")
    terminal.type("")
    terminal.wait(for: "已保存")
    terminal.type("n")
    #expect(terminal.finish() == 0)
    let months = try owner.run("export", "--format", "json").stdout
    #expect(months.contains("漏了最后一天"))
  }
}
