import SnackChain

// The page of a month's close.
extension Message {
  /// The page.
  public static let webMonths = Message(zh: "月结", en: "Month close")
  /// Its title.
  public static func webMonthsOf(_ month: YearMonth) -> Message {
    Message(zh: "\(Message.month(month).zh)月结", en: "Close of \(Message.month(month).en)")
  }
  /// The month is closed.
  public static let webMonthClosed = Message(zh: "已结账", en: "Closed")
  /// The month is open.
  public static let webMonthOpen = Message(zh: "未结账", en: "Open")
  /// Contradicting reports.
  public static let webConflicts = Message(zh: "有冲突的月报", en: "Contradicting reports")
  /// What they are.
  public static let webConflictsNote = Message(zh: "两台设备报了不同的数，等店主决定", en: "two devices differ; the owner decides")
  /// Closing.
  public static func webCloseTitle(_ month: YearMonth) -> Message {
    Message(zh: "结账：\(Message.month(month).zh)", en: "Close \(Message.month(month).en)")
  }
  /// Opening again.
  public static func webReopenTitle(_ month: YearMonth) -> Message {
    Message(zh: "重新开放：\(Message.month(month).zh)", en: "Reopen \(Message.month(month).en)")
  }
  /// The button that closes.
  public static let webClose = Message(zh: "结账", en: "Close the month")
  /// The button that opens again.
  public static let webReopen = Message(zh: "重新开放", en: "Reopen the month")
  /// Stores that stay open.
  public static let webExcept = Message(zh: "例外门店", en: "Except stores")
  /// How to name them.
  public static let webExceptHint = Message(
    zh: "这些门店仍可补报或更正；写门店代码，用空格或逗号隔开。",
    en: "These stores may still report or correct. Codes, separated by spaces or commas.")
  /// A reason is needed.
  public static let webReopenHint = Message(zh: "必填，会记入审计。", en: "Required; kept in the audit log.")
  /// A reason may be left out.
  public static let webOptionalHint = Message(zh: "可不填。", en: "Optional.")
  /// Only some stores.
  public static let webOnlyStores = Message(zh: "只开放这些门店", en: "Only these stores")
  /// How to name them.
  public static let webOnlyStoresHint = Message(zh: "不写就是全部。", en: "Leave empty for all stores.")
  /// Who may decide.
  public static let webMonthsOnlyAssociation = Message(
    zh: "结账和重新开放只有协会账号可以操作。", en: "Only accounts of the association close and reopen months.")
  /// All decisions.
  public static let webDecisions = Message(zh: "全部决定", en: "All decisions")
  /// None yet.
  public static let webNoDecisions = Message(zh: "还没有结过账。", en: "No month was closed yet.")
  /// A decision.
  public static let webDecision = Message(zh: "决定", en: "Decision")
  /// For whom it holds.
  public static let webForWhom = Message(zh: "范围", en: "For")
  /// Somebody else decided while a form was being filled in.
  public static func webDecidedMeanwhile(_ month: YearMonth) -> Message {
    Message(
      zh: "您填写的时候，别人已经对\(Message.month(month).zh)作了决定，您的提交没有执行。",
      en:
        "Somebody decided about \(Message.month(month).en) while you filled in the form, so yours was not carried out.")
  }
  /// What to do where it stands already.
  public static let webDecisionStands = Message(
    zh: "可能别人刚刚已经办理；请回到月结页看看现在的状态。", en: "Somebody else may just have done it: look at the page to see how it stands.")
}
