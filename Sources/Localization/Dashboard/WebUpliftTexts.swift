// The page that asks whether the claim is true.
extension Message {
  /// What the page is about.
  public static let webUpliftLead = Message(
    zh: "公开报道说升级门店营业额提高两成以上。这一页分四步检查：说法、同店、与其余门店比、因果估计。",
    en:
      "The press says that upgraded stores sell at least a fifth more. This page checks it in four steps: the claim, the same "
      + "stores, against the rest, and cause.")
  /// Step one.
  public static let webStepClaim = Message(zh: "说法", en: "The claim")
  /// Step two.
  public static let webStepSameStores = Message(zh: "同店", en: "The same stores")
  /// Step three.
  public static let webStepRest = Message(zh: "与其余门店比", en: "Against the rest")
  /// Step four.
  public static let webStepCausal = Message(zh: "因果估计", en: "Cause")
  /// The interval of a growth.
  public static func webIntervalOfGrowth(_ interval: ClosedRange<Double>) -> Message {
    Message(
      zh: "　　（换一批同类门店，总额变化 95% 会在 \(Message.growth(interval.lowerBound).zh) 至 "
        + "\(Message.growth(interval.upperBound).zh) 之间。）",
      en:
        "   (With other stores of the same kind the change would lie between \(Message.growth(interval.lowerBound).en) "
        + "and \(Message.growth(interval.upperBound).en) in 95% of cases.)")
  }
  /// The estimate is of an earlier version than the page.
  public static func webEstimateVersion(_ version: Int64, now: Int64) -> Message {
    Message(
      zh: "估计按数据版本 \(version) 计算，现在是 \(now)，正在重新计算。",
      en: "The estimate was made from data version \(version); now it is \(now), and a new one is being made.")
  }
  /// The event study.
  public static let webEventStudy = Message(zh: "统标前后各月的效果", en: "Effect by months since certification")
  /// Months since certification.
  public static let webMonthsSince = Message(zh: "统标后月数", en: "Months since")
  /// The axis of months since certification.
  public static let webMonthsAxis = Message(
    zh: "统标后月数（负数为统标之前）", en: "Months since certification (negative: before)")
  /// Marks before.
  public static let webBeforeCertification = Message(zh: "统标之前", en: "before certification")
  /// Marks after.
  public static let webAfterCertification = Message(zh: "统标之后", en: "from certification on")
  /// Bars.
  public static let webInterval95 = Message(zh: "95% 区间", en: "95% interval")
  /// Why two growths of the same stores differ.
  public static func webGapWeighted(_ plain: Double) -> Message {
    Message(
      zh: "（未统标门店按升级门店的地区构成加权；不加权是 \(Message.growth(plain).zh)，见下表。）",
      en: "(The others are weighted by the regions of the upgraded stores; unweighted it is "
        + "\(Message.growth(plain).en), as in the table below.)")
  }
  /// Which period a list compares.
  public static func webComparedPeriod(_ period: Message) -> Message {
    Message(
      zh: "本期：\(period.zh)，与上年同期相比。", en: "Now: \(period.en), against the same period of the year before.")
  }
  /// How the arms of those left out lie in each other.
  public static let webOutDefinition = Message(
    zh: "已统标门店包含升级门店。", en: "Upgraded stores are among the standardised.")
  /// The arms side by side.
  public static let webArms = Message(zh: "三组门店的同店增长", en: "Same-store growth of three groups")
  /// A column: the arm.
  public static let webArm = Message(zh: "组别", en: "Group")
  /// In no arm.
  public static let webNoArm = Message(zh: "不归入任何一组", en: "in no group")
  /// A column: the period.
  public static let webPeriod = Message(zh: "期间", en: "Period")
  /// A column: comparable stores.
  public static let webComparable = Message(zh: "可比门店", en: "Comparable")
  /// A column: coverage.
  public static let webCoverage = Message(zh: "覆盖率", en: "Coverage")
  /// A column: this period.
  public static let webNow = Message(zh: "本期", en: "Now")
  /// A column: a year before.
  public static let webThen = Message(zh: "上年同期", en: "Year before")
  /// A column: ratio of sums.
  public static let webRatioOfSums = Message(zh: "总额之比", en: "Ratio of sums")
  /// A column: mean of ratios.
  public static let webMeanOfRatios = Message(zh: "比值平均", en: "Mean of ratios")
  /// A column: median of ratios.
  public static let webMedianOfRatios = Message(zh: "比值中位数", en: "Median of ratios")
  /// Who is left out.
  public static let webWhoIsOut = Message(zh: "哪些店不在比较之中", en: "Who is left out")
  /// Who is in and out.
  public static let webWhoIsIn = Message(zh: "谁在其中，谁不在", en: "Who is in and who is out")
  /// A column: in or out.
  public static let webInOrOut = Message(zh: "是否计入", en: "In or out")
  /// In the sums.
  public static let webIn = Message(zh: "计入", en: "in")
  /// Why a store is out, by the reason's code.
  public static func webReasonOut(_ code: String) -> Message {
    switch code {
    case "certified_within_month": Message(zh: "期间内刚统标", en: "certified within the period")
    case "certificate_ended_within_month": Message(zh: "期间内统标中止", en: "certificate ended within the period")
    case "missing_now": Message(zh: "本期漏报", en: "no report now")
    case "not_due": Message(zh: "上年同期未开业或已歇业", en: "not due a year before")
    case "missing_then": Message(zh: "上年同期漏报", en: "no report a year before")
    case "zero": Message(zh: "有一期营业额为零", en: "zero in one period")
    case "open_days_unknown": Message(zh: "营业天数不详", en: "open days not known")
    default: Message(zh: "营业天数太少", en: "too few open days")
    }
  }
}
