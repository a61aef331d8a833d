import SnackChain

// The owner's view of the programme.
extension Message {
  /// `standard`
  public static let ownerStandard = Message(
    zh: "统标：本店到了哪一步、还差什么、最迟哪天、下一步值多少；自查，答复整改。没有网络也能用。",
    en: "The programme: where the store stands, what is missing and by when, what the next step is worth; check "
      + "yourself, answer a rectification. Works without a network.")
  /// `standard show`
  public static let ownerStandardShow = Message(
    zh: "显示本店在统标里的状态和下一步。", en: "Show where the store stands and what comes next.")
  /// `standard check`
  public static let ownerStandardCheck = Message(
    zh: "按检查表自查（只留在本机，不发给总部）。不带选项时列出检查表。",
    en: "Check the store by the checklist (stays on this device). Without options it lists the checklist.")
  /// `standard answer`
  public static let ownerStandardAnswer = Message(
    zh: "答复整改：逐项写明，附上照片。先存在本机，下次同步时发出，不丢不重。",
    en: "Answer a rectification item by item, with photographs. Saved here first, sent once with the next sync.")
  /// Help of `--all-met`.
  public static let ownerOptionAllMet = Message(
    zh: "除了用 --except 和 --not-applicable 写出的项目，其余都达标。",
    en: "All items are met but those named by --except and --not-applicable.")
  /// Help of `--except`.
  public static let ownerOptionExcept = Message(
    zh: "没有达标的项目，可写原因：--except A2=招牌褪色。可重复。",
    en: "An item that is not met, with a note if you like: --except A2=faded. Can be repeated.")
  /// Help of `--not-applicable`.
  public static let ownerOptionNotApplicable = Message(
    zh: "不适用的项目，关键项要写原因：--not-applicable D3=没有外卖。可重复。",
    en: "An item that does not apply; critical ones need a reason: --not-applicable D3=no takeaway. Can be repeated.")
  /// Help of `--fixed`.
  public static let ownerOptionFixed = Message(
    zh: "改好的项目和照片：--fixed A2=门头.jpg，几张用逗号隔开。每个未达标项写一次。",
    en: "An item that was put right and its photographs: --fixed A2=sign.jpg, several with commas. Once for each item.")
  /// Help of `--note`.
  public static let ownerOptionFixedNote = Message(
    zh: "改了什么：--note A2=重做了门头，或不带项目名，用于所有项目。",
    en: "What was done: --note \"A2=new sign\", or without an item for all of them.")

  /// HQ has told nothing yet.
  public static let ownerStandardUnknown = Message(
    zh: "还没有总部给的统标信息。", en: "Headquarters has told nothing about the programme yet.")
  /// What to do about it.
  public static let ownerStandardUnknownAdvice = Message(
    zh: "联网后运行 tongbiao sync。", en: "Run tongbiao sync when there is a network.")
  /// The stage.
  public static func ownerStage(_ stage: ProgrammeStage, since: CalendarDay?, tier: Tier?) -> Message {
    let name = programmeStage(stage)
    let from = since.map { Message(zh: "（\($0) 起）", en: " (since \($0))") } ?? Message(verbatim: "")
    let kind = tier.map { Message(zh: "，\(Message.tier($0).zh)", en: ", \(Message.tier($0).en)") }
    return Message(zh: "统标：", en: "Programme: ") + name + from + (kind ?? Message(verbatim: ""))
  }
  /// The place in the waiting list.
  public static func ownerWaitingPlace(_ place: Int, of total: Int, on day: CalendarDay) -> Message {
    Message(
      zh: "排队：第 \(place) 位，共 \(total) 家（总部 \(day) 公布的名单）",
      en: "Waiting list: place \(place) of \(total) (as headquarters published it, of \(day))")
  }
  /// No place in the waiting list is known.
  public static let ownerWaitingUnknown = Message(
    zh: "排队：总部还没有公布含本店的名单", en: "Waiting list: headquarters has not published one with this store yet")
  /// The end of the certificate.
  public static func ownerTermEnd(_ day: CalendarDay) -> Message {
    Message(zh: "证书到 \(day.adding(days: -1)) 为止", en: "The certificate holds until \(day.adding(days: -1))")
  }
  /// The heading of what comes next.
  public static let ownerNextHeading = Message(zh: "接下来：", en: "Next:")
  /// One thing that comes next.
  public static func ownerNextStep(_ step: NextStep, on day: CalendarDay) -> Message {
    let actor =
      switch step.actor {
      case .owner: Message(zh: "您", en: "You")
      case .headquarters: Message(zh: "总部", en: "Headquarters")
      case .inspector: Message(zh: "督导", en: "Inspector")
      }
    var line = Message(zh: "  \(actor.zh)：", en: "  \(actor.en): ") + nextStepName(step.kind)
    if let due = step.due {
      let days = Int(due.number - day.number)
      line =
        line
        + (days < 0
          ? Message(zh: "，最迟 \(due)，已逾期 \(-days) 天", en: ", by \(due), \(dayCount(-days)) overdue")
          : Message(zh: "，最迟 \(due)（还有 \(days) 天）", en: ", by \(due) (\(dayCount(days)) left)"))
    }
    if let from = step.from { line = line + Message(zh: "，\(from) 起才能办", en: ", possible from \(from)") }
    return line
  }
  private static func dayCount(_ days: Int) -> String { days == 1 ? "1 day" : "\(days) days" }
  /// What has to happen.
  public static func nextStepName(_ kind: NextStep.Kind) -> Message {
    switch kind {
    case .apply: Message(zh: "向联络站提出统标申请", en: "apply at the liaison station")
    case .awaitDecision: Message(zh: "受理申请", en: "accepts the application")
    case .awaitReview: Message(zh: "审核资料", en: "reviews the papers")
    case .handInPapers: Message(zh: "补交承诺的材料", en: "hand in the promised papers")
    case .beginRefit: Message(zh: "开始改造", en: "begin the refit")
    case .finishRefit: Message(zh: "完成改造，自查后报验收", en: "finish the refit, check yourself, ask for acceptance")
    case .awaitInspection: Message(zh: "上门验收检查", en: "comes to inspect")
    case .answerRectification: Message(zh: "整改并答复", en: "put right what failed, and answer")
    case .awaitReinspection: Message(zh: "上门复检", en: "comes to inspect again")
    case .awaitCertificate: Message(zh: "授牌", en: "grants the certificate")
    case .renew: Message(zh: "申请续期", en: "ask for renewal")
    case .awaitReinstatement: Message(zh: "恢复资格", en: "lifts the suspension")
    case .report: Message(zh: "按月报营业额", en: "report the turnover every month")
    }
  }
  /// Papers owed.
  public static func ownerPapersOwed(_ papers: [String]) -> Message {
    Message(zh: "    材料：\(list(papers).zh)", en: "    Papers: \(list(papers).en)")
  }
  /// An item that failed.
  public static func ownerFailedItem(_ item: String, _ question: Wording?, isCritical: Bool) -> Message {
    let mark = isCritical ? Message(zh: "（关键项）", en: " (critical)") : Message(verbatim: "")
    return Message(
      zh: "    \(item.visible)  \((question?.zh ?? "").visible)",
      en: "    \(item.visible)  \((question?.en ?? "").visible)")
      + mark
  }
  /// The last own check.
  public static func ownerSelfCheckLine(_ score: Score, failed: Int, on day: CalendarDay) -> Message {
    Message(
      zh: "自查：\(day)，\(score) 分，\(failed) 项未达标", en: "Own check: \(day), score \(score), \(failed) not met")
  }
  /// How far an answer has come.
  public static func ownerAnswerLine(on day: CalendarDay, _ state: Message) -> Message {
    Message(zh: "整改答复 \(day)：\(state.zh)", en: "Answer of \(day): \(state.en)")
  }
  /// An answer waits.
  public static let ownerAnswerWaiting = Message(
    zh: "已存在本机，待发送", en: "saved here, waiting to be sent")
  /// An answer waits because of something.
  public static func ownerAnswerHindered(_ code: String) -> Message {
    let why =
      switch code {
      case "evidence_gone": Message(zh: "照片文件不见了", en: "a photograph is gone from this device")
      case "evidence_missing": Message(zh: "总部还缺照片", en: "headquarters lacks photographs")
      case "too_large": Message(zh: "照片太大", en: "a photograph is too large")
      default: Message(verbatim: code.visible)
      }
    return Message(zh: "待发送（\(why.zh)）", en: "waiting (\(why.en))")
  }
  /// HQ holds an answer.
  public static let ownerAnswerHeld = Message(zh: "总部已收，回执有效", en: "held by headquarters, receipt verified")
  /// HQ refused an answer.
  public static func ownerAnswerRefused(_ code: String) -> Message {
    if code == "already_answered" {
      return Message(zh: "总部已有另一份答复，这一份没有用上", en: "headquarters has another answer already; this one was not used")
    }
    return Message(
      zh: "总部没有接受（\(code.visible)），请重新答复", en: "refused by headquarters (\(code.visible)); answer again")
  }
  /// When HQ told all this.
  public static func ownerStandardAsOf(_ moment: String) -> Message {
    Message(zh: "总部信息截至 \(moment)", en: "As headquarters told at \(moment) (China)")
  }
}
