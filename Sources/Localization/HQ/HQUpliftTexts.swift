import SnackChain

// The four steps from the claim to the estimate. No sentence claims more than its interval allows.
extension Message {
  /// The title of a statement.
  public static func hqUpliftTitle(_ month: YearMonth) -> Message {
    Message(zh: "统标成效：\(Message.month(month).zh)", en: "What the programme brings: \(Message.month(month).en)")
  }

  /// A period as people say it.
  public static func hqPeriodName(first: YearMonth, last: YearMonth) -> Message {
    if first == last { return .month(first) }
    return Message(
      zh: "\(first.year)年\(first.month)至\(last.month)月合计",
      en: first.year == last.year
        ? "\(Message.monthName(first)) to \(Message.month(last).en)"
        : "\(Message.month(first).en) to \(Message.month(last).en)")
  }

  /// The name of an arm, by its code.
  public static func hqArm(_ code: String) -> Message {
    switch code {
    case "upgraded": Message(zh: "升级门店", en: "upgraded")
    case "standardised": Message(zh: "已统标门店", en: "standardised")
    default: Message(zh: "未统标门店", en: "others")
    }
  }

  /// A step with its number and title in front, where texts follow each other without headings.
  public static func hqStep(_ number: Int, _ title: Message, _ text: Message) -> Message {
    let numbers = ["一", "二", "三", "四"]
    return Message(
      zh: "\(numbers[min(max(number, 1), 4) - 1])、\(title.zh)。\(text.zh)", en: "\(number). \(title.en). \(text.en)")
  }

  /// Step one: what was published.
  public static func hqStepClaim(_ name: Message, percent: Int64, asOf: String) -> Message {
    Message(
      zh: "\(asOf) 年公开报道：\(name.zh)，\(percent)% 以上。",
      en: "Published in \(asOf): \(name.en), \(percent)% or more.")
  }

  /// Step two: the same stores.
  public static func hqStepSameStores(
    _ period: Message, stores: Int, due: Int, coverage: Double?, ratio: Double?, mean: Double?, median: Double?
  ) -> Message {
    Message(
      zh: "\(period.zh)，\(Message.count(stores).zh) 家升级门店（应报 \(Message.count(due).zh) 家的 "
        + "\(Message.share(coverage).zh)）与上年同期相比，营业额总额变化 \(Message.growth(ratio).zh)；"
        + "各店比值平均 \(Message.growth(mean).zh)，中位数 \(Message.growth(median).zh)。这还不是统标的效果。",
      en: "\(period.en): the turnover of \(Message.count(stores).en) upgraded stores "
        + "(\(Message.share(coverage).en) of the \(Message.count(due).en) due) changed by \(Message.growth(ratio).en) on "
        + "the year before; mean of the stores' own ratios \(Message.growth(mean).en), median "
        + "\(Message.growth(median).en). This is not yet the effect of the programme.")
  }

  /// Step two, where too few stores are comparable for a headline.
  public static func hqStepWithheld(
    _ period: Message, stores: Int, due: Int, coverage: Double?, floor: Double, ratio: Double?
  ) -> Message {
    Message(
      zh: "\(period.zh)，应报的 \(Message.count(due).zh) 家升级门店中只有 \(Message.count(stores).zh) 家可比"
        + "（\(Message.share(coverage).zh)，低于下限 \(Message.share(floor).zh)），不能作为结论；"
        + "这些店的总额变化是 \(Message.growth(ratio).zh)，仅供核对。",
      en: "\(period.en): only \(Message.count(stores).en) of the \(Message.count(due).en) upgraded "
        + "stores due are comparable (\(Message.share(coverage).en), below the floor of \(Message.share(floor).en)), so "
        + "there is no headline; the sum of these stores changed by \(Message.growth(ratio).en), for checking only.")
  }

  /// Step two, where no store is comparable.
  public static func hqStepNoStores(_ period: Message, due: Int) -> Message {
    Message(
      zh: "\(period.zh)，应报的升级门店有 \(Message.count(due).zh) 家，没有一家可比，没有结论。",
      en: "\(period.en): of \(Message.count(due).en) upgraded stores due none is comparable, so "
        + "there is nothing to say.")
  }

  /// Step two, whichever of the three can be said: nothing to compare, too little of it, or the growth.
  public static func hqStepTwo(
    _ period: Message, stores: Int, due: Int, coverage: Double?, floor: Double, isWithheld: Bool, ratio: Double?,
    mean: Double?, median: Double?
  ) -> Message {
    guard stores > 0 else { return hqStepNoStores(period, due: due) }
    guard !isWithheld else {
      return hqStepWithheld(period, stores: stores, due: due, coverage: coverage, floor: floor, ratio: ratio)
    }
    return hqStepSameStores(
      period, stores: stores, due: due, coverage: coverage, ratio: ratio, mean: mean, median: median)
  }

  /// A single January or February.
  public static func hqSingleMonth(_ month: YearMonth, ratio: Double?) -> Message {
    Message(
      zh: "　　（单看\(Message.month(month).zh)是 \(Message.growth(ratio).zh)：春节时早时晚，单月不可比。）",
      en: "   (\(Message.month(month).en) alone would be \(Message.growth(ratio).en): not comparable, since Spring "
        + "Festival moves between January and February.)")
  }

  /// A base year that the pandemic distorted.
  public static func hqPandemicBase(_ year: Int) -> Message {
    Message(
      zh: "　　（注意：基期 \(year) 年受疫情影响。）", en: "   (Note: the base year \(year) was distorted by the pandemic.)")
  }

  /// The arms answered unlike.
  public static func hqAttrition(upgraded: Double?, others: Double?) -> Message {
    Message(
      zh: "　　（注意：升级门店填报率 \(Message.share(upgraded).zh)，未统标门店 \(Message.share(others).zh)，"
        + "相差超过 2 个百分点，可比门店可能有偏。）",
      en:
        "   (Note: \(Message.share(upgraded).en) of upgraded stores reported and \(Message.share(others).en) of others, "
        + "more than 2 points apart: the stores compared may not stand for all.)")
  }

  /// Step three: against the rest.
  public static func hqStepGap(
    others: Double?, points: Double, stores: Int, otherStores: Int, withoutPeers: Int
  ) -> Message {
    let rest =
      withoutPeers == 0
      ? Message(verbatim: "")
      : Message(
        zh: "另有 \(Message.count(withoutPeers).zh) 家所在地区没有可比的未统标门店，不在其中。",
        en: " \(Message.count(withoutPeers).en) more have no peers in their region and are not in it.")
    return Message(
      zh: "同地区同期 \(Message.count(otherStores).zh) 家未统标门店变化 \(Message.growth(others).zh)，"
        + "\(Message.count(stores).zh) 家升级门店与之相差 \(hqPoints(points).zh)。",
      en: "\(Message.count(otherStores).en) stores of the same regions that are not standardised "
        + "changed by \(Message.growth(others).en); the \(Message.count(stores).en) upgraded stores differ from them by "
        + "\(hqPoints(points).en).") + rest
  }

  /// Step three, where there is nobody to compare with.
  public static let hqStepNoGap = Message(
    zh: "同地区没有可比的未统标门店，无法比较。",
    en: "There are no comparable stores without a certificate in the same regions.")

  /// A difference of growth rates.
  public static func hqPoints(_ difference: Double) -> Message {
    let text = Message.growth(difference).zh.replacing("%", with: "")
    return Message(zh: "\(text) 个百分点", en: "\(text) points")
  }

  /// Step four: the causal estimate.
  public static func hqStepCausal(
    effect: Double, low: Double, high: Double, treated: Int, controls: Int, months: ClosedRange<YearMonth>
  ) -> Message {
    Message(
      zh: "\(months.lowerBound) 至 \(months.upperBound)，\(Message.count(treated).zh) 家统标门店对照 "
        + "\(Message.count(controls).zh) 家从未统标的门店，同省同类型相比（双重差分，Callaway 与 Sant’Anna 2021）："
        + "统标使营业额变化 \(Message.growth(effect).zh)，95% 区间 \(Message.growth(low).zh) 至 \(Message.growth(high).zh)。",
      en:
        "\(months.lowerBound) to \(months.upperBound), \(Message.count(treated).en) certified stores against "
        + "\(Message.count(controls).en) never certified, within province and form (difference in differences, Callaway "
        + "and Sant'Anna 2021): certification changes turnover by \(Message.growth(effect).en), 95% interval "
        + "\(Message.growth(low).en) to \(Message.growth(high).en).")
  }

  /// What the effect is in money.
  public static func hqStepLevel(_ amount: Money) -> Message {
    let money = Message.roundedMoney(amount)
    return Message(
      zh: "　　折合每店每月约 \(money.zh)。", en: "   That is about \(money.en) per store and month.")
  }

  /// Step four, where it cannot be had.
  public static func hqStepNoCausal(_ reason: Message) -> Message {
    Message(zh: "做不出来：", en: "There is no estimate: ") + reason
  }

  /// The test of what went before.
  public static func hqPretrend(statistic: Double, df: Int, p: Double) -> Message {
    guard p.isFinite, df > 0 else {
      return Message(
        zh: "　　事前走势：没有足够的月份可以检验。", en: "   Before joining: too few months to test.")
    }
    let thousandths = Int((p * 1000).rounded())
    let shown = thousandths == 0 ? "< 0.001" : "= 0." + String(String(1000 + thousandths).suffix(3))
    let text = p >= 0.9995 ? "= 1.000" : shown
    if p < 0.05 {
      return Message(
        zh: "　　事前走势：统标之前两组的走势已经不同（p \(text)）。",
        en: "   Before joining: the two groups moved differently already (p \(text)).")
    }
    return Message(
      zh: "　　事前走势：看不出两组在统标之前走势不同（p \(text)）。",
      en: "   Before joining: no difference between the two groups is seen (p \(text)).")
  }

  /// What may be said.
  public static func hqVerdict(effect: Double, low: Double, high: Double, isBroken: Bool) -> Message {
    if isBroken {
      return Message(
        zh: "可以说的：两组在统标之前就不一样，上面的估计不能当作统标的效果。",
        en: "What may be said: the groups differed before, so the estimate cannot be taken for an effect of the "
          + "programme.")
    }
    if low > 0 {
      return Message(
        zh: "可以说的：统标使营业额提高，幅度在 \(Message.growth(low).zh) 到 \(Message.growth(high).zh) 之间，"
          + "最可能约 \(Message.growth(effect).zh)。",
        en:
          "What may be said: certification raises turnover, by \(Message.growth(low).en) to \(Message.growth(high).en), "
          + "most likely about \(Message.growth(effect).en).")
    }
    if high < 0 {
      return Message(
        zh: "可以说的：统标后营业额反而下降，幅度在 \(Message.growth(low).zh) 到 \(Message.growth(high).zh) 之间。",
        en:
          "What may be said: certification lowers turnover, by \(Message.growth(low).en) to \(Message.growth(high).en)."
      )
    }
    return Message(
      zh: "可以说的：现有数据分不清统标是提高还是降低了营业额（区间包含零）。",
      en: "What may be said: the data cannot tell whether certification raises or lowers turnover (the interval holds "
        + "zero).")
  }

  /// Whether the published figure agrees.
  public static func hqClaimVerdict(percent: Int64, isInside: Bool) -> Message {
    isInside
      ? Message(
        zh: "公开说法的 \(percent)% 在区间之内。", en: "The published \(percent)% lies within the interval.")
      : Message(
        zh: "公开说法的 \(percent)% 不在区间之内，不宜再作为统标的效果引用。",
        en: "The published \(percent)% lies outside of the interval: it should not be quoted as the effect of the "
          + "programme.")
  }

  /// The heading of the event study.
  public static let hqEventStudy = Message(
    zh: "事件研究：统标前后各月的效果（● 估计，─ 95% 区间）",
    en: "Event study: effect by months since certification (● estimate, ─ 95% interval)")
  /// The axis of the event study.
  public static let hqEventAxis = Message(
    zh: "统标后的期数（负数为统标之前）", en: "Periods since certification (negative: before)")
}
