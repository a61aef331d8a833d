// How much the estimate can bear.
extension Message {
  /// Bounds for unlike response.
  public static func hqLeeBounds(low: Double, high: Double) -> Message {
    Message(
      zh: "　　填报差异的界（Lee 2009）：若两组填报的门店不同，效果仍在 \(Message.growth(low).zh) 至 \(Message.growth(high).zh) 之间。",
      en: "   Lee (2009) bounds: should other stores have answered in one arm, the effect still lies between "
        + "\(Message.growth(low).en) and \(Message.growth(high).en).")
  }
  /// How large a break of parallel trends overturns the sign.
  public static func hqBreakdown(_ value: Double) -> Message {
    let tenths = Int((min(max(value, 0), 9_999) * 10).rounded())
    let text = "\(tenths / 10).\(tenths % 10)"
    return Message(
      zh: "突破值（一个界，参照 Rambachan 与 Roth 2023）：统标之后每期的走势偏离要达到统标之前最大一步的 \(text) 倍，区间才会碰到零。",
      en: "Breakdown value (a bound, after Rambachan and Roth 2023): trends would have to part in each period by "
        + "\(text) times the largest step seen before, for the interval to reach zero.")
  }
  /// A column: what was tried.
  public static let hqTrial = Message(zh: "检验", en: "Trial")
  /// How wide a band has to be to hold everywhere at once.
  public static func hqBands(critical: Double, draws: Int, seed: UInt64) -> Message {
    let shown = critical.isFinite ? String(Double(Int((critical * 100).rounded())) / 100) : "?"
    return Message(
      zh: "同时对所有期数成立的 95% 区间带：估计值加减 \(shown) 倍标准误（逐期区间是 1.96 倍；重抽样 \(draws) 次，种子 \(seed)）。",
      en: "The 95% band that holds for all of them at once: estimate plus and minus \(shown) standard errors (1.96 for "
        + "one alone; \(draws) draws, seed \(seed)).")
  }
  /// A column: stores.
  public static let hqStoresColumn = Message(zh: "门店", en: "Stores")
  /// A date on which nothing happened.
  public static func hqPlacebo(_ months: String) -> Message {
    Message(zh: "虚拟日期：提前 \(months) 个月（应为零）", en: "placebo: \(months) months early (should be zero)")
  }
  /// Without a province.
  public static func hqWithout(_ name: String) -> Message {
    Message(zh: "剔除\(name)", en: "without \(name)")
  }
  /// Another way to estimate, by its code.
  public static func hqAlternative(_ code: String) -> Message {
    switch code {
    case "control_notyet": Message(zh: "对照换成当时尚未统标的门店", en: "controls: not yet certified")
    case "control_never": Message(zh: "对照换成从未统标的门店", en: "controls: never certified")
    case "unadjusted": Message(zh: "不按省份和类型调整", en: "without adjustment")
    case "doubly_robust": Message(zh: "双重稳健（事前水平与增长）", en: "doubly robust (level and growth before)")
    default: Message(verbatim: code)
    }
  }
  /// A third of the stores by size.
  public static func hqSizeThird(_ third: String) -> Message {
    switch third {
    case "1": Message(zh: "较小的三分之一", en: "smallest third")
    case "2": Message(zh: "中间的三分之一", en: "middle third")
    default: Message(zh: "较大的三分之一", en: "largest third")
    }
  }
  /// Stores certified in a year.
  public static func hqCertifiedIn(_ year: String) -> Message {
    Message(zh: "\(year) 年统标的门店", en: "certified in \(year)")
  }
  /// Parts that are too small to show.
  public static func hqFewCertified(_ fewest: Int) -> Message {
    Message(
      zh: "统标门店不到 \(fewest) 家的部分没有列出，区间不可靠。",
      en: "Parts with fewer than \(fewest) certified stores are not listed: their intervals cannot be trusted.")
  }
}
