import Foundation
import SnackChain
import SpreadsheetWriter
import Testing

@Suite("Workbooks that we write")
struct SpreadsheetWriterTests {
  static let made = Timestamp(milliseconds: 1_677_000_000_000)

  @Test("every kind of cell is read back by openpyxl as what it is")
  func typedCells() throws {
    let day = try #require(CalendarDay("2023-02-15"))
    let month = try #require(YearMonth("2023-02"))
    let bytes = try SpreadsheetWriter.bytes(title: "统标", made: Self.made) { writer in
      try writer.addSheet(
        named: "门店", header: ["编号", "金额", "家数", "增长", "验收日", "月份", "时间", "空", "数"])
      try writer.addRow([
        .text("000123"), .money(Money(fen: 3_300_050)), .count(3512), .percent(0.254), .day(day), .month(month),
        .moment(Timestamp(milliseconds: 1_676_448_000_000)), .empty, .number(1.25),
      ])
      try writer.addNotes(named: "口径", lines: [("数据版本", .count(42)), ("说明", .text("同店"))])
    }
    let read = try OpenpyxlReading.cells(of: bytes)
    #expect(read.sheets == ["门店", "口径"])
    let row = try #require(read.rows["门店"]?.last)
    #expect(
      row == [
        "s|000123|@", "n|33000.5|#,##0.00", "n|3512|#,##0", "n|0.254|0.0%", "d|2023-02-15 00:00:00|yyyy-mm-dd",
        "d|2023-02-01 00:00:00|yyyy-mm", "d|2023-02-15 16:00:00|yyyy-mm-dd hh:mm:ss", "n|None|General",
        "n|1.25|#,##0.####",
      ])
    #expect(read.rows["口径"] == [["s|数据版本|@", "n|42|#,##0"], ["s|说明|@", "s|同店|@"]])
  }

  @Test(
    "text stays text, whatever a spreadsheet might make of it",
    arguments: [
      "=1+1", "+8613800000000", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "http://example.org/", "<b>&\"'",
      "line\nbreak", "🥟 小笼包 𠀀", "_x0041_", "{=1}", "  spaces  ", "'quoted",
    ])
  func textIsInert(text: String) throws {
    let bytes = try SpreadsheetWriter.bytes(title: "t", made: Self.made) { writer in
      try writer.addSheet(named: "a", header: ["x"])
      try writer.addRow([.text(text)])
    }
    #expect(try OwnReading.rows(of: bytes, sheet: 0) == [["x"], [text]])
    let cell = try #require(try OpenpyxlReading.cells(of: bytes).rows["a"]?.last?.first)
    #expect(cell == "s|\(text)|@")
  }

  @Test(
    "money keeps every fen",
    arguments: [0, 1, -1, 29, 3_300_000, 99_999_999_999_999, 999_999_999_999_999, 1_000_000_000_000_001, Int64.min])
  func exactMoney(fen: Int64) throws {
    let bytes = try SpreadsheetWriter.bytes(title: "t", made: Self.made) { writer in
      try writer.addSheet(named: "a", header: ["x"])
      try writer.addRow([.money(Money(fen: fen))])
    }
    let rows = try OwnReading.rows(of: bytes, sheet: 0)
    let text = try #require(rows.last?.first)
    #expect(Money.exactly(text) == Money(fen: fen), "\(text)")
  }

  @Test("what is not a number leaves an empty cell and a workbook that opens", arguments: [Double.nan, .infinity])
  func notANumber(value: Double) throws {
    let bytes = try SpreadsheetWriter.bytes(title: "t", made: Self.made) { writer in
      try writer.addSheet(named: "a", header: ["x", "y"])
      try writer.addRow([.percent(value), .text("next")])
    }
    #expect(try OpenpyxlReading.cells(of: bytes).rows["a"]?.last == ["n|None|General", "s|next|@"])
  }

  @Test("characters that XML cannot say are replaced, and the rest stays")
  func unsayable() throws {
    let bytes = try SpreadsheetWriter.bytes(title: "t", made: Self.made) { writer in
      try writer.addSheet(named: "a", header: ["x"])
      try writer.addRow([.text("a\u{0}b\u{FFFE}c")])
    }
    #expect(try OwnReading.rows(of: bytes, sheet: 0).last == ["a\u{FFFD}b\u{FFFD}c"])
  }

  @Test("the same rows give the same bytes")
  func deterministic() throws {
    func workbook() throws -> [UInt8] {
      try SpreadsheetWriter.bytes(title: "统标", made: Self.made) { writer in
        try writer.addSheet(named: "a", header: ["x"])
        for index in 0..<500 { try writer.addRow([.count(index)]) }
      }
    }
    #expect(try workbook() == workbook())
  }

  @Test(
    "names that Excel refuses are refused",
    arguments: ["", "a/b", "a:b", "[a]", "'a", String(repeating: "长", count: 32), "a\u{0}b"])
  func sheetNames(name: String) {
    #expect(throws: SpreadsheetWriterProblem.sheetName(name)) {
      try SpreadsheetWriter.bytes(title: "t", made: Self.made) { try $0.addSheet(named: name, header: []) }
    }
  }

  @Test("a text too long for a cell is refused, and no file is left")
  func tooLong() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "a.xlsx").path(percentEncoded: false)
    #expect(throws: SpreadsheetWriterProblem.textTooLong(sheet: "a", row: 2)) {
      try SpreadsheetWriter.write(toFile: path, title: "t", made: Self.made) { writer in
        try writer.addSheet(named: "a", header: ["x"])
        try writer.addRow([.text(String(repeating: "x", count: SpreadsheetWriter.longestText + 1))])
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)) == [])
  }

  @Test("a folder that is not there is said so")
  func noFolder() {
    let path = "/nowhere-\(UUID().uuidString)/a.xlsx"
    #expect(throws: SpreadsheetWriterProblem.cannotWrite(path: path)) {
      try SpreadsheetWriter.write(toFile: path, title: "t", made: Self.made) { _ in }
    }
  }

  @Test("a row needs a sheet")
  func rowWithoutSheet() {
    #expect(throws: SpreadsheetWriterProblem.noSheet) {
      try SpreadsheetWriter.bytes(title: "t", made: Self.made) { try $0.addRow([.empty]) }
    }
  }

  @Test("many rows come back in order and complete")
  func manyRows() throws {
    let bytes = try SpreadsheetWriter.bytes(title: "t", made: Self.made) { writer in
      try writer.addSheet(named: "a", header: ["编号", "营业额"])
      for index in 0..<20_000 { try writer.addRow([.text("S\(index)"), .money(Money(fen: Int64(index) * 100))]) }
    }
    let rows = try OwnReading.rows(of: bytes, sheet: 0)
    #expect(rows.count == 20_001)
    #expect(rows[12_346] == ["S12345", "12345"])
  }
}

extension Money {
  /// The amount of a plain number with up to two decimals, worked out on the digits.
  fileprivate static func exactly(_ text: String) -> Money? {
    let parts = text.split(separator: ".")
    guard let whole = parts.first, parts.count <= 2 else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    let padded = decimals + String(repeating: "0", count: 2 - decimals.count)
    return Int64("\(whole)\(padded)").map(Money.init(fen:))
  }
}
