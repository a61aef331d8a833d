import SnackChain

// What the owner is told when the ledger cannot do what was asked.
extension Message {
  /// Nothing was joined yet.
  public static let ownerNotJoined = Message(zh: "这台设备还没有接入门店。", en: "This device has not joined a store yet.")
  /// How to join.
  public static let ownerNotJoinedAdvice = Message(
    zh: "向总部要一个邀请码，然后运行：tongbiao join 网址 邀请码",
    en: "Ask headquarters for an invite code, then run: tongbiao join URL CODE")
  /// No ledger of the store that was asked for.
  public static func ownerNoSuchStore(_ code: String, _ stores: [StoreCode]) -> Message {
    let list = stores.map(\.description).joined(separator: " ")
    return Message(
      zh: "这台设备没有接入门店“\(code.visible)”。已接入的有：\(list)",
      en: "This device has not joined store \"\(code.visible)\". It has joined: \(list)")
  }
  /// Several stores, and none was named.
  public static func ownerSeveralStores(_ stores: [StoreCode]) -> Message {
    let list = stores.map(\.description).joined(separator: " ")
    return Message(zh: "这台设备有几家店：\(list)", en: "There are several stores on this device: \(list)")
  }
  /// How to name one.
  public static let ownerSeveralStoresAdvice = Message(
    zh: "请用 --store 代码 说明是哪一家。", en: "Say which one with --store CODE.")
  /// A later program made the ledger.
  public static func ownerNewerLedger(_ path: String, found: Int, known: Int) -> Message {
    Message(
      zh: "账本 \(path.visible) 是更新的程序写的（版本 \(found)，本程序只认识到 \(known)）。账本没有改动。",
      en: "The ledger \(path.visible) was made by a later program (schema \(found); this one knows up to \(known)). "
        + "It was not touched.")
  }
  /// Get the later program.
  public static let ownerNewerLedgerAdvice = Message(zh: "请安装新版程序。", en: "Install the later program.")
  /// The file is something else.
  public static func ownerNotALedger(_ path: String) -> Message {
    Message(
      zh: "文件 \(path.visible) 不是本程序的账本。文件没有改动。",
      en: "The file \(path.visible) is not a ledger of this program. It was not touched.")
  }
  /// Look at the folder.
  public static let ownerNotALedgerAdvice = Message(
    zh: "请检查 TONGBIAO_HOME 指的文件夹对不对。", en: "Check that TONGBIAO_HOME names the right folder.")
  /// The file is damaged.
  public static func ownerDamagedLedger(_ path: String) -> Message {
    Message(
      zh: "账本 \(path.visible) 损坏了，程序不再往里写。总部收到的数字都在总部。",
      en: "The ledger \(path.visible) is damaged; nothing more is written to it. Headquarters has what it had received."
    )
  }
  /// Join anew.
  public static let ownerDamagedLedgerAdvice = Message(
    zh: "先把整个文件夹拷贝一份留底，再联系总部重新接入：历史会从总部取回。",
    en: "Copy the folder away, then join again with a new code: the history comes back from headquarters.")
  /// No right to write.
  public static func ownerReadOnly(_ path: String) -> Message {
    Message(
      zh: "不能写 \(path.visible)（文件夹是只读的）。这次的没有保存；以前保存的都在。",
      en: "\(path.visible) cannot be written (the folder is read-only). This was not saved; everything from before is "
        + "there.")
  }
  /// Make it writable.
  public static let ownerReadOnlyAdvice = Message(
    zh: "请检查文件夹的权限，或者 U 盘的写保护，然后再来一次。",
    en: "Check the folder's permissions, or the write protection of the stick, and try again.")
  /// The disk is full.
  public static func ownerDiskFull(_ path: String) -> Message {
    Message(
      zh: "磁盘满了，\(path.visible) 写不进去。这次的没有保存；以前保存的都在。",
      en: "The disk is full: \(path.visible) cannot be written. This was not saved; everything from before is there.")
  }
  /// Make room.
  public static let ownerDiskFullAdvice = Message(
    zh: "请腾出一些空间，然后再来一次。", en: "Make some room and try again.")
  /// Another process holds it.
  public static func ownerLedgerBusy(_ path: String) -> Message {
    Message(
      zh: "账本 \(path.visible) 正被另一个程序占用。这次的没有保存；以前保存的都在。",
      en: "Another program holds the ledger \(path.visible). This was not saved; everything from before is there.")
  }
  /// Wait for it.
  public static let ownerTryAgainSoon = Message(zh: "请过一会儿再来一次。", en: "Try again in a moment.")
  /// The disk answers with errors.
  public static func ownerDiskError(_ path: String, _ code: Int32) -> Message {
    Message(
      zh: "读写 \(path.visible) 时磁盘出错（代码 \(code)）。这次的没有保存。",
      en: "The disk failed at \(path.visible) (code \(code)). This was not saved.")
  }
  /// Look after the disk.
  public static let ownerDiskErrorAdvice = Message(
    zh: "请先把整个文件夹拷贝到别处，再检查磁盘。", en: "Copy the whole folder elsewhere, then check the disk.")
  /// A report of another store.
  public static func ownerOtherStore(_ code: StoreCode, expected: StoreCode) -> Message {
    Message(
      zh: "这是门店 \(code) 的，而这里的账本是门店 \(expected) 的。没有保存。",
      en: "This is for store \(code), but the ledger is that of store \(expected). It was not saved.")
  }
  /// The month has a figure.
  public static func ownerAlreadyReported(_ month: YearMonth, _ turnover: Money) -> Message {
    Message(
      zh: "\(Message.month(month).zh)已经填过：\(turnover.grouped) 元。没有改动。",
      en: "\(Message.month(month).en) was reported already: \(turnover.grouped) yuan. Nothing was changed.")
  }
  /// Correct it.
  public static func ownerAlreadyReportedAdvice(_ month: YearMonth) -> Message {
    Message(
      zh: "要更正请运行：tongbiao amend \(month) 金额 --because 原因",
      en: "To correct it run: tongbiao amend \(month) AMOUNT --because REASON")
  }
  /// No figure to correct.
  public static func ownerNothingToCorrect(_ month: YearMonth) -> Message {
    Message(zh: "\(Message.month(month).zh)还没有填过。", en: "\(Message.month(month).en) has not been reported yet.")
  }
  /// Report it.
  public static func ownerNothingToCorrectAdvice(_ month: YearMonth) -> Message {
    Message(zh: "请运行：tongbiao report \(month)", en: "Run: tongbiao report \(month)")
  }
  /// The same figures.
  public static func ownerUnchanged(_ month: YearMonth) -> Message {
    Message(
      zh: "\(Message.month(month).zh)的数字和原来一样，没有什么要更正。",
      en: "The figures of \(Message.month(month).en) are what they were: there is nothing to correct.")
  }
  /// Nothing to decide.
  public static func ownerNothingToDecide(_ month: YearMonth) -> Message {
    Message(
      zh: "\(Message.month(month).zh)和总部没有不一致。",
      en: "There is no difference with headquarters about \(Message.month(month).en).")
  }
  /// The lease was lost, or is another's.
  public static func ownerSyncingElsewhere(_ process: Int32?) -> Message {
    let number = process.map { " \($0)" } ?? ""
    return Message(
      zh: "另一个进程\(number) 正在同步。保存的都在，会由它发出。",
      en: "Another process\(number) is syncing. Everything is kept and goes with that one.")
  }
}
