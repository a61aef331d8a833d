import SnackChain

extension TableReader {
  /// A row of a person's Alipay bill. Takings are payments to the store's code that came in.
  func takeAlipayPersonal(_ row: BillRow) {
    let columns = columns
    let time = row[columns[.time]].time ?? row[columns[.completed]].time
    guard let time, let fen = row[columns[.amount]].fen else { return addUnreadable(row) }
    let direction = row[columns[.direction]]
    let status = row[columns[.status]]
    let words = row[columns[.type]]
    let item = row[columns[.item]]
    let isTakings = Self.isTakingsByCode(item) || Self.isTakingsByCode(words)
    let isRefund = words.contains("退款") || item.hasPrefix("退款") || status.contains("退款")
    if status.contains("关闭") || status.contains("失败") || status.contains("等待付款") {
      add(.leftOut(.cancelled), family: .other, row, at: time, fen: fen, identity: identity(row))
    } else if direction == "收入" {
      if isRefund, !isTakings {
        add(.leftOut(.purchaseRefund), family: .other, row, at: time, fen: fen, identity: identity(row))
        return
      }
      let verdict = isTakings ? .sale : alipayIncome(words.text + " " + item.text)
      add(verdict, family: verdict == .sale ? .takings : .other, row, at: time, fen: fen, identity: identity(row))
      if verdict == .sale, let given = row[columns[.refundAmount]].fen, given > 0 {
        add(.refund, family: .refund, row, at: time, fen: min(given, fen), identity: identity(row))
      }
    } else if direction == "支出" {
      if isRefund, isTakings {
        add(.refund, family: .refund, row, at: time, fen: abs(fen), identity: identity(row))
      } else {
        purchases += 1
        add(.leftOut(.purchase), family: .other, row, at: time, fen: fen, identity: identity(row))
      }
    } else if direction.isBlank || direction == "不计收支" || direction == "其他" {
      // 不计收支 with 退款 is money back for a purchase, or given back to a customer where it names the code.
      let verdict: Verdict = isRefund ? isTakings ? .refund : .leftOut(.purchaseRefund) : .leftOut(.ownFunds)
      add(verdict, family: verdict == .refund ? .refund : .other, row, at: time, fen: abs(fen), identity: identity(row))
    } else {
      add(.leftOut(.unknown(direction.text)), family: .other, row, at: time, fen: fen, identity: identity(row))
    }
  }

  private func alipayIncome(_ words: String) -> Verdict {
    if words.contains("红包") && !words.contains("转账") {
      return options.countsRedPackets ? .sale : .leftOut(.redPacket)
    }
    if words.contains("转账") { return options.countsTransfers ? .sale : .leftOut(.transfer) }
    for known in ["投资理财", "余额宝", "收益", "利息", "奖励", "提现", "充值", "工资", "报销", "理赔", "收入", "其他", "商业服务"]
    where words.contains(known) { return .leftOut(.otherIncome) }
    return .leftOut(.unknown(words.split(separator: " ").first.map(String.init) ?? words))
  }

  /// A row of a merchant's Alipay bill. Takings are 商家实收: after discounts of the store, before the service fee.
  func takeAlipayMerchant(_ row: BillRow) {
    let columns = columns
    let type = row[columns[.type]]
    let amount = row[columns[.amount]].fen
    let isSale = type == "交易"
    let isRefund = type == "退款"
    if isSale {
      totals.sums.saleCount += 1
      totals.sums.sales += amount ?? 0
    }
    if isRefund {
      totals.sums.refundCount += 1
      totals.sums.refunded += abs(amount ?? 0)
    }
    // A refund's creation may be that of the order; both are done when they are completed.
    let time = row[columns[.completed]].time ?? row[columns[.time]].time
    guard let time, let amount else { return addUnreadable(row) }
    let fee = abs(row[columns[.fee]].amount?.units ?? 0)
    if isSale {
      if amount < 0 { return addUnreadable(row) }
      add(.sale, family: .takings, row, at: time, fen: amount, identity: identity(row), fee: fee)
    } else if isRefund {
      // Some exports write refunds with a minus and some without.
      let refund = row[columns[.refundOrder]]
      add(
        .refund, family: .refund, row, at: time, fen: abs(amount), identity: identity(row, refund: refund), fee: -fee)
    } else {
      add(.leftOut(.unknown(type.text)), family: .other, row, at: time, fen: amount, identity: identity(row))
    }
  }
}
