import SnackChain

// What is to be said of files and their rows.
extension Message {
  /// A required value is missing.
  public static func hqEmptyField(_ column: String) -> Message {
    Message(zh: "\(column) 没有填。", en: "\(column) is empty.")
  }

  /// A row has more fields than the header.
  public static func hqExtraFields(found: Int, expected: Int) -> Message {
    Message(
      zh: "这一行有 \(found) 个字段，表头只有 \(expected) 个：金额里可能有没加引号的逗号。",
      en: "The row has \(found) fields, the header \(expected): an amount may hold a comma without quotes.")
  }

  /// A store code that cannot be one.
  public static func hqBadStoreCode(_ text: String) -> Message {
    Message(
      zh: "“\(text.visible)”不能作门店代码：只能用 1 到 32 个字母、数字、- _ 或 . 。",
      en: "\"\(text.visible)\" cannot be a store code: 1 to 32 letters, digits, -, _ or . are wanted.")
  }

  /// A store that the register does not have.
  public static func hqUnknownStore(_ text: String) -> Message {
    Message(
      zh: "名册里没有门店“\(text.visible)”。请先用 stores import 登记。",
      en: "The register has no store \"\(text.visible)\". Register it with stores import first.")
  }

  /// Open days that are no whole number.
  public static func hqBadOpenDays(_ text: String) -> Message {
    Message(
      zh: "看不懂营业天数“\(text.visible)”，应为整数。", en: "\"\(text.visible)\" is not a number of open days.")
  }

  /// A reason that is not one of the four.
  public static func hqUnknownReason(_ text: String) -> Message {
    Message(
      zh: "不认识的原因“\(text.visible)”。可以写：closed、refitting、holiday、other。",
      en: "\"\(text.visible)\" is not a reason: closed, refitting, holiday or other.")
  }

  /// A region that is not six digits.
  public static func hqBadRegion(_ text: String) -> Message {
    Message(
      zh: "“\(text.visible)”不是六位地区代码（如 330683）。",
      en: "\"\(text.visible)\" is not a region code of six digits (as in 330683).")
  }

  /// A region whose province does not exist.
  public static func hqUnknownProvince(_ text: String) -> Message {
    Message(
      zh: "地区代码 \(text.visible) 的省份不存在。", en: "There is no province of region code \(text.visible).")
  }

  /// A region that is not in the table, within a province that is.
  public static func hqUnknownRegion(_ text: String) -> Message {
    Message(
      zh: "地区表里没有 \(text.visible)；已保留，按省份汇总不受影响。",
      en: "\(text.visible) is not in the table of regions; kept, and counted in its province.")
  }

  /// A region code that is no longer valid.
  public static func hqRetiredRegion(_ text: String, name: String) -> Message {
    Message(
      zh: "\(text.visible) 是已经停用的代码（\(name)）；已保留。", en: "\(text.visible) (\(name)) is a retired code; kept.")
  }

  /// A day that is none.
  public static func hqBadDay(_ column: String, _ text: String) -> Message {
    Message(
      zh: "\(column) 的日期“\(text.visible)”不对，应写成 2023-02-15。",
      en: "\(column): \"\(text.visible)\" is not a day; write it like 2023-02-15.")
  }

  /// A tier or form that is none.
  public static func hqUnknownWord(_ column: String, _ text: String, allowed: [String]) -> Message {
    Message(
      zh: "\(column) 的“\(text.visible)”不认识，可以写：\(allowed.joined(separator: "、"))。",
      en: "\(column): \"\(text.visible)\" is unknown; it can be \(allowed.joined(separator: ", ")).")
  }

  /// A name missing or not to be shown.
  public static let hqUnreadableName = Message(
    zh: "店名没有填、太长，或含有无法显示的字符。", en: "The name is empty, too long, or has characters that cannot be shown.")

  /// Closed before it opened.
  public static let hqClosedBeforeOpening = Message(
    zh: "歇业日期早于开业日期。", en: "The store closed before it opened.")

  /// Certified before it opened or after it closed.
  public static let hqCertifiedOutside = Message(
    zh: "统标日期不在营业期间内；已保留。", en: "The store was certified while it did not trade; kept.")

  /// An earlier line says otherwise of the same store.
  public static func hqContradictsLine(_ line: Int) -> Message {
    Message(
      zh: "与第 \(line) 行是同一家店，内容不一样；以第 \(line) 行为准。",
      en: "Line \(line) has the same store and says otherwise; that line counts.")
  }

  /// An earlier line has another figure for the same store and month.
  public static func hqContradictsFigure(_ line: Int) -> Message {
    Message(
      zh: "与第 \(line) 行是同店同月，数字不一样；以第 \(line) 行为准。",
      en: "Line \(line) has another figure for the same store and month; that line counts.")
  }

  /// The head of a list of refusals.
  public static func hqRefusedHead(_ count: Int) -> Message {
    Message(zh: "拒收 \(Message.count(count).zh) 行：", en: "Refused rows: \(Message.count(count).en)")
  }

  /// The head of a list of warnings.
  public static func hqWarningHead(_ count: Int) -> Message {
    Message(
      zh: "已保留、请核对：\(Message.count(count).zh) 条", en: "Kept, please check: \(Message.count(count).en)")
  }

  /// One line of a list.
  public static func hqFindingLine(_ line: Int, value: String, _ message: Message) -> Message {
    let shown = value.isEmpty ? "" : " [\(value.visible)]"
    return Message(zh: "  第 \(line) 行\(shown)：", en: "  line \(line)\(shown): ") + message
  }

  /// How many of a kind are not printed.
  public static func hqMoreOfKind(_ count: Int, code: String) -> Message {
    Message(
      zh: "  …… 还有 \(Message.count(count).zh) 行同样的问题（\(code)），用 --format json 看全部。",
      en: "  … and \(Message.count(count).en) more of the same kind (\(code)); --format json has them.")
  }

  /// What became of a file of reports.
  public static func hqReportsImported(
    rows: Int, imported: Int, corrected: Int, unchanged: Int, refused: Int, dryRun: Bool
  ) -> Message {
    let head = dryRun ? Message(zh: "（试算，没有写入）", en: "(dry run, nothing was kept) ") : Message(verbatim: "")
    return head
      + Message(
        zh: "共 \(Message.count(rows).zh) 行：新收 \(Message.count(imported).zh)，更正 \(Message.count(corrected).zh)，"
          + "没有变化 \(Message.count(unchanged).zh)，拒收 \(Message.count(refused).zh)。",
        en:
          "\(Message.count(rows).en) rows: \(Message.count(imported).en) new, \(Message.count(corrected).en) corrected, "
          + "\(Message.count(unchanged).en) unchanged, \(Message.count(refused).en) refused.")
  }

  /// What to do about refused rows.
  public static let hqRefusedAdvice = Message(
    zh: "其余各行都已处理。改好拒收的行，再导入一次即可：已经收下的不会重复。",
    en: "All other rows were taken. Correct the refused ones and import the file again: nothing is counted twice.")

  /// Progress while a file is read.
  public static let hqReadingFile = Message(zh: "读取文件", en: "Reading the file")
  /// Progress while rows are written.
  public static let hqWritingRows = Message(zh: "写入", en: "Writing")
}
