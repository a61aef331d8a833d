import SnackChain

extension Message {
  /// The name of a stage of the programme.
  public static func programmeStage(_ stage: ProgrammeStage) -> Message {
    switch stage {
    case .outside: Message(zh: "未参加统标", en: "not in the programme")
    case .applied: Message(zh: "已申请", en: "applied")
    case .accepted: Message(zh: "已受理", en: "accepted for processing")
    case .documentsReviewed: Message(zh: "资料已审核", en: "documents reviewed")
    case .refitting: Message(zh: "改造中", en: "refitting")
    case .awaitingAcceptance: Message(zh: "待验收", en: "awaiting acceptance")
    case .rectifying: Message(zh: "整改中", en: "under rectification")
    case .awaitingReinspection: Message(zh: "待复检", en: "awaiting re-inspection")
    case .passed: Message(zh: "验收合格，待授牌", en: "inspection passed, certificate to be granted")
    case .certified: Message(zh: "已统标", en: "certified")
    case .suspended: Message(zh: "暂停", en: "suspended")
    case .expired: Message(zh: "已到期", en: "expired")
    case .revoked: Message(zh: "已撤销", en: "revoked")
    case .withdrawn: Message(zh: "已退出", en: "withdrawn")
    }
  }

  /// The name of a step of the programme.
  public static func programmeStep(_ step: StepKind) -> Message {
    switch step {
    case .apply: Message(zh: "申请", en: "application")
    case .accept: Message(zh: "受理", en: "acceptance for processing")
    case .decline: Message(zh: "不予受理", en: "refusal of the application")
    case .reviewDocuments: Message(zh: "资料审核", en: "document review")
    case .beginRefit: Message(zh: "开始改造", en: "start of the refit")
    case .finishRefit: Message(zh: "改造完成", en: "end of the refit")
    case .passInspection: Message(zh: "检查合格", en: "passed inspection")
    case .failInspection: Message(zh: "检查不合格", en: "failed inspection")
    case .decidePass: Message(zh: "裁定检查合格", en: "decision for a passed inspection")
    case .decideFail: Message(zh: "裁定检查不合格", en: "decision for a failed inspection")
    case .answerRectification: Message(zh: "整改答复", en: "answer to the rectification")
    case .certify: Message(zh: "授牌", en: "granting of the certificate")
    case .carryOver: Message(zh: "从纸质台账转入", en: "carrying over from the paper register")
    case .keepPromise: Message(zh: "承诺兑现", en: "keeping of the promise")
    case .suspend: Message(zh: "暂停", en: "suspension")
    case .reinstate: Message(zh: "恢复", en: "reinstatement")
    case .renew: Message(zh: "续期", en: "renewal")
    case .transfer: Message(zh: "转让", en: "transfer of ownership")
    case .move: Message(zh: "迁址", en: "move")
    case .revoke: Message(zh: "撤销", en: "revocation")
    case .withdraw: Message(zh: "退出", en: "withdrawal")
    case .termEnd: Message(zh: "授权期满", en: "end of the term")
    case .promiseBreach: Message(zh: "承诺逾期", en: "breach of the promise")
    }
  }

  /// Why a step was not taken and all that is missing for it.
  public static func programmeRefusal(_ refusal: ProgrammeRefusal) -> Message {
    let step = programmeStep(refusal.step)
    let stage = programmeStage(refusal.stage)
    return Message(
      zh: "不能在 \(refusal.day) 办理“\(step.zh)”，该店当时为“\(stage.zh)”。",
      en: "The \(step.en) cannot be dated \(refusal.day), when the store was \"\(stage.en)\". ")
      + joined(refusal.obstacles.map(programmeObstacle), zh: "", en: " ")
  }

  /// What stands in the way of a step.
  public static func programmeObstacle(_ obstacle: ProgrammeObstacle) -> Message {
    switch obstacle {
    case .stepsFirst(let steps):
      let names = joined(steps.map(programmeStep), zh: "、", en: ", ")
      return Message(zh: "先要完成：\(names.zh)。", en: "First comes: \(names.en).")
    case .onlyFrom(let stages):
      let names = joined(stages.map(programmeStage), zh: "、", en: ", ")
      return Message(zh: "只有这些状态可以办理：\(names.zh)。", en: "It is possible only from: \(names.en).")
    case .storeClosed(let day):
      return Message(zh: "该店已于 \(day) 歇业。", en: "The store closed on \(day).")
    case .otherStore(let store):
      return Message(zh: "这条记录属于门店 \(store)。", en: "The record is of store \(store).")
    case .inFuture(let today):
      return Message(zh: "日期还没有到，今天是 \(today)。", en: "The day has not come: today is \(today).")
    case .recordedBefore(let version):
      return Message(
        zh: "数据版本早于已有记录（\(version)）。", en: "The data version is older than what is recorded (\(version)).")
    case .alreadyRecorded:
      return Message(zh: "这条记录已经登记过。", en: "The record is already in the history.")
    case .breaksLater(let step, let day):
      let name = programmeStep(step)
      return Message(
        zh: "补记后，\(day) 的“\(name.zh)”将不再成立。",
        en: "Recorded now, it would make the \(name.en) of \(day) impossible.")
    case .barredUntil(let day):
      return Message(
        zh: "撤销之后，\(day) 起才能重新申请。", en: "After the revocation, the store can apply again from \(day).")
    default:
      return certificateObstacle(obstacle)
    }
  }

  private static func certificateObstacle(_ obstacle: ProgrammeObstacle) -> Message {
    switch obstacle {
    case .inspectionMissing:
      Message(zh: "还没有验收检查。", en: "There is no inspection yet.")
    case .inspectionFailed(let day, let items):
      Message(
        zh: "\(day) 的检查不合格，未达标项：\(list(items).zh)。",
        en: "The inspection of \(day) was not passed; items failed: \(list(items).en).")
    case .criticalItemsFailed(let day, let items):
      Message(
        zh: "\(day) 的检查有关键项不合格：\(list(items).zh)。",
        en: "Critical items failed at the inspection of \(day): \(list(items).en).")
    case .inspectionTooOld(let day, let days):
      Message(
        zh: "\(day) 的检查已超过 \(days) 天，需要重新检查。",
        en: "The inspection of \(day) is more than \(days) days old: another is needed.")
    case .premisesNotInspected(let day):
      Message(
        zh: "\(day) 迁址后的新店面还没有检查。", en: "The premises moved to on \(day) have not been inspected.")
    case .rectificationOpen(let due, let items):
      Message(
        zh: "整改还没有复检合格（期限 \(due)）：\(list(items).zh)。",
        en: "What had to be put right by \(due) has not passed a re-inspection: \(list(items).en).")
    case .nothingToRectify:
      Message(zh: "没有待整改的项目。", en: "There is nothing to put right.")
    case .promiseBroken(let due, let papers):
      Message(
        zh: "承诺最迟 \(due) 补交的材料仍未交：\(list(papers).zh)。",
        en: "Papers promised by \(due) are still owed: \(list(papers).en).")
    case .nothingPromised:
      Message(zh: "没有待兑现的承诺。", en: "No papers are owed.")
    case .promiseWithoutPapers:
      Message(zh: "承诺里没有写明缺哪些材料。", en: "The promise does not say which papers are missing.")
    case .promiseDayOutside(let first, let last):
      Message(
        zh: "承诺日期应在 \(first) 至 \(last) 之间。", en: "A promise has to be due between \(first) and \(last).")
    case .certificateEndOutside(let first, let last):
      Message(
        zh: "证书的截止日应在 \(first) 至 \(last) 之间。", en: "The certificate has to end between \(first) and \(last).")
    case .renewalOutside(let first, let last):
      Message(zh: "续期应在 \(first) 至 \(last) 之间办理。", en: "It can be renewed between \(first) and \(last).")
    case .unknownVersion(let version):
      Message(
        zh: "标准版本“\(version.visible)”不存在，或当天还没有施行。",
        en: "There is no version \"\(version.visible)\" of the standard, or it was not in force on that day.")
    default:
      Message(verbatim: obstacle.code)
    }
  }

  /// Names of items or papers one after the other, safe to show.
  static func list(_ names: [String]) -> Message {
    joined(names.map { Message(verbatim: $0.visible) }, zh: "、", en: ", ")
  }
}
