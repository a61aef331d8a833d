import BillImport
import SnackChain
import Testing

@Suite("Bills of merchants")
struct MerchantBillTests {
  @Test("WeChat: sales, refunds and fees add up, and the footer is held against them")
  func weChat() throws {
    let preview = preview(
      BillMaking.weChatMerchant([
        BillMaking.sale(1, "2023-02-01 00:00:00", 1250), BillMaking.sale(2, "2023-02-28 23:59:59", 2000),
        BillMaking.sale(3, "2023-03-01 00:00:00", 999), BillMaking.refund(2, "2023-03-02 10:00:00", 500),
        BillMaking.refund(2, "2023-03-02 10:00:00", 500, times: 2),
      ]))
    let february = try #require(preview["2023-02"])
    #expect(february.turnover == Money(fen: 3250))
    #expect(february.orders == 2)
    #expect(february.openDaysSeen == 2)
    #expect(february.paymentFees == Money(fen: 12))
    #expect(february.commission == nil)
    let march = try #require(preview["2023-03"])
    #expect(march.sales == Money(fen: 999))
    #expect(march.refunds == Money(fen: 1000))
    #expect(march.turnover == Money(fen: -1))
    #expect(march.paymentFees == Money(fen: -6))
    #expect(preview.files.map(\.isReconciled) == [true])
    #expect(preview.files.map(\.holders) == [["1601959334"]])
    #expect(preview.warnings == [.negativeTurnover(try #require(YearMonth("2023-03")), Money(fen: -1))])
  }

  @Test("failed refunds, other currencies and unknown states are left out and shown")
  func states() throws {
    var failed = BillMaking.refund(1, "2023-02-02 10:00:00", 300)
    failed.refundStatus = "FAIL"
    var foreign = BillMaking.sale(2, "2023-02-02 10:00:00", 700)
    foreign.currency = "USD"
    var strange = BillMaking.sale(3, "2023-02-02 10:00:00", 800)
    strange.status = "PENDING"
    let preview = preview(
      BillMaking.weChatMerchant([BillMaking.sale(1, "2023-02-02 09:00:00", 1000), failed, foreign, strange]))
    let month = try #require(preview["2023-02"])
    #expect(month.turnover == Money(fen: 1000))
    #expect(month.left(.failedRefund) == [1, 300])
    #expect(month.left(.foreignCurrency) == [1, 700])
    #expect(month.left(.unknown("PENDING")) == [1, 800])
  }

  @Test("a footer that does not add up refuses the bill, with both figures")
  func footer() {
    let orders = [BillMaking.sale(1, "2023-02-01 00:00:00", 1250), BillMaking.refund(1, "2023-02-02 00:00:00", 250)]
    #expect(
      preview(BillMaking.weChatMerchant(orders, salesOff: 100)).problem
        == .totalsDiffer(.sales, stated: 1350, found: 1250, line: 5))
    #expect(
      preview(BillMaking.weChatMerchant(orders, refundsOff: -1)).problem
        == .totalsDiffer(.refunds, stated: 249, found: 250, line: 5))
  }

  @Test("a bill without a single order is an empty month, not a cut-off file")
  func noOrders() {
    let preview = preview(BillMaking.weChatMerchant([]))
    #expect(preview.refused.isEmpty)
    #expect(preview.countedMonths.isEmpty)
    #expect(preview.warnings == [.nothingCounted(file: "bill 0.csv")])
  }

  @Test("Alipay in GBK: refunds count whatever their sign", arguments: ["-2.50", "2.50"])
  func alipay(refund: String) throws {
    let preview = preview(
      bytes: BillMaking.alipayMerchant(
        [
          ("交易", "2023-02-03 08:00:00", "12.50", "2023020322001", ""),
          ("交易", "2023/02/04 08:00", "10.00", "2023020322002", ""),
          ("退款", "2023-02-05 08:00:00", refund, "2023020322001", "R1"),
        ], sales: (2, 2250), refunds: (1, -250)))
    let month = try #require(preview["2023-02"])
    #expect(month.sales == Money(fen: 2250))
    #expect(month.refunds == Money(fen: 250))
    #expect(month.orders == 2)
    #expect(month.openDaysSeen == 2)
    #expect(month.paymentFees == Money(fen: 1))
    #expect(preview.files.map(\.holders) == [["20885022000000000156"]])
  }

  @Test("Alipay's totals are held against its rows: amounts and counts")
  func alipayTotals() {
    let rows = [("交易", "2023-02-03 08:00:00", "12.50", "2023020322001", "")]
    #expect(
      preview(bytes: BillMaking.alipayMerchant(rows, sales: (1, 1251), refunds: (0, 0))).problem
        == .totalsDiffer(.sales, stated: 1251, found: 1250, line: 8))
    #expect(
      preview(bytes: BillMaking.alipayMerchant(rows, sales: (2, 1250), refunds: (0, 0))).problem
        == .totalsDiffer(.saleCount, stated: 2, found: 1, line: 8))
  }

  @Test("Alipay's zip with GBK names: details count once, the summary beside them does not")
  func alipayZip() throws {
    let details = BillMaking.alipayMerchant(
      [("交易", "2023-02-03 08:00:00", "12.50", "2023020322001", "")], sales: (1, 1250), refunds: (0, 0))
    let summary = BillMaking.gb18030(
      "#支付宝业务明细汇总查询\r\n门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）\r\n合计,合计,1,0,12.50,12.50\r\n#结束\r\n")
    let archive = try ZipMaking.archive([
      .init(name: BillMaking.gb18030("20885022_20230301_业务明细.csv"), bytes: details),
      .init(name: BillMaking.gb18030("20885022_20230301_业务明细(汇总).csv"), bytes: summary),
      .init(name: Array("readme.txt".utf8), bytes: Array("please read".utf8)),
    ])
    let preview = preview(bytes: archive)
    #expect(preview.refused.isEmpty)
    #expect(preview["2023-02"]?.turnover == Money(fen: 1250))
    #expect(preview.files.map(\.sources) == [[.alipayMerchant, .alipayMerchantSummary]])
    #expect(preview.warnings.isEmpty)
  }

  @Test("bills of two merchants are pointed out, and so is one that no earlier bill named")
  func holders() {
    let one = BillMaking.weChatMerchant([BillMaking.sale(1, "2023-02-01 00:00:00", 100)])
    let other = BillMaking.weChatMerchant([BillMaking.sale(2, "2023-02-01 00:00:00", 100)], merchant: "1700000000")
    #expect(preview(one, other).warnings == [.severalHolders(.weChatMerchant, ["1601959334", "1700000000"])])
    var options = ImportOptions()
    options.knownHolders = [.weChatMerchant: ["1601959334"]]
    #expect(preview(one, options: options).warnings.isEmpty)
    #expect(preview(other, options: options).warnings == [.unknownHolder(file: "bill 0.csv", "1700000000")])
  }

  @Test("lists of an account's moves are no bills")
  func ledgers() {
    for text in [
      "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额（元）,账户结余（元）\n`2023-02-01 04:21:23,`1,`2,`退款,`退款,`支出,`0.02,`0.17\n",
      "#支付宝账务明细查询\n账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）\n1,2,3,包,2023-02-01,x,1.00,,2.00\n",
    ] { #expect(preview(text).problem == .accountLedger) }
  }
}
