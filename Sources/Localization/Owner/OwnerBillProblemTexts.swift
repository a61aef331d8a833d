import SnackChain

// Why nothing of a bill was taken, with what the owner can look for in the file.
extension Message {
  /// The system does not let us read it.
  public static func billUnreadable(code: Int32) -> Message {
    switch code {
    case 2: Message(zh: "没有这个文件。", en: "there is no such file.")
    case 13: Message(zh: "没有权限读这个文件。", en: "it may not be read (permission).")
    case 21: Message(zh: "这是文件夹，请给里面的文件。", en: "it is a folder; name the files in it.")
    default: Message(zh: "读不了这个文件（代码 \(code)）。", en: "it cannot be read (code \(code)).")
    }
  }
  /// Nothing is in it.
  public static let billEmpty = Message(zh: "文件是空的。", en: "it is empty.")
  /// The end is missing.
  public static func billCutOff(line: Int) -> Message {
    Message(
      zh: line > 0 ? "文件不完整，到第 \(line) 行断了，请重新下载。" : "文件不完整，请重新下载。",
      en: line > 0 ? "it ends in the middle (line \(line)); download it again." : "it is cut off; download it again.")
  }
  /// It cannot be unpacked.
  public static let billDamaged = Message(zh: "文件损坏了，请重新下载。", en: "it is damaged; download it again.")
  /// No text.
  public static func billNotText(line: Int) -> Message {
    Message(zh: "第 \(line) 行不是文字，不像账单。", en: "line \(line) is not text: no bill.")
  }
  /// Locked.
  public static let billLocked = Message(
    zh: "有密码。请用平台发来的解压密码先解压，再导入里面的文件。",
    en: "a password locks it. Unpack it with the password that came with it, then import what is inside.")
  /// Far too large.
  public static func billTooLarge(megabytes: Int) -> Message {
    Message(
      zh: "解开后超过 \(megabytes) MB，不像账单，没有继续读。", en: "unpacked it is beyond \(megabytes) MB: no bill.")
  }
  /// Far too many rows.
  public static func billTooManyRows(limit: Int) -> Message {
    Message(zh: "超过 \(limit) 行，不像一家店的账单。", en: "it has more than \(limit) rows: not one store's bill.")
  }
  /// A kind of file that is not read.
  public static func billUnsupported(_ kind: String) -> Message {
    switch kind {
    case "xls":
      Message(
        zh: "这是旧的 Excel 格式（.xls），请用 Excel 或 WPS 另存为 .xlsx。",
        en: "this is the old Excel format (.xls); save it as .xlsx.")
    case "pdf": Message(zh: "这是 PDF，请下载 Excel 或 csv 格式的账单。", en: "this is a PDF; download it as Excel or csv.")
    case "html": Message(zh: "这是网页，请重新下载账单文件。", en: "this is a web page; download the bill itself.")
    case "archive": Message(zh: "这种压缩包不支持，请先解压。", en: "this kind of archive is not read; unpack it first.")
    case "image": Message(zh: "这是图片，请下载账单文件。", en: "this is a picture; download the bill itself.")
    default: Message(zh: "这种文件不支持，请另存为 csv 或 xlsx。", en: "save it as csv or xlsx.")
    }
  }
  /// Columns that nobody knows.
  public static func billUnknown(columns: [String]) -> Message {
    let list = columns.prefix(12).map(\.visible)
    guard !list.isEmpty else { return Message(zh: "不认识这种账单。", en: "no known bill looks like this.") }
    return Message(
      zh: "不认识这种账单，列名是：\(list.joined(separator: "、"))。要是收银机的文件，告诉程序一次哪列是什么：tongbiao till map 文件",
      en: "no known bill has these columns: \(list.joined(separator: ", ")). If it is a till's file, say once which "
        + "column is what: tongbiao till map FILE")
  }
  /// Columns that are missing.
  public static func billMissing(kind: String, columns: [String], line: Int) -> Message {
    let list = columns.map(\.visible)
    return Message(
      zh: "像是\(billKind(kind).zh)，但第 \(line) 行的表头缺了：\(list.joined(separator: "、"))。请用下载来的原始文件。",
      en: "it looks like a \(billKind(kind).en), but its header (line \(line)) lacks \(list.joined(separator: ", ")). "
        + "Use the file as it was downloaded.")
  }
  /// A header with joined cells.
  public static func billMerged(kind: String, columns: [String], line: Int) -> Message {
    let list = columns.map(\.visible)
    return Message(
      zh: "像是\(billKind(kind).zh)，但第 \(line) 行的表头合并了单元格，认不出：\(list.joined(separator: "、"))。请用下载来的原始文件。",
      en: "it looks like a \(billKind(kind).en), but cells of its header (line \(line)) are merged and hide "
        + "\(list.joined(separator: ", ")). Use the file as it was downloaded.")
  }
  /// A column that stands twice.
  public static func billDoubled(_ column: String, line: Int) -> Message {
    Message(
      zh: "第 \(line) 行的表头里“\(column.visible)”出现了两次，不知道该信哪一列。请用下载来的原始文件。",
      en: "its header (line \(line)) has \"\(column.visible)\" twice. Use the file as it was downloaded.")
  }
  /// More than one kind fits.
  public static func billAmbiguous(kinds: [String]) -> Message {
    Message(zh: "分不清是哪种账单：", en: "it could be any of these: ")
      + .joined(kinds.map(billKind), zh: "还是", en: ", ") + Message(zh: "。", en: ".")
  }
  /// Somebody buys.
  public static func billOfBuyer(kind: String, purchases: Int) -> Message {
    Message(
      zh: "这是\(billKind(kind).zh)，里面只有买东西的 \(purchases) 笔，没有营业额。请下载收款的账单。",
      en: "it is a \(billKind(kind).en) with purchases only (\(purchases)), no takings. Download the bill of "
        + "what came in.")
  }
  /// Moves of an account.
  public static let billOfMoves = Message(
    zh: "这是资金流水，收款、手续费、提现混在一起。请下载“交易账单”或“业务明细”。",
    en: "it lists moves of an account, with fees and withdrawals among them. Download the bill of transactions.")
  /// A total that is not the sum.
  public static func billTotalsDiffer(
    _ total: String, stated: Int64, found: Int64, line: Int
  ) -> Message {
    let isCount = total.hasSuffix("count")
    func value(_ number: Int64) -> String { isCount ? "\(number)" : Money(fen: number).grouped }
    let name =
      switch total {
      case "count": Message(zh: "笔数", en: "number of rows")
      case "sale-count": Message(zh: "交易笔数", en: "number of sales")
      case "refund-count": Message(zh: "退款笔数", en: "number of refunds")
      case "refunds", "gross-refunds": Message(zh: "退款合计", en: "total of refunds")
      default: Message(zh: "收款合计", en: "total")
      }
    return Message(
      zh: "文件第 \(line) 行写的\(name.zh)是 \(value(stated))，明细加起来是 \(value(found))，对不上。请重新下载。",
      en: "its own \(name.en) (line \(line)) is \(value(stated)), but its rows add up to \(value(found)). Download it "
        + "again.")
  }
}
