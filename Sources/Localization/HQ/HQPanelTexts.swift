// What is said of a panel in a file.
extension Message {
  /// The line that something is about.
  public static func hqLine(_ line: Int) -> Message { Message(zh: "第 \(line) 行：", en: "Line \(line): ") }
  /// A period that cannot be read.
  public static func hqBadPeriod(_ column: String, _ text: String) -> Message {
    Message(
      zh: "\(column.visible) 的“\(text.visible)”既不是整数也不是 2023-02 这样的月份。",
      en: "\(column.visible): \"\(text.visible)\" is neither a whole number nor a month like 2023-02.")
  }
  /// Periods of two kinds.
  public static func hqMixedPeriods(_ text: String) -> Message {
    Message(
      zh: "“\(text.visible)”与前面的写法不同：时间和处理时间要么都是整数，要么都是月份。",
      en:
        "\"\(text.visible)\" is written unlike the others: time and cohort are either all whole numbers or all months.")
  }
  /// A text where a number should be.
  public static func hqNotANumber(_ column: String, _ text: String) -> Message {
    Message(
      zh: "\(column.visible) 的“\(text.visible)”不是数字。", en: "\(column.visible): \"\(text.visible)\" is not a number.")
  }
  /// A number that is not finite.
  public static func hqNotFinite(_ column: String, _ text: String) -> Message {
    Message(
      zh: "\(column.visible) 的“\(text.visible)”不是有限的数；没有数就留空。",
      en: "\(column.visible): \"\(text.visible)\" is not finite; leave it empty where there is no figure.")
  }
  /// A unit and period twice.
  public static func hqDuplicateRow(first: Int, unit: String, period: String) -> Message {
    Message(
      zh: "\(unit.visible) 在 \(period) 已经有一行（第 \(first) 行）。",
      en: "\(unit.visible) in \(period) is there already, on line \(first).")
  }
  /// A unit with two cohorts.
  public static func hqCohortVaries(first: Int, unit: String) -> Message {
    Message(
      zh: "\(unit.visible) 的处理时间与第 \(first) 行不同。", en: "\(unit.visible) has another cohort than on line \(first).")
  }
  /// A unit in two clusters.
  public static func hqClusterVaries(first: Int, unit: String) -> Message {
    Message(
      zh: "\(unit.visible) 的聚类与第 \(first) 行不同。", en: "\(unit.visible) has another cluster than on line \(first).")
  }
  /// What errors can be clustered by.
  public static let hqClusterLevels = Message(
    zh: "--cluster 可以是 store、county、city、province。", en: "--cluster is store, county, city or province.")
  /// How many draws a band may have.
  public static let hqBandsRange = Message(
    zh: "--bands 应在 19 到 100000 之间。", en: "--bands has to be between 19 and 100000.")
  /// Nothing to use.
  public static let hqPanelEmpty = Message(zh: "没有可以用的数据。", en: "There is no row that can be used.")
  /// A single period.
  public static func hqOnePeriod(_ period: String) -> Message {
    Message(zh: "只有一期（\(period)），没有变化可言。", en: "There is a single period (\(period)): nothing can change.")
  }
  /// Nobody is treated.
  public static let hqNoTreated = Message(
    zh: "第一期之后没有任何单位受处理。", en: "Nobody is treated after the first period.")
  /// Nobody to compare with.
  public static let hqNoControls = Message(
    zh: "没有可以对照的单位。", en: "There is nobody to compare with.")
  /// What to do about a panel.
  public static let hqPanelAdvice = Message(
    zh: "什么也没有算出来；请改好文件再运行。", en: "Nothing was computed; correct the file and run it again.")
  /// Options that a panel needs.
  public static func hqPanelNeeds(_ options: [String]) -> Message {
    Message(
      zh: "--panel 还需要 \(options.joined(separator: " "))。", en: "--panel also needs \(options.joined(separator: " ")).")
  }
  /// A month or a panel, not both.
  public static let hqMonthOrPanel = Message(
    zh: "--month 和 --panel 只能选一个。", en: "Either --month or --panel, not both.")
  /// Open days out of range.
  public static let hqOpenDaysRange = Message(
    zh: "--min-open-days 应在 0 到 31 之间。", en: "--min-open-days has to be between 0 and 31.")
  /// A floor out of range.
  public static let hqFloorRange = Message(zh: "--floor 应在 0 到 1 之间。", en: "--floor has to be between 0 and 1.")
  /// What was left out of a panel, by the reason's code.
  public static func hqPanelLeftOut(_ code: String, count: Int) -> Message {
    let shown = Message.count(count).zh
    switch code {
    case "always_treated":
      return Message(
        zh: "未计入：\(shown) 个单位在第一期或之前就已受处理。", en: "Left out: \(shown) units treated at or before the first period.")
    case "never_seen":
      return Message(zh: "未计入：\(shown) 个单位没有任何数值。", en: "Left out: \(shown) units without a single value.")
    case "without_covariate":
      return Message(zh: "未计入：\(shown) 个单位缺少协变量。", en: "Left out: \(shown) units without a covariate.")
    case "empty_rows":
      return Message(zh: "未计入：\(shown) 行没有数值。", en: "Left out: \(shown) rows without a value.")
    case "non_positive_rows":
      return Message(
        zh: "未计入：\(shown) 行的数值不大于零，不能取对数。", en: "Left out: \(shown) rows of zero or less, which have no logarithm.")
    default:
      return Message(
        zh: "\(shown) 个单位的协变量前后不同，取最早一期的。",
        en: "\(shown) units have changing covariates: those of the earliest period are used.")
    }
  }
  /// A column: date of treatment.
  public static let hqCohort = Message(zh: "处理时间", en: "Cohort")
  /// A column: period.
  public static let hqPeriod = Message(zh: "时间", en: "Time")
  /// A column: effect.
  public static let hqEffect = Message(zh: "效果", en: "Effect")
  /// A column: standard error.
  public static let hqStandardError = Message(zh: "标准误", en: "SE")
  /// A column: treated units.
  public static let hqTreated = Message(zh: "处理组", en: "Treated")
  /// A column: controls.
  public static let hqControls = Message(zh: "对照组", en: "Controls")
  /// A column: lower end.
  public static let hqLow = Message(zh: "下限", en: "Low")
  /// A column: upper end.
  public static let hqHigh = Message(zh: "上限", en: "High")
  /// A column: aggregate.
  public static let hqAggregate = Message(zh: "汇总方式", en: "Aggregate")
  /// An aggregate: all cells.
  public static let hqAggregateSimple = Message(zh: "全部", en: "simple")
  /// An aggregate: by cohort.
  public static let hqAggregateGroup = Message(zh: "按处理时间", en: "group")
  /// An aggregate: by period.
  public static let hqAggregateCalendar = Message(zh: "按日历时间", en: "calendar")
  /// An aggregate: by time since treatment.
  public static let hqAggregateEvent = Message(zh: "按处理后期数", en: "event")
}
