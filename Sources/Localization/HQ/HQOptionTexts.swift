// What each option of headquarters' commands means, for their help.
extension Message {
  /// `--database`
  public static let hqOptionDatabase = Message(
    zh: "数据库：sqlite:文件（也可以直接写文件路径），或 postgres://用户@主机/库名。不写时用环境变量 TONGBIAO_DATABASE。",
    en: """
      The database: sqlite:FILE, or just a path, or postgres://USER@HOST/NAME. Without it the environment's \
      TONGBIAO_DATABASE is used.
      """)
  /// A file of data.
  public static let hqOptionFile = Message(zh: "CSV 文件。", en: "The CSV file.")
  /// `--dry-run`
  public static let hqOptionDryRun = Message(
    zh: "只看会发生什么，不写入。", en: "Only say what would happen; keep nothing.")
  /// `--as-of`
  public static let hqOptionAsOf = Message(
    zh: "按这个数据版本当时的样子来算。", en: "Compute as of this data version.")
  /// `--month`
  public static let hqOptionMonth = Message(zh: "月份，如 2023-02。", en: "The month, as in 2023-02.")
  /// `--from`
  public static let hqOptionFrom = Message(zh: "第一个月。", en: "The first month.")
  /// `--to`
  public static let hqOptionTo = Message(zh: "最后一个月。", en: "The last month.")
  /// `--by`
  public static let hqOptionBy = Message(zh: "按什么分组。", en: "What stores are grouped by.")
  /// `--period`
  public static let hqOptionPeriod = Message(
    zh: "时间怎么分：month 逐月，month-festival 一二月合并，quarter 季度，year-to-date 累计。",
    en: "How time is cut: month, month-festival (January and February together), quarter, year-to-date.")
  /// `--diff`
  public static let hqOptionDiff = Message(
    zh: "比较两个数据版本：哪些数变了，因为哪些更正。", en: "Compare two data versions: what moved, because of which revisions.")
  /// `--growth`
  public static let hqOptionGrowth = Message(
    zh: "再给出同店增长（三种口径，各有区间）和增长的构成。",
    en: "Show same-store growth too (three measures, each with an interval), and what the change is made of.")
  /// `--draws`
  public static let hqOptionDraws = Message(
    zh: "区间用的重抽样次数；0 表示不要区间。", en: "How often stores are drawn for the intervals; 0 for no intervals.")
  /// `--seed` of the draws
  public static let hqOptionDrawSeed = Message(
    zh: "重抽样的种子：同一个种子总是得到同样的区间。", en: "The seed of the draws: the same seed always gives the same intervals.")
  /// `--deadline-day`
  public static let hqOptionDeadline = Message(
    zh: "次月几号 24 时截止（北京时间）。", en: "The day of the next month at whose end (China time) reports are due.")
  /// `--limit`
  public static let hqOptionLimit = Message(zh: "最多列出多少行。", en: "The most rows to list.")
  /// `--region`
  public static let hqOptionRegion = Message(zh: "只看这个地区（六位代码）。", en: "Only this region (six digits).")
  /// `--standing`
  public static let hqOptionStanding = Message(zh: "只看这种统标状态。", en: "Only stores of this standing.")
  /// `--text`
  public static let hqOptionText = Message(
    zh: "代码或名称里含有这段文字。", en: "Only stores whose code or name contains this text.")
  /// A store's code.
  public static let hqOptionStore = Message(zh: "门店代码。", en: "The store's code.")
  /// A device's id.
  public static let hqOptionDevice = Message(zh: "设备编号（见 stores devices）。", en: "The device's id (see stores devices).")
  /// `--port`
  public static let hqOptionPort = Message(zh: "端口；0 表示任意空闲端口。", en: "The port; 0 for any that is free.")
  /// `--host`
  public static let hqOptionHost = Message(zh: "监听的地址。", en: "The address to listen on.")
  /// `--demo`
  public static let hqOptionDemo = Message(
    zh: "在临时数据库里生成模拟连锁并提供服务，结束后删除。",
    en: "Fill a temporary database with the synthetic chain and serve it; it is removed at the end.")
  /// `--stores`
  public static let hqOptionStores = Message(zh: "多少家店。", en: "How many stores.")
  /// `--months`
  public static let hqOptionMonths = Message(zh: "多少个月。", en: "How many months.")
  /// `--seed`
  public static let hqOptionSeed = Message(
    zh: "随机种子：同一个种子总是得到同一条连锁。", en: "The seed: the same seed always gives the same chain.")
  /// `--effect`
  public static let hqOptionEffect = Message(
    zh: "统标的真实效果，0.12 表示 +12%。", en: "What the programme truly does: 0.12 is +12%.")
  /// `--min-open-days`
  public static let hqOptionMinOpenDays = Message(
    zh: "可比月份至少要营业多少天。", en: "The open days that a month needs to be compared.")
  /// `--floor`
  public static let hqOptionFloor = Message(
    zh: "可比门店占应报门店的最低比例，低于它不给结论。",
    en: "The share of the stores due that must be comparable for a headline.")
  /// `--control`
  public static let hqOptionControl = Message(
    zh: "对照：never 从未统标，notyet 当时还没有统标。", en: "The controls: never certified, or not yet certified then.")
  /// `--svg`
  public static let hqOptionSVG = Message(
    zh: "把事件研究图写到这个 SVG 文件。", en: "Write the event study as a picture to this SVG file.")
  /// `--panel`
  public static let hqOptionPanel = Message(
    zh: "任何面板数据的 CSV 文件；不需要数据库。", en: "A CSV file with any panel; no database is needed.")
  /// `--unit`
  public static let hqOptionUnit = Message(zh: "单位所在的列。", en: "The column of the unit.")
  /// `--time`
  public static let hqOptionTime = Message(
    zh: "时间所在的列：整数，或 2023-02 这样的月份。", en: "The column of the time: integers, or months like 2023-02.")
  /// `--cohort`
  public static let hqOptionCohort = Message(
    zh: "开始受处理的时间所在的列；空、0 或晚于最后一期表示从未。",
    en: "The column of the time of treatment; empty, 0 or after the last period is never.")
  /// `--value`
  public static let hqOptionValue = Message(zh: "结果所在的列。", en: "The column of the outcome.")
  /// `--log`
  public static let hqOptionLog = Message(zh: "对结果取自然对数。", en: "Take the natural logarithm of the outcome.")
  /// `--covariates`
  public static let hqOptionCovariates = Message(
    zh: "协变量所在的列，用逗号隔开。", en: "The columns of covariates, separated by commas.")
  /// `--cluster`
  public static let hqOptionCluster = Message(
    zh: "误差按什么聚类：store（默认）、county、city、province；用 --panel 时是一列的名称。",
    en: "What errors are clustered by: store (usual), county, city or province; with --panel the name of a column.")
  /// `--bands`
  public static let hqOptionBands = Message(
    zh: "同时对所有期数成立的区间带：乘数自助法抽样多少次（如 999）。",
    en: "A band that holds for all periods at once: how many draws of the multiplier bootstrap (as in 999).")
  /// `--band-seed`
  public static let hqOptionBandSeed = Message(
    zh: "区间带的种子：同一个种子总是得到同样的区间带。", en: "The seed of the band: the same seed always gives the same band.")
  /// A file to write to.
  public static let hqOptionOutput = Message(zh: "要写的新文件。", en: "The new file to write.")
  /// A published statement.
  public static let hqOptionStatement = Message(zh: "定稿文件。", en: "The file of the statement.")
  /// `--sensitivity`
  public static let hqOptionSensitivity = Message(
    zh: "再做稳健性检验：逐省剔除、虚拟日期、填报差异的界、平行趋势的突破值（多用几秒）。",
    en:
      "Try the estimate: without each province, at placebo dates, Lee bounds and breakdown value (takes some seconds).")
}
