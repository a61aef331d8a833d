import SnackChain

// What the owner should look at before a bill's figure is taken.
extension Message {
  /// A file without takings.
  public static func billNothingCounted(_ file: String) -> Message {
    Message(zh: "\(file.visible) 里没有营业额。", en: "\(file.visible) has no takings at all.")
  }
  /// A bill that says it has another number of rows.
  public static func billRowsDiffer(_ file: String, stated: Int64, found: Int) -> Message {
    Message(
      zh: "\(file.visible) 写着共 \(stated) 笔，实际有 \(found) 笔：可能删过几行，或者文件不完整。",
      en: "\(file.visible) says it has \(stated) rows and has \(found): some were deleted, or it was cut off.")
  }
  /// Rows that cannot be read.
  public static func billRowsUnreadable(_ file: String, lines: [Int]) -> Message {
    let list = lines.map(String.init)
    return Message(
      zh: "\(file.visible) 第 \(list.joined(separator: "、")) 行看不懂（时间或金额），没有算。",
      en: "\(file.visible): time or amount of line \(list.joined(separator: ", ")) cannot be read; left out.")
  }
  /// Types that nobody knows.
  public static func billTypeUnknown(channel: String, _ words: String, count: Int, sum: Money) -> Message {
    Message(
      zh: "\(billChannel(channel).zh)有不认识的“\(words.visible)” \(count) 笔，共 \(sum.grouped) 元，没有算。",
      en: "\(billChannel(channel).en) has \(billRows(count).en) of the unknown \"\(words.visible)\", \(sum.grouped) "
        + "yuan; left out.")
  }
  /// Order numbers that a spreadsheet rounded.
  public static func billNumbersRounded(_ file: String, count: Int) -> Message {
    Message(
      zh: "\(file.visible) 有 \(count) 个订单号被表格软件改成了 4.2E+27 这样，和别的账单重叠时可能算两次。请用原始文件。",
      en: "\(file.visible): a spreadsheet rounded \(count) order numbers (4.2E+27), so overlaps may count twice. Use "
        + "the file as it was downloaded.")
  }
  /// Files that differ.
  public static func billOrdersDiffer(_ count: Int) -> Message {
    Message(
      zh: "有 \(count) 单在几个文件里说法不同，取了较新的状态。",
      en: "files say different things of \(count) orders; the later state counts.")
  }
  /// Several accounts.
  public static func billSeveralAccounts(kind: String, _ names: [String]) -> Message {
    let list = names.map(\.visible)
    return Message(
      zh: "\(billKind(kind).zh)是不同账户的：\(list.joined(separator: "、"))。都是本店的吗？不是的话，去掉那个文件再来一次。",
      en: "\(billKind(kind).en)s of several accounts: \(list.joined(separator: ", ")). Are all yours? If not, leave "
        + "that file out.")
  }
  /// An account that no earlier bill named.
  public static func billAccountNew(_ file: String, _ name: String) -> Message {
    Message(
      zh: "\(file.visible) 的账户“\(name.visible)”和以前的账单不同。要是别人的账单，请去掉它再来一次。",
      en: "\(file.visible) is of another account, \"\(name.visible)\", than earlier bills. If it is somebody else's, "
        + "leave it out.")
  }
  /// Empty rows.
  public static func billRowsEmpty(_ file: String, count: Int) -> Message {
    Message(zh: "\(file.visible) 有 \(count) 个空行，跳过了。", en: "\(file.visible) has \(count) empty rows; passed over.")
  }
  /// Payouts only.
  public static func billPayoutsOnly(_ file: String) -> Message {
    Message(
      zh: "\(file.visible) 是扣过佣金的结算，不是营业额，没有算。请下载订单账单。",
      en: "\(file.visible) holds payouts after commission, which are no turnover. Download the orders.")
  }
  /// More given back than taken.
  public static func billBelowZero(_ month: YearMonth, _ turnover: Money) -> Message {
    Message(
      zh: "\(Message.month(month).zh)退款多于收入（\(turnover.grouped) 元），没有存草稿。是不是少了一份账单？",
      en: "in \(Message.month(month).en) more was given back than taken (\(turnover.grouped) yuan); no draft was kept. "
        + "Is a bill missing?")
  }
  /// Beyond any possible figure.
  public static func billBeyondPossible(_ month: YearMonth, _ turnover: Money) -> Message {
    Message(
      zh: "\(Message.month(month).zh)合计 \(turnover.grouped) 元，大得不可能，没有存草稿。",
      en: "\(Message.month(month).en) adds up to \(turnover.grouped) yuan, which cannot be; no draft was kept.")
  }
  /// A till and a wallet.
  public static func billTillAndWallet(_ month: YearMonth) -> Message {
    Message(
      zh: "\(Message.month(month).zh)既有收银机又有微信或支付宝，同一笔钱可能算了两次。只留一种更稳妥。",
      en: "\(Message.month(month).en) has a till and a wallet: the same sales may count twice. Give only one of them.")
  }
  /// Days that come twice.
  public static func billDaysCovered(_ month: YearMonth, count: Int) -> Message {
    Message(
      zh: "\(Message.month(month).zh)有 \(count) 天既有订单又有日汇总，只算了订单。",
      en: "\(count == 1 ? "one day" : "\(count) days") of \(Message.month(month).en) came as orders and as daily sums; "
        + "the orders count.")
  }
  /// Bills that do not reach over the whole month.
  public static func billPartOfMonth(_ month: YearMonth, _ days: ClosedRange<CalendarDay>) -> Message {
    let (first, last) = (days.lowerBound.parts.day, days.upperBound.parts.day)
    return Message(
      zh: "\(Message.month(month).zh)的账单里，收入从 \(first) 日到 \(last) 日。要是没有歇业，请下载整月的账单。",
      en: "bills of \(Message.month(month).en) have sales from day \(first) to day \(last). If you were open, download "
        + "the whole month.")
  }
}
