import SnackChain

// A till's file, mapped once.
extension Message {
  /// `till`
  public static let ownerTill = Message(
    zh: "收银机的文件怎么读：说一次哪列是什么，以后直接导入。",
    en: "How a till's files are read: say once which column is what, then import them.")
  /// `till map`
  public static let ownerTillMap = Message(
    zh: "说明收银机文件的哪列是时间、金额、单号；在终端上一列一列问。",
    en: "Say which columns of a till's file hold time, amount and order number; on a terminal each is asked for.")
  /// `till list`
  public static let ownerTillList = Message(zh: "列出已经说明过的收银机。", en: "List the tills that are known.")
  /// `till forget`
  public static let ownerTillForget = Message(zh: "忘掉一台收银机的读法。", en: "Forget how a till is read.")
  /// A file of the till.
  public static let ownerOptionTillFile = Message(zh: "收银机导出的一个文件。", en: "A file that the till wrote.")
  /// `--name`
  public static let ownerOptionTillName = Message(
    zh: "给这台收银机起的名字（不写就是 till）。", en: "What to call this till (default: till).")
  /// `--time`
  public static let ownerOptionTillTime = Message(zh: "时间或日期的列名。", en: "The column of the time or day.")
  /// `--amount`
  public static let ownerOptionTillAmount = Message(
    zh: "顾客付的金额的列名；负数算退款。", en: "The column of what the customer paid; negative ones are refunds.")
  /// `--order`
  public static let ownerOptionTillOrder = Message(
    zh: "单号的列名；没有单号，重叠的文件不容易分清。",
    en: "The column of the order's number; without it files that overlap are hard to tell apart.")
  /// `--kind`
  public static let ownerOptionTillKind = Message(zh: "写明销售、退货的列名。", en: "The column that tells sales from refunds.")
  /// `--sales`
  public static let ownerOptionTillSales = Message(
    zh: "那一列里算销售的词，逗号隔开；不写就是其余的都算。", en: "Its words for a sale, by commas; default: all others.")
  /// `--refunds`
  public static let ownerOptionTillRefunds = Message(zh: "那一列里算退款的词，逗号隔开。", en: "Its words for a refund, by commas.")
  /// `--ignored`
  public static let ownerOptionTillIgnored = Message(
    zh: "那一列里不算的词（作废、挂单），逗号隔开。", en: "Its words for what was no sale (void), by commas.")
  /// A bill that needs no mapping.
  public static func ownerTillKnown(_ file: String, kinds: [String]) -> Message {
    let names = Message.joined(kinds.map(billKind), zh: "、", en: ", ")
    return Message(
      zh: "\(file.visible) 是\(names.zh)，不用说明，直接 tongbiao import 就行。",
      en: "\(file.visible) is known (\(names.en)): tongbiao import reads it as it is.")
  }
  /// Columns are missing and nobody can be asked.
  public static func ownerTillIncomplete(_ columns: [String]) -> Message {
    let list = columns.map(\.visible)
    return Message(
      zh: "要写明时间和金额是哪一列。文件里有：\(list.joined(separator: "、"))",
      en: "The columns of time and amount are needed. The file has: \(list.joined(separator: ", "))")
  }
  /// How to name them.
  public static let ownerTillIncompleteAdvice = Message(
    zh: "例如：tongbiao till map 文件 --time 销售时间 --amount 实收 --order 小票号",
    en: "For example: tongbiao till map FILE --time \"Sold at\" --amount Total --order Receipt")
  /// A column that is not there.
  public static func ownerTillNoColumn(_ name: String, _ columns: [String]) -> Message {
    let list = columns.map(\.visible)
    return Message(
      zh: "文件里没有“\(name.visible)”这一列。有：\(list.joined(separator: "、"))",
      en: "The file has no column \"\(name.visible)\". It has: \(list.joined(separator: ", "))")
  }
  /// The columns to choose from.
  public static func ownerTillColumns(_ columns: [String]) -> Message {
    let list = columns.enumerated().map { "\($0 + 1) \($1.visible)" }.joined(separator: "   ")
    return Message(zh: "文件里的列：\n  \(list)", en: "Columns of the file:\n  \(list)")
  }
  /// Which is the time?
  public static let ownerTillAskTime = Message(zh: "哪一列是时间或日期？ ", en: "Which is the time or day? ")
  /// Which is the amount?
  public static let ownerTillAskAmount = Message(
    zh: "哪一列是顾客付的金额？ ", en: "Which is what the customer paid? ")
  /// Which is the number?
  public static let ownerTillAskOrder = Message(zh: "哪一列是单号？（0 = 没有） ", en: "Which is the order's number? (0 = none) ")
  /// Which is the kind?
  public static let ownerTillAskKind = Message(
    zh: "哪一列写明是销售还是退货？（0 = 没有） ", en: "Which tells sales from refunds? (0 = none) ")
  /// Which words are refunds?
  public static let ownerTillAskRefunds = Message(
    zh: "那一列里，哪些词是退款？（逗号隔开，没有就回车） > ", en: "Which of its words are refunds? (by commas, Enter = none) > ")
  /// Which words are nothing?
  public static let ownerTillAskIgnored = Message(
    zh: "哪些词不算（作废、挂单）？（逗号隔开，没有就回车） > ", en: "Which are no sale at all? (by commas, Enter = none) > ")
  /// Nothing can be read that way.
  public static func ownerTillReadsNothing(time: String, amount: String) -> Message {
    Message(
      zh: "按“\(time.visible)”是时间、“\(amount.visible)”是金额，一行也读不出来。没有记下。",
      en: "With \"\(time.visible)\" as time and \"\(amount.visible)\" as amount not one row can be read. Not kept.")
  }
  /// Mapped.
  public static func ownerTillKept(_ name: String, file: String) -> Message {
    Message(
      zh: "记下了“\(name.visible)”的读法。核对上面的数，没错就：tongbiao import \(file.visible)",
      en: "\"\(name.visible)\" is known now. If the figures above are right: tongbiao import \(file.visible)")
  }
  /// None is known.
  public static let ownerTillNone = Message(
    zh: "还没有说明过收银机的文件。说一次：tongbiao till map 文件", en: "No till is known yet: tongbiao till map FILE")
  /// No such till.
  public static func ownerTillNoSuch(_ name: String) -> Message {
    Message(zh: "没有记过“\(name.visible)”。", en: "No till is called \"\(name.visible)\".")
  }
  /// Forgotten.
  public static func ownerTillForgotten(_ name: String) -> Message {
    Message(zh: "忘掉了“\(name.visible)”的读法。", en: "\"\(name.visible)\" is forgotten.")
  }
  /// Heading.
  public static let ownerColumnTill = Message(zh: "收银机", en: "till")
  /// Heading.
  public static let ownerColumnTillTime = Message(zh: "时间列", en: "time")
  /// Heading.
  public static let ownerColumnTillAmount = Message(zh: "金额列", en: "amount")
  /// Heading.
  public static let ownerColumnTillOrder = Message(zh: "单号列", en: "order")
  /// Heading.
  public static let ownerColumnTillKind = Message(zh: "类型列", en: "kind")
}
