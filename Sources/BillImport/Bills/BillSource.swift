/// The way by which money came in: orders of one channel never count for orders of another.
public enum BillChannel: String, Hashable, Sendable, CaseIterable, Codable {
  /// 微信支付
  case weChat = "wechat"
  /// 支付宝
  case alipay
  /// 美团外卖
  case meituan
  /// 饿了么
  case eleme
  /// The till of the store, by a template
  case till

  /// Whether its orders are taken away: the part of the turnover that comes through delivery platforms.
  public var isTakeaway: Bool { self == .meituan || self == .eleme }
}

/// A kind of file that owners have, told by the names of its columns.
public enum BillSource: String, Hashable, Sendable, CaseIterable, Codable {
  /// 微信支付账单明细, of a person who is paid by QR code
  case weChatPersonal = "wechat-personal"
  /// 微信支付商户交易账单
  case weChatMerchant = "wechat-merchant"
  /// 支付宝交易记录明细, of a person
  case alipayPersonal = "alipay-personal"
  /// 支付宝业务明细
  case alipayMerchant = "alipay-merchant"
  /// 支付宝业务明细(汇总): the same takings once more by store; read past
  case alipayMerchantSummary = "alipay-merchant-summary"
  /// 美团 orders, one a row
  case meituanOrders = "meituan-orders"
  /// 美团账单明细: what is paid out after commission, no turnover
  case meituanSettlement = "meituan-settlement"
  /// 饿了么 orders, one a row
  case elemeOrders = "eleme-orders"
  /// 饿了么 bills, one a day, with what customers paid
  case elemeDaily = "eleme-daily"
  /// 饿了么 payouts after commission, no turnover
  case elemeSettlement = "eleme-settlement"
  /// 资金账单 or 账务明细: moves of an account's balance, where takings, fees and withdrawals are mixed
  case accountLedger = "account-ledger"
  /// 美团账单 of somebody who buys
  case meituanConsumer = "meituan-consumer"
  /// 京东账单 of somebody who buys
  case jdConsumer = "jd-consumer"
  /// A till's file, by a template that the user mapped
  case till

  /// The channel whose orders the file holds.
  public var channel: BillChannel {
    switch self {
    case .weChatPersonal, .weChatMerchant, .accountLedger: .weChat
    case .alipayPersonal, .alipayMerchant, .alipayMerchantSummary: .alipay
    case .meituanOrders, .meituanSettlement, .meituanConsumer: .meituan
    case .elemeOrders, .elemeDaily, .elemeSettlement: .eleme
    case .till, .jdConsumer: .till
    }
  }

  /// Whether the file is of somebody who buys: it can never hold a store's takings.
  public var isConsumer: Bool { self == .meituanConsumer || self == .jdConsumer }

  /// Whether the file holds payouts after commission only.
  public var isSettlement: Bool { self == .meituanSettlement || self == .elemeSettlement }

  /// Whether one person's bill, where takings stand among purchases and transfers.
  public var isPersonal: Bool { self == .weChatPersonal || self == .alipayPersonal }
}
