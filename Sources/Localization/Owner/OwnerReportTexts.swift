import SnackChain

// Reporting and correcting, with figures on the command line or question by question.
extension Message {
  /// Figures are missing and nobody can be asked.
  public static let ownerIncomplete = Message(
    zh: "要写月份、营业额和营业天数（这里不是终端，不能一问一答）。没有保存。",
    en: "The month, the turnover and the open days are needed (there is no terminal to ask on). Nothing was saved.")
  /// How to give them.
  public static let ownerIncompleteAdvice = Message(
    zh: "例如：tongbiao report 2023-02 33000 --open-days 24 --yes",
    en: "For example: tongbiao report 2023-02 33000 --open-days 24 --yes")
  /// Open days are missing.
  public static let ownerOpenDaysMissing = Message(
    zh: "还缺营业天数：没有它，这个月不能和去年比。没有保存。",
    en: "The open days are missing; without them the month cannot be compared. Nothing was saved.")
  /// Give them.
  public static let ownerOpenDaysMissingAdvice = Message(
    zh: "请加上 --open-days 天数。", en: "Add --open-days DAYS.")
  /// Open days that are no number.
  public static func ownerOpenDaysUnreadable(_ text: String) -> Message {
    Message(
      zh: "看不懂营业天数“\(text.visible)”，请写一个整数。没有保存。",
      en: "\"\(text.visible)\" is not a number of days. Nothing was saved.")
  }
  /// Doubtful figures without a terminal.
  public static func ownerUnconfirmed(_ findings: [ReportFinding]) -> Message {
    Message(zh: "这些数字要先确认：", en: "These figures have to be confirmed first: ") + words(findings)
      + Message(zh: " 没有保存。", en: " Nothing was saved.")
  }
  /// Confirm them.
  public static let ownerUnconfirmedAdvice = Message(
    zh: "确认无误的话，加上 --yes 再来一次。", en: "If they are right, run it again with --yes.")
  /// What cannot be.
  public static func ownerRefused(_ findings: [ReportFinding]) -> Message {
    words(findings) + Message(zh: " 没有保存。", en: " Nothing was saved.")
  }
  /// Findings one after the other.
  public static func words(_ findings: [ReportFinding]) -> Message {
    .joined(findings.map(Message.finding), zh: "", en: " ")
  }
  /// Saved.
  public static func ownerSaved(_ month: YearMonth, _ turnover: Money, waiting: Int) -> Message {
    Message(
      zh: "已保存：\(Message.month(month).zh) \(turnover.grouped) 元。待发 \(waiting) 条，运行 tongbiao sync 发给总部。",
      en: "Saved: \(Message.month(month).en), \(turnover.grouped) yuan. \(waiting) to send; tongbiao sync sends them.")
  }
  /// Saved, as the heading of a page.
  public static func ownerSavedHeading(_ month: YearMonth, _ turnover: Money) -> Message {
    Message(
      zh: "已保存：\(Message.month(month).zh) \(turnover.grouped) 元。断电也不会丢。",
      en: "Saved: \(Message.month(month).en), \(turnover.grouped) yuan. A power cut does not take it.")
  }
  /// Headquarters has it, with the receipt's short code.
  public static func ownerReceivedWithCode(_ code: String) -> Message {
    Message(zh: "回执校验码 \(code)。", en: "Receipt check code \(code).")
  }
  /// Given up in favour of headquarters' figure.
  public static func ownerKeptTheirs(_ month: YearMonth) -> Message {
    Message(
      zh: "\(Message.month(month).zh)以总部的数字为准。您的旧数字仍保留在记录里。",
      en: "Headquarters' figure of \(Message.month(month).en) stands. Yours is kept in the history.")
  }
  /// A draft is taken up.
  public static func ownerDraftFound(_ month: YearMonth) -> Message {
    Message(
      zh: "接着填\(Message.month(month).zh)的草稿。", en: "Going on with the draft of \(Message.month(month).en).")
  }
  /// A draft was kept.
  public static func ownerDraftKept(_ month: YearMonth) -> Message {
    Message(
      zh: "\(Message.month(month).zh)的草稿留着，下次运行 tongbiao report 接着填。",
      en: "The draft of \(Message.month(month).en) is kept; tongbiao report goes on with it.")
  }
  /// Nothing was typed before the end.
  public static let ownerFormLeft = Message(zh: "没有保存。", en: "Nothing was saved.")
}

extension Message {
  /// A correction without a figure or a reason.
  public static let ownerAmendIncomplete = Message(
    zh: "更正要写新的金额和原因。没有改动。", en: "A correction needs the new amount and a reason. Nothing was changed.")
}
