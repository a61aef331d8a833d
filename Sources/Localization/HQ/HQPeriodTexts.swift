import SnackChain

// What is said of closing months and opening them again.
extension Message {
  /// `reports close`
  public static let hqReportsClose = Message(
    zh: "结账：某月的数字从此不再改动（可以只结一个地区）。晚到的月报留在店主的设备上，并告诉店主原因。",
    en: "Close a month: its figures stand from now on (of one region, if wanted). What comes later stays on the "
      + "owner's device, who is told why.")
  /// `reports reopen`
  public static let hqReportsReopen = Message(
    zh: "重新开放一个月（全部、一个地区或点名的门店），必须写明原因。",
    en: "Open a month again, for all, a region or named stores. A reason is needed.")
  /// `reports closings`
  public static let hqReportsClosings = Message(
    zh: "列出结账和重新开放的全部记录：谁、何时、为什么、当时的数据版本。",
    en: "List every closing and reopening: who, when, why, and the data version at that moment.")
  /// `--because`
  public static let hqOptionBecause = Message(zh: "原因，写进审计记录。", en: "Why; it goes into the audit chain.")
  /// `--store`, several times
  public static let hqOptionNamedStores = Message(
    zh: "只对这家店（可以写多次）。", en: "Only for this store; may be given several times.")
  /// `--region`
  public static let hqOptionPeriodRegion = Message(
    zh: "只对这个地区（六位代码）。", en: "Only for this region (six digits).")
  /// A month was closed.
  public static func hqPeriodClosed(_ month: YearMonth, due: Int, reported: Int, version: Int64) -> Message {
    Message(
      zh: "\(Message.month(month).zh)已结账（数据版本 \(version)）。应报 \(Message.count(due).zh) 家，已报 "
        + "\(Message.count(reported).zh) 家。",
      en: "\(Message.month(month).en) is closed (data version \(version)). \(Message.count(reported).en) of "
        + "\(Message.count(due).en) stores had reported.")
  }
  /// A month was opened again.
  public static func hqPeriodReopened(_ month: YearMonth) -> Message {
    Message(
      zh: "\(Message.month(month).zh)已重新开放。店主重新填报后会被接收。",
      en: "\(Message.month(month).en) is open again: what owners report from now on is taken.")
  }
  /// Why a month cannot be closed or opened.
  public static func hqPeriodProblem(_ problem: PeriodProblem) -> Message {
    switch problem {
    case .notOver(let month):
      Message(
        zh: "\(Message.month(month).zh)还没过完，不能结账。", en: "\(Message.month(month).en) is not over and cannot be closed.")
    case .unchanged(let month):
      Message(
        zh: "\(Message.month(month).zh)本来就是这个状态，没有改动。",
        en: "\(Message.month(month).en) stands so already; nothing was changed.")
    case .noReason: Message(zh: "重新开放必须写明原因。", en: "Opening a month again needs a reason.")
    case .unreadableReason:
      Message(zh: "原因太长，或者含有不能保存的字符。", en: "The reason is too long or has characters that cannot be kept.")
    case .unknownStore(let store): .hqNoStore(store.description)
    }
  }
  /// A figure for a closed month.
  public static let hqPeriodClosedRow = Message(
    zh: "这个月已经结账；要改请先重新开放：tongbiao-hq reports reopen。",
    en: "The month is closed; to change it, open it again first: tongbiao-hq reports reopen.")
  /// What a decision was.
  public static func hqPeriodKind(_ kind: PeriodEvent.Kind) -> Message {
    switch kind {
    case .closed: Message(zh: "结账", en: "closed")
    case .reopened: Message(zh: "重新开放", en: "reopened")
    }
  }
  /// Whom a decision is about.
  public static func hqPeriodScope(_ scope: PeriodEvent.Scope) -> Message {
    switch scope {
    case .chain: Message(zh: "全部门店", en: "all stores")
    case .region(let region): Message(verbatim: region.description)
    case .store(let store): Message(verbatim: store.description)
    }
  }

  /// What to do about a missing reason on the command line.
  public static let hqPeriodReasonAdvice = Message(zh: "请加上 --because 原因。", en: "Add --because with the reason.")
}
