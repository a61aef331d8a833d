import BillImport
import Gzip
import SnackChain
import Testing

enum Compressed {
  static func gzip(_ text: String) throws -> [UInt8] { try Gzip.compress(Array(text.utf8)) }
}

@Suite("Archives and workbooks")
struct ArchiveBillTests {
  static let bill = Array(BillMaking.weChatMerchant([BillMaking.sale(1, "2023-02-01 00:00:00", 1250)]).utf8)
  static let header = ["交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)", "支付方式", "当前状态", "交易单号", "商户单号", "备注"]

  static func row(_ time: ZipMaking.Value, _ amount: ZipMaking.Value, _ number: String) -> [ZipMaking.Value] {
    [
      time, .text("二维码收款"), .text("甲"), .text("/"), .text("收入"), amount, .text("零钱"), .text("已收钱"), .text(number),
    ]
  }

  @Test("a zip with a password is refused with that reason, and nothing of it is taken")
  func password() throws {
    let archive = try ZipMaking.archive([
      .init(name: Array("open.csv".utf8), bytes: Self.bill),
      .init(name: Array("locked.csv".utf8), bytes: Self.bill, isLocked: true),
    ])
    let preview = preview(bytes: archive)
    #expect(preview.problem == .passwordNeeded)
    #expect(preview.months.isEmpty)
  }

  @Test("a workbook with a password is an old container around it, and named for that")
  func lockedWorkbook() {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 1024 - 8)
    bytes += "EncryptedPackage".utf8.flatMap { unit -> [UInt8] in [unit, 0] }
    bytes += [UInt8](repeating: 0, count: 512)
    #expect(preview(bytes: bytes).problem == .passwordNeeded)
  }

  @Test("a zip bomb stops at the limit, whether it admits its size or lies")
  func bomb() throws {
    var options = ImportOptions()
    options.fileBytes = 1 << 20
    let zeros = [UInt8](repeating: 0x20, count: 8 << 20)
    let honest = try ZipMaking.archive([.init(name: Array("a.csv".utf8), bytes: zeros)])
    #expect(honest.count < 20_000)
    #expect(preview(bytes: honest, options: options).problem == .tooLarge(limit: 1 << 20))
    let lying = try ZipMaking.archive([.init(name: Array("a.csv".utf8), bytes: zeros, claimedSize: 1000)])
    #expect(preview(bytes: lying, options: options).problem != nil)
    #expect(preview(bytes: try Gzip.compress(zeros), options: options).problem == .tooLarge(limit: 1 << 20))
  }

  @Test("a zip cut off at any byte is refused")
  func cut() throws {
    let archive = try ZipMaking.archive([.init(name: Array("a.csv".utf8), bytes: Self.bill)])
    #expect(preview(bytes: archive)["2023-02"]?.turnover == Money(fen: 1250))
    for length in stride(from: 0, to: archive.count, by: 3) {
      let cut = preview(bytes: Array(archive[..<length]))
      #expect(cut.months.isEmpty)
      #expect(cut.refused.count == 1)
    }
  }

  @Test("one cut-off bill in an archive refuses the archive; leaflets beside bills do not")
  func half() throws {
    let cut = Array(BillMaking.weChatMerchant([BillMaking.sale(2, "2023-02-01 00:00:00", 1)], hasFooter: false).utf8)
    let archive = try ZipMaking.archive([
      .init(name: Array("a.csv".utf8), bytes: Self.bill), .init(name: Array("b.csv".utf8), bytes: cut),
    ])
    #expect(preview(bytes: archive).problem == .cutOff(line: 2))
    let leaflet = try ZipMaking.archive([
      .init(name: Array("read.pdf".utf8), bytes: Array("%PDF".utf8)),
      .init(name: Array("a.csv".utf8), bytes: Self.bill),
    ])
    #expect(preview(bytes: leaflet)["2023-02"]?.turnover == Money(fen: 1250))
  }

  @Test("a workbook's dates may be text, styled serial numbers or bare ones; its amounts numbers")
  func serialDates() throws {
    let book = try ZipMaking.workbook(
      [[.text("微信支付账单明细")], Self.header.map { .text($0) }]
        + [
          // 44960.5 is 2023-02-03 12:00; 44985.999988 is 2023-02-28 23:59:59.
          Self.row(.date("44960.5"), .number("23.100000000000001"), "1000107301230203000000000001"),
          Self.row(.number("44985.99998842593"), .number("5"), "1000107301230203000000000002"),
          Self.row(.text("2023/2/4 8:01"), .text("¥1,000.00"), "1000107301230203000000000003"),
          Self.row(.number("44986"), .number("1E1"), "1000107301230203000000000004"),
        ])
    let preview = preview(bytes: book)
    let february = try #require(preview["2023-02"])
    #expect(february.turnover == Money(fen: 102_810))
    #expect(february.openDaysSeen == 3)
    #expect(preview["2023-03"]?.turnover == Money(fen: 1000))
  }

  @Test("names under joined cells are found, and lost ones are named with the joined header as the reason")
  func mergedHeader() throws {
    var top: [ZipMaking.Value] = Self.header.map { .text($0) }
    top[4] = .text("金额")
    top[5] = .none
    var bottom = [ZipMaking.Value](repeating: .none, count: 11)
    bottom[4] = .text("收/支")
    bottom[5] = .text("金额(元)")
    let sale = Self.row(.text("2023-02-03 08:00:00"), .number("8.5"), "1000107301230203000000000001")
    let merged = "<mergeCells><mergeCell ref=\"E1:F1\"/></mergeCells>"
    let found = preview(bytes: try ZipMaking.workbook([top, bottom, sale], after: merged))
    #expect(found["2023-02"]?.turnover == Money(fen: 850))
    let lost = preview(bytes: try ZipMaking.workbook([top, sale], after: merged))
    #expect(lost.problem == .mergedHeader(.weChatPersonal, ["收/支"], line: 1))
    #expect(lost.months.isEmpty)
  }

  @Test("a million empty rows behind the bill are passed over and mentioned")
  func emptyRows() throws {
    let sale = Self.row(.text("2023-02-03 08:00:00"), .number("8.5"), "1000107301230203000000000001")
    let book = try ZipMaking.workbook(
      [Self.header.map { .text($0) }, sale], tail: String(repeating: "<row/>", count: 1_000_000))
    let preview = preview(bytes: book)
    #expect(preview["2023-02"]?.turnover == Money(fen: 850))
    #expect(preview.warnings == [.emptyRows(file: "bill", count: 1_000_000)])
  }

  @Test("a workbook whose XML is broken is damaged, not half read")
  func brokenXML() throws {
    let sale = Self.row(.text("2023-02-03 08:00:00"), .number("8.5"), "1000107301230203000000000001")
    let book = try ZipMaking.workbook([Self.header.map { .text($0) }, sale], tail: "<row><c></row>")
    let preview = preview(bytes: book)
    #expect(preview.problem == .damaged)
    #expect(preview.months.isEmpty)
  }
}
