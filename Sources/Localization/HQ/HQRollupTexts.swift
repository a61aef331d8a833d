// What is said with a rollup.
extension Message {
  /// The row of all groups.
  public static let hqTotal = Message(zh: "合计", en: "Total")
  /// Stores in no tier.
  public static let hqNoTier = Message(zh: "无等级", en: "no tier")

  /// For how long an owner has had a store, by the band's code.
  public static func hqTenure(_ band: String) -> Message {
    switch band {
    case "under-1": Message(zh: "不满一年", en: "under 1 year")
    case "1-3": Message(zh: "一至三年", en: "1 to 3 years")
    case "3-5": Message(zh: "三至五年", en: "3 to 5 years")
    case "5-or-more": Message(zh: "五年以上", en: "5 years or more")
    default: Message(zh: "未知", en: "unknown")
    }
  }

  /// The definition of what is shown.
  public static func hqDefinition(_ text: Message) -> Message { Message(zh: "口径：", en: "Definition: ") + text }

  /// The data version of what is shown.
  public static func hqDataVersion(_ version: Int64) -> Message {
    Message(zh: "数据版本：\(version)", en: "Data version: \(version)")
  }

  /// How many stores a rollup is about.
  public static func hqStoresInRollup(due: Int, reported: Int) -> Message {
    Message(
      zh: "应报门店 \(Message.count(due).zh) 家，其中至少报过一次的 \(Message.count(reported).zh) 家。",
      en: "Stores due: \(Message.count(due).en), of which \(Message.count(reported).en) reported at least once.")
  }

  /// Why reports are not in the sums, by the reason's code.
  public static func hqRollupReason(_ code: String) -> Message {
    switch code {
    case "missing": Message(zh: "应报未报，没有用别的数代替", en: "due and not reported; nothing stands in for them")
    case "not_due": Message(zh: "开业前或歇业后的月报，不计入", en: "reports of months before opening or after closing, not added")
    default: Message(verbatim: code)
    }
  }

  /// How much was left out for a reason.
  public static func hqLeftOut(_ reason: Message, stores: Int, reports: Int) -> Message {
    Message(
      zh: "未计入：\(reason.zh)——\(Message.count(stores).zh) 家店，\(Message.count(reports).zh) 个月。",
      en: "Left out: \(reason.en): \(Message.count(stores).en) stores, \(Message.count(reports).en) months.")
  }

  /// Reports of months that no panel covers.
  public static func hqHeadsOutside(_ count: Int) -> Message {
    Message(
      zh: "另有 \(Message.count(count).zh) 份月报的月份不在 2000 年至 2049 年之间，没有计入，请核对。",
      en: "\(Message.count(count).en) reports are for months outside of 2000 to 2049: not counted, please check them.")
  }

  /// Too many months were asked for.
  public static func hqTooManyMonths(_ most: Int) -> Message {
    Message(zh: "一次最多 \(most) 个月。", en: "At most \(most) months at a time.")
  }

  /// The last month lies before the first.
  public static let hqMonthsReversed = Message(
    zh: "--to 不能早于 --from。", en: "--to cannot be before --from.")
  /// How many draws there may be.
  public static let hqDrawsRange = Message(
    zh: "--draws 应在 0 到 100000 之间。", en: "--draws is between 0 and 100000.")
  /// A difference is of two versions.
  public static let hqDiffNeedsTwo = Message(
    zh: "--diff 后面要写两个数据版本。", en: "--diff takes two data versions.")
}

extension Message {
  /// Changes that are not printed.
  public static func hqMoreReports(_ count: Int) -> Message {
    Message(
      zh: "…… 还有 \(Message.count(count).zh) 份月报有变化，用 --format json 看全部。",
      en: "… and \(Message.count(count).en) more reports; --format json has all of them.")
  }
  /// The register changed too.
  public static let hqRegisterChanged = Message(
    zh: "其间名册或统标状态也有变化。", en: "The register or standings changed too in between.")
}
