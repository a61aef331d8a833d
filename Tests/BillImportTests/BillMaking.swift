import BillImport
import SnackChain

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Makes bills as the payment services and platforms write them, with made-up data.
enum BillMaking {
  /// A row of a merchant's WeChat bill.
  struct WeChatOrder {
    var time = "2023-02-03 12:00:00"
    var number = "4200000925202302031234567890"
    var status = "SUCCESS"
    var fen: Int64 = 0
    var refund = "0"
    var refundFen: Int64 = 0
    var refundStatus = ""
    var feeFen: Int64 = 0
    var currency = "CNY"
  }

  static let weChatMerchantHeader =
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
    + "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
    + "订单金额,申请退款金额,费率备注"

  static func yuan(_ fen: Int64) -> String { Money(fen: fen).description }

  static func sale(_ number: Int, _ time: String, _ fen: Int64) -> WeChatOrder {
    WeChatOrder(time: time, number: "42000009252023\(1_000_000_000 + number)", fen: fen, feeFen: 6)
  }

  static func refund(_ number: Int, _ time: String, _ fen: Int64, times: Int = 1) -> WeChatOrder {
    var order = sale(number, time, 0)
    order.status = "REFUND"
    order.refund = "5030000\(number)-\(times)"
    order.refundFen = fen
    order.refundStatus = "SUCCESS"
    order.feeFen = -6
    return order
  }

  static func weChatMerchant(
    _ orders: [WeChatOrder], salesOff: Int64 = 0, refundsOff: Int64 = 0, hasFooter: Bool = true,
    merchant: String = "1601959334"
  ) -> String {
    var text = "\u{FEFF}" + weChatMerchantHeader + "\r\n"
    for order in orders {
      let cells = [
        order.time, "wx81be3101902f7cb2", merchant, "0", "", order.number, "S" + order.number, "of1YsC99CsWA6R9MJazA",
        "NATIVE", order.status, "OTHERS", order.currency, yuan(order.fen), "0.00", order.refund, "0",
        yuan(order.refundFen), "0.00", order.refundStatus.isEmpty ? "" : "ORIGINAL", order.refundStatus, "小笼包", "",
        (order.feeFen < 0 ? "-0.0" : "0.0") + "\(order.feeFen.magnitude)000", "0.60%", yuan(order.fen),
        yuan(order.refundFen), "",
      ]
      text += cells.map { "`" + $0 }.joined(separator: ",") + "\r\n"
    }
    if !hasFooter { return text }
    let sales = orders.reduce(0) { $0 + $1.fen } + salesOff
    let refunds = orders.reduce(0) { $0 + $1.refundFen } + refundsOff
    text += "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n"
    text += "`\(orders.count),`\(yuan(sales)),`\(yuan(refunds)),`0.00,`0.00000,"
    text += "`\(yuan(sales - salesOff)),`\(yuan(refunds - refundsOff))\r\n"
    return text
  }

  /// A person's WeChat bill of `rows` (time, type, direction, amount, status, number).
  static func weChatPersonal(
    _ rows: [(String, String, String, String, String, String)], stated: Int? = nil
  ) -> String {
    var text = "\u{FEFF}微信支付账单明细,,,,,,,,\n微信昵称：[小笼包],,,,,,,,\n"
    text += "起始时间：[2023-02-01 00:00:00] 终止时间：[2023-02-28 23:59:59],,,,,,,,\n导出类型：[全部],,,,,,,,\n"
    text += ",,,,,,,,\n共\(stated ?? rows.count)笔记录,,,,,,,,\n注：,,,,,,,,\n"
    text += "----------------------微信支付账单明细列表--------------------,,,,,,,,\n"
    text += "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
    for (time, type, direction, amount, status, number) in rows {
      let quoted = amount.contains(",") ? "\"\(amount)\"" : amount
      text +=
        "\(time),\(type),\"顾客,甲\",\"/\",\(direction),\(quoted),零钱,\(status),\(number)\t,/\t,\"/\"\n"
    }
    return text
  }

  /// A person's Alipay bill of `rows` (time, category, item, direction, amount, status, number).
  static func alipayPersonal(_ rows: [(String, String, String, String, String, String, String)]) -> [UInt8] {
    var text = "------------------------------------------------------------------------------------\r\n导出信息：\r\n"
    text += "姓名：王某\r\n支付宝账户：someone@example.com\r\n共\(rows.count)笔记录\r\n\r\n特别提示：\r\n"
    text += (1...12).map { "\($0).说明\r\n" }.joined()
    text += "------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------\r\n"
    text += "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\r\n"
    for (time, category, item, direction, amount, status, number) in rows {
      text +=
        "\(time),\(category),某人,abc***@example.com,\(item),\(direction),\(amount),余额,\(status),\(number)\t,\t,,\r\n"
    }
    return gb18030(text)
  }

  /// A merchant's Alipay bill of `rows` (type, time, amount, number, refund number), as its CSV.
  static func alipayMerchant(
    _ rows: [(String, String, String, String, String)], sales: (Int, Int64), refunds: (Int, Int64),
    isClosed: Bool = true
  ) -> [UInt8] {
    var text = "#支付宝业务明细查询\r\n#账号：[20885022000000000156]\r\n"
    text += "#起始日期：[2023年02月01日 00:00:00]   终止日期：[2023年02月28日 23:59:59]\r\n"
    text += "#-----------------------------------------业务明细列表----------------------------------------\r\n"
    text += "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,"
    text += "商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,"
    text += "卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注\r\n"
    for (type, time, amount, number, refund) in rows {
      text += "\(number)\t,T\(number)\t,\(type),小笼包,\(time),\(time),\t,\t,\t,\t,甲(138****0000)\t,\(amount),\(amount),"
      text += "0.00,0.00,0.00,0.00,0.00,\t,0.00,0.00,\(refund)\t,-0.01,0.00,\t\r\n"
    }
    if isClosed {
      text += "#-----------------------------------------业务明细列表结束------------------------------------\r\n"
      text += "#交易合计：\(sales.0)笔，商家实收共\(yuan(sales.1))元，商家优惠共0.00元\r\n"
      text += "#退款合计：\(refunds.0)笔，商家实收退款共\(yuan(refunds.1))元，商家优惠退款共0.00元\r\n"
      text += "#导出时间：[2023年03月01日 12:01:39]\r\n"
    }
    return gb18030(text)
  }

  static func gb18030(_ text: String) -> [UInt8] {
    guard let converter: iconv_t = iconv_open("GB18030", "UTF-8") else { return [] }
    defer { iconv_close(converter) }
    var input = Array(text.utf8)
    var output = [UInt8](repeating: 0, count: input.count * 2 + 16)
    let made = input.withUnsafeMutableBytes { from in
      output.withUnsafeMutableBytes { to in
        var source = from.baseAddress?.assumingMemoryBound(to: CChar.self)
        var sourceLeft = from.count
        var target = to.baseAddress?.assumingMemoryBound(to: CChar.self)
        var targetLeft = to.count
        _ = iconv(converter, &source, &sourceLeft, &target, &targetLeft)
        return to.count - targetLeft
      }
    }
    return Array(output[..<made])
  }
}

/// What the texts, each a file, hold together.
func preview(_ texts: String..., options: ImportOptions = ImportOptions()) -> BillPreview {
  BillImport.preview(
    texts.enumerated().map { BillFile(name: "bill \($0).csv", bytes: Array($1.utf8)) }, options: options)
}

func preview(bytes: [UInt8], options: ImportOptions = ImportOptions()) -> BillPreview {
  BillImport.preview([BillFile(name: "bill", bytes: bytes)], options: options)
}

extension BillPreview {
  /// The month, or nothing.
  subscript(month: String) -> MonthOfBills? { months.first { $0.month.description == month } }

  /// The problem of the only file.
  var problem: BillProblem? { refused.first?.problem }
}

extension MonthOfBills {
  /// How many rows are left out for a reason, and their sum in fen.
  func left(_ reason: LeftOutReason) -> [Int64] {
    leftOut.filter { $0.reason == reason }.flatMap { [Int64($0.count), $0.sum.fen] }
  }
}

/// A small generator with a known seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
