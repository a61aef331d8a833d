/// Why a row of a bill is not counted as turnover.
public enum LeftOutReason: Hashable, Sendable {
  /// The owner bought something.
  case purchase
  /// Money back for something that the owner had bought.
  case purchaseRefund
  /// 转账: from somebody known; counted only if the owner says that it was for goods.
  case transfer
  /// 微信红包, 群收款: counted only if the owner says that it was for goods.
  case redPacket
  /// 充值, 提现, 理财: between the owner's own accounts.
  case ownFunds
  /// Money that came in otherwise, by a known type that is no sale.
  case otherIncome
  /// The order was cancelled or closed, or the payment failed.
  case cancelled
  /// A refund that did not go through.
  case failedRefund
  /// A payout after commission: not turnover.
  case settlement
  /// What a platform paid of its customers' discounts. Turnover is what customers paid.
  case platformSubsidy
  /// A daily bill of a day whose single orders are counted.
  case coveredByOrders
  /// An amount in another currency.
  case foreignCurrency
  /// A type, status or direction that is not known, in the file's own words.
  case unknown(String)
  /// A row whose time or amount cannot be read.
  case unreadable

  /// A stable code for machines.
  public var code: String {
    switch self {
    case .purchase: "purchase"
    case .purchaseRefund: "purchase-refund"
    case .transfer: "transfer"
    case .redPacket: "red-packet"
    case .ownFunds: "own-funds"
    case .otherIncome: "other-income"
    case .cancelled: "cancelled"
    case .failedRefund: "failed-refund"
    case .settlement: "settlement"
    case .platformSubsidy: "platform-subsidy"
    case .coveredByOrders: "covered-by-orders"
    case .foreignCurrency: "foreign-currency"
    case .unknown: "unknown"
    case .unreadable: "unreadable"
    }
  }

  /// The file's own words, where the reason is that they are not known.
  public var detail: String? { if case .unknown(let words) = self { words } else { nil } }
}

/// What a row of a bill is.
enum Verdict: Hashable, Sendable {
  case sale
  case refund
  case leftOut(LeftOutReason)
}
