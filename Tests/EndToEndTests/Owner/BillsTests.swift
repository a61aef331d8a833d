import Foundation
import Testing

@Suite("Bills by the owner's program")
struct BillsTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "BillImportTests/Fixtures/Tricky")

  private let chain: Chain
  private let home: TemporaryFolder
  private let owner: Program
  private let server: RunningServer

  init() throws {
    chain = try Chain.single()
    home = try TemporaryFolder()
    owner = Program.owner(home: home.url)
    server = try RunningServer(database: chain.database)
    let joined = try owner.run("join", server.address, try chain.invite("S1"))
    try #require(joined.status == 0, "\(joined.stderr)")
  }

  private func path(_ name: String) -> String { Self.fixtures.appending(path: name).path(percentEncoded: false) }

  /// The months and their turnover in fen, as `import --format json` tells them.
  private func months(_ result: Program.Result) throws -> [String: Int] {
    let months = try #require(try result.json()["months"] as? [[String: Any]])
    return Dictionary(
      months.compactMap { month in
        guard let name = month["month"] as? String, let fen = month["turnover_fen"] as? Int else { return nil }
        return (name, fen)
      }, uniquingKeysWith: { $1 })
  }

  /// What the form would ask about a month: the draft's figure stands in brackets.
  private func draft(of month: String) throws -> String {
    var program = owner
    program.environment["TERM"] = "dumb"
    let terminal = try Terminal(program, ["report", month])
    terminal.wait(for: "] > ")
    terminal.type("q")
    #expect(terminal.finish() == 0)
    return terminal.shown
  }

  @Test("files given one after the other, in any order and twice, make the same draft as all at once")
  func oneByOne() throws {
    let names = ["wechat-personal-excel.csv", "alipay-personal-padded.csv", "meituan-orders.xlsx"]
    // 1,244.00 + 47.00 + 54.55
    for order in [[0, 1, 2], [2, 0, 1, 0], [1, 2, 2, 0]] {
      for place in order {
        let result = try owner.run("import", path(names[place]), "--format", "json")
        #expect(result.status == 0, "\(result.stderr)")
      }
      #expect(try draft(of: "2023-03").contains("[1,345.55]"), "\(order)")
    }
    let all = try owner.run(all: ["import", "--format", "json"] + names.map(path))
    #expect(try months(all) == ["2023-03": 134_555])
    #expect(try draft(of: "2023-03").contains("[1,345.55]"))
  }

  @Test("cash is added to the bills' sum, and stays where another bill comes")
  func cash() throws {
    #expect(try owner.run("import", path("wechat-personal-excel.csv")).status == 0)
    let terminal = try Terminal(owner, ["report", "2023-03", "--plain"])
    #expect(terminal.wait(for: "[1,244.00] > "))
    terminal.type("＋２０００")
    terminal.wait(for: "] > ")
    terminal.type("q")
    #expect(terminal.finish() == 0)
    #expect(try owner.run("import", path("alipay-personal-padded.csv")).status == 0)
    let again = try Terminal(owner, ["report", "2023-03", "--plain"])
    again.wait(for: "] > ")
    again.type("b")
    #expect(again.wait(for: "[3,291.00] > "))
    again.type("q")
    #expect(again.finish() == 0)
  }

  @Test("what is wrong with a file is told in words, the others count, and the file stays as it is")
  func refused() throws {
    let folder = try TemporaryFolder()
    let whole = try Data(contentsOf: URL(filePath: path("wechat-merchant-month-end.csv")))
    try folder.file("cut.csv", whole.dropLast(60))
    let text = try String(contentsOfFile: path("wechat-merchant-month-end.csv"), encoding: .utf8)
    _ = try folder.file("sum.csv", text.replacing("`158.50,`73.50", with: "`158.51,`73.50"))
    _ = try folder.file("page.csv", "<html><body>登录</body></html>")
    let result = try owner.run(
      "import", folder.path("cut.csv"), folder.path("sum.csv"), folder.path("page.csv"), folder.path("none.csv"),
      folder.url.path(percentEncoded: false), path("eleme-orders-gbk.csv"), "--lang", "zh-Hans")
    #expect(result.status == 65)
    for words in [
      "没有采用 cut.csv：文件不完整", "158.51，明细加起来是 158.50", "没有采用 page.csv：这是网页", "没有采用 none.csv：没有这个文件", "这是文件夹",
      "草稿已存：2023-03",
    ] {
      #expect(result.stderr.contains(words), "\(words) in \(result.stderr)")
    }
    #expect(try draft(of: "2023-03").contains("[67.00]"))
    #expect(try Data(contentsOf: URL(filePath: folder.path("cut.csv"))) == whole.dropLast(60))
  }

  @Test("a month that was reported keeps its figure, and the gap is told both ways")
  func reported() throws {
    #expect(try owner.run("report", "2023-03", "1000", "--open-days", "26", "--yes").status == 0)
    let result = try owner.run("import", path("wechat-personal-excel.csv"), "--lang", "zh-Hans")
    #expect(result.status == 0)
    #expect(result.stderr.contains("填过 1,000.00，账单合计 1,244.00，账单多 244.00"), "\(result.stderr)")
    #expect(try owner.run("reports", "--format", "csv").stdout.contains("2023-03,1000.00"))
  }

  @Test("a bill of another account than the ones before is pointed out by its name")
  func otherAccount() throws {
    #expect(try owner.run("import", path("alipay-personal-padded.csv"), "--lang", "en").status == 0)
    let folder = try TemporaryFolder()
    let bytes = try Data(contentsOf: URL(filePath: path("alipay-personal-padded.csv")))
    let other = try #require(bytes.range(of: Data("lijia@".utf8)))
    try folder.file("other.csv", bytes.replacingSubrange(other, with: Data("wangy@".utf8)))
    let result = try owner.run("import", folder.path("other.csv"), "--dry-run", "--lang", "en")
    #expect(result.stderr.contains("wangy@example.com"), "\(result.stderr)")
    let same = try owner.run("import", path("alipay-personal-padded.csv"), "--lang", "en")
    #expect(!same.stderr.contains("account"), "\(same.stderr)")
  }

  @Test("a till's file is mapped once, by options or by questions, and then read like any other")
  func till() throws {
    let unknown = try owner.run("import", path("till.txt"), "--lang", "zh-Hans")
    #expect(unknown.status == 65)
    #expect(unknown.stderr.contains("小票号、销售时间、业务类型"), "\(unknown.stderr)")
    #expect(unknown.stderr.contains("tongbiao till map"))
    #expect(try owner.run("till", "map", path("till.txt")).status == 64)
    let mapped = try owner.run(
      "till", "map", path("till.txt"), "--time", "销售时间", "--amount", "实收金额", "--order", "小票号", "--kind", "业务类型",
      "--refunds", "退货", "--ignored", "作废")
    #expect(mapped.status == 0, "\(mapped.stderr)")
    #expect(try months(try owner.run("import", path("till.txt"), "--format", "json")) == ["2023-03": 3400])
    #expect(try owner.run("till", "list", "--format", "csv").stdout.contains("till,销售时间,实收金额,小票号,业务类型,退货"))
    #expect(try owner.run("till", "forget", "till").status == 0)
    #expect(try owner.run("import", path("till.txt")).status == 65)
    let asked = try Terminal(owner, ["till", "map", path("till.txt"), "--lang", "zh-Hans"])
    #expect(asked.wait(for: "时间或日期？ [2] > "))
    asked.type("")
    #expect(asked.wait(for: "[5] > "))
    asked.type("")
    #expect(asked.wait(for: "[1] > "))
    asked.type("")
    #expect(asked.wait(for: "[3] > "))
    asked.type("")
    asked.wait(for: "> ")
    asked.type("退货")
    asked.wait(for: "> ")
    asked.type("作废")
    #expect(asked.finish() == 0)
    #expect(asked.shown.contains("记下了"))
    #expect(try months(try owner.run("import", path("till.txt"), "--format", "json")) == ["2023-03": 3400])
  }
}

extension Data {
  /// The same with other bytes in a place.
  fileprivate func replacingSubrange(_ range: Range<Index>, with bytes: Data) -> Data {
    var copy = self
    copy.replaceSubrange(range, with: bytes)
    return copy
  }
}
