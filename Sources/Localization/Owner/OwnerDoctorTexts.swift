import SnackChain

// What the owner's `doctor` says.
extension Message {
  /// `doctor`
  public static let ownerDoctor = Message(
    zh: "检查这台设备：磁盘、账本、密钥、回执、网络、时钟，并与总部逐月核对；找出被遗忘的旧文件夹。什么也不改。",
    en: "Look at disk, ledger, key, receipts, network and clock, compare with headquarters month by month, and find "
      + "forgotten folders. Changes nothing.")
  /// `--offline`
  public static let ownerOptionOffline = Message(zh: "不联系总部。", en: "Do not ask headquarters.")
  /// What was looked at.
  public static func ownerDoctorCheck(_ code: String) -> Message {
    switch code {
    case "disk": Message(zh: "磁盘", en: "disk")
    case "ledger": Message(zh: "账本", en: "ledger")
    case "receipts": Message(zh: "回执", en: "receipts")
    case "outbox": Message(zh: "待发", en: "to send")
    case "refused": Message(zh: "未被接受", en: "refused")
    case "conflict": Message(zh: "不一致", en: "conflict")
    case "alarm": Message(zh: "警告", en: "warning")
    case "key": Message(zh: "密钥", en: "key")
    case "network": Message(zh: "网络", en: "network")
    case "clock": Message(zh: "时钟", en: "clock")
    case "totals": Message(zh: "与总部核对", en: "totals")
    case "forgotten": Message(zh: "旧文件夹", en: "old folder")
    default: Message(verbatim: code)
    }
  }
  /// How it stands.
  public static func ownerDoctorState(_ code: String) -> Message {
    switch code {
    case "ok": Message(zh: "正常", en: "ok")
    case "note": Message(zh: "留意", en: "note")
    default: Message(zh: "有问题", en: "bad")
    }
  }
  /// Room on the disk.
  public static func ownerDoctorDisk(megabytes: Int64, isFull: Bool, _ path: String) -> Message {
    if isFull {
      return Message(
        zh: "\(path.visible) 只剩 \(megabytes) MB，快写不进去了。请删掉一些照片或下载的文件。",
        en: "Only \(megabytes) MB left at \(path.visible): soon nothing can be saved. Delete pictures or downloads.")
    }
    return Message(
      zh: "\(path.visible) 还有 \(megabytes) MB。", en: "\(megabytes) MB left at \(path.visible).")
  }
  /// The ledger's file.
  public static func ownerDoctorLedger(_ store: StoreCode, damage: String?) -> Message {
    if let damage {
      return Message(
        zh: "门店 \(store) 的账本损坏：\(damage.visible)。先把整个文件夹复制到别处，再请总部给新的邀请码重新加入，"
          + "总部收到的月报会取回来。",
        en:
          "The ledger of \(store) is damaged: \(damage.visible). Copy the whole folder away first, then join again with "
          + "a new invite: what headquarters holds comes back.")
    }
    return Message(zh: "门店 \(store) 的账本完好。", en: "The ledger of \(store) is whole.")
  }
  /// Receipts.
  public static func ownerDoctorReceipts(good: Int, bad: [YearMonth]) -> Message {
    if bad.isEmpty {
      return Message(zh: "\(good) 张回执全部核对无误。", en: "All \(good) receipts verify.")
    }
    let months = bad.map(\.description).joined(separator: " ")
    return Message(
      zh: "这些月份的回执与本机的数字对不上：\(months)。本机的数字被改动过；总部那份以回执为准。",
      en: "The receipts of these months do not fit the figures kept here: \(months). The file was changed; what "
        + "headquarters holds is as the receipts say.")
  }
  /// Months without a proof.
  public static func ownerDoctorUnproven(_ months: [YearMonth]) -> Message {
    let list = months.map(\.description).joined(separator: " ")
    return Message(
      zh: "这些月份总部说收到了，但本机没有回执：\(list)。运行 tongbiao sync 取回。",
      en: "Headquarters is said to hold these months, but no receipt is here: \(list). tongbiao sync fetches them.")
  }
  /// What waits.
  public static func ownerDoctorOutbox(_ waiting: Int, problem: String?) -> Message {
    if waiting == 0 { return Message(zh: "没有待发的月报。", en: "Nothing waits to be sent.") }
    let why = problem.map(ownerSyncProblem).map { Message(zh: "（上次：\($0.zh)）", en: " (last time: \($0.en))") }
    return Message(
      zh: "\(waiting) 份月报待发\(why?.zh ?? "")。有网络时运行 tongbiao sync。",
      en: "\(waiting) to send\(why?.en ?? ""). Run tongbiao sync when there is a network.")
  }
  /// The key is as it should be.
  public static let ownerDoctorKey = Message(zh: "设备密钥在，只有您能读。", en: "The device's key is there and yours only.")
  /// The key is gone.
  public static let ownerDoctorKeyMissing = Message(
    zh: "设备密钥不在了，请总部给新的邀请码重新加入。", en: "The device's key is gone; join again with a new invite.")
  /// Others can read.
  public static func ownerDoctorKeyOpen(_ path: String) -> Message {
    Message(
      zh: "这台电脑上的其他用户能读您的密钥或账本：chmod -R go= \(path.visible)",
      en: "Other users of this machine can read your key or ledger: chmod -R go= \(path.visible)")
  }
  /// Headquarters answers.
  public static func ownerDoctorNetwork(_ server: String) -> Message {
    Message(
      zh: "总部 \(server.visible) 有应答，认得这台设备。",
      en: "Headquarters at \(server.visible) answers and knows this device.")
  }
  /// The clock is right.
  public static let ownerDoctorClock = Message(
    zh: "时钟与总部相差不到三分钟。", en: "The clock is within three minutes of headquarters'.")
  /// Both sides agree.
  public static func ownerDoctorAgree(months: Int) -> Message {
    Message(zh: "与总部逐月核对，\(months) 个月全部一致。", en: "All \(months) months agree with headquarters.")
  }
  /// A month differs.
  public static func ownerDoctorDifference(_ month: YearMonth, here: Money?, there: Money?) -> Message {
    switch (here, there) {
    case (nil, let there?):
      Message(
        zh: "\(Message.month(month).zh)：总部有 \(there.grouped) 元，本机还不知道。运行 tongbiao sync 取回。",
        en: "\(Message.month(month).en): headquarters holds \(there.grouped), unknown here. tongbiao sync fetches it.")
    case (let here?, nil):
      Message(
        zh: "\(Message.month(month).zh)：本机有总部的回执（\(here.grouped) 元），总部却没有。运行 tongbiao sync 会补发。",
        en: "\(Message.month(month).en): headquarters acknowledged \(here.grouped) and does not hold it any more. "
          + "tongbiao sync sends it again.")
    default:
      Message(
        zh: "\(Message.month(month).zh)：本机 \(here?.grouped ?? "—")，总部 \(there?.grouped ?? "—")。运行 tongbiao sync，"
          + "再看 tongbiao reports。",
        en: "\(Message.month(month).en): \(here?.grouped ?? "—") here, \(there?.grouped ?? "—") at headquarters. Run "
          + "tongbiao sync, then look at tongbiao reports.")
    }
  }
  /// A ledger that nobody opens any more.
  public static func ownerDoctorForgotten(_ store: StoreCode, _ path: String, waiting: Int?) -> Message {
    let count =
      waiting.map { Message(zh: "\($0) 份待发", en: "\($0) to send") }
      ?? Message(zh: "打不开", en: "cannot be opened")
    return Message(
      zh: "\(path.visible) 里还有门店 \(store) 的账本（\(count.zh)）。发出去：TONGBIAO_HOME=\(path.visible) tongbiao sync",
      en: "\(path.visible) holds a ledger of \(store) as well (\(count.en)). To send it: TONGBIAO_HOME=\(path.visible) "
        + "tongbiao sync")
  }
}
