import CommandLineDoor
import Foundation
import Localization
import SnackChain
import Testing

@Suite("Tables, CSV and JSON")
struct ListingTests {
  private let listing = Listing(
    columns: [
      .init("name", Message(zh: "门店", en: "Store")), .init("turnover_fen", Message(zh: "营业额", en: "Turnover")),
      .init("growth", Message(zh: "同比", en: "Growth")),
    ],
    rows: [
      [.text("嵊州小吃"), .money(Money(fen: 3_300_050)), .rate(0.213)],
      [.text("abc"), .money(Money(fen: 100)), .rate(nil)],
      [.text("=1+2, \"x\""), .money(Money(fen: -500)), .none],
    ])

  @Test("columns line up whatever the width of their characters")
  func alignment() {
    let lines = listing.table(in: .zhHans).split(separator: "\n").map(String.init)
    let ends = lines.dropFirst(2).map { line -> Int in
      guard let point = line.range(of: ".", options: .backwards) else { return displayWidth(line) }
      return displayWidth(String(line[..<point.lowerBound]))
    }
    #expect(lines.count == 5)
    #expect(lines[2].hasPrefix("嵊州小吃"))
    #expect(displayWidth(lines[1]) == 9 + 2 + 9 + 2 + 6)
    #expect(Set(ends.dropFirst()).count == 1)
  }

  @Test(
    "widths follow Unicode",
    arguments: [("嵊州", 4), ("abc", 3), ("😀", 2), ("①", 1), ("e\u{301}", 1), ("ｱ", 1), ("￥", 2), ("", 0), ("☺️", 2)])
  func widths(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test("a text that a spreadsheet would run is defused, a negative number stays a number")
  func csv() {
    let lines = listing.csv.split(separator: "\r\n").map(String.init)
    #expect(lines[0] == "name,turnover_fen,growth")
    #expect(lines[1] == "嵊州小吃,33000.50,0.213")
    #expect(lines[3] == "\"'=1+2, \"\"x\"\"\",-5.00,")
  }

  @Test(
    "a formula is defused as in every other file of ours, whatever stands for its sign",
    arguments: ["＝1+1", "＋86", "－x", "＠SUM(A1)", "=\u{301}1", "\r\n=1", "'=1"])
  func formulas(text: String) {
    let words = Message(zh: "门店", en: "Store")
    let listing = Listing(
      columns: [.init("a", words), .init("b", words)], rows: [[.text(text), .message(words, code: text)]])
    let quoted = text.contains("\r\n") ? "\"'\(text)\"" : "'" + text
    #expect(listing.csv == "a,b\r\n\(quoted),\(quoted)\r\n")
  }

  @Test("a rate keeps its exponent and its sign in CSV")
  func exponents() {
    let rates = Listing(
      columns: [.init("rate", Message(zh: "同比", en: "Growth"))], rows: [[.rate(-0.000_001)], [.share(.infinity)]])
    #expect(rates.csv == "rate\r\n-1e-06\r\n\r\n")
  }

  @Test("security 26: CSV on a terminal shows what it would obey, and a file gets every byte")
  func csvToLookAt() {
    let listing = Listing(
      columns: [.init("name", Message(zh: "门店", en: "Store"))], rows: [[.text("a\u{1B}[2Jb")], [.text("嵊州")]])
    #expect(listing.csv == "name\r\na\u{1B}[2Jb\r\n嵊州\r\n")
    #expect(listing.csvToLookAt == "name\na\\u{1b}[2Jb\n嵊州\n")
  }

  @Test(
    "security 26: what a terminal would obey is shown, not sent", arguments: ["a\u{1B}[2Jb", "a\r\nb", "a\u{9B}31mb"])
  func controls(text: String) {
    let table = Listing(columns: [.init("name", Message(zh: "门店", en: "Store"))], rows: [[.text(text)]])
      .table(in: .zhHans)
    #expect(!table.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
    #expect(table.split(separator: "\n").count == 3)
  }

  @Test("JSON carries whole fen and null for what is not known")
  func json() throws {
    let data = try JSONEncoder().encode(listing)
    let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(rows[0]["turnover_fen"] as? Int == 3_300_050)
    #expect(rows[1]["growth"] is NSNull)
  }

  @Test("the parser's words are Chinese for who reads Chinese")
  func help() {
    let translated = HelpTranslation.translate(
      "Error: Missing expected argument '<month>'\nUsage: tongbiao", to: .zhHans)
    #expect(translated == "错误：缺少参数 '<month>'\n用法：tongbiao")
    #expect(HelpTranslation.translate("OPTIONS:", to: .en) == "OPTIONS:")
  }
}
