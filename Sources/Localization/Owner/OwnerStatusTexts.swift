import SnackChain

// Status, the list of reports, receipts.
extension Message {
  /// The store's line.
  public static func ownerStoreLine(_ store: StoreCode, _ name: String, _ standing: Standing) -> Message {
    Message(
      zh: "\(store)  \(name.visible)  \(Message.standing(standing).zh)",
      en: "\(store)  \(name.visible)  \(Message.standing(standing).en)")
  }
  /// A month is due.
  public static func ownerDue(_ month: YearMonth, until day: CalendarDay, isOverdue: Bool) -> Message {
    Message(
      zh: isOverdue
        ? "\(Message.month(month).zh)还没有填（\(Message.day(day).zh)已到期）"
        : "\(Message.month(month).zh)该填了，\(Message.day(day).zh)之前",
      en: isOverdue
        ? "\(Message.month(month).en) is missing (was due on \(Message.day(day).en))"
        : "\(Message.month(month).en) is due by \(Message.day(day).en)")
  }
  /// More months are due than are shown.
  public static func ownerMoreDue(_ count: Int) -> Message {
    Message(zh: "还有 \(count) 个更早的月份没有填", en: "\(count) earlier months are missing too")
  }
  /// Nothing is due.
  public static let ownerNothingDue = Message(zh: "该填的都填了。", en: "Nothing is due.")
  /// Counts.
  public static func ownerCounts(held: Int, waiting: Int) -> Message {
    Message(
      zh: "总部已收 \(held) 个月，待发 \(waiting) 条。", en: "Headquarters holds \(held) months; \(waiting) to send.")
  }
  /// The last session.
  public static func ownerLastSync(_ moment: String?) -> Message {
    moment.map { Message(zh: "上次同步：\($0)", en: "Last sync: \($0) (China)") }
      ?? Message(zh: "还没有同步过。", en: "Never synced.")
  }
  /// The last session failed.
  public static func ownerLastProblem(_ code: String) -> Message {
    let words = ownerSyncProblem(code)
    return Message(zh: "上次同步没有成功：\(words.zh)。", en: "The last sync did not succeed: \(words.en).")
  }
  /// Why a session ended, in a few words.
  static func ownerSyncProblem(_ code: String) -> Message {
    switch code {
    case "unreachable": Message(zh: "连不上总部", en: "headquarters could not be reached")
    case "too_slow": Message(zh: "网络太慢", en: "the network was too slow")
    case "cut_off": Message(zh: "连接中断了", en: "the connection was cut")
    case "busy": Message(zh: "总部正忙", en: "headquarters was busy")
    case "server_error": Message(zh: "总部出了故障", en: "something broke at headquarters")
    case "not_trusted", "not_headquarters":
      Message(zh: "回答的不是总部", en: "whoever answered was not headquarters")
    case "device_revoked": Message(zh: "总部停用了这台设备", en: "headquarters revoked this device")
    case "clock_skew": Message(zh: "本机时钟差得太多", en: "this device's clock is too far off")
    case "cancelled": Message(zh: "中途停了", en: "it was stopped")
    default: Message(verbatim: code.visible)
    }
  }
  /// A month that HQ refused.
  public static func ownerRefusedMonth(_ month: YearMonth, _ code: String) -> Message {
    let why = ownerRefusalReason(code)
    return Message(
      zh: "\(Message.month(month).zh)总部没有接受：\(why.zh)（\(code.visible)）您填的数还在这台设备上。"
        + "再填一次：tongbiao report \(month)",
      en: "Headquarters did not take \(Message.month(month).en): \(why.en) (\(code.visible)) Your figure is kept here. "
        + "To report it again: tongbiao report \(month)")
  }
  /// Why headquarters did not take a figure, in plain words.
  static func ownerRefusalReason(_ code: String) -> Message {
    switch code {
    case "period_closed":
      Message(
        zh: "这个月已经结账，不再收改动。确实要改，请打电话给总部，总部说明原因后可以重新开放。",
        en: "the month is closed and its figures stand. If it has to change, call headquarters: they can open it "
          + "again, with a reason.")
    case "other_store":
      Message(zh: "这台设备接入的是另一家店。", en: "this device is joined to another store.")
    case "id_reused":
      Message(zh: "同一个编号来过另一个数，请重新填。", en: "the same number came with another figure before.")
    case "unreadable", "unreadable_note":
      Message(zh: "备注或原因里有总部读不了的字符。", en: "the note or the reason has characters that cannot be kept.")
    case "future_month": Message(zh: "按总部的时钟，这个月还没开始。", en: "by headquarters' clock it has not begun.")
    case "too_many_revisions":
      Message(
        zh: "这个月改的次数太多了，请打电话给总部。", en: "the month was corrected too often. Call headquarters.")
    case "unknown_predecessor":
      Message(zh: "总部没有您要更正的那一版。", en: "headquarters does not have the revision that this corrects.")
    default: Message(zh: "不符合填报规则。", en: "it does not fit the rules of reports.")
    }
  }
  /// A month in conflict.
  public static func ownerConflictMonth(_ month: YearMonth, mine: Money, theirs: Money?) -> Message {
    let held = theirs?.grouped ?? "—"
    return Message(
      zh: "\(Message.month(month).zh)不一致：您填 \(mine.grouped)，总部 \(held)。"
        + "以您为准：tongbiao amend \(month) 金额 --because 原因；以总部为准：tongbiao amend \(month) --keep-theirs",
      en: "\(Message.month(month).en) differs: yours \(mine.grouped), headquarters' \(held). "
        + "Yours: tongbiao amend \(month) AMOUNT --because REASON; theirs: tongbiao amend \(month) --keep-theirs")
  }
  /// An alarm.
  public static func ownerAlarm(_ code: String, _ detail: String) -> Message {
    Message(
      zh: "警告 \(code.visible)：\(detail.visible)。请告诉总部。",
      en: "Warning \(code.visible): \(detail.visible). Tell headquarters.")
  }
  /// The likely next step.
  public static func ownerNext(_ command: String) -> Message {
    Message(zh: "下一步：\(command)", en: "Next: \(command)")
  }
  /// The likely next step in words: reporting a month.
  public static func ownerStepReport(_ month: YearMonth) -> Message {
    Message(zh: "填\(Message.month(month).zh)", en: "report \(Message.month(month).en)")
  }
  /// The likely next step in words: sending.
  public static let ownerStepSync = Message(zh: "发给总部", en: "send to headquarters")
  /// What may be typed at home.
  public static func ownerHomeKeys(_ next: Message?) -> Message {
    Message(
      zh: "回车 = \(next?.zh ?? "退出")   r 填报或更正   s 同步   m 全部月报   q 退出",
      en: "Enter = \(next?.en ?? "leave")   r report or correct   s sync   m all months   q quit")
  }
  /// The first line where there are several stores.
  public static let ownerHomeTitle = Message(zh: "统标  您的门店", en: "Tongbiao  your stores")
  /// Choosing a store.
  public static let ownerChooseKeys = Message(
    zh: "写数字选一家，回车 = [ ] 里那家   q 退出", en: "Type a number, Enter = the one in [ ]   q quit")
  /// Nothing to do.
  public static let ownerAllDone = Message(zh: "现在没有要做的。", en: "There is nothing to do now.")
  /// No reports yet.
  public static let ownerNoReports = Message(zh: "还没有月报。", en: "There are no reports yet.")
  /// The state of a month.
  public static func ownerState(_ code: String) -> Message {
    switch code {
    case "waiting": Message(zh: "待发", en: "to send")
    case "acknowledged": Message(zh: "总部已收", en: "received")
    case "refused": Message(zh: "未被接受", en: "refused")
    case "conflict": Message(zh: "不一致", en: "conflict")
    default: Message(verbatim: code)
    }
  }
  /// Headings.
  public static let ownerColumnStore = Message(zh: "门店", en: "store")
  /// Heading.
  public static let ownerColumnMonth = Message(zh: "月份", en: "month")
  /// Heading.
  public static let ownerColumnTurnover = Message(zh: "营业额", en: "turnover")
  /// Heading.
  public static let ownerColumnOpenDays = Message(zh: "营业天数", en: "open days")
  /// Heading.
  public static let ownerColumnReason = Message(zh: "原因", en: "reason")
  /// Heading.
  public static let ownerColumnTakeaway = Message(zh: "外卖", en: "takeaway")
  /// Heading.
  public static let ownerColumnCommission = Message(zh: "佣金", en: "commission")
  /// Heading.
  public static let ownerColumnNote = Message(zh: "备注", en: "note")
  /// Heading.
  public static let ownerColumnState = Message(zh: "状态", en: "state")
  /// Heading.
  public static let ownerColumnRevision = Message(zh: "第几版", en: "revision")
  /// Heading.
  public static let ownerColumnYearOnYear = Message(zh: "同比", en: "year on year")
  /// A figure of the status.
  public static let ownerColumnFact = Message(zh: "项目", en: "item")
  /// Its value.
  public static let ownerColumnValue = Message(zh: "内容", en: "value")
}
