// What each command of the owner's program does and takes, for its help.
extension Message {
  /// The program.
  public static let ownerProgram = Message(
    zh: "统标：每月把营业额报给协会。没有网络也能填，联网后自动补发，不丢不重。不带命令运行时，显示该做什么。",
    en: "Tongbiao: report the month's turnover to the association. Works without a network; what was saved is sent "
      + "later, once. Alone it shows what is due.")
  /// The heading of examples in help.
  public static let ownerExample = Message(zh: "例子：", en: "Example:")
  /// `join`
  public static let ownerJoin = Message(
    zh: "用总部给的邀请码接入本店。密钥在本机生成，不会外传。",
    en: "Join with an invite code from headquarters. The key is made on this device and stays here.")
  /// `report`
  public static let ownerReport = Message(
    zh: "填报一个月的营业额。不写数字时在终端里一问一答。",
    en: "Report a month's turnover. Without figures it asks question by question on a terminal.")
  /// `reports`
  public static let ownerReports = Message(zh: "列出本店的全部月报。", en: "List the store's monthly reports.")
  /// `amend`
  public static let ownerAmend = Message(
    zh: "更正已经填过的月份（要写原因，旧数字保留），或决定和总部不一致时以谁为准。",
    en: "Correct a month that was reported (with a reason; the old figure is kept), or decide between headquarters' "
      + "figure and yours.")
  /// `sync`
  public static let ownerSync = Message(
    zh: "把保存好的月报发给总部，逐条核对回执。", en: "Send what was saved to headquarters, and check each receipt.")
  /// `status`
  public static let ownerStatus = Message(
    zh: "显示本店的情况：该填的、待发的、总部的答复。",
    en: "Show how the store stands: what is due, what waits, what headquarters answered.")
  /// `receipt`
  public static let ownerReceipt = Message(zh: "总部的回执。", en: "Headquarters' receipts.")
  /// `receipt show`
  public static let ownerReceiptShow = Message(
    zh: "显示一个月的回执；--format json 给出可以离线核对的文件。",
    en: "Show a month's receipt; --format json gives a file that can be verified offline.")
  /// `receipt verify`
  public static let ownerReceiptVerify = Message(
    zh: "离线核对一个回执文件，或某个月的回执。", en: "Verify a receipt file, or the receipt of a month, offline.")
  /// `export`
  public static let ownerExport = Message(
    zh: "导出本店的全部数据：csv 为每月现值，json 含每次更正和回执。",
    en: "Export all of the store's data: csv has the current figures, json all revisions and receipts.")
  /// `--store`
  public static let ownerOptionStore = Message(
    zh: "门店代码；本机只有一家店时不用写。", en: "The store's code; not needed where there is one store here.")
  /// The address of headquarters.
  public static let ownerOptionServer = Message(
    zh: "总部的网址，如 https://hq.example。", en: "Headquarters' address, as in https://hq.example.")
  /// The invite code.
  public static let ownerOptionCode = Message(
    zh: "邀请码，如 7K2MQ-0XW4T；大小写和横线不计较。",
    en: "The invite code, as in 7K2MQ-0XW4T; case and dashes do not matter.")
  /// `--device-name`
  public static let ownerOptionDeviceName = Message(
    zh: "给这台设备起的名字，总部会看到。", en: "What this device is called; headquarters sees it.")
  /// A month.
  public static let ownerOptionMonth = Message(
    zh: "月份：2023-02、202302、2023年2月都可以。", en: "The month: 2023-02, 202302 or 2023年2月.")
  /// An amount.
  public static let ownerOptionAmount = Message(
    zh: "营业额（元）：33000、33,000.50、3.3万都可以。",
    en: "The turnover in yuan: 33000, 33,000.50 or 3.3万.")
  /// `--open-days`
  public static let ownerOptionOpenDays = Message(zh: "营业天数。", en: "Days open in the month.")
  /// `--takeaway`
  public static let ownerOptionTakeaway = Message(
    zh: "其中外卖平台的营业额（元）。", en: "The part that came through delivery platforms, in yuan.")
  /// `--commission`
  public static let ownerOptionCommission = Message(
    zh: "平台扣的佣金（元）。", en: "What the platforms kept, in yuan.")
  /// `--reason`
  public static let ownerOptionReason = Message(
    zh: "营业额为 0 的原因：closed 停业、refitting 装修、holiday 放假、other 其他。",
    en: "Why turnover is zero: closed, refitting, holiday or other.")
  /// `--note`
  public static let ownerOptionNote = Message(zh: "备注。", en: "A remark.")
  /// `--yes`
  public static let ownerOptionYes = Message(
    zh: "不再询问，有疑问的数字也照此保存。", en: "Ask nothing; doubtful figures are saved as they are.")
  /// `--assisted`
  public static let ownerOptionAssisted = Message(
    zh: "联络站的人代店主填写：照此记录，并记下是谁。",
    en: "A helper of the liaison station types for the owner: recorded so, with the helper's name.")
  /// `--helper`
  public static let ownerOptionHelper = Message(
    zh: "代填人的姓名和身份，如“王敏 杭州联络站”；写了就算代填。",
    en: "The helper's name and position, as in \"Wang Min, Hangzhou station\"; implies --assisted.")
  /// Who is it?
  public static let ownerAskHelper = Message(zh: "谁在代填？姓名和身份 > ", en: "Who types for the owner? Name and position > ")
  /// A helper without a name.
  public static let ownerHelperMissing = Message(
    zh: "代填要写明是谁。没有保存。", en: "A helper has to be named. Nothing was saved.")
  /// Name the helper.
  public static let ownerHelperMissingAdvice = Message(
    zh: "例如：--helper \"王敏 杭州联络站\"", en: "For example: --helper \"Wang Min, Hangzhou station\"")
  /// `--because`
  public static let ownerOptionBecause = Message(zh: "为什么更正。", en: "Why it is corrected.")
  /// `--keep-theirs`
  public static let ownerOptionKeepTheirs = Message(
    zh: "不一致时，以总部的数字为准（自己的旧数字仍保留）。",
    en: "Where they differ, let headquarters' figure stand (yours is kept in the history).")
  /// `--watch`
  public static let ownerOptionWatch = Message(
    zh: "一直运行：有新的就发，断网就等网络恢复。", en: "Keep running: send what is new, wait while there is no network.")
  /// A receipt's file, or a month.
  public static let ownerOptionReceipt = Message(zh: "回执文件，或月份。", en: "A receipt's file, or a month.")
  /// `--key`
  public static let ownerOptionKey = Message(
    zh: "总部的回执公钥（base64），没有接入总部的电脑用它来核对。",
    en: "Headquarters' receipt key (base64), for a computer that has not joined.")
}
