import SnackChain

// Receipts and what verifying them says.
extension Message {
  /// A receipt to be read and printed.
  public static func ownerReceipt(
    store: StoreCode, name: String, month: YearMonth, revision: Int, turnover: Money, receivedAt: String,
    position: Int64, keyID: String, checkCode: String
  ) -> Message {
    Message(
      zh: """
        统标月报回执
        门店      \(store)  \(name.visible)
        月份      \(Message.month(month).zh)（第 \(revision) 版）
        营业额    \(turnover.grouped) 元
        总部收到  \(receivedAt)（北京时间），流水号 \(position)
        校验码    \(checkCode)
        签名密钥  \(keyID)
        """,
      en: """
        Tongbiao receipt
        Store       \(store)  \(name.visible)
        Month       \(Message.month(month).en) (revision \(revision))
        Turnover    \(turnover.grouped) yuan
        Received    \(receivedAt) in China, feed position \(position)
        Check code  \(checkCode)
        Signed by   key \(keyID)
        """)
  }
  /// Good.
  public static func ownerReceiptGood(_ store: StoreCode, _ month: YearMonth, _ turnover: Money) -> Message {
    Message(
      zh: "回执有效：门店 \(store)，\(Message.month(month).zh)，\(turnover.grouped) 元。",
      en: "The receipt is good: store \(store), \(Message.month(month).en), \(turnover.grouped) yuan.")
  }
  /// Bad.
  public static func ownerReceiptBad(_ what: String) -> Message {
    Message(
      zh: "“\(what.visible)”的回执无效：内容被改过，或者不是总部签的。",
      en: "The receipt of \"\(what.visible)\" is not good: changed, or not signed by headquarters.")
  }
  /// An unknown key.
  public static func ownerReceiptKeyUnknown(_ keyID: String) -> Message {
    Message(
      zh: "不认识签名密钥 \(keyID.visible)，无法核对。", en: "The key \(keyID.visible) is not known here: nothing can be told.")
  }
  /// Give the key.
  public static let ownerReceiptKeyUnknownAdvice = Message(
    zh: "请向总部要回执公钥，用 --key 传入。", en: "Ask headquarters for its receipt key and pass it with --key.")
  /// No receipt of the month.
  public static func ownerNoReceipt(_ month: YearMonth) -> Message {
    Message(
      zh: "\(Message.month(month).zh)还没有回执。", en: "There is no receipt of \(Message.month(month).en) yet.")
  }
  /// Sync first.
  public static let ownerNoReceiptAdvice = Message(
    zh: "先运行 tongbiao sync；总部自己导入的历史没有回执。",
    en: "Run tongbiao sync first; history that headquarters imported has none.")
  /// A file that is no receipt.
  public static func ownerReceiptUnreadable(_ path: String) -> Message {
    Message(
      zh: "“\(path.visible)”不是月份，也不是回执文件。", en: "\"\(path.visible)\" is neither a month nor a receipt's file.")
  }
}
