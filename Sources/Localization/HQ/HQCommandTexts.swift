// What each command of headquarters does, for its help.
extension Message {
  /// The program.
  public static let hqProgram = Message(
    zh: "统标总部：门店名册、月报、汇总、统标成效。数据写到标准输出，其余写到标准错误。",
    en: "Tongbiao headquarters: register, monthly reports, rollups, and what the programme does. "
      + "Data goes to stdout, the rest to stderr.")
  /// The heading of examples in help.
  public static let hqExample = Message(zh: "例子：", en: "Example:")
  /// `serve`
  public static let hqServe = Message(
    zh: "启动总部服务：接收各店上报，提供网页。", en: "Serve: take the stores' reports and show the dashboard.")
  /// `demo`
  public static let hqDemo = Message(
    zh: "用一条虚构的连锁填满空数据库（全部为模拟数据）。", en: "Fill an empty database with a synthetic chain.")
  /// `stores`
  public static let hqStores = Message(zh: "门店名册。", en: "The register of stores.")
  /// `stores import`
  public static let hqStoresImport = Message(
    zh: "导入名册 CSV：code,name,region,opened,closed,certified（列的顺序不限，可以有 tier、form、valid_from 等更多列）。",
    en: "Import a register from CSV: code,name,region,opened,closed,certified in any order; tier, form, valid_from "
      + "and more columns are welcome.")
  /// `stores list`
  public static let hqStoresList = Message(zh: "列出门店。", en: "List stores.")
  /// `stores show`
  public static let hqStoresShow = Message(
    zh: "显示一家店的全部记录：名称、地区、等级、统标经历、设备。",
    en: "Show all that is known of a store: names, regions, tiers, its way through the programme.")
  /// `stores invite`
  public static let hqStoresInvite = Message(
    zh: "给一家店生成邀请码：只能用一次，7 天有效。", en: "Make an invite code for a store: single use, good for 7 days.")
  /// `stores devices`
  public static let hqStoresDevices = Message(zh: "列出已接入的设备。", en: "List the devices that have joined.")
  /// `stores revoke-device`
  public static let hqStoresRevoke = Message(
    zh: "停用一台设备（比如手机丢了）。它已经上报的数据都保留。",
    en: "Revoke a device, such as a lost phone. What it has sent stays.")
  /// `reports`
  public static let hqReports = Message(zh: "月报。", en: "Monthly reports.")
  /// `reports import`
  public static let hqReportsImport = Message(
    zh: "导入月报 CSV：store,month,turnover,open_days,reason（元，最多两位小数；月份 2023-02；行的顺序不限）。",
    en: "Import reports from CSV: store,month,turnover,open_days,reason (yuan with up to 2 decimals; month 2023-02; "
      + "rows in any order).")
  /// `reports export`
  public static let hqReportsExport = Message(
    zh: "按导入的格式导出全部月报（每店每月的最新一次更正）。",
    en: "Export every head revision in the columns of the import.")
  /// `reports show`
  public static let hqReportsShow = Message(
    zh: "显示一家店的全部月报和每次更正。", en: "Show all revisions of a store's reports.")
  /// `reports missing`
  public static let hqReportsMissing = Message(
    zh: "列出还没有上报某月的门店。", en: "List the stores that owe a report for a month.")
  /// `reports late`
  public static let hqReportsLate = Message(
    zh: "列出某月迟报的门店。", en: "List the stores whose report for a month came late.")
  /// `rollup`
  public static let hqRollup = Message(
    zh: "按省、市、区县、等级、统标状态或经营年限汇总营业额和填报情况。",
    en: "Roll up turnover and response by province, city, county, tier, standing or tenure.")
  /// `uplift`
  public static let hqUplift = Message(
    zh: "统标带来多少？从说法到因果估计，分四步说清楚。",
    en: "What does the programme bring? From the claim to a causal estimate, in four steps.")
  /// `uplift show`
  public static let hqUpliftShow = Message(
    zh: "某个月的同比、差距和因果估计；或者用 --panel 分析任何面板数据。",
    en: "Year on year, gap and causal estimate of a month; or, with --panel, of any panel.")
  /// `uplift publish`
  public static let hqUpliftPublish = Message(
    zh: "把某个月的结论定稿：写明数据版本、程序版本和输入的摘要。",
    en: "Freeze the statement of a month with its data version, code version and the hash of its inputs.")
  /// `uplift verify`
  public static let hqUpliftVerify = Message(
    zh: "核对一份定稿：按当时的数据版本重算，逐字节比较。",
    en: "Verify a frozen statement: compute it again as of its data version and compare byte by byte.")
  /// `audit`
  public static let hqAudit = Message(zh: "审计链。", en: "The audit chain.")
  /// `audit verify`
  public static let hqAuditVerify = Message(
    zh: "从头核对审计链：任何事后改动都会露出来。", en: "Walk the audit chain from its start: any later rewriting shows.")
  /// `audit list`
  public static let hqAuditList = Message(zh: "列出审计链的记录。", en: "List the entries of the audit chain.")
  /// `backup`
  public static let hqBackup = Message(
    zh: "在线备份数据库到一个新文件，服务不用停。", en: "Back the database up to a new file while it is in use.")
  /// `doctor`
  public static let hqDoctor = Message(
    zh: "检查数据库、密钥、审计链和快照是否正常。", en: "Check the database, its keys, its audit chain and the snapshot.")
}
