import BillImport
import SnackChain
import Testing

@Suite("Bills of persons")
struct PersonalBillTests {
  @Test("WeChat: payments by code count; transfers, red packets, purchases, refunds and own funds do not")
  func weChat() throws {
    let preview = preview(
      BillMaking.weChatPersonal([
        ("2023-02-03 08:01:00", "二维码收款", "收入", "¥12.50", "已收钱", "1000107301230203000000000001"),
        ("2023-02-03 08:02:00", "二维码收款", "收入", "¥1,234.00", "已存入零钱", "1000107301230203000000000002"),
        ("2023-02-28 23:59:59", "二维码收款", "收入", "¥20.00", "已全额退款", "1000107301230203000000000003"),
        ("2023-02-28 23:59:59", "二维码收款", "收入", "¥30.00", "已退款(￥5.50)", "1000107301230203000000000004"),
        ("2023-03-01 00:00:00", "二维码收款", "收入", "¥7.00", "已收钱", "1000107301230203000000000005"),
        ("2023-02-04 09:00:00", "转账", "收入", "¥500.00", "已存入零钱", "1000107301230203000000000006"),
        ("2023-02-04 09:01:00", "微信红包", "收入", "¥88.00", "已存入零钱", "1000107301230203000000000007"),
        ("2023-02-05 09:00:00", "商户消费", "支出", "¥300.00", "支付成功", "1000107301230203000000000008"),
        ("2023-02-05 10:00:00", "商户消费-退款", "收入", "¥300.00", "已全额退款", "1000107301230203000000000009"),
        ("2023-02-06 09:00:00", "零钱提现", "/", "¥2000.00", "提现已到账", "1000107301230203000000000010"),
        ("2023-02-07 09:00:00", "新奇收入", "收入", "¥9.99", "已到账", "1000107301230203000000000011"),
      ]))
    let month = try #require(preview["2023-02"])
    // By hand: 12.50 + 1234.00 + 20.00 + 30.00, back 20.00 and 5.50.
    #expect(month.sales == Money(fen: 129_650))
    #expect(month.refunds == Money(fen: 2550))
    #expect(month.turnover == Money(fen: 127_100))
    #expect(month.orders == 4)
    #expect(month.openDaysSeen == 2)
    #expect(month.takeaway == .zero)
    #expect(month.left(.transfer) == [1, 50_000])
    #expect(month.left(.redPacket) == [1, 8800])
    #expect(month.left(.purchase) == [1, 30_000])
    #expect(month.left(.purchaseRefund) == [1, 30_000])
    #expect(month.left(.ownFunds) == [1, 200_000])
    #expect(month.left(.unknown("新奇收入")) == [1, 999])
    #expect(preview["2023-03"]?.turnover == Money(fen: 700))
    #expect(preview.warnings == [.unknownType(.weChat, "新奇收入", count: 1, sum: Money(fen: 999))])
    #expect(preview.files.map(\.holders) == [["小笼包"]])
  }

  @Test("red packets count where the owner says so, and nothing else changes")
  func redPackets() throws {
    var options = ImportOptions()
    options.countsRedPackets = true
    let text = BillMaking.weChatPersonal([
      ("2023-02-03 08:01:00", "二维码收款", "收入", "¥12.50", "已收钱", "10001073012302030000000001"),
      ("2023-02-04 09:01:00", "微信红包", "收入", "¥88.00", "已存入零钱", "10001073012302030000000002"),
      ("2023-02-04 09:02:00", "转账", "收入", "¥99.00", "已存入零钱", "10001073012302030000000003"),
    ])
    let month = try #require(preview(text, options: options)["2023-02"])
    #expect(month.turnover == Money(fen: 10_050))
    #expect(month.left(.transfer) == [1, 9900])
  }

  @Test("a bill of purchases only is refused as that of somebody who buys")
  func consumer() {
    let preview = preview(
      BillMaking.weChatPersonal([
        ("2023-02-05 09:00:00", "商户消费", "支出", "¥300.00", "支付成功", "1"),
        ("2023-02-06 09:00:00", "扫二维码付款", "支出", "¥30.00", "已转账", "2"),
        ("2023-02-06 09:00:00", "零钱提现", "/", "¥2000.00", "提现已到账", "3"),
      ]))
    #expect(preview.problem == .consumerBill(.weChatPersonal, purchases: 2))
    #expect(preview.months.isEmpty)
  }

  @Test("Alipay: payments to the code count; the rest does not")
  func alipay() throws {
    let preview = preview(
      bytes: BillMaking.alipayPersonal([
        ("2023-02-03 08:01:00", "其他", "收钱码收款", "收入", "12.50", "交易成功", "2023020322001400000000000001"),
        ("2023/2/3 8:02", "商业服务", "经营收款-小笼包", "收入", "7.50", "交易成功", "2023020322001400000000000002"),
        ("2023-02-04 08:02:00", "其他", "收钱码收款", "收入", "99.00", "交易关闭", "2023020322001400000000000003"),
        ("2023-02-04 08:03:00", "退款", "退款-收钱码收款", "支出", "2.50", "退款成功", "2023020322001400000000000004"),
        ("2023-02-05 08:02:00", "转账红包", "转账", "收入", "66.00", "交易成功", "2023020322001400000000000005"),
        ("2023-02-05 09:02:00", "投资理财", "余额宝-收益发放", "不计收支", "1.20", "交易成功", "2023020322001400000000000006"),
        ("2023-02-05 10:02:00", "餐饮美食", "面粉", "支出", "180.00", "交易成功", "2023020322001400000000000007"),
      ]))
    let month = try #require(preview["2023-02"])
    #expect(month.sales == Money(fen: 2000))
    #expect(month.refunds == Money(fen: 250))
    #expect(month.orders == 2)
    #expect(month.openDaysSeen == 1)
    #expect(month.left(.cancelled) == [1, 9900])
    #expect(month.left(.transfer) == [1, 6600])
    #expect(month.left(.ownFunds) == [1, 120])
    #expect(month.left(.purchase) == [1, 18_000])
    #expect(preview.files.map(\.sources) == [[.alipayPersonal]])
  }

  @Test("saved again by Excel: other dates, no seconds, other order of columns, new columns, a moved header, no quotes")
  func savedAgain() throws {
    let text = """
      微信支付账单明细,,,,,,\r
      ,,,,,,\r
      多出来的一行,,,,,,\r
      备注,交易单号, 金额（元） ,新的一列,当前状态,收／支,交易类型,交易时间\r
      /,`1000107301230203000000000001,"¥1,012.50",x,已收钱,收入,二维码收款,2023/2/3 8:01\r
      /,`1000107301230203000000000002,￥7.5,x,已收钱,收入,二维码收款,2023/02/04\r
      """
    let month = try #require(preview(text)["2023-02"])
    #expect(month.turnover == Money(fen: 102_000))
    #expect(month.openDaysSeen == 2)
  }

  @Test("numbers that a spreadsheet rounded do not make one order of many, and are warned about")
  func rounded() throws {
    let rows = (0..<5).map { index in
      ("2023-02-03 08:0\(index):00", "二维码收款", "收入", "¥10.00", "已收钱", "1.00011E+27")
    }
    let preview = preview(BillMaking.weChatPersonal(rows))
    #expect(preview["2023-02"]?.turnover == Money(fen: 5000))
    #expect(preview.warnings == [.roundedNumbers(file: "bill 0.csv", count: 5)])
  }

  @Test("tabs instead of commas, in UTF-16, as a spreadsheet saves Unicode text")
  func unicodeText() throws {
    let text = BillMaking.weChatPersonal([
      ("2023-02-03 08:01:00", "二维码收款", "收入", "¥12.50", "已收钱", "1000107301230203000000000001")
    ])
    let tabbed = text.replacing(/,(?![甲])/, with: "\t").dropFirst()
    let bytes = ([0xFEFF] + Array(tabbed.utf16)).flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(preview(bytes: bytes)["2023-02"]?.turnover == Money(fen: 1250))
  }

  @Test("a thousands separator without quotes makes the row unreadable, never a smaller amount")
  func shifted() throws {
    let text = BillMaking.weChatPersonal([
      ("2023-02-03 08:01:00", "二维码收款", "收入", "¥12.50", "已收钱", "1000107301230203000000000001"),
      ("2023-02-03 08:02:00", "二维码收款", "收入", "¥1,234.00", "已收钱", "1000107301230203000000000002"),
    ]).replacing("\"¥1,234.00\"", with: "¥1,234.00")
    let preview = preview(text)
    #expect(preview["2023-02"]?.turnover == Money(fen: 1250))
    #expect(preview.warnings == [.unreadableRows(file: "bill 0.csv", lines: [11])])
  }

  @Test("a row that cannot be read is left out, shown with its line, and costs nothing else")
  func unreadable() throws {
    let preview = preview(
      BillMaking.weChatPersonal([
        ("2023-02-03 08:01:00", "二维码收款", "收入", "¥12.50", "已收钱", "1000107301230203000000000001"),
        ("2023-02-31 08:01:00", "二维码收款", "收入", "¥12.50", "已收钱", "1000107301230203000000000002"),
        ("2023-02-03 08:01:00", "二维码收款", "收入", "¥12.505", "已收钱", "1000107301230203000000000003"),
      ]))
    #expect(preview["2023-02"]?.turnover == Money(fen: 1250))
    #expect(preview.leftOutWithoutMonth.map(\.count) == [2])
    #expect(preview.warnings == [.unreadableRows(file: "bill 0.csv", lines: [11, 12])])
  }
}
