import SnackChain

// The questions of the form. A default stands in brackets.
extension Message {
  private static func bracket(_ text: String?) -> String { text.map { " [\($0)]" } ?? "" }

  /// Which month?
  public static func ownerAskMonth(_ suggested: YearMonth) -> Message {
    Message(zh: "哪个月？ [\(suggested)] ", en: "Which month? [\(suggested)] ")
  }
  /// How much, with last month and last year beside it?
  public static func ownerAskTurnover(
    _ month: YearMonth, lastMonth: Money?, lastYear: Money?, suggested: Money?
  ) -> Message {
    func beside(_ amount: Money?, _ unknown: String) -> String { amount?.grouped ?? unknown }
    return Message(
      zh: "\(Message.month(month).zh)营业额多少元？（上月 \(beside(lastMonth, "无"))，去年同月 \(beside(lastYear, "无"))）"
        + bracket(suggested?.grouped) + " ",
      en: "Turnover of \(Message.month(month).en) in yuan? (last month \(beside(lastMonth, "none")), last year "
        + "\(beside(lastYear, "none")))" + bracket(suggested?.grouped) + " ")
  }
  /// Why nothing?
  public static func ownerAskReason(_ suggested: ZeroReason) -> Message {
    let number = (ZeroReason.allCases.firstIndex(of: suggested) ?? 0) + 1
    let list = ZeroReason.allCases.enumerated().map { offset, reason in
      Message(zh: "\(offset + 1) ", en: "\(offset + 1) ") + Message.zeroReason(reason)
    }
    let choices = Message.joined(list, zh: "，", en: ", ")
    return Message(
      zh: "为什么没有营业额？\(choices.zh) [\(number)] ", en: "Why nothing? \(choices.en) [\(number)] ")
  }
  /// How many days?
  public static func ownerAskOpenDays(lastMonth: Int?, suggested: Int) -> Message {
    let beside = lastMonth.map(String.init)
    return Message(
      zh: "营业了多少天？（上月 \(beside ?? "无")） [\(suggested)] ",
      en: "How many days open? (last month \(beside ?? "none")) [\(suggested)] ")
  }
  /// How much through platforms?
  public static func ownerAskTakeaway(lastMonth: Money?, suggested: Money?) -> Message {
    Message(
      zh: "其中外卖多少元？（上月 \(lastMonth?.grouped ?? "无")；不清楚就回车）\(bracket(suggested?.grouped)) ",
      en: "How much of it through delivery platforms? (last month \(lastMonth?.grouped ?? "none"); Enter if unknown)"
        + "\(bracket(suggested?.grouped)) ")
  }
  /// What did they keep?
  public static func ownerAskCommission(suggested: Money?) -> Message {
    Message(
      zh: "平台扣了多少佣金？（不清楚就回车）\(bracket(suggested?.grouped)) ",
      en: "What commission did the platforms keep? (Enter if unknown)\(bracket(suggested?.grouped)) ")
  }
  /// The answers, to be checked.
  public static func ownerCheckAnswers(_ report: MonthlyReport) -> Message {
    var zh = ["\(Message.month(report.month).zh)  营业额 \(report.turnover.grouped) 元"]
    var en = ["\(Message.month(report.month).en)  turnover \(report.turnover.grouped) yuan"]
    if let reason = report.reason {
      zh.append("原因 \(Message.zeroReason(reason).zh)")
      en.append("reason \(Message.zeroReason(reason).en)")
    }
    if let days = report.openDays {
      zh.append("营业 \(days) 天")
      en.append("\(days) days open")
    }
    if let takeaway = report.takeaway {
      zh.append("外卖 \(takeaway.grouped) 元")
      en.append("takeaway \(takeaway.grouped) yuan")
    }
    if let commission = report.commission {
      zh.append("佣金 \(commission.grouped) 元")
      en.append("commission \(commission.grouped) yuan")
    }
    return Message(zh: zh.joined(separator: "，"), en: en.joined(separator: ", "))
  }
  /// Save?
  public static let ownerAskSave = Message(zh: "保存吗？ [Y/n] ", en: "Save? [Y/n] ")
  /// Save in spite of the doubts?
  public static let ownerAskSaveDoubtful = Message(
    zh: "确认这样保存吗？ [y/N] ", en: "Save it like this? [y/N] ")
  /// An answer that cannot be read.
  public static func ownerAnswerUnreadable(_ text: String) -> Message {
    Message(zh: "看不懂“\(text.visible)”，再来一次。", en: "\"\(text.visible)\" cannot be read; once more.")
  }
  /// The month has a figure already.
  public static func ownerFormAlreadyReported(_ month: YearMonth) -> Message {
    Message(
      zh: "\(Message.month(month).zh)已经填过；要更正请用 tongbiao amend。",
      en: "\(Message.month(month).en) was reported already; tongbiao amend corrects it.")
  }
}
