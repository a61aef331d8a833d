import BillImport
import Foundation
import SnackChain
import Testing

/// Bills of every source as exports and spreadsheets leave them. They were written by hand, and what they add up to was
/// worked out by hand: neither shares anything with the makers of bills in the other tests.
@Suite("Bills of every source, by hand")
struct TrickyBillTests {
  static func file(_ name: String) throws -> BillFile { try ReferenceBillTests.file("Tricky/" + name) }

  /// What the files hold together, with the till that they need.
  static func preview(_ names: [String]) throws -> BillPreview {
    var options = ImportOptions()
    options.templates = [
      TillTemplate(
        name: "收银机", time: "销售时间", amount: "实收金额", order: "小票号", kind: "业务类型", refundKinds: ["退货"],
        ignoredKinds: ["作废"])
    ]
    return BillImport.preview(try names.map(file), options: options)
  }

  /// A month's figures by hand, in fen.
  struct Expected: Sendable, CustomTestStringConvertible {
    var file: String
    var month: String
    var sales: Int64
    var refunds: Int64
    var orders: Int
    var days: Int
    var takeaway: Int64 = 0
    var commission: Int64?
    var fees: Int64?
    var testDescription: String { "\(file) \(month)" }
  }

  static let months = [
    // 12.50 + 1,234.50 + 8.00 + 0.00; given back since: 3.00 and 8.00.
    Expected(file: "wechat-personal-excel.csv", month: "2023-03", sales: 125_500, refunds: 1100, orders: 4, days: 2),
    // One second before midnight, and midnight; of three refunds one failed.
    Expected(
      file: "wechat-merchant-month-end.csv", month: "2023-03", sales: 10_000, refunds: 0, orders: 1, days: 1, fees: 60),
    Expected(
      file: "wechat-merchant-month-end.csv", month: "2023-04", sales: 5850, refunds: 1500, orders: 1, days: 1, fees: 26),
    Expected(file: "alipay-personal-padded.csv", month: "2023-03", sales: 7700, refunds: 3000, orders: 2, days: 1),
    // Made in March and paid two seconds into April.
    Expected(
      file: "alipay-merchant-names-in-gbk.zip", month: "2023-03", sales: 1800, refunds: 500, orders: 1, days: 1, fees: 8
    ),
    Expected(
      file: "alipay-merchant-names-in-gbk.zip", month: "2023-04", sales: 3000, refunds: 0, orders: 1, days: 1, fees: 18),
    // 28.00 + 20.50 + 12.30, of which 6.25 were given back; one was cancelled.
    Expected(
      file: "meituan-orders.xlsx", month: "2023-03", sales: 6080, refunds: 625, orders: 3, days: 2, takeaway: 5455,
      commission: 915),
    Expected(
      file: "eleme-orders-gbk.csv", month: "2023-03", sales: 6700, refunds: 0, orders: 2, days: 2, takeaway: 6700,
      commission: 1140),
    Expected(
      file: "eleme-daily.xlsx", month: "2023-03", sales: 15_800, refunds: 0, orders: 5, days: 2, takeaway: 15_800,
      commission: 2600),
    // 12.00 + 30.50; 6.00 by its kind and 2.50 by its sign were given back; 99.00 was void.
    Expected(file: "till.txt", month: "2023-03", sales: 4250, refunds: 850, orders: 2, days: 1),
  ]

  @Test("each adds up to what was worked out by hand", arguments: months)
  func sums(expected: Expected) throws {
    let preview = try Self.preview([expected.file])
    #expect(preview.refused.isEmpty)
    let month = try #require(preview[expected.month])
    #expect(month.sales.fen == expected.sales)
    #expect(month.refunds.fen == expected.refunds)
    #expect(month.turnover.fen == expected.sales - expected.refunds)
    #expect(month.orders == expected.orders)
    #expect(month.openDaysSeen == expected.days)
    #expect(month.takeaway.fen == expected.takeaway)
    #expect(month.commission?.fen == expected.commission)
    #expect(month.paymentFees?.fen == expected.fees)
  }

  @Test("what is left out is left out for its own reason")
  func leftOut() throws {
    let weChat = try #require(try Self.preview(["wechat-personal-excel.csv"])["2023-03"])
    #expect(weChat.left(.redPacket) == [1, 6600] && weChat.left(.transfer) == [1, 20_000])
    #expect(weChat.left(.purchase) == [2, 50_800] && weChat.left(.ownFunds) == [1, 100_000])
    let merchant = try #require(try Self.preview(["wechat-merchant-month-end.csv"])["2023-04"])
    #expect(merchant.left(.failedRefund) == [1, 5850])
    let alipay = try #require(try Self.preview(["alipay-personal-padded.csv"])["2023-03"])
    #expect(alipay.left(.purchase) == [1, 4000] && alipay.left(.cancelled) == [1, 40_000])
    #expect(alipay.left(.otherIncome) == [1, 1] && alipay.left(.ownFunds) == [1, 10_000])
    let meituan = try #require(try Self.preview(["meituan-orders.xlsx"])["2023-03"])
    #expect(meituan.left(.cancelled) == [1, 5000] && meituan.left(.platformSubsidy) == [1, 200])
    let eleme = try #require(try Self.preview(["eleme-orders-gbk.csv"])["2023-03"])
    #expect(eleme.left(.cancelled) == [1, 2900] && eleme.left(.platformSubsidy) == [1, 100])
    let till = try #require(try Self.preview(["till.txt"])["2023-03"])
    #expect(till.left(.cancelled) == [1, 9900])
  }

  @Test(
    "payouts after commission are shown and never counted",
    arguments: [
      ("meituan-payouts.xls", 3770), ("eleme-payouts.csv", 12_000),
    ])
  func payouts(name: String, fen: Int64) throws {
    let preview = try Self.preview([name])
    #expect(preview.refused.isEmpty && preview.countedMonths.isEmpty)
    #expect(preview["2023-03"]?.settled == Money(fen: fen))
    #expect(preview.warnings == [.settlementOnly(file: name)])
  }

  static let all = [
    "wechat-personal-excel.csv", "wechat-merchant-month-end.csv", "alipay-personal-padded.csv",
    "alipay-merchant-names-in-gbk.zip", "meituan-orders.xlsx", "meituan-payouts.xls", "eleme-orders-gbk.csv",
    "eleme-daily.xlsx", "eleme-payouts.csv", "till.txt",
  ]

  @Test("all of them together, in any order and repeated, give one draft, added up by hand", arguments: 0..<20)
  func together(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    var names = Self.all.shuffled(using: &random)
    names += names.prefix(Int.random(in: 0...6, using: &random))
    let preview = try Self.preview(names)
    let march = try #require(preview["2023-03"])
    // Ele.me's day of 1 March stands as single orders too: 67.00 and 120.00 of 3 March.
    // 1,244.00 + 100.00 + 47.00 + 13.00 + 54.55 + 187.00 + 34.00
    #expect(march.turnover == Money(fen: 167_955))
    #expect(march.takeaway == Money(fen: 24_155))
    #expect(march.commission == Money(fen: 3975))
    #expect(march.left(.coveredByOrders) == [1, 3800])
    // 43.50 + 30.00
    #expect(preview["2023-04"]?.turnover == Money(fen: 7350))
    #expect(preview.refused.isEmpty)
    #expect(march.draft(store: try #require(StoreCode("S1")))?.turnover == Money(fen: 167_955))
  }
}

@Suite("Refunds told twice")
struct RefundToldTwiceTests {
  private static let sales = [
    ("2023-02-03 08:00:00", "二维码收款", "收入", "¥20.00", "已退款(¥5.00)", "10001"),
    ("2023-02-03 09:00:00", "二维码收款", "收入", "¥8.00", "已全额退款", "10002"),
  ]
  private static let refund = [("2023-02-04 10:00:00", "二维码收款-退款", "支出", "¥5.00", "已退款", "10003")]

  @Test("a refund that a status tells of and that has a row of its own counts once, in one file or in several")
  func once() throws {
    let whole = BillMaking.weChatPersonal(Self.sales + Self.refund)
    let (first, second) = (BillMaking.weChatPersonal(Self.sales), BillMaking.weChatPersonal(Self.refund))
    for preview in [preview(whole), preview(first, second), preview(second, whole, first)] {
      let month = try #require(preview["2023-02"])
      #expect(month.sales == Money(fen: 2800))
      #expect(month.refunds == Money(fen: 1300))
    }
    // By the status alone the same, where the bill has no such row.
    #expect(try #require(preview(first)["2023-02"]).refunds == Money(fen: 1300))
  }
}
