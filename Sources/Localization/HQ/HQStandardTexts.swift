import SnackChain

// The commands of the programme, for their help.
extension Message {
  /// `standard`
  public static let hqStandard = Message(
    zh: "统标：从申请到授牌、续期和撤销，标准的各个版本，各种家数。",
    en: "The programme: from application to certificate, renewal and revocation; versions of the standard; counts.")
  /// `standard show`
  public static let hqStandardShow = Message(
    zh: "一家店走到哪一步、还差什么、什么时候到期，以及全部经过。",
    en: "Where a store stands, what is missing, by when, and its whole way.")
  /// `standard list`
  public static let hqStandardList = Message(zh: "按阶段列出门店。", en: "List stores by their stage.")
  /// `standard counts`
  public static let hqStandardCounts = Message(
    zh: "六种家数，各有口径，从不混用。", en: "The six counts, each with its definition, never taken for one another.")
  /// `standard versions`
  public static let hqStandardVersions = Message(zh: "标准的各个版本。", en: "The versions of the standard.")
  /// `standard version`
  public static let hqStandardVersion = Message(
    zh: "一个版本的全文。--format json 的输出可以改好后交给 adopt。",
    en: "A version in full. What --format json writes can be edited and handed to adopt.")
  /// `standard adopt`
  public static let hqStandardAdopt = Message(
    zh: "施行一个新版本。以前的检查仍按当时的版本。", en: "Put a new version in force. Earlier inspections stay as judged.")
  /// `standard carry-over`
  public static let hqStepCarryOver = Message(
    zh: "登记一张系统启用前就有的证书。", en: "Record a certificate that is older than the records here.")
  /// A step's command.
  public static func hqStepCommand(_ step: StepKind) -> Message {
    switch step {
    case .apply: Message(zh: "登记申请。", en: "Record an application.")
    case .accept: Message(zh: "受理申请；缺材料时可以凭承诺先受理。", en: "Accept an application, if need be against promised papers.")
    case .decline: Message(zh: "不予受理。", en: "Turn an application down.")
    case .reviewDocuments: Message(zh: "资料审核通过。", en: "Record that the documents were reviewed.")
    case .beginRefit: Message(zh: "开始改造。", en: "Record the start of the refit.")
    case .finishRefit: Message(zh: "改造完成，等待验收。", en: "Record the end of the refit: the store awaits acceptance.")
    case .answerRectification: Message(zh: "登记店主对整改的答复。", en: "Record the owner's answer to a rectification.")
    case .certify: Message(zh: "授牌。", en: "Grant the certificate.")
    case .keepPromise: Message(zh: "登记承诺的材料已补交。", en: "Record that promised papers were handed in.")
    case .suspend: Message(zh: "暂停。", en: "Suspend the certificate.")
    case .reinstate: Message(zh: "恢复。", en: "Reinstate a suspended certificate.")
    case .renew: Message(zh: "续期。", en: "Renew the certificate.")
    case .transfer: Message(zh: "转让给另一位店主。", en: "Record the transfer to another owner.")
    case .move: Message(zh: "迁址。", en: "Record a move to other premises.")
    case .revoke: Message(zh: "撤销。", en: "Revoke the certificate.")
    case .withdraw: Message(zh: "退出。", en: "Record that the store left.")
    default: programmeStep(step)
    }
  }
}

// What each option of the programme's commands means.
extension Message {
  /// `--on`
  public static let hqOptionOn = Message(zh: "哪一天（默认今天）。", en: "The day (today, unless given).")
  /// `--tier`
  public static let hqOptionTier = Message(
    zh: "档次：flagship 旗舰店，model 示范店，convenience 便利店。", en: "The tier: flagship, model, convenience.")
  /// `--missing`
  public static let hqOptionMissing = Message(
    zh: "还缺的一份材料，可以写多次；要同时给出 --promised-by。",
    en: "A paper that is missing; may be given several times, with --promised-by.")
  /// `--promised-by`
  public static let hqOptionPromisedBy = Message(zh: "承诺最迟哪天补交。", en: "The last day for the promised papers.")
  /// `--reason`
  public static let hqOptionReason = Message(zh: "原因。", en: "The reason.")
  /// `--until`
  public static let hqOptionUntil = Message(
    zh: "证书的截止日（这一天起失效；默认按标准的期限）。",
    en: "The first day without the certificate; by the standard's term, unless given.")
  /// `--owner`
  public static let hqOptionOwner = Message(zh: "新店主。", en: "The new owner.")
  /// `--to`
  public static let hqOptionMoveTo = Message(zh: "迁到哪个地区（六位代码）。", en: "The region moved to (six digits).")
  /// `--photo`
  public static let hqOptionPhoto = Message(
    zh: "照片文件，可以写多次。", en: "A file with a photograph; may be given several times.")
  /// `--stage`
  public static let hqOptionStage = Message(zh: "只看这个阶段。", en: "Only stores in this stage.")
  /// A version's name.
  public static let hqOptionVersionName = Message(zh: "版本号。", en: "The version's name.")
  /// A file with a version.
  public static let hqOptionVersionFile = Message(
    zh: "新版本的 JSON 文件（照 standard version --format json 的样子）。",
    en: "A JSON file with the version, as standard version --format json writes it.")
}

// What is said after a step, and of where a store stands.
extension Message {
  /// A step was recorded.
  public static func hqStepRecorded(
    _ store: StoreCode, step: StepKind, day: CalendarDay, stage: ProgrammeStage
  ) -> Message {
    Message(
      zh: "已记录：\(store) \(day) \(programmeStep(step).zh)。此后：\(programmeStage(stage).zh)。",
      en: "Recorded for \(store): \(programmeStep(step).en), \(day). From then on: \(programmeStage(stage).en).")
  }
  /// What can come next.
  public static func hqNextSteps(_ steps: [StepKind]) -> Message {
    let names = joined(steps.map(hqNextStep), zh: "、", en: ", ")
    return Message(zh: "下一步可以：\(names.zh)。", en: "Next can be: \(names.en).")
  }
  /// The name of a step that can come next.
  public static func hqNextStep(_ step: StepKind) -> Message {
    let name = step == .passInspection ? Message(zh: "检查", en: "inspection") : programmeStep(step)
    guard let command = command(for: step) else { return name }
    return Message(zh: "\(name.zh)（\(command)）", en: "\(name.en) (\(command))")
  }
  /// What is typed to record a step, where a person does.
  private static func command(for step: StepKind) -> String? {
    switch step {
    case .apply: "standard apply"
    case .accept: "standard accept"
    case .decline: "standard decline"
    case .reviewDocuments: "standard review"
    case .beginRefit: "standard refit"
    case .finishRefit: "standard ready"
    case .passInspection, .failInspection: "inspect record"
    case .decidePass, .decideFail: "inspect decide"
    case .answerRectification: "standard answer"
    case .certify: "standard certify"
    case .carryOver: "standard carry-over"
    case .keepPromise: "standard keep-promise"
    case .suspend: "standard suspend"
    case .reinstate: "standard reinstate"
    case .renew: "standard renew"
    case .transfer: "stores transfer"
    case .move: "standard move"
    case .revoke: "standard revoke"
    case .withdraw: "standard withdraw"
    case .termEnd, .promiseBreach: nil
    }
  }
  /// There is no such place to move to.
  public static func hqMoveToUnknown(_ region: RegionCode, on day: CalendarDay) -> Message {
    Message(
      zh: "\(day) 没有代码为 \(region) 的市或县（6 位代码，如 330106）。",
      en: "On \(day) no city or county has the code \(region) (6 digits, such as 330106).")
  }
  /// A certificate's end.
  public static func hqCertificateEnds(_ day: CalendarDay) -> Message {
    Message(zh: "证书到 \(day) 止（当天起失效）。", en: "The certificate ends on \(day), the first day without it.")
  }
  /// A promise is open.
  public static func hqPromiseOpen(_ promise: PaperPromise) -> Message {
    Message(
      zh: "承诺最迟 \(promise.due) 补交：\(list(promise.papers).zh)。",
      en: "Promised by \(promise.due): \(list(promise.papers).en).")
  }
  /// What has to be put right.
  public static func hqRectifyBy(_ due: CalendarDay, items: [String]) -> Message {
    Message(zh: "最迟 \(due) 整改：\(list(items).zh)。", en: "To be put right by \(due): \(list(items).en).")
  }
  /// Nothing was kept, and what could be done instead.
  public static func hqRefusedStep(_ steps: [StepKind]) -> Message {
    let nothing = Message(zh: "什么也没有改动。", en: "Nothing was changed.")
    return steps.isEmpty ? nothing : nothing + Message(zh: "", en: " ") + hqNextSteps(steps)
  }
  /// A promise needs both its papers and its day.
  public static let hqPromiseIncomplete = Message(
    zh: "--missing 和 --promised-by 要一起给出。", en: "--missing and --promised-by have to be given together.")
  /// The same identity with another content.
  public static let hqEntryChanged = Message(
    zh: "这个编号已经登记过，内容不同；以先登记的为准。",
    en: "That identity is recorded with another content; the first stays.")
  /// Evidence is missing.
  public static func hqEvidenceMissing(_ digests: [EvidenceDigest]) -> Message {
    let names = list(digests.map { String($0.description.prefix(12)) })
    return Message(zh: "缺少这些照片或材料：\(names.zh)。", en: "These photographs or papers are missing: \(names.en).")
  }
  /// No such store, or not one of yours.
  public static func hqNoStoreInScope(_ store: StoreCode) -> Message {
    Message(
      zh: "名册里没有门店 \(store)，或它不在这个账号的地区。",
      en: "The register has no store \(store), or it is not in the regions of this account.")
  }

  /// A fact: stage.
  public static let hqFactStage = Message(zh: "阶段", en: "Stage")
  /// A fact: since when.
  public static let hqFactSince = Message(zh: "从哪天起", en: "Since")
  /// A fact: application.
  public static let hqFactApplied = Message(zh: "申请", en: "Applied")
  /// A fact: first certificate.
  public static let hqFactFirstCertified = Message(zh: "首次统标", en: "First certified")
  /// A fact: end of the certificate.
  public static let hqFactUntil = Message(zh: "证书截止", en: "Certificate until")
  /// A fact: promise.
  public static let hqFactPromise = Message(zh: "承诺", en: "Promise")
  /// A fact: rectification.
  public static let hqFactRectification = Message(zh: "整改", en: "Rectification")
  /// A fact: the latest inspection.
  public static let hqFactInspection = Message(zh: "最近检查", en: "Latest inspection")
  /// A fact: conflicts.
  public static let hqFactConflicts = Message(zh: "待裁定", en: "To be decided")
  /// A fact: photographs that other stores sent too.
  public static let hqFactSharedPhotographs = Message(zh: "照片重复", en: "Photographs seen twice")
  /// A fact: what is missing.
  public static let hqFactMissing = Message(zh: "授牌还差", en: "Missing for the certificate")
  /// A fact: next steps.
  public static let hqFactNext = Message(zh: "下一步可以", en: "Next can be")
  /// The heading of the way.
  public static let hqWay = Message(zh: "经过：", en: "The way so far:")
  /// What time will do.
  public static let hqWayAhead = Message(zh: "（将自动发生）", en: " (will happen by itself)")

  /// A promise as it stands.
  public static func hqPromiseState(_ open: OpenPromise) -> Message {
    let papers = list(open.promise.papers)
    return open.isBroken
      ? Message(
        zh: "\(papers.zh)：应最迟 \(open.promise.due) 补交，已逾期",
        en: "\(papers.en): promised by \(open.promise.due), overdue")
      : Message(zh: "\(papers.zh)：最迟 \(open.promise.due) 补交", en: "\(papers.en): promised by \(open.promise.due)")
  }
  /// A rectification as it stands.
  public static func hqRectificationState(_ open: OpenRectification, on day: CalendarDay) -> Message {
    let items = list(open.items)
    if let answered = open.answered {
      return Message(
        zh: "\(items.zh)：\(answered) 已答复，待复检", en: "\(items.en): answered on \(answered), to be re-inspected")
    }
    return open.isOverdue(on: day)
      ? Message(zh: "\(items.zh)：期限 \(open.due)，已逾期", en: "\(items.en): due \(open.due), overdue")
      : Message(zh: "\(items.zh)：期限 \(open.due)", en: "\(items.en): due \(open.due)")
  }
  /// Photographs that other stores sent too; `nil` where there are none.
  public static func hqSharedPhotographs(_ shared: [SharedPhotograph]) -> Message? {
    guard !shared.isEmpty else { return nil }
    let stores = Set(shared.flatMap(\.stores)).sorted { $0.description < $1.description }
    let shown = stores.prefix(5).map(\.description)
    let rest = stores.count - shown.count
    var zh = shown.isEmpty ? "" : " \(shown.joined(separator: "、")) " + (rest > 0 ? "等 \(stores.count) 家门店" : "")
    var en = shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    if shared.contains(where: { $0.elsewhere > 0 }) {
      zh += (zh.isEmpty ? "" : "和") + "您地区以外的门店"
      en += (en.isEmpty ? "" : ", and by ") + "stores outside your regions"
    }
    let number = shared.count == 1 ? "1 photograph was" : "\(shared.count) photographs were"
    return Message(
      zh: "\(shared.count) 张照片也由\(zh)发来过，请核对原图",
      en: "\(number) also sent by \(en): look at the originals")
  }
  /// An inspection's result.
  public static func hqInspectionResult(_ judgement: Judgement, grade: Wording?, on day: CalendarDay) -> Message {
    let verdict = judgement.isAcceptable ? Message(zh: "合格", en: "passed") : Message(zh: "不合格", en: "not passed")
    // A grade beside a failed critical item would say two things at once.
    let named = judgement.isAcceptable ? grade : nil
    return Message(
      zh: "\(day) \(verdict.zh)，\(judgement.score) 分" + (named.map { "，\($0.zh)" } ?? ""),
      en: "\(day) \(verdict.en), \(judgement.score) of 10" + (named.map { ", \($0.en)" } ?? ""))
  }
}

// The six counts.
extension Message {
  /// The name of a count.
  public static func hqCount(_ key: String) -> Message {
    switch key {
    case "estimated": Message(zh: "估计总数", en: "estimated")
    case "registered": Message(zh: "在册", en: "registered")
    case "applied": Message(zh: "申请过", en: "applied")
    case "certified_ever": Message(zh: "曾统标", en: "certified ever")
    case "valid_now": Message(zh: "现有效", en: "valid now")
    default: Message(zh: "当月营业且已报", en: "traded and reported")
    }
  }
  /// What a count counts.
  public static func hqCountDefinition(_ key: String) -> Message {
    switch key {
    case "estimated":
      Message(zh: "公开报道的估计，只作覆盖面的分母，从不由本系统数出", en: "a published estimate, for coverage only, never counted here")
    case "registered":
      Message(zh: "名册里已开业、月末未歇业的门店", en: "stores of the register that were open and not closed at the end of the month")
    case "applied":
      Message(
        zh: "截至月末申请过的门店，含系统启用前已统标的", en: "stores that ever applied, those certified before records began included")
    case "certified_ever":
      Message(zh: "截至月末得到过证书的门店，含已歇业的", en: "stores that ever held a certificate, closed ones included")
    case "valid_now":
      Message(
        zh: "月末未歇业、证书有效（未暂停、未到期、未撤销）的门店", en: "stores not closed whose certificate was neither suspended nor ended")
    default:
      Message(zh: "当月营业过、且该月月报已收到的门店", en: "stores that traded in the month and whose report for it was received")
    }
  }
  /// The line below the counts.
  public static func hqCountsFooter(_ month: YearMonth, version: Int64) -> Message {
    Message(
      zh: "截至 \(month.lastDay)，数据版本 \(version)。", en: "As of \(month.lastDay), data version \(version).")
  }
}

// Versions of the standard.
extension Message {
  /// A version was put in force.
  public static func hqStandardAdopted(_ version: String, from day: CalendarDay) -> Message {
    Message(
      zh: "标准版本“\(version.visible)”自 \(day) 起施行。以前的检查仍按当时的版本。",
      en: "Version \"\(version.visible)\" is in force from \(day). Earlier inspections stay as judged.")
  }
  /// It is there already.
  public static func hqStandardKnown(_ version: String) -> Message {
    Message(
      zh: "版本“\(version.visible)”已经有了，没有改动。",
      en: "Version \"\(version.visible)\" is there already; nothing was changed.")
  }
  /// It cannot be put in force.
  public static func hqStandardRefused(_ problems: [StandardProblem]) -> Message {
    Message(zh: "这个版本不能施行：", en: "This version cannot be put in force: ")
      + joined(problems.map(standardProblem), zh: "", en: " ")
  }
  /// The file is no version.
  public static func hqStandardUnreadable(_ detail: String) -> Message {
    Message(zh: "文件里不是一个标准版本：\(detail.visible)。", en: "The file holds no version of the standard: \(detail.visible).")
  }
  /// There is no such version.
  public static func hqNoStandardVersion(_ version: String) -> Message {
    Message(zh: "没有标准版本“\(version.visible)”。", en: "There is no version \"\(version.visible)\" of the standard.")
  }
  /// Whose version it is.
  public static func standardBasis(_ basis: Basis?) -> Message {
    switch basis {
    case .ownDefault: Message(zh: "默认（无公开来源，可由总部替换）", en: "our default (no public source; to be replaced)")
    case .source(let name): Message(zh: "来源：\(name)", en: "source: \(name)")
    case nil: Message(zh: "总部", en: "headquarters")
    }
  }

  private static func standardProblem(_ problem: StandardProblem) -> Message {
    switch problem {
    case .badName(let name):
      Message(
        zh: "版本号“\(name.visible)”只能用字母、数字、- 和 .，最多 20 个。",
        en: "The name \"\(name.visible)\" has to be letters, digits, - and ., at most 20.")
    case .nameTaken(let name):
      Message(zh: "版本号“\(name.visible)”已有别的内容。", en: "There is another version \"\(name.visible)\".")
    case .startsTooEarly(let day, let earliest):
      Message(zh: "施行日 \(day) 太早，最早 \(earliest)。", en: "It starts on \(day); the earliest is \(earliest).")
    case .repeatedNames(let names):
      Message(zh: "名称重复：\(list(names).zh)。", en: "Names stand twice: \(list(names).en).")
    case .badWeights(let names):
      Message(zh: "分值不在 0 到 1000000 之间：\(list(names).zh)。", en: "Weights are not from 0 to 1000000: \(list(names).en).")
    case .emptyChecklist(let tier):
      Message(
        zh: "“\(Message.tier(tier).zh)”没有计分的检查项。", en: "The tier \"\(Message.tier(tier).en)\" has no item with points.")
    case .badGrade(let name):
      Message(
        zh: "等级“\(name.visible)”的分数或关键项数不对。",
        en: "Grade \"\(name.visible)\" has a wrong score or number of critical items.")
    case .noGrades:
      Message(zh: "没有任何等级。", en: "There are no grades.")
    case .badTerm(let name):
      Message(zh: "期限 \(name) 超出范围。", en: "The term \(name) is out of range.")
    }
  }
}

// Evidence and decisions.
extension Message {
  /// The folder of photographs is not known.
  public static let hqNoEvidenceFolder = Message(
    zh: "数据库不是文件，请用环境变量 TONGBIAO_EVIDENCE 指明存放照片的文件夹。",
    en: "The database is no file: name the folder of photographs in the environment's TONGBIAO_EVIDENCE.")
  /// There is nothing to decide.
  public static let hqNothingToDecide = Message(
    zh: "没有这份待裁定的检查。", en: "No such inspection waits for a decision.")
  /// Where to look.
  public static let hqNothingToDecideAdvice = Message(
    zh: "运行 tongbiao-hq inspect conflicts 查看待裁定的检查。",
    en: "Run tongbiao-hq inspect conflicts to see which inspections wait.")
}
