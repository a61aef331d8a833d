import SnackChain

// Reading bills into drafts.
extension Message {
  /// `import`
  public static let ownerImport = Message(
    zh: "从微信、支付宝、美团、饿了么的账单算出每月营业额，存为草稿，再由您补上现金、确认上报。账单文件不会改动。",
    en: "Add up the months from bills of WeChat, Alipay, Meituan and Ele.me, and keep drafts that you complete with "
      + "your cash. The files are not changed.")
  /// The files.
  public static let ownerOptionBills = Message(
    zh: "账单文件（csv、xlsx、zip），可以几个一起给。", en: "The bills (csv, xlsx, zip), several at once if you like.")
  /// `--transfers`
  public static let ownerOptionTransfers = Message(
    zh: "别人的转账也是货款，一起算。", en: "Transfers from others were for goods: count them.")
  /// `--red-packets`
  public static let ownerOptionRedPackets = Message(
    zh: "红包和群收款也是货款，一起算。", en: "Red packets and group collections were for goods: count them.")
  /// `--dry-run`
  public static let ownerOptionPreview = Message(
    zh: "只看结果，不存草稿。", en: "Only show what would come of it; keep no draft.")

  /// What a file is and what it holds.
  public static func ownerBillRead(
    _ file: String, kinds: [String], rows: Int, counted: Int, days: ClosedRange<CalendarDay>?, isReconciled: Bool
  ) -> Message {
    let names = Message.joined(kinds.map(billKind), zh: "、", en: ", ")
    let span = days.map { days in
      days.lowerBound == days.upperBound
        ? Message(verbatim: "\(days.lowerBound)")
        : Message(zh: "\(days.lowerBound) 到 \(days.upperBound)", en: "\(days.lowerBound) to \(days.upperBound)")
    }
    return Message(
      zh: "\(file.visible)：\(names.zh)，\(rows) 笔，计入 \(counted) 笔" + (span.map { "，\($0.zh)" } ?? "")
        + (isReconciled ? "。文件自己的合计对得上。" : "。"),
      en: "\(file.visible): \(names.en), \(counted) of \(billRows(rows).en) counted" + (span.map { ", \($0.en)" } ?? "")
        + (isReconciled ? ". Its own totals agree." : "."))
  }
  /// A month by the ways in which money came in.
  public static func ownerBillChannels(_ month: YearMonth, _ channels: [(code: String, amount: Money)]) -> Message {
    let parts = channels.map { billChannel($0.code) + Message(verbatim: " \($0.amount.grouped)") }
    return Message(verbatim: "  \(month)  ") + .joined(parts, zh: "，", en: ", ")
  }
  /// Rows that other rows repeat.
  public static func ownerBillRepeated(_ count: Int) -> Message {
    Message(
      zh: "几份账单重叠的 \(count) 笔只算了一次。", en: "\(billRows(count).en) stood in more than one place; counted once.")
  }
  /// Files of an earlier run that count for the same draft.
  public static func ownerBillTogether(_ names: [String]) -> Message {
    let list = names.map(lastPart).joined(separator: " ")
    return Message(
      zh: "连同先前算进草稿的账单一起算：\(list)", en: "Together with bills that are in the draft already: \(list)")
  }
  /// Files of an earlier run that are gone.
  public static func ownerBillGone(_ names: [String]) -> Message {
    let list = names.map(lastPart).joined(separator: " ")
    return Message(
      zh: "请留意：先前算进草稿的账单不在原处了，这次没有算它：\(list)。请把几份账单一起给。",
      en: "Look at this: bills that were in the draft are gone, so this leaves them out: \(list). Give all files "
        + "at once.")
  }
  /// A file of which nothing was taken.
  public static func ownerBillRefused(_ file: String, _ reason: Message) -> Message {
    Message(zh: "没有采用 \(file.visible)：", en: "Nothing was taken of \(file.visible): ") + reason
  }
  /// Something to look at.
  public static func ownerBillWarning(_ words: Message) -> Message {
    Message(zh: "请留意：", en: "Look at this: ") + words
  }
  /// Drafts were kept.
  public static func ownerBillDrafts(_ months: [YearMonth]) -> Message {
    let list = months.map(\.description).joined(separator: " ")
    return Message(
      zh: "草稿已存：\(list)。补上现金、确认上报：tongbiao report",
      en: "Drafts kept: \(list). Add your cash and confirm: tongbiao report")
  }
  /// A month that was typed already.
  public static func ownerBillGap(_ month: YearMonth, typed: Money, bills: Money) -> Message {
    Message(
      zh: "\(Message.month(month).zh)填过 \(typed.grouped)，账单合计 \(bills.grouped)，\(gap(typed, bills).zh)。"
        + "两个都可以：现金不在账单里。要改：tongbiao amend \(month) 金额 --because 原因",
      en: "\(Message.month(month).en): typed \(typed.grouped), bills \(bills.grouped), \(gap(typed, bills).en). Either "
        + "may stand: bills know no cash. To change it: tongbiao amend \(month) AMOUNT --because REASON")
  }
  /// A draft that was typed already.
  public static func ownerBillDraftGap(_ month: YearMonth, typed: Money, bills: Money) -> Message {
    Message(
      zh: "\(Message.month(month).zh)的草稿是您填的 \(typed.grouped)，账单合计 \(bills.grouped)，\(gap(typed, bills).zh)。"
        + "草稿没有动，以哪个为准由您定：tongbiao report \(month)",
      en: "The draft of \(Message.month(month).en) says \(typed.grouped) as you typed it, bills \(bills.grouped), "
        + "\(gap(typed, bills).en). It was left alone; you decide: tongbiao report \(month)")
  }
  private static func gap(_ typed: Money, _ bills: Money) -> Message {
    let fen = typed.fen.subtractingReportingOverflow(bills.fen).partialValue.magnitude
    let difference = Money(fen: Int64(clamping: fen))
    return typed > bills
      ? Message(zh: "填的多 \(difference.grouped)", en: "typed is \(difference.grouped) more")
      : Message(zh: "账单多 \(difference.grouped)", en: "bills are \(difference.grouped) more")
  }
  /// Some files were refused.
  public static func ownerBillsRefused(_ count: Int) -> Message {
    Message(
      zh: "有 \(count) 个文件没有采用，其余的照常。",
      en: (count == 1 ? "One file was" : "\(count) files were") + " left out; the others stand.")
  }
  /// No file could be used.
  public static let ownerBillsAllRefused = Message(
    zh: "没有文件可以采用，草稿没有动。", en: "No file could be used; drafts were left alone.")
  /// Files without takings.
  public static let ownerBillNothing = Message(
    zh: "这些账单里没有可以计入的营业额。", en: "There are no takings in these bills.")
  /// Rows that are not counted, for one reason; `words` are the file's own, where nobody knows them.
  public static func ownerBillLeftOut(_ code: String, words: String?, count: Int, sum: Money) -> Message {
    Message(zh: "没有算：", en: "Not counted: ") + leftOut(code)
      + Message(zh: words.map { "“\($0.visible)”" } ?? "", en: words.map { " \"\($0.visible)\"" } ?? "")
      + Message(zh: " \(count) 笔", en: ", \(billRows(count).en)")
      + (code == "unreadable" ? Message(verbatim: "") : Message(zh: "，\(sum.grouped) 元", en: ", \(sum.grouped) yuan"))
  }
  /// Heading.
  public static let ownerColumnOrders = Message(zh: "单数", en: "orders")
  /// Heading.
  public static let ownerColumnSales = Message(zh: "收入", en: "sales")
  /// Heading.
  public static let ownerColumnRefunds = Message(zh: "退款", en: "refunds")
  /// Heading.
  public static let ownerColumnDaysSeen = Message(zh: "有收入的天数", en: "days with sales")

  /// What kind of bill a file is.
  public static func billKind(_ code: String) -> Message {
    switch code {
    case "wechat-personal": Message(zh: "微信支付账单（个人）", en: "WeChat bill (personal)")
    case "wechat-merchant": Message(zh: "微信支付交易账单（商户）", en: "WeChat bill (merchant)")
    case "alipay-personal": Message(zh: "支付宝账单（个人）", en: "Alipay bill (personal)")
    case "alipay-merchant": Message(zh: "支付宝业务明细（商家）", en: "Alipay bill (merchant)")
    case "alipay-merchant-summary": Message(zh: "支付宝汇总（不再算）", en: "Alipay summary (not counted again)")
    case "meituan-orders": Message(zh: "美团订单", en: "Meituan orders")
    case "meituan-settlement": Message(zh: "美团结算", en: "Meituan payouts")
    case "eleme-orders": Message(zh: "饿了么订单", en: "Ele.me orders")
    case "eleme-daily": Message(zh: "饿了么每日账单", en: "Ele.me daily bills")
    case "eleme-settlement": Message(zh: "饿了么结算", en: "Ele.me payouts")
    case "account-ledger": Message(zh: "资金流水", en: "moves of an account")
    case "meituan-consumer": Message(zh: "美团账单（买家）", en: "Meituan bill (buyer)")
    case "jd-consumer": Message(zh: "京东账单（买家）", en: "JD bill (buyer)")
    case "till": Message(zh: "收银机文件", en: "till's file")
    default: Message(verbatim: code)
    }
  }
  /// The way by which money came in.
  public static func billChannel(_ code: String) -> Message {
    switch code {
    case "wechat": Message(zh: "微信", en: "WeChat")
    case "alipay": Message(zh: "支付宝", en: "Alipay")
    case "meituan": Message(zh: "美团", en: "Meituan")
    case "eleme": Message(zh: "饿了么", en: "Ele.me")
    case "till": Message(zh: "收银机", en: "till")
    default: Message(verbatim: code)
    }
  }

  /// So many rows.
  static func billRows(_ count: Int) -> Message {
    Message(zh: "\(count) 笔", en: count == 1 ? "1 row" : "\(count) rows")
  }
  /// The name at the end of a path.
  private static func lastPart(_ path: String) -> String {
    (path.split(separator: "/").last.map(String.init) ?? path).visible
  }

  private static func leftOut(_ code: String) -> Message {
    switch code {
    case "purchase": Message(zh: "自己的消费", en: "purchases")
    case "purchase-refund": Message(zh: "消费的退款", en: "refunds of purchases")
    case "transfer": Message(zh: "转账（是货款就加 --transfers）", en: "transfers (--transfers counts them)")
    case "red-packet": Message(zh: "红包（是货款就加 --red-packets）", en: "red packets (--red-packets counts them)")
    case "own-funds": Message(zh: "充值提现理财", en: "own funds")
    case "other-income": Message(zh: "其他收入", en: "other income")
    case "cancelled": Message(zh: "取消、关闭或没付成的", en: "cancelled, closed or unpaid")
    case "failed-refund": Message(zh: "没成功的退款", en: "failed refunds")
    case "settlement": Message(zh: "扣佣后的结算", en: "payouts after commission")
    case "platform-subsidy": Message(zh: "平台补贴", en: "platform subsidies")
    case "covered-by-orders": Message(zh: "已按明细算过的日汇总", en: "days covered by orders")
    case "foreign-currency": Message(zh: "外币", en: "foreign currency")
    case "unknown": Message(zh: "不认识的类型", en: "unknown type")
    case "unreadable": Message(zh: "看不懂的行", en: "unreadable rows")
    default: Message(verbatim: code)
    }
  }
}
