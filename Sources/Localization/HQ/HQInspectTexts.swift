import SnackChain

// The commands of inspections, for their help.
extension Message {
  /// `inspect`
  public static let hqInspect = Message(
    zh: "检查：安排、打包带走、路上填写、交回，以及裁定。", en: "Inspections: plan, pack, fill on the way, return, decide.")
  /// `inspect plan`
  public static let hqInspectPlan = Message(
    zh: "安排一次检查，可以指定督导和期限；--cancel 取消安排。",
    en: "Plan an inspection, for an inspector and by a day if you like; --cancel takes it back.")
  /// `inspect tasks`
  public static let hqInspectTasks = Message(zh: "列出待做的检查。", en: "List the inspections that are planned.")
  /// `inspect pack`
  public static let hqInspectPack = Message(
    zh: "给督导打包：要去的门店和检查表，签名后不用网络也能填。",
    en: "Pack a signed bundle for an inspector: stores and checklists, to be filled without a network.")
  /// `inspect fill`
  public static let hqInspectFill = Message(
    zh: "填写检查：在终端里一项一项问，或用选项、CSV 一次填好。不需要数据库。",
    en: "Fill in inspections: asked item by item in a terminal, or by options or CSV. No database is needed.")
  /// `inspect return`
  public static let hqInspectReturn = Message(
    zh: "交回检查包：每家店只收一次，再交一次什么也不变。", en: "Bring a bundle back: each store once; again changes nothing.")
  /// `inspect record`
  public static let hqInspectRecord = Message(zh: "直接登记一次检查。", en: "Record an inspection directly.")
  /// `inspect show`
  public static let hqInspectShow = Message(
    zh: "一家店的全部检查，或其中一次的逐项结果。", en: "All inspections of a store, or one of them item by item.")
  /// `inspect conflicts`
  public static let hqInspectConflicts = Message(
    zh: "列出互相矛盾、等待裁定的检查。", en: "List inspections that contradict each other and wait for a decision.")
  /// `inspect decide`
  public static let hqInspectDecide = Message(
    zh: "裁定以哪一次检查为准，并写明原因。", en: "Decide which inspection counts, and say why.")
}

// What each option of these commands means.
extension Message {
  /// `--inspector`
  public static let hqOptionInspector = Message(zh: "督导的账号。", en: "The inspector's account.")
  /// `--purpose`
  public static let hqOptionPurpose = Message(
    zh: "目的：acceptance 验收，reinspection 复检，spot_check 抽查，renewal 续期检查。",
    en: "Why: acceptance, reinspection, spot_check, renewal.")
  /// `--due`
  public static let hqOptionDue = Message(zh: "最迟哪天。", en: "By which day.")
  /// `--cancel`
  public static let hqOptionCancel = Message(zh: "取消安排。", en: "Take the plan back.")
  /// `--stores` of a bundle
  public static let hqOptionBundleStores = Message(
    zh: "哪些门店，用逗号隔开；不写时是安排给这位督导的全部门店。",
    en: "The stores, with commas between them; all that are planned for the inspector, unless given.")
  /// `--output`
  public static let hqOptionBundleFile = Message(zh: "写到哪个新文件。", en: "The new file to write.")
  /// A bundle.
  public static let hqOptionInspectionBundle = Message(zh: "检查包文件。", en: "The bundle's file.")
  /// `--pass`
  public static let hqOptionPass = Message(zh: "合格的项目，可以写多次。", en: "An item that is met; may be given several times.")
  /// `--fail`
  public static let hqOptionFail = Message(
    zh: "不合格的项目，可以写成 项目=说明，可以写多次。", en: "An item that is not met, or ITEM=NOTE; may be given several times.")
  /// `--not-applicable`
  public static let hqOptionNotApplicable = Message(
    zh: "不适用的项目，写成 项目=原因，可以写多次。", en: "An item that does not apply, as ITEM=REASON; may be given several times.")
  /// `--rest-pass`
  public static let hqOptionRestPass = Message(zh: "没有写到的项目都合格。", en: "All items not named are met.")
  /// `--photo` of an item
  public static let hqOptionItemPhoto = Message(
    zh: "照片，写成 项目=文件，可以写多次。", en: "A photograph as ITEM=FILE; may be given several times.")
  /// `--signed`
  public static let hqOptionSigned = Message(zh: "店主已签字。", en: "The owner has signed.")
  /// `--with`
  public static let hqOptionWith = Message(
    zh: "同去的另一位督导的账号，可以写多次。", en: "The account of another inspector who was there; may be given several times.")
  /// `--answers`
  public static let hqOptionAnswers = Message(
    zh: "CSV 文件：store,item,verdict,note,photo，另可有 signed 和 with 两列；verdict 为 pass、fail 或 not_applicable。",
    en: "A CSV file: store,item,verdict,note,photo, and if you like signed and with; verdict is pass, fail or "
      + "not_applicable.")
  /// `--store` of a bundle
  public static let hqOptionBundleStore = Message(zh: "填哪一家店。", en: "The store to fill in.")
  /// An inspection's identity.
  public static let hqOptionInspection = Message(
    zh: "检查编号，写出前几位即可。", en: "The inspection's identity; its first characters will do.")
  /// `--keep`
  public static let hqOptionKeep = Message(
    zh: "以哪一次检查为准：编号的前几位。", en: "Which inspection counts: the first characters of its identity.")
}

// What is said.
extension Message {
  /// A plan stands.
  public static func hqTaskPlanned(
    _ store: StoreCode, purpose: InspectionPurpose, inspector: AccountName?, due: CalendarDay?
  ) -> Message {
    let who = inspector.map { Message(zh: "，由“\($0)”去", en: ", by \"\($0)\"") } ?? Message(verbatim: "")
    let until = due.map { Message(zh: "，\($0) 前", en: ", by \($0)") } ?? Message(verbatim: "")
    return Message(
      zh: "已安排：\(store) \(inspectionPurpose(purpose).zh)\(who.zh)\(until.zh)。",
      en: "Planned for \(store): \(inspectionPurpose(purpose).en)\(who.en)\(until.en).")
  }
  /// A plan was taken back.
  public static func hqTaskCancelled(_ store: StoreCode) -> Message {
    Message(zh: "已取消 \(store) 的检查安排。", en: "The plan for \(store) was taken back.")
  }
  /// A plan stood already.
  public static let hqTaskUnchanged = Message(
    zh: "本来就是这样安排的，没有改动。", en: "That is the plan already; nothing was changed.")
  /// The store is not in the inspector's regions.
  public static func hqNotTheirRegion(_ inspector: AccountName, _ store: StoreCode) -> Message {
    Message(
      zh: "门店 \(store) 不在“\(inspector)”的地区。", en: "Store \(store) is not in the regions of \"\(inspector)\".")
  }
  /// There is no such inspector.
  public static func hqNoInspector(_ inspector: AccountName) -> Message {
    Message(
      zh: "没有可以检查门店的账号“\(inspector)”。", en: "There is no account \"\(inspector)\" that may inspect stores.")
  }
  /// Nothing is planned.
  public static func hqNothingToInspect(_ inspector: AccountName) -> Message {
    Message(zh: "没有安排给“\(inspector)”的检查。", en: "Nothing is planned for \"\(inspector)\".")
  }
  /// How to plan.
  public static let hqNothingToInspectAdvice = Message(
    zh: "请先用 inspect plan 安排，或用 --stores 指定门店。", en: "Plan with inspect plan first, or name stores with --stores.")
  /// Stores that cannot be in the bundle.
  public static func hqUnknownStores(_ stores: [StoreCode]) -> Message {
    let names = list(stores.map(\.description))
    return Message(
      zh: "这些门店不在名册里，或不在双方的地区：\(names.zh)。",
      en: "These stores are not in the register, or not in the regions of both: \(names.en).")
  }
  /// A bundle was made.
  public static func hqBundleMade(_ inspector: String, stores: Int, file: String) -> Message {
    Message(
      zh: "已给“\(inspector)”打包 \(count(stores).zh) 家店：\(file.visible)。路上运行 tongbiao-hq inspect fill \(file.visible)",
      en: "A bundle of \(count(stores).en) stores for \"\(inspector)\": \(file.visible). On the way, run "
        + "tongbiao-hq inspect fill \(file.visible)")
  }
  /// The file cannot be written.
  public static func hqCannotWriteFile(_ path: String, reason: String) -> Message {
    Message(zh: "写不了 \(path.visible)（\(reason)）。", en: "\(path.visible) cannot be written (\(reason)).")
  }
  /// The file is no bundle.
  public static func hqNotABundle(_ path: String) -> Message {
    Message(zh: "\(path.visible) 不是检查包。", en: "\(path.visible) is no bundle of inspections.")
  }
  /// The bundle was changed.
  public static let hqBundleChanged = Message(
    zh: "检查包被改过，或不是本总部打包的；一家也没有收。",
    en: "The bundle was changed, or was not made by this headquarters; nothing was taken.")
  /// The bundle is somebody else's.
  public static func hqOtherInspector(_ inspector: String) -> Message {
    Message(
      zh: "这是“\(inspector)”的检查包，只能由本人交回；一家也没有收。",
      en: "This bundle is \"\(inspector)\"'s own to return; nothing was taken.")
  }
  /// There are no answers.
  public static func hqNoAnswers(_ path: String) -> Message {
    Message(zh: "还没有填写：找不到 \(path.visible)。", en: "Nothing was filled in: there is no \(path.visible).")
  }
  /// The answers are of another bundle or unreadable.
  public static func hqBadAnswers(_ path: String) -> Message {
    Message(zh: "\(path.visible) 不是这个检查包的答案。", en: "\(path.visible) does not hold answers to this bundle.")
  }
  /// A store is not in the bundle.
  public static func hqNotInBundle(_ store: StoreCode) -> Message {
    Message(zh: "检查包里没有门店 \(store)。", en: "The bundle has no store \(store).")
  }
  /// An answer about something else than the visit was for.
  public static func hqOtherPurpose(_ purpose: InspectionPurpose, planned: InspectionPurpose) -> Message {
    Message(
      zh: "这份答案是“\(inspectionPurpose(purpose).zh)”，检查包里安排的是“\(inspectionPurpose(planned).zh)”。",
      en: "This answer is of a visit for \"\(inspectionPurpose(purpose).en)\"; the bundle has one for "
        + "\"\(inspectionPurpose(planned).en)\".")
  }
  /// An answer that was changed.
  public static let hqAnswerChanged = Message(
    zh: "这份答案被改过，签名对不上。", en: "This answer was changed: its signature does not hold.")
  /// An answer that its inspector did not give.
  public static let hqAnswerOfOther = Message(
    zh: "这份答案不是包的主人做的检查。", en: "This answer is not of an inspection by the bundle's inspector.")
  /// A visit before the bundle was made.
  public static func hqVisitTooEarly(_ day: CalendarDay, made: CalendarDay) -> Message {
    Message(
      zh: "检查日期 \(day) 早于打包日期 \(made)。", en: "The visit of \(day) is before the day of the bundle, \(made).")
  }
  /// What an answer came to, before it is returned.
  public static func hqFilled(_ store: StoreCode, _ judgement: Judgement) -> Message {
    Message(
      zh: "\(store)：\(judged(judgement).zh)。已存，交回时才算数。",
      en: "\(store): \(judged(judgement).en). Saved; it counts when it is returned.")
  }
  /// A judgement in a few words.
  public static func judged(_ judgement: Judgement) -> Message {
    let verdict = judgement.isAcceptable ? Message(zh: "合格", en: "passed") : Message(zh: "不合格", en: "not passed")
    let failed = list(judgement.failed)
    let rest =
      judgement.failed.isEmpty
      ? Message(verbatim: "") : Message(zh: "；不合格项：\(failed.zh)", en: "; items failed: \(failed.en)")
    return Message(
      zh: "\(verdict.zh)，\(judgement.score) 分\(rest.zh)", en: "\(verdict.en), \(judgement.score) of 10\(rest.en)")
  }
  /// Items that passed without the photograph that the checklist wants.
  public static func hqUnproven(_ items: [String]) -> Message {
    Message(
      zh: "这些项目还缺照片：\(list(items).zh)。", en: "These items lack the photograph that is asked for: \(list(items).en).")
  }
  /// Items left open on the command line.
  public static func hqNothingFilled(_ stores: Int) -> Message {
    Message(
      zh: "还有 \(count(stores).zh) 家店没填。在终端里运行，或用 --store、--answers。",
      en: "\(count(stores).en) stores are not filled in. Run it in a terminal, or use --store or --answers.")
  }
  /// All stores of a bundle are filled in.
  public static let hqAllFilled = Message(
    zh: "全部填好了，可以交回。", en: "All stores are filled in; the bundle can be returned.")
  /// A verdict that is none.
  public static func hqBadVerdict(_ text: String) -> Message {
    Message(
      zh: "“\(text.visible)”不是结论，应为 pass、fail 或 not_applicable。",
      en: "\"\(text.visible)\" is no verdict: pass, fail or not_applicable is wanted.")
  }
  /// An option that should be ITEM=VALUE.
  public static func hqBadPair(_ text: String) -> Message {
    Message(zh: "“\(text.visible)”应写成 项目=内容。", en: "\"\(text.visible)\" has to be ITEM=VALUE.")
  }

  /// What became of a returned inspection.
  public static func hqReturnOutcome(_ code: String) -> Message {
    switch code {
    case "recorded": Message(zh: "已收", en: "taken")
    case "repeated": Message(zh: "已收过", en: "taken before")
    case "conflict": Message(zh: "与另一次检查矛盾，待裁定", en: "contradicts another inspection, to be decided")
    default: Message(zh: "没有收", en: "not taken")
    }
  }
  /// The line under a return.
  public static func hqReturned(recorded: Int, repeated: Int, conflicts: Int, refused: Int) -> Message {
    Message(
      zh: "新收 \(recorded) 家，已收过 \(repeated) 家，待裁定 \(conflicts) 家，没有收 \(refused) 家。",
      en: "\(recorded) taken, \(repeated) taken before, \(conflicts) to be decided, \(refused) not taken.")
  }
  /// What to do with those not taken.
  public static let hqReturnAdvice = Message(
    zh: "没有收的还在检查包里；改正后再交一次，已收的不会重复。",
    en: "What was not taken is still in the bundle: put it right and return again; nothing is taken twice.")
  /// An inspection came in against another.
  public static func hqConflictKept(_ store: StoreCode, id: OperationID) -> Message {
    Message(
      zh: "\(store)：在您打包之后已有别人的检查。这一次也留下了（\(String(id.description.prefix(13)))），请协会裁定：inspect decide",
      en: "\(store): somebody else's inspection came in first. This one is kept as well "
        + "(\(String(id.description.prefix(13)))); the association decides: inspect decide")
  }
  /// A decision on one that came in against another.
  public static func hqDecided(counts: Bool, reason: String) -> Message {
    counts
      ? Message(zh: "已裁定有效：\(reason.visible)", en: "decided that it counts: \(reason.visible)")
      : Message(zh: "已裁定不计：\(reason.visible)", en: "decided that it does not count: \(reason.visible)")
  }
  /// A decision for one that counted already.
  public static func hqUpheld(_ store: StoreCode) -> Message {
    Message(
      zh: "\(store)：维持原来的检查，另一次不计。", en: "\(store): the inspection that counted stands; the other is set aside.")
  }
  /// No inspection begins like that, or several do.
  public static func hqNoInspection(_ text: String, matches: Int) -> Message {
    matches == 0
      ? Message(zh: "没有编号以“\(text.visible)”开头的检查。", en: "No inspection's identity begins with \"\(text.visible)\".")
      : Message(
        zh: "有 \(matches) 次检查的编号以“\(text.visible)”开头，请多写几位。",
        en: "\(matches) inspections' identities begin with \"\(text.visible)\"; write more of it.")
  }
  /// How an inspection counts.
  public static func hqInspectionCounts(_ code: String) -> Message {
    switch code {
    case "counts": Message(zh: "有效", en: "counts")
    case "open_conflict": Message(zh: "待裁定", en: "to be decided")
    default: Message(zh: "不计", en: "set aside")
    }
  }
}

// What the inspector is asked in a terminal.
extension Message {
  /// The head of a store's form.
  public static func hqFormHead(_ store: StoreCode, name: String, tier: Tier, purpose: InspectionPurpose) -> Message {
    Message(
      zh: "\n\(store) \(name.visible)　\(Message.tier(tier).zh)　\(inspectionPurpose(purpose).zh)",
      en: "\n\(store) \(name.visible), \(Message.tier(tier).en), \(inspectionPurpose(purpose).en)")
  }
  /// What failed last time.
  public static func hqFormPutRight(_ items: [String]) -> Message {
    Message(zh: "上次不合格：\(list(items).zh)", en: "Failed last time: \(list(items).en)")
  }
  /// One item.
  public static func hqFormItem(
    _ number: Int, of total: Int, question: String, weight: Int, isCritical: Bool
  ) -> Message {
    let critical = isCritical ? Message(zh: "，关键项", en: ", critical") : Message(verbatim: "")
    return Message(
      zh: "[\(number)/\(total)] \(question)（\(weight) 分\(critical.zh)）\n  回车 合格，n 不合格，x 不适用，b 上一项，q 先停：",
      en: "[\(number)/\(total)] \(question) (\(weight) points\(critical.en))\n  Enter: met, n: not met, x: does not "
        + "apply, b: back, q: stop for now: ")
  }
  /// A note on an item.
  public static let hqFormNote = Message(zh: "  说明：", en: "  Note: ")
  /// A photograph of an item.
  public static let hqFormPhoto = Message(zh: "  照片文件（没有就回车）：", en: "  Photograph (Enter for none): ")
  /// The owner's signature.
  public static let hqFormSigned = Message(zh: "店主签字了吗？(y/n) ", en: "Has the owner signed? (y/n) ")
  /// The second inspector.
  public static let hqFormSecond = Message(zh: "同去的另一位督导的账号：", en: "The other inspector's account: ")
  /// Stopped in between.
  public static func hqFormStopped(_ store: StoreCode) -> Message {
    Message(zh: "先停在这里，\(store) 没有存。", en: "Stopped; nothing was saved of \(store).")
  }
}
