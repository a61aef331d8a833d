import SnackChain

extension TableReader {
  /// A row of a person's WeChat bill. Takings are 二维码收款 that came in; transfers and red packets only if the owner
  /// says that they were for goods.
  func takeWeChatPersonal(_ row: BillRow) {
    let columns = columns
    guard let time = row[columns[.time]].time, let fen = row[columns[.amount]].fen else { return addUnreadable(row) }
    let type = row[columns[.type]]
    let direction = row[columns[.direction]]
    let status = row[columns[.status]]
    let isTakings = Self.isTakingsByCode(type)
    if direction == "收入" {
      if isTakings, !type.contains("退款") {
        add(.sale, family: .takings, row, at: time, fen: fen, identity: identity(row))
        addGivenBack(status, row, at: time, fen: fen)
        return
      }
      let verdict = weChatIncome(type.text)
      let family: RowFact.Family = verdict == .sale ? .takings : .other
      add(verdict, family: family, row, at: time, fen: fen, identity: identity(row))
      if verdict == .sale { addGivenBack(status, row, at: time, fen: fen) }
    } else if direction == "支出" {
      if isTakings, type.contains("退款") {
        add(
          .refund, family: .refund, row, at: time, fen: abs(fen), identity: identity(row),
          givenBackTo: row[columns[.counterparty]])
      } else {
        purchases += 1
        add(.leftOut(.purchase), family: .other, row, at: time, fen: fen, identity: identity(row))
      }
    } else if direction.isBlank || direction == "中性交易" || direction == "不计收支" {
      add(.leftOut(.ownFunds), family: .other, row, at: time, fen: fen, identity: identity(row))
    } else {
      add(.leftOut(.unknown(direction.text)), family: .other, row, at: time, fen: fen, identity: identity(row))
    }
  }

  /// Names of payments by the store's code.
  static func isTakingsByCode(_ cell: Cell) -> Bool { takingsNames.contains { cell.contains($0) } }

  private static let takingsNames: [StaticString] = [
    "二维码收款", "收款码收款", "面对面收款", "经营收款", "商家收款", "收钱码", "收款码", "扫码收款", "店铺收款", "当面付收款",
  ]

  private func weChatIncome(_ words: String) -> Verdict {
    if words.hasSuffix("退款") || words.contains("-退款") { return .leftOut(.purchaseRefund) }
    if words.contains("红包") || words.contains("群收款") {
      return options.countsRedPackets ? .sale : .leftOut(.redPacket)
    }
    if words.contains("转账") { return options.countsTransfers ? .sale : .leftOut(.transfer) }
    for known in ["商户消费", "赞赏", "其他", "亲属卡", "分分捐", "理财", "零钱", "提现", "充值", "还款", "利息", "退还"]
    where words.contains(known) { return .leftOut(.otherIncome) }
    return .leftOut(.unknown(words))
  }

  /// What the status says was given back since: 已全额退款, 已退款(￥5.00), 对方已退还.
  private func addGivenBack(_ cell: Cell, _ row: BillRow, at time: BillTime, fen: Int64) {
    guard cell.contains("退款") || cell.contains("退还") else { return }
    let status = cell.text
    var given = fen
    if !status.contains("全额") {
      var digits = Array(
        status.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isNumber || $0 == "." || $0 == "," }.utf8)
      let partial = digits.withUnsafeMutableBufferPointer { Cell(UnsafeBufferPointer($0)).fen }
      given = min(partial ?? fen, fen)
    }
    add(
      .refund, family: .refundTold, row, at: time, fen: given, identity: identity(row),
      givenBackTo: row[columns[.counterparty]])
  }

  /// A row of a merchant's WeChat bill. Takings are 应结订单金额: what is left of the order's amount after vouchers
  /// that the store gave.
  func takeWeChatMerchant(_ row: BillRow) {
    let columns = columns
    let status = row[columns[.status]]
    let isSale = status == "SUCCESS" || status == "USERPAYING" || status.isEmpty
    let settled = row[columns[.amount]].fen
    let gross = row[columns[.grossAmount]].fen ?? 0
    let refunded = row[columns[.refundAmount]].fen ?? 0
    totals.sums.settledAll += settled ?? 0
    totals.sums.grossAll += gross
    totals.sums.refunds += refunded
    totals.sums.grossRefunds += row[columns[.grossRefund]].fen ?? 0
    if isSale {
      totals.sums.settledSales += settled ?? 0
      totals.sums.grossSales += gross
    }
    guard let time = row[columns[.time]].time, let settled, settled >= 0 || isSale else { return addUnreadable(row) }
    noteHolder(row[columns[.holder]])
    let fee = row[columns[.fee]].amount?.units ?? 0
    let currency = row[columns[.currency]]
    if !currency.isEmpty, !(currency == "CNY"), !(currency == "RMB"), !(currency == "人民币") {
      add(.leftOut(.foreignCurrency), family: .takings, row, at: time, fen: settled, identity: identity(row))
    } else if status == "SUCCESS" || status.isEmpty {
      if settled < 0 {
        add(.refund, family: .refund, row, at: time, fen: -settled, identity: identity(row), fee: fee)
      } else {
        add(.sale, family: .takings, row, at: time, fen: settled, identity: identity(row), fee: fee)
      }
    } else if status == "REFUND" || status == "REVOKED" {
      let refund = row[columns[.refundOrder]]
      let outcome = row[columns[.refundStatus]]
      let isFailed = outcome == "FAIL" || outcome == "CHANGE" || outcome == "CLOSED" || outcome == "退款失败"
      let amount = abs(status == "REVOKED" && refunded == 0 ? settled : refunded)
      add(
        isFailed ? .leftOut(.failedRefund) : .refund, family: .refund, row, at: time, fen: amount,
        identity: identity(row, refund: refund), fee: isFailed ? 0 : -abs(fee))
    } else {
      add(.leftOut(.unknown(status.text)), family: .takings, row, at: time, fen: settled, identity: identity(row))
    }
  }
}
