import Foundation
import Testing

@Suite("Files that are not quite right")
struct ImportRefusalTests {
  private static let header = "store,month,turnover,open_days,reason"
  private static let good = "S1,2022-01,33000.00,26,"

  @Test(
    "a bad row is refused with its line and value, and the good rows are kept",
    arguments: [
      "S1,2022-13,33000,26,", "S1,2022-02,abc,26,", "S1,2022-02,33000.005,26,", "S1,2022-02,-5,26,", "S1,2022-02,0,0,",
      "NOBODY,2022-02,33000,26,", "S1,2022-02,33000,x,", "S1,2022-02,0,0,bored", "S1,2022-02,1e9,26,",
      "S1,2022-02,99999999999999999999,26,", "S1,2022-02", "S1,2022-02,33000,-1,", "S1,02/2022,33000,26,",
    ])
  func badRow(row: String) throws {
    let chain = try Chain.single()
    let text = [Self.header, Self.good, row, "S1,2022-03,34000.00,26,"].joined(separator: "\n") + "\n"
    let file = try chain.folder.file("reports.csv", text)
    let result = try chain.headquarters("reports", "import", file, "--lang", "zh-Hans")
    #expect(result.status == 65)
    #expect((result.stderr + result.stdout).contains("3"), "names the line")
    #expect(try Set(chain.exported().keys) == ["S1 2022-01", "S1 2022-03"])
  }

  @Test("one bad row in ten thousand stops nobody")
  func oneInTenThousand() throws {
    let register =
      "code,name,region,opened,closed,certified\n"
      + (0..<10_000).map { "T\($0),示范\($0),330683,,,\n" }.joined()
    let chain = try Chain(register: register)
    var rows = (0..<10_000).map { "T\($0),2022-05,33000,26," }
    rows[4_321] = "T4321,2022-05,letters,26,"
    let file = try chain.folder.file("reports.csv", ([Self.header] + rows).joined(separator: "\n"))
    let result = try chain.headquarters("reports", "import", file, "--format", "json")
    #expect(result.status == 65)
    let refused = try #require(try result.json()["refused"] as? [[String: Any]])
    #expect(refused.count == 1)
    #expect(refused.first?["line"] as? Int == 4_323)
    #expect(try chain.exported().count == 9_999)
  }

  @Test(
    "a byte order mark, CRLF, GB18030, another order of columns, more columns and a missing last line are all fine",
    arguments: ["bom", "crlf", "gb18030", "order", "more", "quoted"])
  func tolerated(kind: String) throws {
    let chain = try Chain.single()
    let plain = Self.header + "\n" + Self.good
    let data: Data
    switch kind {
    case "bom": data = Data([0xEF, 0xBB, 0xBF]) + Data(plain.utf8)
    case "crlf": data = Data(plain.replacingOccurrences(of: "\n", with: "\r\n").utf8)
    case "gb18030":
      // 备注 in GB18030: B1 B8 D7 A2
      data =
        Data((Self.header + ",").utf8) + Data([0xB1, 0xB8, 0xD7, 0xA2]) + Data(("\n" + Self.good + ",").utf8)
        + Data([0xB1, 0xB8, 0xD7, 0xA2, 0x0A])
    case "order": data = Data("month,reason,open_days,store,turnover\n2022-01,,26,S1,33000\n".utf8)
    case "more": data = Data("store,month,turnover,open_days,reason,note\nS1,2022-01,33000,26,,\"a, b\"\n".utf8)
    default:
      data = Data(
        "\"store\",\"month\",\"turnover\",\"open_days\",\"reason\"\n\"S1\",\"2022-01\",\"33000\",\"26\",\"\"\n".utf8)
    }
    let file = try chain.folder.file("reports.csv", data).path(percentEncoded: false)
    let result = try chain.headquarters("reports", "import", file)
    #expect(result.status == 0, "\(result.stderr)")
    #expect(try chain.exported() == ["S1 2022-01": "33000.00,26,"])
  }

  @Test("a file with wrong columns, an empty file and no file are told apart, and nothing is changed")
  func unusable() throws {
    let chain = try Chain.single()
    let wrong = try chain.folder.file("wrong.csv", "shop,when,money\nS1,2022-01,5\n")
    let result = try chain.headquarters("reports", "import", wrong)
    #expect(result.status == 65)
    #expect(result.stderr.contains("store") && result.stderr.contains("turnover"))
    let empty = try chain.folder.file("empty.csv", "")
    #expect(try chain.headquarters("reports", "import", empty).status == 65)
    let missing = try chain.headquarters("reports", "import", chain.folder.path("none.csv"))
    #expect([66, 74].contains(missing.status))
    let unclosed = try chain.folder.file("unclosed.csv", Self.header + "\n\"S1,2022-01,33000,26,\n")
    #expect(try chain.headquarters("reports", "import", unclosed).status == 65)
    #expect(try chain.exported().isEmpty)
  }

  @Test("a doubtful figure of a file is kept and listed as a warning")
  func doubtful() throws {
    let chain = try Chain.single()
    let months = (1...6).map { "S1,2022-0\($0),30000,26," } + ["S1,2022-07,300000,26,", "S1,2022-08,30000,32,"]
    let file = try chain.folder.file("reports.csv", ([Self.header] + months).joined(separator: "\n"))
    let result = try chain.headquarters("reports", "import", file, "--format", "json")
    #expect(result.status == 0)
    let warnings = try #require(try result.json()["warnings"] as? [[String: Any]])
    #expect(
      Set(warnings.compactMap { $0["code"] as? String }).isSuperset(of: [
        "far_above_median", "more_open_days_than_month",
      ]))
    #expect(try chain.exported().count == 8)
  }

  @Test(
    "a register's bad rows are refused one by one",
    arguments: [
      ",x,330683,,,", "S2,x,33068,,,", "S2,x,330683,2022-02-30,,", "S2,x,330683,2022-05-01,2021-01-01,",
      "S2,x,330683,,,yes", "店,x,330683,,,", "S2,x,990000,,,",
    ])
  func badStore(row: String) throws {
    let chain = try Chain.single()
    let text = "code,name,region,opened,closed,certified\nS3,示范,330683,,,\n\(row)\nS4,示范,330683,,,\n"
    let result = try chain.headquarters("stores", "import", try chain.folder.file("more.csv", text))
    #expect(result.status == 65)
    let listed = try chain.headquarters("stores", "list", "--format", "csv")
    #expect(listed.stdout.contains("S3") && listed.stdout.contains("S4") && !listed.stdout.contains("S2"))
  }
}
