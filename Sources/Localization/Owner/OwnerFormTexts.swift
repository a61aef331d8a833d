import SnackChain

// The pages of the form: one question each. A default stands in brackets.
extension Message {
  private static func bracket(_ text: String?) -> Message { Message(verbatim: text.map { "[\($0)] " } ?? "") }

  /// The form's name, with the store's.
  public static func ownerFormTitle(_ store: StoreCode, _ name: String) -> Message {
    Message(zh: "统标月报  \(name.visible)（\(store)）", en: "Monthly report  \(name.visible) (\(store))")
  }
  /// Which question of how many.
  public static func ownerFormPlace(_ number: Int, of count: Int) -> Message {
    Message(zh: "第 \(number) 问，共 \(count) 问", en: "question \(number) of \(count)")
  }
  /// What Enter alone does on a page.
  public enum EnterKey: Hashable, Sendable {
    /// It takes the value in brackets.
    case value
    /// It leaves the answer open.
    case unknown
    /// Nothing: something has to be typed.
    case none
  }
  /// How the form is used.
  public static func ownerFormKeys(_ enter: EnterKey) -> Message {
    let first =
      switch enter {
      case .value: Message(zh: "回车 = 取 [ ] 里的值   ", en: "Enter = take the value in [ ]   ")
      case .unknown: Message(zh: "回车 = 不清楚，跳过   ", en: "Enter = not known, go on   ")
      case .none: Message(verbatim: "")
      }
    return first + Message(zh: "b 回上一问   q 退出（留草稿）", en: "b back   q quit (a draft is kept)")
  }
  /// Where the answer goes.
  public static func ownerPrompt(_ suggested: String?) -> Message { bracket(suggested) + Message(verbatim: "> ") }

  /// Which month?
  public static let ownerAskMonth = Message(zh: "填哪个月？", en: "Which month?")
  /// How a month may be typed.
  public static let ownerAskMonthHelp = Message(
    zh: "可以写 2023-02、202302、2023年2月。填过的月份也可以写，就是更正。",
    en: "Write it like 2023-02 or 202302. A month that was reported is corrected.")
  /// How much?
  public static func ownerAskTurnover(_ month: YearMonth) -> Message {
    Message(zh: "\(Message.month(month).zh)营业额多少元？", en: "Turnover of \(Message.month(month).en), in yuan?")
  }
  /// What turnover is, and how it may be typed.
  public static let ownerAskTurnoverHelp = Message(
    zh: "全部进账：堂食加外卖，扣佣金之前。可以写 33000、3.3万；没营业写 0。",
    en: "All that came in, eaten here or taken away, before commission. 33000 or 3.3万; 0 for none.")
  /// How cash is added to what bills add up to.
  public static let ownerAskCashHelp = Message(
    zh: "账单里没有现金：现金收了 2000 就写 +2000；没有现金就回车。也可以直接写全部的数。",
    en: "Bills know no cash: type +2000 for 2,000 in cash, Enter for none, or the whole figure.")
  /// What bills and cash add up to.
  public static func ownerBillsAndCash(_ bills: Money, cash: Money?) -> [(Message, Message)] {
    let rows = [(Message(zh: "账单合计", en: "bills"), ownerBesideAmount(bills))]
    guard let cash, cash > .zero else { return rows }
    return rows + [(Message(zh: "加上现金", en: "and cash"), ownerBesideAmount(cash))]
  }
  /// A month to be corrected.
  public static func ownerCorrecting(_ month: YearMonth, _ turnover: Money) -> Message {
    Message(
      zh: "\(Message.month(month).zh)填过 \(turnover.grouped) 元，现在更正；旧的数字保留在记录里。",
      en: "\(Message.month(month).en) was reported as \(turnover.grouped) yuan; this corrects it. The old figure "
        + "is kept.")
  }
  /// Last month and last year beside a question.
  public static func ownerBeside(_ month: YearMonth, isLastYear: Bool) -> Message {
    Message(
      zh: (isLastYear ? "去年同月 " : "上月 ") + "\(month)",
      en: (isLastYear ? "a year before, " : "last month, ") + "\(month)")
  }
  /// The figures of a month beside the question.
  public static func ownerBesideFigures(_ report: MonthlyReport?) -> Message {
    guard let report else { return Message(zh: "没有记录", en: "no record") }
    var zh = "\(report.turnover.grouped) 元"
    var en = "\(report.turnover.grouped) yuan"
    if let reason = report.reason {
      zh += "（\(Message.zeroReason(reason).zh)）"
      en += " (\(Message.zeroReason(reason).en))"
    } else if let days = report.openDays {
      zh += "，营业 \(days) 天"
      en += ", \(days) days open"
    }
    return Message(zh: zh, en: en)
  }
  /// The days of a month beside the question.
  public static func ownerBesideDays(_ report: MonthlyReport?) -> Message {
    guard let days = report?.openDays else { return Message(zh: "没有记录", en: "no record") }
    return Message(zh: "\(days) 天", en: "\(days) days")
  }
  /// An amount of a month beside the question.
  public static func ownerBesideAmount(_ amount: Money?) -> Message {
    amount.map { Message(zh: "\($0.grouped) 元", en: "\($0.grouped) yuan") } ?? Message(zh: "没有记录", en: "no record")
  }
  /// Why nothing?
  public static let ownerAskReason = Message(zh: "为什么没有营业额？", en: "Why was there nothing?")
  /// A choice of reasons.
  public static func ownerReasonChoice(_ number: Int, _ reason: ZeroReason) -> (Message, Message) {
    (Message(verbatim: "\(number)"), Message.zeroReason(reason))
  }
  /// How many days?
  public static func ownerAskOpenDays(_ month: YearMonth) -> Message {
    Message(
      zh: "\(Message.month(month).zh)营业了多少天？", en: "How many days were you open in \(Message.month(month).en)?")
  }
  /// What an open day is.
  public static func ownerAskOpenDaysHelp(_ month: YearMonth) -> Message {
    Message(
      zh: "开过门、卖过东西的日子都算。这个月有 \(month.dayCount) 天。",
      en: "Every day on which something was sold. The month has \(month.dayCount) days.")
  }
  /// How much through platforms?
  public static let ownerAskTakeaway = Message(zh: "其中外卖平台多少元？", en: "How much of it came through delivery platforms?")
  /// What if it is not known?
  public static let ownerAskTakeawayHelp = Message(
    zh: "美团、饿了么等平台上顾客付的钱。没有就写 0。",
    en: "What customers paid on the platforms. 0 if none.")
  /// What did they keep?
  public static let ownerAskCommission = Message(zh: "平台扣了多少佣金？", en: "What commission did the platforms keep?")
  /// What if it is not known?
  public static let ownerAskCommissionHelp = Message(
    zh: "平台结算单上有。", en: "It stands on their settlement.")
  /// Why is it corrected?
  public static let ownerAskBecause = Message(zh: "为什么更正？", en: "Why is it corrected?")
  /// In a few words.
  public static let ownerAskBecauseHelp = Message(
    zh: "写几个字就行，例如：漏了最后一天。", en: "A few words will do, such as: the last day was left out.")
  /// Is it right?
  public static func ownerAskCheck(_ month: YearMonth) -> Message {
    Message(zh: "\(Message.month(month).zh)，对吗？", en: "\(Message.month(month).en): is it right?")
  }
  /// The answers, to be checked.
  public static func ownerCheckAnswers(_ report: MonthlyReport, because: String?) -> [(Message, Message)] {
    var rows = [(Message(zh: "1 营业额", en: "1 turnover"), ownerBesideAmount(report.turnover))]
    if let reason = report.reason {
      rows.append((Message(zh: "2 原因", en: "2 reason"), Message.zeroReason(reason)))
    } else if let days = report.openDays {
      rows.append((Message(zh: "2 营业天数", en: "2 open days"), Message(zh: "\(days) 天", en: "\(days)")))
    }
    if report.reason == nil {
      let unknown = Message(zh: "没有填", en: "not given")
      rows.append((Message(zh: "3 外卖", en: "3 takeaway"), report.takeaway.map { ownerBesideAmount($0) } ?? unknown))
      if let takeaway = report.takeaway, takeaway > .zero {
        rows.append(
          (Message(zh: "4 佣金", en: "4 commission"), report.commission.map { ownerBesideAmount($0) } ?? unknown))
      }
    }
    if let because {
      rows.append((Message(zh: "5 更正原因", en: "5 correction"), Message(verbatim: because.visible)))
    }
    return rows
  }
  /// What may be typed at the check.
  public static let ownerCheckKeys = Message(
    zh: "回车 = 保存   数字 = 改那一项   b 回上一问   q 退出（留草稿）",
    en: "Enter = save   a number = change that   b back   q quit (a draft is kept)")
  /// What may be typed at a doubtful check.
  public static let ownerCheckDoubtfulKeys = Message(
    zh: "y = 数字没错，就这样保存   数字 = 改那一项   b 回上一问   q 退出（留草稿）",
    en: "y = it is right, save it   a number = change that   b back   q quit (a draft is kept)")
  /// Many times, or a small part, of last month or of last year's.
  public static func ownerManyTimes(tenths: Int64, isAbove: Bool, isLastYear: Bool = false) -> Message {
    let before =
      isLastYear ? Message(zh: "去年同月", en: "the same month of last year") : Message(zh: "上月", en: "last month")
    let times = tenths % 10 == 0 || tenths >= 1000 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    return Message(
      zh: isAbove ? "是\(before.zh)的 \(times) 倍，确认吗？" : "\(before.zh)是它的 \(times) 倍，确认吗？",
      en: isAbove
        ? "That is \(times) times \(before.en). Is it right?"
        : "It was \(times) times as much in \(before.en). Is it right?")
  }
  /// Save in spite of the doubts? After a figure on the command line.
  public static let ownerAskSaveDoubtful = Message(
    zh: "确认这样保存吗？ [y/N] ", en: "Save it like this? [y/N] ")
  /// An answer that cannot be read.
  public static func ownerAnswerUnreadable(_ text: String) -> Message {
    Message(zh: "看不懂“\(text.visible)”，再来一次。", en: "\"\(text.visible)\" cannot be read; once more.")
  }
  /// Send it now?
  public static let ownerAskSend = Message(
    zh: "回车 = 现在发给总部   n = 以后再发", en: "Enter = send it to headquarters now   n = later")
  /// Back to the first page.
  public static let ownerAskHome = Message(zh: "回车 = 回首页   q 退出", en: "Enter = back to the first page   q quit")
}
