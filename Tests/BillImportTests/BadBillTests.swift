import BillImport
import SnackChain
import Testing

@Suite("Bad bills")
struct BadBillTests {
  static let orders = (0..<40).map { BillMaking.sale($0, "2023-02-0\(1 + $0 % 9) 12:00:00", 1000 + Int64($0)) }

  @Test("a merchant's bill cut off at any byte is refused or, cut within its last line end, whole")
  func cutAnywhere() throws {
    let whole = Array(BillMaking.weChatMerchant(Array(Self.orders.prefix(4))).utf8)
    let full = preview(bytes: whole)
    #expect(full["2023-02"]?.orders == 4)
    for length in 0..<(whole.count - 2) {
      let cut = preview(bytes: Array(whole[..<length]))
      #expect(cut.months.isEmpty || cut.months == full.months, "cut at \(length)")
      #expect(cut.refused.count == 1 || cut.months == full.months, "cut at \(length)")
    }
  }

  @Test("a bill cut off between two rows, in a row or in a character is named as cut off")
  func cutOff() {
    let text = BillMaking.weChatMerchant(Self.orders, hasFooter: false)
    #expect(preview(text).problem == .cutOff(line: 41))
    #expect(preview(String(text.dropLast(90))).problem == .cutOff(line: 41))
    let personal = Array(
      BillMaking.weChatPersonal([("2023-02-03 08:01:00", "二维码收款", "收入", "¥12.50", "已收钱", "10001073")]).utf8)
    #expect(preview(bytes: personal.dropLast(8)).problem == .cutOff(line: 10))
    #expect(preview(bytes: Array(personal.prefix(personal.count - 45))).problem == .cutOff(line: 10))
    let alipay = BillMaking.alipayMerchant(
      [("交易", "2023-02-03 08:00:00", "12.50", "2023020322001", "")], sales: (1, 1250), refunds: (0, 0), isClosed: false)
    #expect(preview(bytes: alipay).problem == .cutOff(line: 6))
  }

  @Test("a personal bill with rows taken out says how many it should have")
  func rowsTakenOut() {
    let text = BillMaking.weChatPersonal(
      [("2023-02-03 08:01:00", "二维码收款", "收入", "¥12.50", "已收钱", "1000107301230203")], stated: 43)
    #expect(preview(text).warnings == [.statedRowsDiffer(file: "bill 0.csv", stated: 43, found: 1)])
  }

  @Test("one bad file of several is left out as a whole, and the others stand")
  func oneOfSeveral() {
    let good = BillMaking.weChatMerchant([BillMaking.sale(1, "2023-02-01 00:00:00", 1250)])
    let bad = BillMaking.weChatMerchant(Self.orders, salesOff: 1)
    let preview = preview(bad, good)
    #expect(preview.refused.map(\.name) == ["bill 0.csv"])
    #expect(preview.months == BillImport.preview(name: "x", bytes: Array(good.utf8)).months)
  }

  @Test("totals below zero give a month without a draft, said aloud")
  func negative() throws {
    let preview = preview(BillMaking.weChatMerchant([BillMaking.refund(1, "2023-02-01 00:00:00", 5000)]))
    let month = try #require(preview["2023-02"])
    #expect(month.turnover == Money(fen: -5000))
    #expect(month.draft(store: try #require(StoreCode("S-001"))) == nil)
    #expect(preview.warnings == [.negativeTurnover(month.month, Money(fen: -5000))])
  }

  @Test("figures beyond any possible one give no draft, and no sum wraps around")
  func huge() throws {
    let sales = (0..<3).map { BillMaking.sale($0, "2023-02-01 00:00:00", 9_999_999_999) }
    let preview = preview(BillMaking.weChatMerchant(sales))
    #expect(preview.warnings.map(\.code) == ["beyond-possible"])
    #expect(preview.months[0].draft(store: try #require(StoreCode("S-001"))) == nil)
  }

  @Test("what is no bill is named for what it is")
  func kinds() {
    #expect(preview(bytes: []).problem == .empty)
    #expect(preview(bytes: Array("%PDF-1.7".utf8)).problem == .unsupported(.pdf))
    #expect(preview(bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).problem == .unsupported(.oldExcel))
    #expect(preview(bytes: Array("\u{FEFF}<html><table>".utf8)).problem == .unsupported(.html))
    #expect(preview("hello").problem == .unknownFormat(columns: ["hello"]))
    #expect(preview(bytes: [0xFF, 0xFF, 0xFF, 0x0A]).problem == .notText(line: 1))
  }

  @Test("a known header without a needed column names the column and the line")
  func missingColumn() {
    let text = BillMaking.weChatMerchant(Self.orders).replacing("微信订单号", with: "不知道")
    #expect(preview(text).problem == .missingColumns(.weChatMerchant, ["微信订单号"], line: 1))
  }

  @Test("a needed column that stands twice is refused, not guessed")
  func doubledColumn() {
    let text = BillMaking.weChatPersonal([]).replacing("支付方式", with: "金额(元)")
    #expect(preview(text).problem == .doubledColumn("金额", line: 9))
  }

  @Test("a header that could be of two kinds of bill is refused")
  func ambiguous() {
    let text = "微信订单号,交易状态,应结订单金额,交易时间,支付宝交易号,业务类型,创建时间,商家实收\n"
    #expect(preview(text).problem == .ambiguous([.alipayMerchant, .weChatMerchant]))
  }

  @Test("a gzip of a bill is read, and cut off it is refused")
  func gzip() throws {
    let bytes = try Compressed.gzip(BillMaking.weChatMerchant(Self.orders))
    #expect(preview(bytes: bytes)["2023-02"]?.orders == 40)
    #expect(preview(bytes: bytes.dropLast(9)).problem == .cutOff(line: 0))
  }
}
