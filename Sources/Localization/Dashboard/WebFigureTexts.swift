import SnackChain

// What the figures and columns of the dashboard are called.
extension Message {
  /// Reports due.
  public static let webDue = Message(zh: "应报", en: "Due")
  /// Stores that reported.
  public static let webReportedStores = Message(zh: "已报", en: "Reported")
  /// The share that reported.
  public static let webReported = Message(zh: "本月已报", en: "Reported this month")
  /// How many reported, of how many.
  public static func webReportedOf(_ reported: Int, due: Int) -> Message {
    Message(
      zh: "\(Message.count(reported).zh) 家，应报 \(Message.count(due).zh) 家",
      en: "\(Message.count(reported).en) of \(Message.count(due).en) stores due")
  }
  /// Stores that owe a report.
  public static let webMissing = Message(zh: "漏报", en: "Missing")
  /// What missing means.
  public static let webMissingNote = Message(zh: "应报而没有月报的门店", en: "stores due without a report")
  /// Stores of which nothing is due.
  public static let webNotDue = Message(zh: "不应报", en: "Not due")
  /// A store without a report.
  public static let webNotReported = Message(zh: "没有月报", en: "Not reported")
  /// Turnover.
  public static let webTurnover = Message(zh: "营业额", en: "Turnover")
  /// Turnover for each report.
  public static let webAverage = Message(zh: "店均营业额", en: "Average per store")
  /// What the average is of.
  public static let webAverageNote = Message(zh: "每份月报", en: "for each report")
  /// A change on the year before.
  public static func webOnYearBefore(_ growth: Double?) -> Message {
    growth == nil
      ? Message(zh: "上年同期没有数据", en: "no figures of a year before")
      : Message(
        zh: "全部月报比上年同期 \(Message.growth(growth).zh)", en: "\(Message.growth(growth).en) on a year before, all reports")
  }
  /// A store's change on the year before.
  public static func webStoreOnYearBefore(_ growth: Double?) -> Message {
    growth == nil
      ? webOnYearBefore(nil)
      : Message(zh: "比上年同期 \(Message.growth(growth).zh)", en: "\(Message.growth(growth).en) on a year before")
  }
  /// An amount's name where the axis counts yuan.
  public static func webInYuan(_ name: Message) -> Message { Message(zh: "\(name.zh)（元）", en: "\(name.en) (CNY)") }
  /// Values under the lowest limit.
  public static func webBelow(_ limit: Message) -> Message { Message(zh: "低于 \(limit.zh)", en: "below \(limit.en)") }
  /// Values from the highest limit on.
  public static func webOrMore(_ limit: Message) -> Message {
    Message(zh: "\(limit.zh) 及以上", en: "\(limit.en) or more")
  }
  /// Values between two limits.
  public static func webBetween(_ low: Message, _ high: Message) -> Message {
    Message(zh: "\(low.zh) – \(high.zh)", en: "\(low.en) – \(high.en)")
  }
  /// A measure with what it means.
  public static func webMeaning(of name: Message, _ definition: Message) -> Message {
    Message(zh: "\(name.zh)：\(definition.zh)", en: "\(name.en): \(definition.en)")
  }
  /// The share of reports.
  public static let webResponseRate = Message(zh: "填报率", en: "Response rate")
  /// Growth of upgraded stores.
  public static let webUpgradedGrowth = Message(zh: "升级门店同店增长", en: "Upgraded stores, same-store growth")
  /// What goes with it.
  public static func webGrowthNote(period: Message, interval: ClosedRange<Double>?, stores: Int) -> Message {
    let range = interval.map { range in
      Message(
        zh: "95% 区间 \(Message.growth(range.lowerBound).zh) 至 \(Message.growth(range.upperBound).zh)，",
        en: "95% interval \(Message.growth(range.lowerBound).en) to \(Message.growth(range.upperBound).en), ")
    }
    return (range ?? Message(verbatim: ""))
      + Message(
        zh: "\(Message.count(stores).zh) 家可比，\(period.zh)；这还不是统标的效果",
        en: "\(Message.count(stores).en) comparable, \(period.en); not yet the programme's effect")
  }
  /// Why there is no headline.
  public static func webNoHeadline(_ coverage: Double?, floor: Double) -> Message {
    Message(
      zh: "可比门店只占 \(Message.share(coverage).zh)，低于 \(Message.share(floor).zh)，不作结论",
      en: "only \(Message.share(coverage).en) comparable, below \(Message.share(floor).en): no headline")
  }
  /// The causal estimate.
  public static let webCausal = Message(zh: "统标的效果（因果估计）", en: "Effect of the programme (causal)")
  /// What goes with it.
  public static func webCausalNote(_ interval: ClosedRange<Double>, version: Int64, now: Int64) -> Message {
    let behind =
      version == now
      ? Message(verbatim: "") : Message(zh: "，按数据版本 \(version)", en: ", as of data version \(version)")
    return Message(
      zh: "95% 区间 \(Message.growth(interval.lowerBound).zh) 至 \(Message.growth(interval.upperBound).zh)",
      en: "95% interval \(Message.growth(interval.lowerBound).en) to \(Message.growth(interval.upperBound).en)")
      + behind
  }
  /// An effect and its interval in one line.
  public static func webEffectWithInterval(_ effect: Double, _ interval: ClosedRange<Double>) -> Message {
    Message(
      verbatim: "\(Message.growth(effect).zh) [\(Message.growth(interval.lowerBound).zh),\u{A0}"
        + "\(Message.growth(interval.upperBound).zh)]")
  }
  /// Turnover month by month.
  public static let webTurnoverByMonth = Message(zh: "各月营业额", en: "Turnover by month")
  /// Response month by month.
  public static let webResponseByMonth = Message(zh: "各月填报率", en: "Response rate by month")
  /// A change on the year before, as a column.
  public static let webChangeOnYear = Message(zh: "比上年同期", en: "vs year before")
  /// A change.
  public static let webChange = Message(zh: "变化", en: "Change")
  /// What a part adds to the change.
  public static let webShareOfChange = Message(zh: "拉动", en: "Points")
  /// A number of stores.
  public static let webStoresCount = Message(zh: "门店数", en: "Stores")
  /// A reason.
  public static let webReason = Message(zh: "原因", en: "Reason")
  /// Why turnover changed.
  public static let webContributions = Message(zh: "营业额为什么变化", en: "What made turnover change")
  /// How it is taken apart.
  public static let webContributionsDefinition = Message(
    zh: "每份月报只归入一个原因，各项之和等于总变化，精确到分。",
    en: "Each report is in exactly one part, and the parts add up to the change, to the fen.")
  /// A part of the change, by its code.
  public static func webGrowthPart(_ code: String) -> Message {
    switch code {
    case "same_stores": Message(zh: "同店：两期都有月报", en: "Same stores: reported in both")
    case "openings": Message(zh: "新开", en: "Opened since")
    case "closures": Message(zh: "歇业", en: "Closed since")
    case "reported_again": Message(zh: "恢复填报（营业额本来就有）", en: "Reported only now (the turnover is not new)")
    default: Message(zh: "不再填报", en: "No longer reported")
    }
  }
  /// Reports that came in last.
  public static let webArrivals = Message(zh: "最新收到的月报", en: "Latest reports")
  /// None came.
  public static let webNoArrivals = Message(zh: "最近没有新的月报。", en: "No report came in lately.")
  /// A place in the feed.
  public static let webPosition = Message(zh: "变更号", en: "Change no.")
  /// When something came in.
  public static let webReceived = Message(zh: "收到（北京时间）", en: "Received (China time)")
  /// The number of a revision.
  public static let webRevision = Message(zh: "第几稿", en: "Revision")
  /// A region's code.
  public static let webCode = Message(zh: "代码", en: "Code")
  /// By province.
  public static let webByProvince = Message(zh: "各省", en: "By province")
  /// By city.
  public static let webByCity = Message(zh: "各市", en: "By city")
  /// By county.
  public static let webByCounty = Message(zh: "各区县", en: "By county")
  /// Whether a store's report of the month is there.
  public static let webReportState = Message(zh: "填报状态", en: "Report")
  /// What a map shows.
  public static let webMapShows = Message(zh: "地图显示", en: "Map shows")
  /// The title of a map.
  public static func webMapOf(_ measure: Message) -> Message {
    Message(zh: "各省\(measure.zh)", en: "\(measure.en) by province")
  }
  /// A state.
  public static let webState = Message(zh: "状态", en: "State")
  /// Open days.
  public static let webOpenDays = Message(zh: "营业天数", en: "Open days")
}
