import SnackChain

extension Message {
  /// Why an inspection cannot be judged.
  public static func inspectionProblem(_ problem: InspectionProblem) -> Message {
    switch problem {
    case .unknownVersion(let version):
      Message(
        zh: "没有标准版本“\(version.visible)”。", en: "There is no version \"\(version.visible)\" of the standard.")
    case .versionNotInForce(let version, let day):
      Message(
        zh: "标准版本“\(version.visible)”自 \(day) 起才施行。",
        en: "Version \"\(version.visible)\" of the standard is in force only from \(day).")
    case .versionSuperseded(let version, let other, let day):
      Message(
        zh: "标准版本“\(version.visible)”已被“\(other.visible)”代替（自 \(day) 起施行），检查要按检查当天施行的版本做。",
        en: "Version \"\(version.visible)\" of the standard was replaced by \"\(other.visible)\" on \(day): a visit is "
          + "judged by the version in force on its day.")
    case .unknownItems(let items):
      Message(
        zh: "检查表里没有这些项目：\(list(items).zh)。", en: "The checklist does not have these items: \(list(items).en).")
    case .repeatedItems(let items):
      Message(
        zh: "这些项目填了不止一次：\(list(items).zh)。", en: "These items have more than one result: \(list(items).en).")
    case .missingItems(let items):
      Message(zh: "这些项目还没有填：\(list(items).zh)。", en: "These items have no result: \(list(items).en).")
    case .unexplainedCritical(let items):
      Message(
        zh: "关键项填“不适用”要写明原因：\(list(items).zh)。",
        en: "Critical items called not applicable need a note that says why: \(list(items).en).")
    case .nothingApplies:
      Message(zh: "没有一个计分项目适用，无法评分。", en: "No item with points applies: there is no score.")
    case .tooLittleApplies(let points, let all):
      Message(
        zh: "适用的项目只有 \(points) 分，不到检查表 \(all) 分的一半，不能评分：检查不完整。",
        en: "The items that apply have \(points) of the checklist's \(all) points, less than half: the inspection is "
          + "incomplete.")
    case .noInspector:
      Message(zh: "没有写检查人。", en: "The inspector is missing.")
    case .badInspectorNames(let names):
      Message(
        zh: "检查人要写账号名（2 到 32 个汉字、字母、数字或 - _ .），这些不是：\(list(names).zh)。",
        en: "Inspectors are named by their accounts (2 to 32 letters, digits, - _ or .), which these are not: "
          + "\(list(names).en).")
    case .secondInspectorUnknown(let names):
      Message(
        zh: "这一档次的店要两位督导检查；这些人那天没有可以检查该店的账号：\(list(names).zh)。",
        en: "Stores of this tier are inspected by two; on that day these had no account that may inspect this store: "
          + "\(list(names).en).")
    case .secondInspectorMissing:
      Message(zh: "这一档次的店要两人检查，还差一人。", en: "Stores of this tier are inspected by two: one is missing.")
    case .ownerSignatureMissing:
      Message(zh: "店主还没有签字。", en: "The owner has not signed.")
    case .otherTier(let tier, let wanted):
      Message(
        zh: "检查是按“\(Message.tier(tier).zh)”做的，该店应按“\(Message.tier(wanted).zh)”检查。",
        en: "The inspection was for the tier \"\(Message.tier(tier).en)\"; this store is inspected as "
          + "\"\(Message.tier(wanted).en)\".")
    }
  }

  /// The name of what an inspector found of an item.
  public static func verdict(_ verdict: Verdict) -> Message {
    switch verdict {
    case .pass: Message(zh: "合格", en: "pass")
    case .fail: Message(zh: "不合格", en: "fail")
    case .notApplicable: Message(zh: "不适用", en: "not applicable")
    }
  }

  /// The name of why a store is inspected.
  public static func inspectionPurpose(_ purpose: InspectionPurpose) -> Message {
    switch purpose {
    case .acceptance: Message(zh: "验收", en: "acceptance")
    case .reinspection: Message(zh: "复检", en: "re-inspection")
    case .spotCheck: Message(zh: "抽查", en: "spot check")
    case .renewal: Message(zh: "续期检查", en: "inspection for renewal")
    }
  }
}
