import SnackChain

// Those who work with the programme: roles, accounts, and what they may not do.
extension Message {
  /// `people`
  public static let hqPeople = Message(
    zh: "账号：谁以什么身份、在哪些地区工作。", en: "Accounts: who works as what, and in which regions.")
  /// `people add`
  public static let hqPeopleAdd = Message(
    zh: "开设账号，或变更它的身份和地区。同样的内容再来一次，什么也不变。",
    en: "Add an account, or change its role and regions. The same again changes nothing.")
  /// `people list`
  public static let hqPeopleList = Message(zh: "列出账号。", en: "List the accounts.")
  /// `people revoke`
  public static let hqPeopleRevoke = Message(
    zh: "停用账号。它做过的事都保留原名。", en: "Revoke an account. What it did stays under its name.")
  /// An account's name.
  public static let hqOptionAccount = Message(
    zh: "账号名：2 到 32 个汉字、字母、数字或 - _ .", en: "The account's name: 2 to 32 letters, digits or - _ .")
  /// `--role`
  public static let hqOptionRole = Message(
    zh: "身份：association 协会，station 联络站，inspector 督导，viewer 只看。",
    en: "The role: association, station (a liaison station), inspector, viewer.")
  /// `--regions`
  public static let hqOptionScope = Message(
    zh: "管哪些地区：2、4 或 6 位代码，用逗号隔开；all 表示全国。",
    en: "The regions: codes of 2, 4 or 6 digits with commas between them; all for the whole country.")
  /// `--from` of a position
  public static let hqOptionPositionFrom = Message(
    zh: "从哪天起（默认今天）。", en: "From which day (today, unless given).")
  /// `--note`
  public static let hqOptionNote = Message(zh: "备注或原因，记入审计链。", en: "A note or reason, kept with the record.")
  /// `--all`
  public static let hqOptionRevokedToo = Message(zh: "连同已停用的账号。", en: "Revoked accounts as well.")
  /// `--as`
  public static let hqOptionAs = Message(
    zh: "以哪个账号办理：权限和地区按该账号，审计链里两个名字都记。不写时是本机管理员。",
    en: "The account to work as: with its rights and regions, and both names in the audit chain. Without it you are "
      + "the local administrator.")

  /// The name of a role.
  public static func role(_ role: Role) -> Message {
    switch role {
    case .association: Message(zh: "协会", en: "association")
    case .station: Message(zh: "联络站", en: "liaison station")
    case .inspector: Message(zh: "督导", en: "inspector")
    case .viewer: Message(zh: "查看", en: "viewer")
    }
  }

  /// The name of what not everybody may do.
  public static func deed(_ deed: Deed) -> Message {
    switch deed {
    case .look: Message(zh: "查看", en: "look")
    case .takeStep(let step):
      Message(zh: "办理“\(programmeStep(step).zh)”", en: "record the \(programmeStep(step).en)")
    case .planInspections: Message(zh: "安排检查", en: "plan inspections")
    case .inspect: Message(zh: "检查门店", en: "inspect stores")
    case .decideInspections: Message(zh: "裁定互相矛盾的检查", en: "decide between inspections")
    case .manageDevices: Message(zh: "管理店主的设备", en: "manage owners' devices")
    case .manageRegister: Message(zh: "修改名册", en: "change the register")
    case .manageReports: Message(zh: "管理月报", en: "manage reports")
    case .adoptStandard: Message(zh: "施行新版标准", en: "put a version of the standard in force")
    case .publish: Message(zh: "发布数字", en: "publish figures")
    case .managePeople: Message(zh: "管理账号", en: "manage accounts")
    }
  }

  /// The role does not allow it.
  public static func hqNotAllowed(_ deed: Deed) -> Message {
    Message(
      zh: "这个账号的身份不能\(Message.deed(deed).zh)。什么也没有改动。",
      en: "The role of this account does not let it \(Message.deed(deed).en). Nothing was changed.")
  }
  /// An inspector hands in somebody else's visit.
  public static let hqNotOwnVisit = Message(
    zh: "督导只能登记自己去过的检查；这份检查里没有自己的名字。什么也没有改动。",
    en: "An inspector records only own visits, and this one does not name them. Nothing was changed.")
  /// Who records it instead.
  public static let hqNotOwnVisitAdvice = Message(
    zh: "请由去的人登记，或由联络站、协会登记。", en: "Let whoever went record it, or a station or the association.")
  /// Who may.
  public static let hqNotAllowedAdvice = Message(
    zh: "请由协会办理，或由协会用 people add 变更身份。",
    en: "Ask the association to do it, or to change the role with people add.")
  /// There is no such account to change.
  public static func hqNoAccount(_ name: AccountName) -> Message {
    Message(zh: "没有账号“\(name)”。", en: "There is no account \"\(name)\".")
  }
  /// The account may do nothing.
  public static func hqNoAccess(_ name: AccountName) -> Message {
    Message(
      zh: "账号“\(name)”不存在，或今天没有任何权限。什么也没有改动。",
      en: "There is no account \"\(name)\", or it has no rights today. Nothing was changed.")
  }
  /// Where to look.
  public static let hqAccountsAdvice = Message(
    zh: "运行 tongbiao-hq people list --all 查看全部账号。", en: "Run tongbiao-hq people list --all to see all accounts.")

  /// An account was added or changed.
  public static func hqPositionRecorded(
    _ name: AccountName, role: Role, scope: RegionScope, from day: CalendarDay
  ) -> Message {
    let regions = regionScope(scope)
    return Message(
      zh: "账号“\(name)”自 \(day) 起：\(Message.role(role).zh)，\(regions.zh)。",
      en: "From \(day), \"\(name)\" is: \(Message.role(role).en), \(regions.en).")
  }
  /// Nothing had to be recorded.
  public static func hqPositionUnchanged(_ name: AccountName) -> Message {
    Message(zh: "账号“\(name)”本来就是这样，没有改动。", en: "\"\(name)\" is that already; nothing was changed.")
  }
  /// An account was revoked.
  public static func hqAccountRevoked(_ name: AccountName, from day: CalendarDay) -> Message {
    Message(
      zh: "账号“\(name)”自 \(day) 起停用。它做过的事都保留。",
      en: "\"\(name)\" is revoked from \(day). What it did stays.")
  }
  /// The regions of an account.
  public static func regionScope(_ scope: RegionScope) -> Message {
    guard let regions = scope.regions else { return Message(zh: "全国", en: "everywhere") }
    if regions.isEmpty { return Message(zh: "无地区", en: "nowhere") }
    let codes = regions.map(\.description)
    return Message(zh: codes.joined(separator: "、"), en: codes.joined(separator: ", "))
  }
  /// An account without a position.
  public static let hqAccountWithout = Message(zh: "已停用", en: "revoked")
}

// Where the register and the programme say different things.
extension Message {
  /// A row of the register states another day of certification.
  public static let hqProgrammeKeepsStanding = Message(
    zh: "统标日期与已记录的统标事项不一致；这家店的统标状态只能用 standard 命令变更。这一行没有改动。",
    en: "The day of certification is not that of the recorded events; this store's standing moves only by the standard "
      + "commands. The row was left out.")
  /// Papers no longer say how a store stands.
  public static func hqProgrammeKeeps(_ store: StoreCode) -> Message {
    Message(
      zh: "门店 \(store) 已有统标事项，状态只能用 standard 命令变更。",
      en: "Events of the programme are recorded for \(store): its standing moves only by the standard commands.")
  }
}
