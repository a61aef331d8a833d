import SnackChain

extension TableReader {
  /// An order of a delivery platform. Takings are what the customer paid, or the menu's price less the store's own
  /// discount where the file does not say; never the payout after commission.
  func takePlatformOrder(_ row: BillRow) {
    let columns = columns
    if isTotalsRow(row, of: columns.has(.paid) ? columns[.paid] : columns[.grossAmount]) { return }
    guard let time = row[columns[.time]].time ?? row[columns[.completed]].time, let fen = platformTakings(row) else {
      return addUnreadable(row)
    }
    noteHolder(row[columns[.holder]])
    let status = row[columns[.status]]
    let fee = abs(row[columns[.fee]].amount?.units ?? 0)
    let verdict = Self.platformStatus(status)
    list(columns.has(.paid) ? fen : row[columns[.grossAmount]].fen ?? 0, counts: verdict == .sale)
    switch verdict {
    case .sale where fen < 0:
      add(.refund, family: .refund, row, at: time, fen: -fen, identity: identity(row), fee: -fee)
    case .sale:
      add(.sale, family: .takings, row, at: time, fen: fen, identity: identity(row), fee: fee)
      if let refund = row[columns[.refundAmount]].fen, refund != 0 {
        add(.refund, family: .refund, row, at: time, fen: min(abs(refund), fen), identity: identity(row))
      }
      addSubsidy(row, at: time, identity: identity(row))
    case .refund:
      add(.refund, family: .refund, row, at: time, fen: abs(fen), identity: identity(row), fee: -fee)
    case .leftOut(let reason):
      add(.leftOut(reason), family: .takings, row, at: time, fen: fen, identity: identity(row))
    }
  }

  private func platformTakings(_ row: BillRow) -> Int64? {
    let columns = columns
    if columns.has(.paid) { return row[columns[.paid]].fen }
    guard let gross = row[columns[.grossAmount]].fen else { return nil }
    return gross - abs(row[columns[.discount]].fen ?? 0)
  }

  /// What the platform paid of a discount is shown and not counted: turnover is what customers paid.
  private func addSubsidy(_ row: BillRow, at time: BillTime, identity: Identity, orders: Int32 = 1) {
    let subsidy = abs(row[columns[.subsidy]].fen ?? 0)
    if subsidy != 0 {
      add(.leftOut(.platformSubsidy), family: .aside, row, at: time, fen: subsidy, identity: identity, orders: orders)
    }
  }

  private static let cancelledWords: [StaticString] = [
    "取消", "关闭", "无效", "拒单", "全额退款", "已退款", "退单", "超时", "未支付", "待支付", "失败",
  ]
  private static let soldWords: [StaticString] = [
    "完成", "送达", "收货", "成功", "有效", "正常", "已支付", "已结算", "已评价", "配送中", "已接单",
  ]

  private static func platformStatus(_ status: Cell) -> Verdict {
    if status.isEmpty || status.contains("部分退款") { return .sale }
    if cancelledWords.contains(where: status.contains) { return .leftOut(.cancelled) }
    if status == "退款" { return .refund }
    if soldWords.contains(where: status.contains) { return .sale }
    return .leftOut(.unknown(status.text))
  }

  /// A day of a delivery platform in one row, with what customers paid.
  func takePlatformDay(_ row: BillRow) {
    let columns = columns
    if isTotalsRow(row, of: columns[.paid]) { return }
    guard let time = row[columns[.time]].time, let fen = row[columns[.paid]].fen else { return addUnreadable(row) }
    let holder = row[columns[.holder]]
    noteHolder(holder)
    let orders = Int32(clamping: (row[columns[.orderCount]].fen ?? 0) / 100)
    let fee = abs(row[columns[.fee]].amount?.units ?? 0)
    if fen < 0 {
      add(.refund, family: .refund, row, at: time, fen: -fen, identity: .day(holder), fee: -fee, orders: orders)
    } else {
      add(.sale, family: .daily, row, at: time, fen: fen, identity: .day(holder), fee: fee, orders: orders)
    }
    list(fen, counts: true)
    addSubsidy(row, at: time, identity: .day(holder), orders: orders)
    if let net = row[columns[.net]].fen {
      add(.leftOut(.settlement), family: .other, row, at: time, fen: net, identity: .day(holder), orders: 1)
    }
  }

  /// A payout after commission: shown, never counted.
  func takeSettlement(_ row: BillRow) {
    let columns = columns
    if isTotalsRow(row, of: columns[.net]) { return }
    guard let time = row[columns[.time]].time, let net = row[columns[.net]].fen else { return addUnreadable(row) }
    list(net, counts: true)
    let holder = row[columns[.holder]]
    noteHolder(holder)
    let order = row[columns[.order]]
    let identity: Identity = order.isUsableNumber ? .order(order, refund: nil) : .day(holder)
    add(.leftOut(.settlement), family: .other, row, at: time, fen: net, identity: identity)
  }

  /// A row of a till's file, by the user's template.
  func takeTill(_ row: BillRow) {
    let columns = columns
    guard let template = found?.template else { return }
    if isTotalsRow(row, of: columns[.amount]) { return }
    guard let time = row[columns[.time]].time, let fen = row[columns[.amount]].fen else { return addUnreadable(row) }
    let kind = columns.has(.type) ? row[columns[.type]].text : ""
    let order = row[columns[.order]]
    let identity: Identity =
      order.isUsableNumber
      ? .order(order, refund: nil) : .likeness(row[columns[.type]], Cell(row[columns[.amount]].bytes))
    let isRefund = template.refundKinds.contains(kind) || fen < 0
    list(fen, counts: !template.ignoredKinds.contains(kind), isGivenBack: isRefund)
    if template.ignoredKinds.contains(kind) {
      add(.leftOut(.cancelled), family: .other, row, at: time, fen: fen, identity: identity)
    } else if isRefund {
      add(.refund, family: .refund, row, at: time, fen: abs(fen), identity: identity)
    } else if template.saleKinds.isEmpty || template.saleKinds.contains(kind) {
      add(.sale, family: .takings, row, at: time, fen: fen, identity: identity)
    } else {
      add(.leftOut(.unknown(kind)), family: .other, row, at: time, fen: fen, identity: identity)
    }
  }
}
