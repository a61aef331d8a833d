import BillImport
import SnackChain
import Testing

@Suite("Bills of delivery platforms and tills")
struct PlatformBillTests {
  static let meituanOrders = """
    美团外卖订单明细
    订单编号,下单时间,订单完成时间,订单状态,门店id,商品总价,商家活动支出,用户实付,平台服务费,商家应收款,退款金额,平台补贴
    8001,2023-02-01 11:00:00,2023-02-01 11:40:00,已完成,77,35.00,-5.00,28.00,-4.20,21.80,0.00,2.00
    8002,2023-02-01 12:00:00,2023-02-01 12:40:00,已完成,77,20.00,0.00,20.00,-3.00,17.00,6.00,0.00
    8003,2023-02-02 12:00:00,,已取消,77,50.00,0.00,50.00,0.00,0.00,0.00,0.00
    8004,2023-02-03 12:00:00,,飞走了,77,9.00,0.00,9.00,-1.00,8.00,0.00,0.00
    合计,,,,,114.00,-5.00,107.00,-8.20,46.80,6.00,2.00
    """

  @Test("Meituan's orders: what customers paid counts, commission and subsidies stand beside")
  func meituan() throws {
    let preview = preview(Self.meituanOrders)
    let month = try #require(preview["2023-02"])
    #expect(month.sales == Money(fen: 4800))
    #expect(month.refunds == Money(fen: 600))
    #expect(month.turnover == Money(fen: 4200))
    #expect(month.takeaway == Money(fen: 4200))
    #expect(month.orders == 2)
    #expect(month.openDaysSeen == 1)
    #expect(month.commission == Money(fen: 720))
    #expect(month.left(.cancelled) == [1, 5000])
    #expect(month.left(.platformSubsidy) == [1, 200])
    #expect(month.left(.unknown("飞走了")) == [1, 900])
    #expect(month.channels.map(\.channel) == [.meituan])
  }

  @Test("a row of totals that does not add up refuses the file")
  func totalsRow() {
    let text = Self.meituanOrders.replacing("107.00", with: "108.00")
    #expect(preview(text).problem == .totalsDiffer(.sales, stated: 10_800, found: 10_700, line: 7))
  }

  @Test("where only the menu's price is told, the store's own discount comes off")
  func menuPrice() throws {
    let text = """
      饿了么订单
      订单号,下单时间,订单状态,菜品总价,商户补贴,佣金,预计收入
      1,2023-02-01 11:00,已完成,35.00,-5.00,-4.00,26.00
      """
    let month = try #require(preview(text)["2023-02"])
    #expect(month.turnover == Money(fen: 3000))
    #expect(month.channels.map(\.channel) == [.eleme])
  }

  /// Meituan's settlement: .xls by name, a workbook inside, a title in front.
  static func meituanSettlement() throws -> [UInt8] {
    let header = ["结算id", "门店id", "门店名称", "账单日期", "账单金额", "结算状态", "归属账期", "结算日期", "入账结算设置ID"]
    let row = ["S1", "77", "小笼包", "2023-02-03", "21.80", "已结算", "2023-02-01~2023-02-03", "2023-02-06", "9"]
    return try ZipMaking.workbook([[.text("账单明细")], header.map { .text($0) }, row.map { .text($0) }])
  }

  @Test("Meituan's settlement is after commission: shown as paid out, never as turnover")
  func settlement() throws {
    let preview = BillImport.preview([BillFile(name: "账单明细.xls", bytes: try Self.meituanSettlement())])
    #expect(preview.refused.isEmpty)
    #expect(preview.countedMonths.isEmpty)
    #expect(preview["2023-02"]?.settled == Money(fen: 2180))
    #expect(preview["2023-02"]?.left(.settlement) == [1, 2180])
    #expect(preview["2023-02"]?.draft(store: try #require(StoreCode("S-001"))) == nil)
    #expect(preview.warnings == [.settlementOnly(file: "账单明细.xls")])
  }

  static let elemeDaily = """
    账单日期,商户名称,商户ID,单量,结算金额(元),用户支付,商户补贴,代理商补贴,配送费,实收佣金,餐盒费,平台补贴
    2023/02/01,小笼包,123,10,150.00,200.00,-20.00,0.00,-30.00,-36.00,5.00,8.00
    2023/02/02,小笼包,123,5,75.00,100.00,-10.00,0.00,-15.00,-18.00,2.50,4.00
    """

  @Test("Ele.me's daily bills in GBK: what customers paid counts, not the payout")
  func eleme() throws {
    let preview = preview(bytes: BillMaking.gb18030(Self.elemeDaily))
    let month = try #require(preview["2023-02"])
    #expect(month.turnover == Money(fen: 30_000))
    #expect(month.orders == 15)
    #expect(month.openDaysSeen == 2)
    #expect(month.commission == Money(fen: 5400))
    #expect(month.settled == Money(fen: 22_500))
    #expect(month.left(.platformSubsidy) == [2, 1200])
  }

  @Test("days of Ele.me that come as single orders too are counted by the orders")
  func covered() throws {
    let orders = """
      饿了么,,,,,
      订单号,下单时间,订单状态,用户支付,佣金,预计收入
      1,2023-02-01 11:00:00,已完成,199.00,-36.00,150.00
      """
    for files in [[Self.elemeDaily, orders], [orders, Self.elemeDaily]] {
      let preview = preview(files[0], files[1])
      let month = try #require(preview["2023-02"])
      #expect(month.turnover == Money(fen: 29_900))
      #expect(month.left(.coveredByOrders) == [1, 20_000])
      #expect(preview.warnings == [.dailyCovered(month.month, count: 1)])
    }
  }

  @Test(
    "bills of people who buy are refused, by what is in them",
    arguments: [
      (
        "美团交易账单明细\n交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注\n"
          + "2026/1/15 10:00,2026/1/15 10:01,支付,小笼包,支出,微信支付,¥99.99,¥99.99,ID001,MID001,/\n",
        BillProblem.consumerBill(.meituanConsumer, purchases: 1)
      ),
      (
        "京东账单\n交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,商家订单号,备注\n"
          + "2023-02-01 10:00:00,京东,面粉,88.00,微信支付,交易成功,支出,食品,1,2,\n",
        BillProblem.consumerBill(.jdConsumer, purchases: 1)
      ),
    ])
  func consumers(text: String, problem: BillProblem) { #expect(preview(text).problem == problem) }

  @Test("a till's file is read by the template, with refunds by kind or by sign")
  func till() throws {
    let text = """
      流水,时间,类型,实收,收银员
      A1,2023-02-01 08:00,销售,12.50,甲
      A2,2023-02-01 09:00,退货,2.50,甲
      A3,2023-02-02 09:00,销售,-1.00,甲
      A4,2023-02-02 09:00,开钱箱,0.00,甲
      A5,2023-02-02 09:00,试吃,3.00,甲
      """
    #expect(preview(text).problem == .unknownFormat(columns: ["流水", "时间", "类型", "实收", "收银员"]))
    var options = ImportOptions()
    options.templates = [
      TillTemplate(
        name: "收银机", time: "时间", amount: "实收", order: "流水", kind: "类型", saleKinds: ["销售"], refundKinds: ["退货"],
        ignoredKinds: ["开钱箱"])
    ]
    let month = try #require(preview(text, text, options: options)["2023-02"])
    #expect(month.sales == Money(fen: 1250))
    #expect(month.refunds == Money(fen: 350))
    #expect(month.left(.cancelled) == [1, 0])
    #expect(month.left(.unknown("试吃")) == [1, 300])
  }

  @Test("a till's file with an order's number and a service charge is not taken for a platform's")
  func tillLikePlatform() throws {
    let text = "订单号,创建时间,订单金额,服务费\n1,2023-02-01 08:00,12.50,0.50\n"
    #expect(preview(text).problem?.code == "unknown-format")
    var options = ImportOptions()
    options.templates = [TillTemplate(name: "收银机", time: "创建时间", amount: "订单金额", order: "订单号")]
    #expect(preview(text, options: options)["2023-02"]?.channels.map(\.channel) == [.till])
  }

  @Test("a till and a payment service in one month may be the same money: the owner is asked")
  func twice() {
    var options = ImportOptions()
    options.templates = [TillTemplate(name: "收银机", time: "时间", amount: "实收")]
    let warnings = preview(
      "时间,实收\n2023-02-01 08:00,12.50\n",
      BillMaking.weChatMerchant([BillMaking.sale(1, "2023-02-01 08:00:00", 1250)]), options: options
    ).warnings
    #expect(warnings.map(\.code) == ["till-and-wallet"])
  }

  @Test("the draft adds the owner's cash and carries takeaway and commission")
  func draft() throws {
    let month = try #require(preview(Self.meituanOrders)["2023-02"])
    let store = try #require(StoreCode("S-001"))
    let report = try #require(month.draft(store: store, cash: Money(fen: 100_000), openDays: 24))
    #expect(report.turnover == Money(fen: 104_200))
    #expect(report.takeaway == Money(fen: 4200))
    #expect(report.commission == Money(fen: 720))
    #expect(report.openDays == 24)
    #expect(month.draft(store: store)?.openDays == 1)
  }
}
