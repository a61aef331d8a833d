// What is said with the growth of a rollup.
extension Message {
  /// A part of the change of turnover, by its code.
  public static func hqGrowthPart(_ code: String) -> Message {
    switch code {
    case "same_stores": Message(zh: "同店", en: "Same stores")
    case "openings": Message(zh: "新开", en: "Openings")
    case "closures": Message(zh: "关闭", en: "Closures")
    case "reported_again": Message(zh: "上年漏报", en: "Reported again")
    case "no_longer_reported": Message(zh: "今年漏报", en: "No longer reported")
    default: Message(verbatim: code)
    }
  }

  /// No period has its base in the data.
  public static let hqNoGrowthBase = Message(
    zh: "没有上年同期的数据，算不出增长。", en: "There are no data of a year before: growth cannot be worked out.")

  /// A January or February by itself.
  public static let hqFestivalMonths = Message(
    zh: "单独的一月或二月不可比：春节时早时晚。请用 --period month-festival 合并来看。",
    en:
      "A January or February alone is not comparable, since Spring Festival moves: --period month-festival joins them."
  )
  /// What the intervals are.
  public static func hqGrowthIntervals(draws: Int, seed: UInt64, level: Double) -> Message {
    let percent = Int((level * 100).rounded())
    return Message(
      zh: "区间：按门店重抽样 \(draws) 次，种子 \(seed)，\(percent)%。",
      en: "Intervals: \(percent)%, stores drawn \(draws) times, seed \(seed).")
  }

  /// Stores that are not comparable, by reason.
  public static func hqGrowthLeftOut(_ period: String, _ reason: Message, stores: Int) -> Message {
    Message(
      zh: "\(period) 不可比：\(reason.zh)——\(Message.count(stores).zh) 家店。",
      en: "\(period), not comparable: \(reason.en): \(Message.count(stores).en) stores.")
  }

  /// Why a store is not comparable, by the reason's code.
  public static func hqYearOnYearReason(_ code: String) -> Message {
    switch code {
    case "missing_now": Message(zh: "本期未报", en: "no report of the period")
    case "not_due": Message(zh: "上年同期尚未开业或已歇业", en: "not trading a year before")
    case "missing_then": Message(zh: "上年同期未报", en: "no report of a year before")
    case "zero": Message(zh: "其中一期营业额为零", en: "zero in one of the periods")
    case "open_days_unknown": Message(zh: "营业天数不明", en: "open days not known")
    case "few_open_days": Message(zh: "营业天数不足", en: "too few open days")
    case "certified_within_month": Message(zh: "当期内取得证书", en: "certified within the period")
    case "certificate_ended_within_month": Message(zh: "当期内证书终止", en: "certificate ended within the period")
    default: Message(verbatim: code)
    }
  }
}
