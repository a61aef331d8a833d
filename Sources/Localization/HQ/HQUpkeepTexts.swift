import SnackChain

// What is said of serving, the demo chain, the audit chain and the state of things.
extension Message {
  /// A port out of range.
  public static let hqPortRange = Message(zh: "端口应在 0 到 65535 之间。", en: "The port has to be between 0 and 65535.")
  /// The address cannot be listened on.
  public static func hqCannotListen(host: String, port: Int, reason: String) -> Message {
    Message(
      zh: "不能在 \(host.visible):\(port) 上提供服务：\(reason.visible)",
      en: "Cannot listen on \(host.visible):\(port): \(reason.visible)")
  }

  /// Progress while the demo chain is drawn.
  public static let hqDrawingChain = Message(zh: "生成模拟连锁（门店）", en: "Drawing the synthetic chain (stores)")
  /// The database is not empty.
  public static func hqDemoNotEmpty(stores: Int) -> Message {
    Message(
      zh: "数据库里已有 \(Message.count(stores).zh) 家门店，没有动它。",
      en: "The database holds \(Message.count(stores).en) stores already; it was not touched.")
  }
  /// What to do about it.
  public static let hqDemoNotEmptyAdvice = Message(
    zh: "模拟数据只能放进空数据库：请换一个文件名。", en: "Synthetic data goes into an empty database only: name another file.")
  /// What the demo chain is.
  public static func hqDemoSummary(
    stores: Int, reports: Int, certified: Int, months: ClosedRange<YearMonth>, seed: UInt64, effect: Double,
    seconds: Double
  ) -> Message {
    let tenths = Int((seconds * 10).rounded())
    let time = "\(tenths / 10).\(tenths % 10)"
    return Message(
      zh: "已生成模拟连锁（全部为模拟数据）：\(Message.count(stores).zh) 家门店，\(Message.count(reports).zh) 份月报"
        + "（\(months.lowerBound) 至 \(months.upperBound)），其中 \(Message.count(certified).zh) 家已统标；"
        + "真实效果 \(Message.growth(effect).zh)，种子 \(seed)，用时 \(time) 秒。",
      en: "Synthetic chain drawn (no store is real): \(Message.count(stores).en) stores, \(Message.count(reports).en) "
        + "reports (\(months.lowerBound) to \(months.upperBound)), \(Message.count(certified).en) certified; true effect "
        + "\(Message.growth(effect).en), seed \(seed), \(time) s.")
  }
  /// Stores out of range.
  public static let hqStoresRange = Message(
    zh: "--stores 应在 1 到 2000000 之间。", en: "--stores has to be between 1 and 2000000.")
  /// Months out of range.
  public static let hqMonthsRange = Message(zh: "--months 应在 1 到 240 之间。", en: "--months has to be between 1 and 240.")
  /// An effect out of range.
  public static let hqEffectRange = Message(
    zh: "--effect 应大于 -1、不超过 10。", en: "--effect has to be above -1 and at most 10.")

  /// `--after`
  public static let hqOptionAfter = Message(zh: "只列这个编号之后的。", en: "Only entries after this number.")
  /// The chain holds.
  public static func hqAuditIntact(_ entries: Int, head: String) -> Message {
    Message(
      zh: "审计链完好：\(Message.count(entries).zh) 条记录，链头 \(head)。",
      en: "The audit chain is intact: \(Message.count(entries).en) entries, head \(head).")
  }
  /// The chain does not hold.
  public static func hqAuditBroken(_ number: Int64, fault: String) -> Message {
    let what: Message =
      switch fault {
      case "content": Message(zh: "它担保的数据被改过", en: "the data it vouches for were changed")
      case "gap": Message(zh: "缺少记录", en: "an entry is missing")
      default: Message(zh: "记录本身被改过", en: "the entry itself was changed")
      }
    return Message(
      zh: "审计链在第 \(number) 条断开：\(what.zh)。", en: "The audit chain breaks at entry \(number): \(what.en).")
  }
  /// A column: whether the chain holds.
  public static let hqAuditIntactColumn = Message(zh: "完好", en: "Intact")
  /// A column: number of entries.
  public static let hqAuditEntries = Message(zh: "记录数", en: "Entries")
  /// A column: head of the chain.
  public static let hqAuditHead = Message(zh: "链头", en: "Head")
  /// A column: where it breaks.
  public static let hqAuditBrokenAt = Message(zh: "断开处", en: "Broken at")
  /// A column: what is wrong.
  public static let hqAuditFault = Message(zh: "问题", en: "Fault")
  /// What was done, by the action's code.
  public static func hqAuditAction(_ code: String) -> Message {
    switch code {
    case "ledger_created": Message(zh: "新建台账", en: "ledger created")
    case "key_added": Message(zh: "新增签收密钥", en: "key added")
    case "register_imported": Message(zh: "导入名册", en: "register imported")
    case "standing_recorded": Message(zh: "记录统标状态", en: "standing recorded")
    case "reports_received": Message(zh: "收到月报", en: "reports received")
    case "reports_imported": Message(zh: "导入月报", en: "reports imported")
    case "invite_made": Message(zh: "生成邀请码", en: "invite made")
    case "device_joined": Message(zh: "设备接入", en: "device joined")
    case "device_revoked": Message(zh: "停用设备", en: "device revoked")
    case "device_quarantined": Message(zh: "隔离设备（账本有两份）", en: "device quarantined (two copies)")
    case "account_changed": Message(zh: "变更账号", en: "account changed")
    case "period_closed": Message(zh: "结账", en: "month closed")
    case "period_reopened": Message(zh: "重新开放", en: "month reopened")
    case "programme_recorded": Message(zh: "记录统标事项", en: "programme recorded")
    case "standard_adopted": Message(zh: "施行标准版本", en: "standard adopted")
    case "bundle_made": Message(zh: "打包检查任务", en: "bundle made")
    default: Message(verbatim: code)
    }
  }

  /// A check: version of the program.
  public static let hqCheckProgram = Message(zh: "程序版本", en: "program")
  /// A check: database.
  public static let hqCheckDatabase = Message(zh: "数据库", en: "database")
  /// A check: data version.
  public static let hqCheckVersion = Message(zh: "数据版本", en: "data version")
  /// A check: stores.
  public static let hqCheckStores = Message(zh: "门店", en: "stores")
  /// A check: revisions.
  public static let hqCheckRevisions = Message(zh: "月报（含更正）", en: "revisions")
  /// A check: keys.
  public static let hqCheckKeys = Message(zh: "签收密钥", en: "receipt keys")
  /// A check: who may read the key file.
  public static let hqCheckKeyFile = Message(zh: "密钥文件", en: "key file")
  /// A check: audit chain.
  public static let hqCheckAudit = Message(zh: "审计链", en: "audit chain")
  /// A check: snapshot.
  public static let hqCheckSnapshot = Message(zh: "快照", en: "snapshot")
  /// There is no snapshot.
  public static let hqNoSnapshot = Message(zh: "还没有（下次汇总时生成）", en: "none yet (the next rollup makes one)")
  /// A check passed.
  public static let hqGood = Message(zh: "正常", en: "ok")
  /// A check failed.
  public static let hqBad = Message(zh: "有问题", en: "bad")

  /// A backup was made.
  public static func hqBackedUp(_ path: String) -> Message {
    Message(zh: "已备份到 \(path.visible)。", en: "Backed up to \(path.visible).")
  }

  /// A check: devices and ledger agree.
  public static let hqCheckConservation = Message(zh: "与设备核对", en: "conservation")
  /// A year in which a device and the ledger differ.
  public static func hqUnreconciledYear(
    _ store: StoreCode, _ device: String, there: String, here: String, year: Int
  ) -> Message {
    Message(
      zh: "门店 \(store) 设备 \(device.visible) \(year) 年：设备认为总部有 \(there)，"
        + "台账有 \(here)。"
        + "逐月核对：在设备上运行 tongbiao doctor；台账：tongbiao-hq reports show \(store)",
      en: "\(store), device \(device.visible), \(year): the device believes in \(there), the ledger holds \(here). "
        + "Month by month: tongbiao doctor on the device, tongbiao-hq reports show \(store) here.")
  }
  /// The remainder that devices and ledger do not agree on.
  public static func hqUnreconciled(stores: Int, _ amount: Money) -> Message {
    Message(
      zh: "未对平：\(Message.count(stores).zh) 家门店的设备与台账相差 \(amount.grouped) 元，见 tongbiao-hq doctor。",
      en: "Not reconciled: devices of \(Message.count(stores).en) stores differ from the ledger by \(amount.grouped) "
        + "yuan; see tongbiao-hq doctor.")
  }
}
