import SnackChain

// Papers: the statement, and what stores like one's own took.
extension Message {
  /// `statement`
  public static let ownerStatement = Message(
    zh: "最近 12 个月的营业额证明：给银行或补贴窗口看，可以向总部核对，也可以用公钥离线核对。",
    en: "A statement of the last 12 months for a bank or a subsidy office, verified at headquarters or offline.")
  /// `-o`
  public static let ownerOptionStatementFile = Message(
    zh: "写到这个文件：.html，或装了 weasyprint 时 .pdf。不写就显示在屏幕上。",
    en: "Write it to this file: .html, or .pdf where weasyprint is installed. Without it, it is shown.")
  /// Nothing came from HQ yet.
  public static let ownerNoStatement = Message(
    zh: "本机还没有总部签名的证明。", en: "Headquarters' signed statement is not here yet.")
  /// Sync.
  public static let ownerNoStatementAdvice = Message(
    zh: "先运行 tongbiao sync：总部收到月报后会签好送下来。",
    en: "Run tongbiao sync: it comes once headquarters holds a report.")
  /// Written.
  public static func ownerStatementWritten(_ file: String, _ code: String) -> Message {
    Message(zh: "已写到 \(file.visible)，校验码 \(code)。", en: "Written to \(file.visible), check code \(code).")
  }
  /// Reports wait that are not in it.
  public static let ownerStatementBehind = Message(
    zh: "还有没发出的月报，不在证明里；先 tongbiao sync 再出。",
    en: "Reports that were not sent yet are not in it; sync first.")
  /// A file that cannot be written.
  public static func ownerCannotWrite(_ path: String) -> Message {
    Message(zh: "写不了 \(path.visible)。", en: "\(path.visible) cannot be written.")
  }
  /// A file that is not there.
  public static func ownerNoSuchFile(_ path: String) -> Message {
    Message(zh: "没有文件 \(path.visible)。", en: "There is no file \(path.visible).")
  }
  /// No WeasyPrint.
  public static let ownerNoPDF = Message(zh: "这台电脑做不了 PDF。", en: "This machine cannot make a PDF.")
  /// How to get it.
  public static let ownerNoPDFAdvice = Message(
    zh: "请安装：sudo apt install weasyprint fonts-noto-cjk；或者写成 .html，用浏览器打印。",
    en: "Install it: sudo apt install weasyprint fonts-noto-cjk; or write .html and print it from a browser.")
  /// The title.
  public static let ownerStatementTitle = Message(zh: "门店营业额证明", en: "Statement of a store's turnover")
  /// The heading on a screen.
  public static func ownerStatementHeading(_ name: String, _ store: StoreCode) -> Message {
    Message(
      zh: "门店营业额证明  \(name.visible)（\(store)）", en: "Statement of turnover  \(name.visible) (\(store))")
  }
  /// What stands at the head of the paper.
  public static func ownerStatementFacts(
    name: String, store: StoreCode, version: Int64, key: String
  ) -> [Message] {
    [
      Message(zh: "门店：\(name.visible)（代码 \(store)）", en: "Store: \(name.visible) (code \(store))"),
      Message(
        zh: "总部流水号：\(version)　签名密钥：\(key.visible)",
        en: "Headquarters' number: \(version), signing key: \(key.visible)"),
    ]
  }
  /// What is said below the figures on a screen.
  public static func ownerStatementFoot(_ total: Money, version: Int64, code: String) -> Message {
    Message(
      zh: "合计 \(total.grouped) 元。流水号 \(version)，校验码 \(code)。",
      en: "Total \(total.grouped) yuan. Number \(version), check code \(code).")
  }
  /// Before the code.
  public static let ownerStatementCodeName = Message(zh: "校验码", en: "Check code")
  /// The last row.
  public static let ownerStatementTotal = Message(zh: "合计", en: "total")
  /// Heading.
  public static let ownerStatementTurnover = Message(zh: "营业额（元）", en: "turnover (yuan)")
  /// Heading.
  public static let ownerStatementReceipt = Message(zh: "回执校验码", en: "receipt")
  /// A month that HQ has from a file.
  public static let ownerStatementImported = Message(zh: "总部录入", en: "entered by headquarters")
  /// What stands below.
  public static let ownerStatementNotes = [
    Message(
      zh: "营业额指当月全部进账（堂食加外卖），扣平台佣金之前、含税；由店主申报，总部已收到并签名。不是税务凭证，也不是审计结论。",
      en: "Turnover is all that the month brought, before platform commission, tax included; stated by the owner, held "
        + "and signed by headquarters. It is neither a tax document nor an audit."),
    Message(
      zh: "核对：扫二维码得到签名文本，用总部公钥离线验证（tongbiao-hq statement verify 文件 --key 公钥）；或把门店代码、流水号、校验码和各月"
        + "数字报给总部核对。改动任何一个数字都通不过。",
      en: "To verify: scan the code and check the signed text with headquarters' public key (tongbiao-hq statement "
        + "verify FILE --key KEY), or tell headquarters the store's code, the number, the check code and the figures. "
        + "One changed digit fails."),
  ]

  /// What stores like this one took in the month, as names and values.
  public static func ownerPeers(
    _ name: Message, month: YearMonth, stores: Int, median: MoneyRange?, band: MoneyRange?, perOpenDay: MoneyRange?,
    growth: ClosedRange<Int>?
  ) -> [(Message, Message)] {
    func range(_ range: MoneyRange) -> Message {
      Message(
        zh: "\(Message.roundedMoney(range.low).zh) 到 \(Message.roundedMoney(range.high).zh)",
        en: "\(Message.roundedMoney(range.low).en) to \(Message.roundedMoney(range.high).en)")
    }
    var rows = [
      (
        Message(zh: "像您这样的店", en: "stores like yours"),
        name
          + Message(
            zh: "，\(stores) 家以上，\(Message.month(month).zh)", en: ", \(stores) or more, \(Message.month(month).en)")
      )
    ]
    if let median { rows.append((Message(zh: "　中间那家", en: "  the middle one"), range(median))) }
    if let band { rows.append((Message(zh: "　一半的店在", en: "  half of them"), range(band))) }
    if let perOpenDay { rows.append((Message(zh: "　每个营业日", en: "  an open day"), range(perOpenDay))) }
    if let growth {
      rows.append(
        (
          Message(zh: "　比去年", en: "  on last year"),
          Message(
            zh: "\(growth.lowerBound)% 到 \(growth.upperBound)%", en: "\(growth.lowerBound)% to \(growth.upperBound)%")
        ))
    }
    return rows
  }
  /// The name of a group of stores.
  public static func ownerPeerGroup(_ province: RegionCode?, _ form: StoreForm?) -> Message {
    let place = province.map { Message.provinceName($0) } ?? Message(zh: "全国", en: "the whole country")
    guard let form else { return place + Message(zh: "的店", en: "") }
    return Message(zh: "\(place.zh)的\(Message.hqForm(form).zh)", en: "\(Message.hqForm(form).en), \(place.en)")
  }
  /// A message of HQ.
  public static func ownerMessage(_ day: CalendarDay, _ text: String) -> Message {
    Message(zh: "总部 \(day)：\(text.visible)", en: "Headquarters, \(day): \(text.visible)")
  }
}
