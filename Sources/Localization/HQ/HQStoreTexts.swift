import SnackChain

// What is said of stores, their devices and their reporting.
extension Message {
  /// What became of a register file.
  public static func hqStoresImported(
    rows: Int, added: Int, changed: Int, unchanged: Int, refused: Int, dryRun: Bool
  ) -> Message {
    let head = dryRun ? Message(zh: "（试算，没有写入）", en: "(dry run, nothing was kept) ") : Message(verbatim: "")
    return head
      + Message(
        zh: "共 \(Message.count(rows).zh) 行：新登记 \(Message.count(added).zh) 家，有变化 \(Message.count(changed).zh) 家，"
          + "没有变化 \(Message.count(unchanged).zh) 家，拒收 \(Message.count(refused).zh) 行。",
        en:
          "\(Message.count(rows).en) rows: \(Message.count(added).en) new stores, \(Message.count(changed).en) changed, "
          + "\(Message.count(unchanged).en) unchanged, \(Message.count(refused).en) rows refused.")
  }

  /// The name of a form.
  public static func hqForm(_ form: StoreForm) -> Message {
    switch form {
    case .familyStore: Message(zh: "夫妻店", en: "family store")
    case .stall: Message(zh: "摊位", en: "stall")
    case .counter: Message(zh: "档口", en: "counter")
    }
  }

  /// An invite, for the owner.
  public static func hqInvite(store: String, code: String, expires: String) -> Message {
    Message(
      zh: "门店 \(store) 的邀请码：\(code)\n只能用一次，\(expires)（北京时间）前有效。店主运行：tongbiao join 服务器地址 \(code)",
      en: "Invite code of \(store): \(code)\nSingle use, good until \(expires) (China time). The owner runs: "
        + "tongbiao join URL \(code)")
  }
  /// The column of an invite's code.
  public static let hqInviteCode = Message(zh: "邀请码", en: "Code")
  /// The column of an invite's end.
  public static let hqInviteExpires = Message(zh: "有效期至", en: "Expires")
  /// A device that may send.
  public static let hqDeviceActive = Message(zh: "可用", en: "active")
  /// A device that may not.
  public static let hqDeviceRevoked = Message(zh: "已停用", en: "revoked")
  /// A device of which there are two.
  public static let hqDeviceQuarantined = Message(zh: "已隔离（账本有两份）", en: "quarantined (two copies)")
  /// Whether a device may send, by its state's code.
  public static func hqDeviceState(_ code: String) -> Message {
    switch code {
    case "revoked": .hqDeviceRevoked
    case "quarantined": .hqDeviceQuarantined
    default: .hqDeviceActive
    }
  }
  /// A device was revoked.
  public static func hqRevoked(_ id: String) -> Message {
    Message(
      zh: "设备 \(id.visible) 已停用。它上报过的数据都保留。",
      en: "Device \(id.visible) is revoked. What it has sent stays.")
  }

  /// A fact: code.
  public static let hqFactCode = Message(zh: "门店", en: "Store")
  /// A fact: name.
  public static let hqFactName = Message(zh: "店名", en: "Name")
  /// A fact: region.
  public static let hqFactRegion = Message(zh: "地区", en: "Region")
  /// A fact: tier.
  public static let hqFactTier = Message(zh: "等级", en: "Tier")
  /// A fact: form.
  public static let hqFactForm = Message(zh: "类型", en: "Form")
  /// A fact: first day of trading.
  public static let hqFactOpened = Message(zh: "开业", en: "Opened")
  /// A fact: first day without trading.
  public static let hqFactClosed = Message(zh: "歇业", en: "Closed")
  /// A fact: standing in the programme.
  public static let hqFactStanding = Message(zh: "统标状态", en: "Standing")
  /// A fact: device.
  public static let hqFactDevice = Message(zh: "设备", en: "Device")

  /// A deadline out of range.
  public static let hqDeadlineRange = Message(
    zh: "截止日应在 1 到 28 之间。", en: "The deadline's day has to be between 1 and 28.")

  /// Who has reported.
  public static func hqReportingSummary(
    month: YearMonth, due: Int, reported: Int, missing: Int, late: Int, deadline: String
  ) -> Message {
    let rate = due == 0 ? nil : Double(reported) / Double(due)
    return Message(
      zh: "\(Message.month(month).zh)：应报 \(Message.count(due).zh) 家，已报 \(Message.count(reported).zh) 家（填报率 "
        + "\(Message.share(rate).zh)），漏报 \(Message.count(missing).zh) 家，迟报 \(Message.count(late).zh) 家；"
        + "期限 \(deadline)（北京时间）。",
      en: "\(Message.month(month).en): \(Message.count(due).en) due, \(Message.count(reported).en) reported (response "
        + "rate \(Message.share(rate).en)), \(Message.count(missing).en) missing, \(Message.count(late).en) late; "
        + "deadline \(deadline) China time.")
  }

  /// The data are not real.
  public static let hqSynthetic = Message(
    zh: "注意：这个数据库里全部是模拟数据，不是真实门店。", en: "Note: all data in this database is synthetic; no store is real.")
}
