import SnackChain

// What going on in the programme is worth to a store: as far as it was measured and published, never more.
extension Message {
  /// The heading of what it is worth.
  public static let ownerWorthHeading = Message(zh: "下一步值多少：", en: "What the next step is worth:")

  /// What was published of the effect, and what that is for the store's own average month; nothing is made of an
  /// interval that does not know its sign.
  public static func ownerEffect(_ effect: ProgrammeEffect?, average: Money?) -> [Message] {
    guard let effect else {
      return [
        Message(
          zh: "  总部还没有公布统标对营业额的影响，所以这里没有数字。",
          en: "  Headquarters has published nothing yet on what the programme does to turnover, so there is no figure "
            + "here.")
      ]
    }
    let month = Message.month(effect.month)
    let mark = effect.isSynthetic ? Message(zh: "（模拟数据）", en: " (synthetic data)") : Message(verbatim: "")
    let head = Message(
      zh: "  总部 \(effect.publishedOn) 公布的统标成效（\(month.zh)）\(mark.zh)：",
      en: "  Published by headquarters on \(effect.publishedOn), for \(month.en)\(mark.en): ")
    guard let figures = effect.figures else {
      return [head + Message(zh: "填报的店太少，下不了结论。", en: "too few stores reported for any conclusion.")]
    }
    let interval = Message(
      zh: "\(figures.confidence)% 区间 \(rate(figures.low)) 到 \(rate(figures.high))",
      en: "\(figures.confidence)% interval \(rate(figures.low)) to \(rate(figures.high))")
    guard figures.isCertainOfSign else {
      return [
        head
          + Message(
            zh: "看不出统标对营业额有影响（\(interval.zh)）。",
            en: "no effect on turnover can be told from none (\(interval.en)).")
      ]
    }
    let stores = count(effect.stores)
    let lines = [
      head
        + Message(
          zh: "与同省同类型的未统标门店相比，\(stores.zh) 家统标门店的营业额平均变化在 "
            + "\(rate(figures.low)) 到 \(rate(figures.high)) 之间（\(figures.confidence)% 区间）。",
          en: "against stores of the same province and form outside the programme, the turnover of \(stores.en) "
            + "certified stores changed by between \(rate(figures.low)) and \(rate(figures.high)) on average "
            + "(\(figures.confidence)% interval).")
    ]
    guard let average, let amounts = figures.amounts(ofAverage: average) else { return lines + [ownerEffectCaution] }
    return lines + [
      Message(
        zh: "  照您平均每月 \(roundedMoney(average).zh) 算，同类门店平均每月变化 "
          + "\(exactYuan(amounts.low)) 到 \(exactYuan(amounts.high)) 元。",
        en: "  On your average month of \(roundedMoney(average).en) that is between \(exactYuan(amounts.low)) and "
          + "\(exactYuan(amounts.high)) yuan a month, on average over stores like yours."), ownerEffectCaution,
    ]
  }

  /// A mean is no promise.
  static let ownerEffectCaution = Message(
    zh: "  这是许多家店的平均数，有的店多，有的店少，不是对本店的承诺。",
    en: "  That is a mean over many stores, more for some and less for others: no promise to yours.")

  /// One benefit besides.
  public static func ownerBenefit(_ benefit: ProgrammeBenefit) -> Message {
    var line = Message(zh: "  \(benefit.name.zh.visible)", en: "  \(benefit.name.en.visible)")
    if let limit = benefit.limit {
      line = line + Message(zh: "，最多 ", en: ", at most ") + roundedMoney(limit)
    }
    return line
      + Message(
        zh: "（出处：\(benefit.source.zh.visible)；以出处为准，不是总部的承诺）。",
        en: " (source: \(benefit.source.en.visible); the source decides, it is no promise of headquarters).")
  }

  /// Basis points as per cent with one decimal, cut downwards so that more is never told.
  private static func rate(_ basisPoints: Int) -> String {
    let tenths = Int((Double(basisPoints) / 10).rounded(.down))
    return (tenths < 0 ? "-" : "+") + "\(tenths.magnitude / 10).\(tenths.magnitude % 10)%"
  }

  /// Whole yuan with a sign.
  private static func exactYuan(_ amount: Money) -> String {
    (amount.fen < 0 ? "-" : "+") + count(Int(amount.fen.magnitude / 100)).en
  }
}
