import BillImport
import SnackChain
import Testing

@Suite("Files in any order, with any overlap")
struct OverlapTests {
  /// Random orders over three months, some refunded in parts.
  static func orders(_ random: inout SplitMix) -> [BillMaking.WeChatOrder] {
    (0..<Int.random(in: 5...60, using: &random)).flatMap { index -> [BillMaking.WeChatOrder] in
      let day = Int.random(in: 1...28, using: &random)
      let time = "2023-0\(Int.random(in: 1...3, using: &random))-\(day < 10 ? "0" : "")\(day) 12:00:0\(index % 10)"
      let sale = BillMaking.sale(index, time, Int64.random(in: 1...9999, using: &random))
      if Int.random(in: 0..<6, using: &random) > 0 { return [sale] }
      return [sale] + (1...2).map { BillMaking.refund(index, "2023-03-28 20:00:00", sale.fen / 3, times: $0) }
    }
  }

  @Test(
    "any cut of the orders into overlapping files, in any order and repeated, gives the same draft", arguments: 0..<60)
  func overlaps(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed))
    let orders = Self.orders(&random)
    let whole = preview(BillMaking.weChatMerchant(orders))
    #expect(whole.refused.isEmpty)
    // By hand, without the reader.
    for month in whole.countedMonths {
      let own = orders.filter { $0.time.hasPrefix(month.month.description) }
      #expect(month.sales.fen == own.reduce(0) { $0 + $1.fen })
      #expect(month.refunds.fen == own.reduce(0) { $0 + $1.refundFen })
      #expect(month.orders == own.count { $0.status == "SUCCESS" })
    }
    var files: [BillFile] = []
    var covered = 0
    while covered < orders.count {
      let from = max(0, covered - Int.random(in: 0...10, using: &random))
      let to = min(orders.count, covered + Int.random(in: 1...25, using: &random))
      files.append(
        BillFile(
          name: "\(from)-\(to)",
          bytes: Array(BillMaking.weChatMerchant(Array(orders[from..<to]).shuffled(using: &random)).utf8)))
      covered = to
    }
    files += [files[0], files[files.count - 1]]
    for _ in 0..<3 {
      files.shuffle(using: &random)
      let parts = BillImport.preview(files)
      #expect(parts.months == whole.months)
      #expect(parts.refused.isEmpty)
    }
  }

  @Test("personal bills too, with masked numbers, equal rows and rows that are left out", arguments: 0..<30)
  func personal(seed: Int) throws {
    var random = SplitMix(state: UInt64(1000 + seed))
    let types = [("二维码收款", "收入"), ("转账", "收入"), ("商户消费", "支出"), ("零钱提现", "/"), ("怪事", "收入")]
    let rows = (0..<40).map { index in
      let (type, direction) = types[Int.random(in: 0..<types.count, using: &random)]
      let number = Bool.random(using: &random) ? "10001073012302030000\(100_000 + index)" : "1000xxxx\(index % 2)"
      return (
        "2023-02-0\(1 + index / 8) 08:0\(index % 3):00", type, direction,
        "¥\(Int.random(in: 1...3, using: &random)).50", "已收钱", number
      )
    }
    let whole = preview(BillMaking.weChatPersonal(rows))
    let text = BillMaking.weChatPersonal(rows)
    let days = BillMaking.weChatPersonal(rows.filter { $0.0 < "2023-02-04" })
    #expect(preview(text, text).months == whole.months)
    #expect(preview(days, text).months == whole.months)
    #expect(preview(text, days, days).months == whole.months)
  }

  @Test("an order that was cancelled since counts as cancelled, whichever file comes first")
  func cancelledSince() throws {
    let early = "美团\n订单编号,下单时间,订单状态,用户实付,平台服务费\n1,2023-02-01 11:00,已接单,20.00,3.00\n2,2023-02-01 11:00,已完成,5.00,1.00\n"
    let late = "美团\n订单编号,下单时间,订单状态,用户实付,平台服务费\n1,2023-02-01 11:00,已取消,20.00,3.00\n"
    for files in [[early, late], [late, early]] {
      let preview = preview(files[0], files[1])
      let month = try #require(preview["2023-02"])
      #expect(month.turnover == Money(fen: 500))
      #expect(month.left(.cancelled) == [1, 2000])
      #expect(preview.warnings.contains(.ordersDiffer(count: 1)))
    }
  }

  @Test("the same order number on two channels is two orders")
  func channels() throws {
    let meituan = "美团\n订单编号,下单时间,订单状态,用户实付,平台服务费\n1001,2023-02-01 11:00,已完成,20.00,3.00\n"
    let eleme = "饿了么\n订单编号,下单时间,订单状态,用户实付,平台服务费\n1001,2023-02-01 11:00,已完成,20.00,3.00\n"
    let month = try #require(preview(meituan, eleme)["2023-02"])
    #expect(month.turnover == Money(fen: 4000))
    #expect(month.channels.map(\.channel) == [.eleme, .meituan])
  }

  @Test("two equal rows of one file with one number are one order; a second import adds nothing")
  func repeated() throws {
    let order = BillMaking.sale(1, "2023-02-01 12:00:00", 1000)
    let preview = preview(BillMaking.weChatMerchant([order, order]))
    #expect(preview["2023-02"]?.turnover == Money(fen: 1000))
    #expect(preview.repeatedRows == 1)
  }
}
