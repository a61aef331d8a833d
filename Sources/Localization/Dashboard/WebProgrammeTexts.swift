import SnackChain

// The pages of the programme.
extension Message {
  /// The programme.
  public static let webProgramme = Message(zh: "统标", en: "Programme")
  /// The title of its first page.
  public static func webProgrammeOf(_ month: YearMonth) -> Message {
    Message(zh: "统标：\(Message.month(month).zh)", en: "The programme, \(Message.month(month).en)")
  }
  /// What the page is about.
  public static let webProgrammeLead = Message(
    zh: "六个口径各是各的，不能互相代替；除估计总数外，每个数字都能点到门店。",
    en: "Six counts, never to be taken for one another; each but the estimate leads to the stores behind it.")
  /// The stores behind a count.
  public static let webProgrammeStores = Message(zh: "统标门店", en: "Stores of the programme")
  /// What the published estimate is.
  public static let webEstimatedNote = Message(
    zh: "公开报道的估计，不由本系统数出", en: "a published estimate, never counted here")
  /// The table of counts.
  public static let webCounts = Message(zh: "六个口径", en: "The six counts")
  /// A column: the count.
  public static let webCount = Message(zh: "口径", en: "Count")
  /// A column: what a count counts.
  public static let webDefinition = Message(zh: "定义", en: "Definition")
  /// How many stores stand at which stage.
  public static let webStages = Message(zh: "走到哪一步", en: "How far stores have come")
  /// What the stages are of.
  public static func webStagesDefinition(_ day: CalendarDay) -> Message {
    Message(
      zh: "每家参加过统标的门店按 \(day) 所在的阶段只算一次；天数从进入该阶段算起。",
      en: "Each store that had to do with the programme counts once, at its stage on \(day); days since it got there.")
  }
  /// A column: the median of days in a stage.
  public static let webMedianDays = Message(zh: "天数（中位）", en: "Median days")
  /// A column: the most days in a stage.
  public static let webLongestDays = Message(zh: "天数（最久）", en: "Longest, days")
  /// Whom to visit.
  public static let webVisits = Message(zh: "接下来去哪些店", en: "Whom to visit next")
  /// What they are.
  public static let webVisitsNote = Message(zh: "有原因要去的门店，按分排队", en: "stores with a reason to be visited, by points")
  /// How they are ranked.
  public static func webVisitsDefinition(_ day: CalendarDay) -> Message {
    Message(
      zh: "截至 \(day)：每条原因有分，总分高的在前，同分按代码；人工决定写明原因，可以提前或推后。",
      en: "As of \(day): every reason has points; most points first, ties by code. A decision against the list says "
        + "why.")
  }
  /// Nobody has to be visited.
  public static let webNoVisits = Message(zh: "没有需要走访的门店。", en: "No store has to be visited.")
  /// A column: the place in the list.
  public static let webPlace = Message(zh: "序", en: "Place")
  /// A column: points.
  public static let webPoints = Message(zh: "分", en: "Points")
  /// A column: reasons.
  public static let webReasons = Message(zh: "原因", en: "Reasons")
  /// A column: a decision against the list.
  public static let webVisitDecision = Message(zh: "人工决定", en: "Decision")
  /// Rectifications that are overdue.
  public static let webOverdue = Message(zh: "逾期未整改", en: "Overdue rectifications")
  /// What that means.
  public static func webOverdueNote(_ day: CalendarDay) -> Message {
    Message(zh: "截至 \(day) 过了期限还没有答复", en: "not answered by the day due, as of \(day)")
  }
  /// None is overdue.
  public static let webNothingOverdue = Message(zh: "没有逾期的整改。", en: "No rectification is overdue.")
  /// A column: the day due.
  public static let webDueDay = Message(zh: "期限", en: "Due by")
  /// A column: days over.
  public static let webDaysOverdue = Message(zh: "逾期天数", en: "Days overdue")
  /// A column: items that failed.
  public static let webItems = Message(zh: "不合格项", en: "Items")
  /// Inspections that contradict each other.
  public static let webInspectionConflicts = Message(zh: "互相矛盾的检查", en: "Contradicting inspections")
  /// A column: a day.
  public static let webDay = Message(zh: "日期", en: "Day")
  /// A column: why a store was inspected.
  public static let webPurpose = Message(zh: "目的", en: "Purpose")
  /// A column: who inspected.
  public static let webInspectors = Message(zh: "督导", en: "Inspectors")
  /// The board lags behind the page.
  public static func webBoardVersion(_ version: Int64, now: Int64) -> Message {
    Message(
      zh: "统标各数按数据版本 \(version)；最新是 \(now)，正在重算。",
      en: "The programme's figures are of data version \(version); \(now) is being worked out.")
  }
  /// What is asked for is still being worked out.
  public static let webWorkingOut = Message(
    zh: "正在计算，几秒后本页会自动更新。", en: "Being worked out: this page will show it in a few seconds.")
  /// Since when a stage holds.
  public static func webSince(_ day: CalendarDay) -> Message { Message(zh: "自 \(day) 起", en: "since \(day)") }
  /// By when a step has to be taken.
  public static func webDueOn(_ day: CalendarDay) -> Message { Message(zh: "期限 \(day)", en: "due \(day)") }
  /// The steps of one store.
  public static let webWay = Message(zh: "统标经过", en: "Way through the programme")
  /// None yet.
  public static let webNoWay = Message(zh: "还没有参加统标。", en: "Not in the programme so far.")
  /// A column: a step.
  public static let webStep = Message(zh: "事项", en: "Step")
  /// The inspections of one store.
  public static let webInspections = Message(zh: "检查", en: "Inspections")
  /// None yet.
  public static let webNoInspections = Message(zh: "还没有检查记录。", en: "No inspection is recorded.")
  /// A column: the score.
  public static let webScore = Message(zh: "得分", en: "Score")
  /// A column: what an inspection came to.
  public static let webResult = Message(zh: "结论", en: "Result")
  /// An inspection's result.
  public static func webPassed(_ isPassed: Bool) -> Message {
    isPassed ? Message(zh: "合格", en: "passed") : Message(zh: "不合格", en: "not passed")
  }
  /// A column: the version of the standard.
  public static let webStandardVersion = Message(zh: "标准版本", en: "Standard")
  /// Why a store should be visited, by the reason's stable name.
  public static func webVisitReason(_ code: String) -> Message {
    switch code {
    case "rectification_overdue": Message(zh: "整改逾期", en: "rectification overdue")
    case "complaints": Message(zh: "有投诉", en: "complaints")
    case "promise_broken": Message(zh: "承诺材料逾期", en: "promised papers overdue")
    case "inspection_due": Message(zh: "待验收", en: "inspection due")
    case "moved": Message(zh: "迁址后未检查", en: "moved, not inspected")
    case "rectification_answered": Message(zh: "整改待复检", en: "rectification answered")
    case "expires_soon": Message(zh: "证书将到期", en: "certificate ends soon")
    case "expired": Message(zh: "证书已到期", en: "certificate ended")
    case "falling_behind": Message(zh: "营业额落后同类店", en: "falling behind peers")
    case "never_spot_checked": Message(zh: "从未抽查", en: "never spot-checked")
    case "silent": Message(zh: "多月没有月报", en: "no reports for months")
    case "transferred": Message(zh: "转让后未走访", en: "changed hands, not visited")
    case "spot_check_due": Message(zh: "该抽查了", en: "spot check due")
    default: Message(zh: "其他（\(code)）", en: code)
    }
  }
}
