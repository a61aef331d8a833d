import SnackChain

// The pages of reports, of changes, of published statements, of the audit chain, and of people.
extension Message {
  /// The page of reports.
  public static let webReports = Message(zh: "月报", en: "Reports")
  /// Its title.
  public static func webReportsOf(_ month: YearMonth) -> Message {
    Message(zh: "\(Message.month(month).zh)月报", en: "Reports of \(Message.month(month).en)")
  }
  /// Reports that came late.
  public static let webLate = Message(zh: "迟报", en: "Late")
  /// Until when a report is in time.
  public static func webDeadline(_ moment: String) -> Message {
    Message(zh: "期限 \(moment)（北京时间）", en: "deadline \(moment) China time")
  }
  /// How reports come in.
  public static let webByDay = Message(zh: "逐日填报率", en: "Response day by day")
  /// Days since the end of the month.
  public static let webDayAfter = Message(zh: "月末后第几天", en: "Days since the month ended")
  /// The month before.
  public static let webMonthBefore = Message(zh: "上个月", en: "Month before")
  /// Whom to call.
  public static let webCalls = Message(zh: "先催谁", en: "Whom to call first")
  /// How they are ranked.
  public static let webCallsDefinition = Message(
    zh: "按补报后能增加的覆盖率排序：占应有营业额的份额（按该店最近一次月报估计），加上它进入同店比较后在本组可比门店中的份额。",
    en:
      "Ranked by what a report would add to coverage: its share of the turnover expected (by the store's last report), "
      + "plus its share of its group's stores due where it would become comparable.")
  /// What a report would add.
  public static let webAdds = Message(zh: "可增加覆盖率", en: "Adds to coverage")
  /// Of it, turnover.
  public static let webAddsTurnover = Message(zh: "其中营业额", en: "By turnover")
  /// Of it, the comparison.
  public static let webAddsComparison = Message(zh: "其中同店比较", en: "By comparison")
  /// The last figure.
  public static let webLastFigure = Message(zh: "最近一次营业额", en: "Last turnover")
  /// The last month reported.
  public static let webLastReported = Message(zh: "最近一次月报", en: "Last report")
  /// Nobody owes a report.
  public static let webNobodyOwes = Message(zh: "这个月没有漏报的门店。", en: "No store owes a report for this month.")
  /// Those that were late.
  public static let webLateList = Message(zh: "迟报门店", en: "Late reports")
  /// Nobody was late.
  public static let webNobodyLate = Message(
    zh: "没有迟报，或收到时间不详。", en: "No report was late, or times of arrival are not known.")

  /// The page that explains a change.
  public static func webWhyTitle(_ month: YearMonth) -> Message {
    Message(
      zh: "\(Message.month(month).zh)营业额改过哪些？", en: "What was revised in the turnover of \(Message.month(month).en)?")
  }
  /// What it does.
  public static let webWhyLead = Message(
    zh: "两个数据版本之间的差额，逐店列出，精确到分。",
    en: "The difference between two data versions, store by store, to the fen.")
  /// The form that chooses the versions.
  public static let webWhyVersions = Message(zh: "两个数据版本", en: "Two data versions")
  /// The earlier one.
  public static let webFromVersion = Message(zh: "从版本", en: "From version")
  /// The later one.
  public static let webToVersion = Message(zh: "到版本", en: "To version")
  /// Before.
  public static let webBefore = Message(zh: "原来", en: "Before")
  /// After.
  public static let webAfter = Message(zh: "现在", en: "After")
  /// How many stores changed.
  public static func webStoresChanged(_ count: Int) -> Message {
    Message(
      zh: "\(Message.count(count).zh) 家门店有变化",
      en: count == 1 ? "1 store changed" : "\(Message.count(count).en) stores changed")
  }
  /// Store by store.
  public static let webByStore = Message(zh: "逐店差额", en: "Store by store")
  /// What is in it.
  public static let webWhyDefinition = Message(
    zh: "各店差额之和等于总差额。", en: "The differences of the stores add up to the difference of the whole.")
  /// Nothing changed.
  public static let webNothingChanged = Message(zh: "两个版本之间没有变化。", en: "Nothing changed between the two versions.")
  /// Why a store's part changed, by its code.
  public static func webChangeReason(_ code: String) -> Message {
    switch code {
    case "reported": Message(zh: "补报或新报", en: "reported")
    case "corrected": Message(zh: "更正", en: "corrected")
    default: Message(zh: "名册变化", en: "register changed")
    }
  }

  /// Published statements.
  public static let webStatements = Message(zh: "公布", en: "Published")
  /// What they are.
  public static let webStatementsLead = Message(
    zh: "公布的数字按当时的数据版本固定下来，任何时候都能一字不差地重算。",
    en: "What was published is frozen with the data it was made from, and can be made again byte for byte.")
  /// Statements are about the whole chain.
  public static let webStatementsWhole = Message(
    zh: "公布的数字是全国的，只给能看全国的账号。", en: "Statements are about the whole chain, for accounts that may see all of it.")
  /// None yet.
  public static let webNoStatements = Message(
    zh: "还没有公布过。用命令“tongbiao-hq uplift publish”公布。",
    en: "Nothing was published yet. The command \"tongbiao-hq uplift publish\" publishes.")
  /// When it was published.
  public static let webPublishedAt = Message(zh: "公布时间（北京）", en: "Published (China time)")
  /// What kind it is.
  public static let webKind = Message(zh: "种类", en: "Kind")
  /// What kinds of statements are called.
  public static func webStatementKind(_ kind: String) -> Message {
    kind.hasPrefix("tongbiao-uplift-")
      ? Message(zh: "统标成效", en: "Effect of the programme") : Message(verbatim: kind.visible)
  }
  /// A data version as a column.
  public static let webVersion = Message(zh: "数据版本", en: "Data version")
  /// Who did it.
  public static let webBy = Message(zh: "操作者", en: "By")
  /// Which program made it.
  public static let webProgram = Message(zh: "程序版本", en: "Program")
  /// A digest.
  public static let webDigest = Message(zh: "摘要 SHA-256", en: "SHA-256")
  /// There is no such statement.
  public static let webUnknownStatement = Message(zh: "没有这份公布。", en: "There is no such statement.")
  /// One statement.
  public static func webStatementOf(_ month: YearMonth) -> Message {
    Message(zh: "\(Message.month(month).zh)的公布", en: "Statement of \(Message.month(month).en)")
  }
  /// How it is frozen.
  public static func webStatementFrozen(version: Int64, at moment: String, by actor: String) -> Message {
    Message(
      zh: "\(moment) 由 \(actor) 按数据版本 \(version) 公布。",
      en: "Published \(moment) China time by \(actor) from data version \(version).")
  }
  /// How it can be checked.
  public static func webStatementCheck(_ digest: String) -> Message {
    Message(
      zh: "核对：tongbiao-hq uplift verify（SHA-256 \(digest)）。",
      en: "Check it with tongbiao-hq uplift verify (SHA-256 \(digest)).")
  }

  /// The audit chain.
  public static let webAudit = Message(zh: "审计", en: "Audit")
  /// What it is.
  public static let webAuditLead = Message(
    zh: "每一条都带着上一条的摘要，改动任何一条都会被命令“tongbiao-hq audit verify”发现。",
    en:
      "Each entry holds the digest of the one before: a change to any is found by the command \"tongbiao-hq audit verify\"."
  )
  /// Its entries.
  public static let webAuditEntries = Message(zh: "审计记录", en: "Entries of the audit chain")
  /// There are earlier ones.
  public static func webAuditMore(_ first: Int64) -> Message {
    Message(
      zh: "更早的 \(first) 条没有列出；在地址里加 before=\(first + 1) 查看。",
      en: "\(first) earlier entries are not listed; add before=\(first + 1) to the address to see them.")
  }
  /// A number.
  public static let webNumber = Message(zh: "编号", en: "No.")
  /// When.
  public static let webAt = Message(zh: "时间（北京）", en: "When (China time)")
  /// What was done.
  public static let webAction = Message(zh: "事项", en: "Action")
  /// To what.
  public static let webSubject = Message(zh: "对象", en: "Subject")

  /// People and devices.
  public static let webPeople = Message(zh: "人员与设备", en: "People")
  /// Its title.
  public static let webPeopleTitle = Message(zh: "人员与设备", en: "People and devices")
  /// Accounts.
  public static let webAccounts = Message(zh: "账号", en: "Accounts")
  /// No account yet.
  public static let webNoAccounts = Message(
    zh: "还没有账号。用命令“tongbiao-hq people add”建立。",
    en: "There is no account yet. The command \"tongbiao-hq people add\" makes one.")
  /// A role.
  public static let webRole = Message(zh: "身份", en: "Role")
  /// Inviting a store.
  public static let webInviteTitle = Message(zh: "邀请门店加入", en: "Invite a store")
  /// The button that does it.
  public static let webInvite = Message(zh: "生成邀请码", en: "Make an invite code")
  /// What a store's code looks like.
  public static let webStoreHint = Message(zh: "门店代码，例如 SZ000005", en: "The store's code, as SZ000005")
  /// Where a device's number stands.
  public static let webDeviceHint = Message(zh: "设备编号，见上表", en: "The device's number from the table above")
  /// Revoking a device.
  public static let webRevokeTitle = Message(zh: "停用设备", en: "Revoke a device")
  /// The button that does it.
  public static let webRevoke = Message(zh: "停用", en: "Revoke")
  /// There is no such device.
  public static let webUnknownDevice = Message(zh: "没有这台设备。", en: "There is no such device.")
  /// Goes back.
  public static let webBack = Message(zh: "返回", en: "Back")
}
