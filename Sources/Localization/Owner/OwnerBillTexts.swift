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
  /// A file of which nothing was taken.
  public static func ownerBillRefused(_ file: String, _ code: String) -> Message {
    Message(zh: "没有采用 \(file.visible)：", en: "Nothing was taken of \(file.visible): ") + billProblem(code)
  }
  /// Something to look at.
  public static func ownerBillWarning(_ code: String) -> Message {
    Message(zh: "请留意：", en: "Look at this: ") + billWarning(code)
  }
  /// Drafts were kept.
  public static func ownerBillDrafts(_ months: [YearMonth]) -> Message {
    let list = months.map(\.description).joined(separator: " ")
    return Message(
      zh: "草稿已存：\(list)。补上现金后运行 tongbiao report 月份 确认。",
      en: "Drafts kept: \(list). Add your cash and confirm with tongbiao report MONTH.")
  }
  /// A month that was typed already.
  public static func ownerBillGap(_ month: YearMonth, typed: Money, bills: Money) -> Message {
    Message(
      zh: "\(Message.month(month).zh)填过 \(typed.grouped)，账单合计 \(bills.grouped)；要改请用 tongbiao amend，不改也行。",
      en:
        "\(Message.month(month).en): typed \(typed.grouped), bills \(bills.grouped). Either may stand; tongbiao amend "
        + "changes it.")
  }
  /// Some files were refused.
  public static func ownerBillsRefused(_ count: Int) -> Message {
    Message(
      zh: "有 \(count) 个文件没有采用，其余的照常。", en: "\(count) files were left out; the others stand.")
  }
  /// Rows that are not counted, for one reason.
  public static func ownerBillLeftOut(_ code: String, count: Int, sum: Money) -> Message {
    Message(zh: "没有算：", en: "Not counted: ") + leftOut(code)
      + Message(zh: " \(count) 笔，\(sum.grouped) 元", en: ", \(count) rows, \(sum.grouped) yuan")
  }
  /// Heading.
  public static let ownerColumnOrders = Message(zh: "单数", en: "orders")
  /// Heading.
  public static let ownerColumnSales = Message(zh: "收入", en: "sales")
  /// Heading.
  public static let ownerColumnRefunds = Message(zh: "退款", en: "refunds")

  private static func billProblem(_ code: String) -> Message {
    switch code {
    case "unreadable": Message(zh: "读不了这个文件。", en: "it cannot be read.")
    case "empty": Message(zh: "文件是空的。", en: "it is empty.")
    case "cut-off": Message(zh: "文件不完整，请重新下载。", en: "it ends in the middle; download it again.")
    case "damaged": Message(zh: "文件损坏了，请重新下载。", en: "it is damaged; download it again.")
    case "not-text": Message(zh: "里面不是文字。", en: "it is not text.")
    case "password-needed": Message(zh: "有密码，请先解压。", en: "a password locks it; unpack it first.")
    case "too-large", "too-many-rows": Message(zh: "太大了，不像账单。", en: "it is too large for a bill.")
    case "unsupported": Message(zh: "这种文件不支持，请另存为 csv 或 xlsx。", en: "save it as csv or xlsx.")
    case "unknown-format": Message(zh: "不认识这种账单。", en: "no known bill has these columns.")
    case "missing-columns", "merged-header", "doubled-column":
      Message(zh: "表头被改过，缺列或合并了，请用原始文件。", en: "its header was changed; use the original file.")
    case "ambiguous": Message(zh: "分不清是哪种账单。", en: "it could be two kinds of bill.")
    case "consumer-bill": Message(zh: "这是买东西的账单，没有营业额。", en: "it is a buyer's bill, without takings.")
    case "account-ledger":
      Message(zh: "这是资金流水，请下载交易账单。", en: "it lists an account's moves; download the bill of transactions.")
    case "totals-differ":
      Message(zh: "文件自己的合计和明细对不上，请重新下载。", en: "its own total is not the sum of its rows; download it again.")
    default: Message(verbatim: code)
    }
  }

  private static func billWarning(_ code: String) -> Message {
    switch code {
    case "nothing-counted": Message(zh: "有的文件里没有营业额。", en: "a file has no takings at all.")
    case "stated-rows-differ": Message(zh: "账单写的笔数和实际不一样。", en: "a bill states another number of rows.")
    case "unreadable-rows": Message(zh: "有几行看不懂，没有算。", en: "some rows cannot be read and are left out.")
    case "unknown-type": Message(zh: "有不认识的交易类型，没有算。", en: "some types are not known and are left out.")
    case "rounded-numbers":
      Message(zh: "订单号被表格软件改过，重叠的账单可能算两次。", en: "order numbers were rounded: overlaps may count twice.")
    case "orders-differ": Message(zh: "几个文件对同一单说法不同，取较新的。", en: "files differ on an order; the later one counts.")
    case "several-holders": Message(zh: "账单是不同账户的，请确认都是本店。", en: "bills of several accounts: are all yours?")
    case "unknown-holder": Message(zh: "账单的账户以前没见过。", en: "a bill of an account not seen before.")
    case "empty-rows": Message(zh: "有大量空行，已跳过。", en: "many empty rows were passed over.")
    case "settlement-only":
      Message(zh: "这是扣佣后的结算，不是营业额，请下载订单账单。", en: "payouts after commission are no turnover.")
    case "negative-turnover": Message(zh: "有的月份退款多于收入。", en: "in a month more was given back than taken.")
    case "beyond-possible": Message(zh: "有的月份数字大得不可能。", en: "a month's figure is beyond the possible.")
    case "till-and-wallet":
      Message(zh: "收银和支付账单可能是同一笔钱，会重复。", en: "till and wallet may hold the same sales twice.")
    case "daily-covered": Message(zh: "有明细的日子不再算日汇总。", en: "days with single orders are not counted by day.")
    default: Message(verbatim: code)
    }
  }

  private static func leftOut(_ code: String) -> Message {
    switch code {
    case "purchase": Message(zh: "自己的消费", en: "purchases")
    case "purchase-refund": Message(zh: "消费的退款", en: "refunds of purchases")
    case "transfer": Message(zh: "转账（是货款就加 --transfers）", en: "transfers (--transfers counts them)")
    case "red-packet": Message(zh: "红包（是货款就加 --red-packets）", en: "red packets (--red-packets counts them)")
    case "own-funds": Message(zh: "充值提现", en: "own funds")
    case "other-income": Message(zh: "其他收入", en: "other income")
    case "cancelled": Message(zh: "取消的订单", en: "cancelled orders")
    case "failed-refund": Message(zh: "没成功的退款", en: "failed refunds")
    case "settlement": Message(zh: "扣佣后的结算", en: "payouts after commission")
    case "platform-subsidy": Message(zh: "平台补贴", en: "platform subsidies")
    case "covered-by-orders": Message(zh: "已按明细算过的日汇总", en: "days covered by orders")
    case "foreign-currency": Message(zh: "外币", en: "foreign currency")
    case "unknown": Message(zh: "不认识的类型", en: "unknown types")
    case "unreadable": Message(zh: "看不懂的行", en: "unreadable rows")
    default: Message(verbatim: code)
    }
  }
}
