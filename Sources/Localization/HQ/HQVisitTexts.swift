import SnackChain

// Whom to visit, who waits, and the sheet to take along.
extension Message {
  /// `inspect next`
  public static let hqVisitsNext = Message(
    zh: "接下来该去哪些店：按原因打分排序，写明每一条原因。", en: "Whom to visit next: ranked by reasons, each of them told.")
  /// `inspect overrule`
  public static let hqVisitsOverrule = Message(
    zh: "不按名单：先去某家店，或某天之前不去，并写明原因（记入审计）。",
    en: "Decide against the list: visit a store first, or not before a day, with the reason (audited).")
  /// `inspect complain`
  public static let hqVisitsComplain = Message(
    zh: "登记一条关于门店的投诉（不要写人名和电话）。", en: "Record a complaint about a store (no names or telephone numbers).")
  /// `inspect sheet`
  public static let hqSheet = Message(
    zh: "打印用的检查表，带二维码：现场在纸上勾，回来只录不合格的项目。",
    en: "A checklist to print, with a QR code: tick on paper, key in only what was not met.")
  /// `standard waiting`
  public static let hqWaiting = Message(
    zh: "申请的先后：先看优先条件，再看申请日，同日的按公布的种子抽签；每一位都写明依据。",
    en: "The order of applications: priority, then day, then a lottery by a published seed; each place is explained.")
  /// `--publish`
  public static let hqOptionPublishWaiting = Message(
    zh: "公布这份名单：存档留证，店主在 tongbiao standard 里看到自己的名次。",
    en: "Publish the list: it is frozen, and owners see their place in tongbiao standard.")
  /// The list was published.
  public static func hqWaitingPublished(_ digest: String) -> Message {
    Message(
      zh: "名单已公布，摘要 \(digest)；店主下次同步时看到自己的名次。",
      en: "The list is published under the digest \(digest); owners see their place after their next sync.")
  }
  /// `--first`
  public static let hqOptionVisitFirst = Message(zh: "先去这家店。", en: "Visit it first.")
  /// `--not-before`
  public static let hqOptionNotBefore = Message(zh: "这天之前不去。", en: "Not before this day.")
  /// `--reason`
  public static let hqOptionVisitReason = Message(zh: "原因。", en: "Why.")
  /// Exactly one of two.
  public static let hqVisitEither = Message(
    zh: "--first 和 --not-before 要写其中一个。", en: "Give either --first or --not-before.")
  /// A text is needed.
  public static let hqVisitReasonNeeded = Message(
    zh: "要写明内容，最多 500 字。", en: "A text is needed, of at most 500 characters.")
  /// `--text`
  public static let hqOptionComplaint = Message(zh: "投诉的内容。", en: "What was said.")
  /// `--lottery-seed`
  public static let hqOptionLotterySeed = Message(
    zh: "抽签的种子，事先公布；任何人都能照着重算。", en: "The lottery's seed, published before; anyone can draw again with it.")
  /// `--priority`
  public static let hqOptionPriority = Message(
    zh: "优先条件，先写的优先：档次 flagship、地区 330600，或两者 flagship@330600。可重复。",
    en: "A priority, weightiest first: a tier, a region, or both as in flagship@330600. Can be repeated.")
  /// It was recorded.
  public static func hqVisitRecorded(_ store: StoreCode, version: Int64) -> Message {
    Message(zh: "\(store)：已记入（数据版本 \(version)）。", en: "\(store): recorded (data version \(version)).")
  }
  /// A decision against the list.
  public static func hqVisitDecision(_ overruling: VisitOverruling) -> Message {
    let what =
      switch overruling.decision {
      case .first: Message(zh: "先去", en: "first")
      case .notBefore(let day): Message(zh: "\(day) 之后", en: "not before \(day)")
      }
    let (who, why) = (overruling.decidedBy.visible, overruling.reason.visible)
    return Message(zh: "\(what.zh)（\(who)：\(why)）", en: "\(what.en) (\(who): \(why))")
  }
  /// Under the ranked list.
  public static func hqVisitsFooter(shown: Int, of all: Int, version: Int64) -> Message {
    Message(
      zh: "列出 \(shown) 家，共 \(all) 家有原因要去（数据版本 \(version)）。",
      en: "\(shown) of \(all) stores with a reason are shown (data version \(version)).")
  }
  /// Under the waiting list.
  public static func hqWaitingFooter(_ count: Int, seed: UInt64, version: Int64) -> Message {
    Message(
      zh: "共 \(count) 家等待受理；抽签种子 \(seed)，数据版本 \(version)。",
      en: "\(count) \(count == 1 ? "store waits" : "stores wait"); lottery seed \(seed), data version \(version).")
  }
}

// The printed sheet.
extension Message {
  /// `--output` of a sheet
  public static let hqOptionSheetFile = Message(
    zh: "写到哪个新文件：.html，或装了 weasyprint 时 .pdf。", en: "The new file: .html, or .pdf where weasyprint is installed.")
  /// `--sheet`
  public static let hqOptionSheetCode = Message(
    zh: "纸质检查表二维码里的内容；同一张表再录一次不会重复。",
    en: "What the QR code of a printed sheet says; the same sheet keyed in again counts once.")
  /// How to use the sheet.
  public static let hqSheetHow = Message(
    zh: "只勾不合格和不适用的项目，并写说明；没有勾的就是合格。回来扫二维码，只录勾了的项目。",
    en: "Tick only what is not met or does not apply, with a note; what is not ticked is met. Scan the code and key in "
      + "only what was ticked.")
  /// A sheet was written.
  public static func hqSheetWritten(_ path: String, code: String, store: StoreCode) -> Message {
    Message(
      zh: "已写入 \(path.visible)。录入：tongbiao-hq inspect record \(store) --sheet '\(code)' --rest-pass "
        + "--fail 项目=说明 --signed --inspector 账号",
      en: "Written to \(path.visible). Key in with: tongbiao-hq inspect record \(store) --sheet '\(code)' --rest-pass "
        + "--fail ITEM=NOTE --signed --inspector ACCOUNT")
  }
  /// A sheet's code cannot be read.
  public static func hqSheetUnreadable(_ text: String) -> Message {
    Message(
      zh: "“\(text.visible)”不是检查表的二维码内容，或抄错了。",
      en: "\"\(text.visible)\" is no sheet's code, or was copied wrongly.")
  }
  /// A sheet is another store's.
  public static func hqSheetOfAnother(_ store: StoreCode) -> Message {
    Message(zh: "这张检查表是门店 \(store) 的。", en: "The sheet is of store \(store).")
  }
  /// There is no PDF.
  public static let hqSheetNoPDF = Message(zh: "做不出 PDF。", en: "No PDF could be made.")
  /// What to do instead.
  public static let hqSheetNoPDFAdvice = Message(
    zh: "安装 weasyprint，或写成 .html 用浏览器打印。", en: "Install weasyprint, or write .html and print it in a browser.")
}
