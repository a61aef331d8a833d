import SnackChain

// What headquarters does for owners: messages, hand-over, bundles, statements.
extension Message {
  /// `messages`
  public static let hqMessages = Message(zh: "给店主的消息。", en: "Messages to owners.")
  /// `messages send`
  public static let hqMessagesSend = Message(
    zh: "发一条消息；店主的设备下次同步时收到，只显示一次。",
    en: "Send a message; an owner's device gets it with the next sync and shows it once.")
  /// The text.
  public static let hqOptionMessage = Message(zh: "消息内容，最多 500 字。", en: "The text, 500 characters at most.")
  /// `--to`
  public static let hqOptionMessageTo = Message(zh: "发给这家店；可以写几次。", en: "To this store; may be given several times.")
  /// `--region`
  public static let hqOptionMessageRegion = Message(
    zh: "发给这个地区的店（6 位代码）。", en: "To the stores of this region (6 digits).")
  /// `--everyone`
  public static let hqOptionMessageEveryone = Message(zh: "发给所有的店。", en: "To all stores.")
  /// Nobody named.
  public static let hqMessageToWhom = Message(
    zh: "发给谁？写 --to 门店、--region 地区或 --everyone 中的一个。什么都没有发。",
    en: "To whom? Give one of --to, --region or --everyone. Nothing was sent.")
  /// No text, or too long.
  public static let hqMessageLength = Message(
    zh: "消息要有 1 到 500 个字。什么都没有发。", en: "A message has 1 to 500 characters. Nothing was sent.")
  /// Sent.
  public static func hqMessageSent(_ number: Int64, _ stores: Int) -> Message {
    Message(zh: "消息 \(number) 将送到 \(stores) 家店。", en: "Message \(number) goes to \(stores) stores.")
  }
  /// `stores transfer`
  public static let hqTransfer = Message(
    zh: "转让：记入统标经历，同时停用原店主的设备，给新店主一个邀请码；两件事一起成，或都不成。",
    en: "A transfer of ownership: recorded in the store's way through the programme, the old owner's devices are "
      + "revoked and the new owner gets an invite code; all of it or nothing.")
  /// A store changed hands.
  public static func hqTransferred(_ store: StoreCode, isInProgramme: Bool) -> Message {
    Message(
      zh: "门店 \(store) 已移交：原店主的设备和邀请码都已停用，以前的数字留在门店名下。",
      en: "Store \(store) is handed over: the old owner's devices and codes are revoked; earlier figures stay with the "
        + "store.")
      + (isInProgramme
        ? Message(verbatim: "")
        : Message(zh: "该店没有参加统标，统标经历里没有这一条。", en: " It is not in the programme, so its way there has no such event."))
  }
  /// `stores hand-over`
  public static let hqHandOver = Message(
    zh: "门店转让给新店主：停用旧店主的设备，给出新的邀请码。数字留在门店，旧店主写的话不给新店主。",
    en:
      "Hand a store over to a new owner: the old one's devices are revoked and an invite is made. Figures stay with the "
      + "store; the old owner's words do not go to the new one.")
  /// `bundle`
  public static let hqBundle = Message(zh: "店主用 U 盘带来的文件。", en: "What owners bring on a stick.")
  /// `bundle take`
  public static let hqBundleTake = Message(
    zh: "收下文件里的月报（重复收也只算一次），写出答复给店主带回去。",
    en: "Take a bundle's reports (taken twice they count once) and write the answer to carry back.")
  /// The bundle.
  public static let hqOptionBundle = Message(zh: "店主带来的文件。", en: "The file that the owner brought.")
  /// `--answer`
  public static let hqOptionBundleAnswer = Message(
    zh: "答复写到哪里；默认在原文件名后加 .answer。", en: "Where the answer goes; default: the file's name and .answer.")
  /// Taken.
  public static func hqBundleTaken(accepted: Int, repeated: Int, others: Int, file: String) -> Message {
    Message(
      zh: "收下 \(accepted) 条，以前收过 \(repeated) 条，没收 \(others) 条。答复在 \(file.visible)。",
      en: "Took \(accepted), \(repeated) were here before, \(others) not taken. The answer is in \(file.visible).")
  }
  /// Not readable.
  public static let hqBundleUnreadable = Message(
    zh: "这不是店主的文件，或者损坏了。什么都没有收。", en: "This is no bundle, or damaged. Nothing was taken.")
  /// Not signed.
  public static let hqBundleNotSigned = Message(
    zh: "签名不是已知设备的，或内容被改过。什么都没有收。", en: "No known device signed exactly this. Nothing was taken.")
  /// Revoked.
  public static let hqBundleRevoked = Message(zh: "这台设备已停用。什么都没有收。", en: "The device is revoked. Nothing was taken.")
  /// A file that cannot be written.
  public static func hqCannotWrite(_ path: String) -> Message {
    Message(zh: "写不了 \(path.visible)。", en: "\(path.visible) cannot be written.")
  }
  /// `statement`
  public static let hqStatement = Message(zh: "门店营业额证明。", en: "Statements of a store's turnover.")
  /// `statement verify`
  public static let hqStatementVerify = Message(
    zh: "核对店主出示的证明：文件（html、json、二维码文本）用公钥验签并和台账比；只有纸的，写门店、流水号、校验码和各月数字。",
    en: "Verify a statement: a file (html, json or the code's text) by signature and against the ledger; from paper by "
      + "store, number, check code and figures.")
  /// The file.
  public static let hqOptionStatementPaper = Message(zh: "证明的文件。", en: "The statement's file.")
  /// `--key`
  public static let hqOptionStatementKey = Message(
    zh: "总部公钥（base64）：没有台账时离线核对。", en: "Headquarters' public key (base64): to verify without the ledger.")
  /// `--store`
  public static let hqOptionStatementStore = Message(zh: "纸上的门店代码。", en: "The store's code on the paper.")
  /// `--number`
  public static let hqOptionStatementNumber = Message(zh: "纸上的总部流水号。", en: "Headquarters' number on the paper.")
  /// `--code`
  public static let hqOptionStatementCode = Message(zh: "纸上的校验码。", en: "The check code on the paper.")
  /// `--figures`
  public static let hqOptionStatementFigures = Message(
    zh: "纸上各月的数字，从早到晚，用空格或分号隔开。", en: "The figures on the paper, oldest first, with blanks or semicolons.")
  /// Neither file nor paper.
  public static let hqStatementWhat = Message(
    zh: "写证明的文件，或者 --store、--number、--code 和 --figures。", en: "Give a file, or --store, --number, --code and --figures."
  )
  /// Not a statement.
  public static func hqStatementUnreadable(_ file: String) -> Message {
    Message(zh: "\(file.visible) 里没有证明。", en: "There is no statement in \(file.visible).")
  }
  /// Refused.
  public static let hqStatementBad = Message(
    zh: "核对不上：签名不对，内容被改过，或不是总部出的。", en: "It does not verify: changed, or not headquarters'.")
  /// The ledger holds other figures.
  public static func hqStatementDiffers(_ months: [YearMonth]) -> Message {
    let list = months.map(\.description).joined(separator: " ")
    return Message(
      zh: "核对不上：和台账不一样" + (list.isEmpty ? "。" : "的月份：\(list)。"),
      en: "It does not verify: the ledger holds something else" + (list.isEmpty ? "." : " for \(list)."))
  }
  /// Good.
  public static func hqStatementGood(_ store: StoreCode, _ name: String?, _ total: Money, months: Int) -> Message {
    Message(
      zh: "属实：门店 \(store)\(name.map { "（\($0.visible)）" } ?? "")，\(months) 个月合计 \(total.grouped) 元。",
      en:
        "Genuine: store \(store)\(name.map { " (\($0.visible))" } ?? ""), \(months) months, \(total.grouped) yuan in all."
    )
  }
  /// Corrected since.
  public static func hqStatementCorrected(_ months: [YearMonth]) -> Message {
    let list = months.map(\.description).joined(separator: " ")
    return Message(zh: "留意：之后更正过的月份：\(list)。", en: "Note: corrected since: \(list).")
  }
  /// Only the signature was looked at.
  public static let hqStatementOffline = Message(
    zh: "只核对了签名，没有查之后是否更正过。", en: "Only the signature was verified, not whether it was corrected since.")
}
