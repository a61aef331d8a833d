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
  /// A column: stores.
  public static let hqStoresColumn = Message(zh: "门店", en: "Stores")
  /// A date on which nothing happened.
  public static func hqPlacebo(_ months: Int) -> Message {
    Message(zh: "虚拟日期：提前 \(months) 个月（应为零）", en: "placebo: \(months) months early (should be zero)")
  }
  /// Without a province.
  public static func hqWithout(_ name: String) -> Message {
    Message(zh: "剔除\(name)", en: "without \(name)")
  }
}
