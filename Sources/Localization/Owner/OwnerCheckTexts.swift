import SnackChain

// The owner's own check, and answers to rectifications.
extension Message {
  /// There is no checklist here yet.
  public static let ownerNoChecklist = Message(
    zh: "本机还没有检查表。", en: "There is no checklist on this device yet.")
  /// The tier is not known.
  public static let ownerTierUnknown = Message(
    zh: "不知道按哪个档次自查。请加 --tier。", en: "Which tier to check by is not known. Name one with --tier.")
  /// Help of `--tier`.
  public static let ownerOptionTier = Message(
    zh: "按哪个档次：flagship 旗舰店，model 示范店，convenience 便利店。不写时用申请的档次。",
    en: "The tier: flagship, model or convenience. Without it the one applied for.")
  /// What was typed for an item cannot be read.
  public static func ownerItemUnreadable(_ text: String) -> Message {
    Message(
      zh: "“\(text.visible)”看不懂，应写成 项目=内容。", en: "\"\(text.visible)\" is not of the form ITEM=TEXT.")
  }
  /// Items are named twice.
  public static func ownerItemTwice(_ item: String) -> Message {
    Message(zh: "项目 \(item.visible) 写了不止一次。", en: "Item \(item.visible) is named more than once.")
  }
  /// The own check was kept.
  public static func ownerSelfCheckKept(_ judgement: Judgement, grade: Wording?) -> Message {
    let name = grade.map { Message(zh: "，相当于“\($0.zh)”", en: ", which would be \"\($0.en)\"") }
    return Message(zh: "自查 \(judgement.score) 分（满分 10）", en: "Own check: \(judgement.score) of 10")
      + (name ?? Message(zh: "，不够任何等级", en: ", which reaches no grade")) + Message(zh: "。", en: ".")
  }
  /// What stands in the way of a certificate.
  public static func ownerSelfCheckFailed(_ failed: [String], critical: [String]) -> Message {
    if failed.isEmpty { return Message(zh: "全部达标，可以报验收。", en: "All items are met: ready for inspection.") }
    let all = list(failed)
    if critical.isEmpty {
      return Message(zh: "未达标：\(all.zh)。", en: "Not met: \(all.en).")
    }
    let some = list(critical)
    return Message(
      zh: "未达标：\(all.zh)。其中关键项 \(some.zh) 不改好不能授牌。",
      en: "Not met: \(all.en). Without the critical \(some.en) there is no certificate.")
  }
  /// Only an inspection counts.
  public static let ownerSelfCheckOwn = Message(
    zh: "已存在本机，没有发给总部；是否合格以督导检查为准。",
    en: "Kept on this device, not sent; only the inspector's visit counts.")
  /// There is nothing to answer.
  public static let ownerNothingToAnswer = Message(
    zh: "现在没有要整改的项目。", en: "There is nothing to put right now.")
  /// What to do about it.
  public static let ownerNothingToAnswerAdvice = Message(
    zh: "刚检查过？先运行 tongbiao sync 取回结果。", en: "Just inspected? Run tongbiao sync to fetch the result.")
  /// It was answered already.
  public static let ownerAlreadyAnswered = Message(
    zh: "这次整改已经答复过。", en: "This rectification has been answered already.")
  /// Items that did not fail.
  public static func ownerOtherItems(_ items: [String]) -> Message {
    Message(zh: "这些项目不在整改之列：\(list(items).zh)。", en: "These items did not fail: \(list(items).en).")
  }
  /// Items that were left out.
  public static func ownerItemsLeftOut(_ items: [String]) -> Message {
    Message(
      zh: "这些项目还没有答复：\(list(items).zh)。什么都没有保存。",
      en: "The answer does not speak of: \(list(items).en). Nothing was saved.")
  }
  /// Nothing of an answer was kept.
  public static let ownerAnswerNotSaved = Message(zh: "答复没有保存。", en: "The answer was not saved.")
  /// How to name them.
  public static let ownerItemsLeftOutAdvice = Message(
    zh: "每个项目写一次 --fixed 项目=照片。", en: "Name each with --fixed ITEM=PHOTO.")
  /// Too much for one answer.
  public static func ownerAnswerTooLarge(photos: Int, characters: Int) -> Message {
    Message(
      zh: "一次答复最多 \(photos) 张照片，每项说明最多 \(characters) 字。",
      en: "One answer holds at most \(photos) photographs, and \(characters) characters a note.")
  }
  /// An answer was saved.
  public static func ownerAnswerSaved(items: Int, photos: Int) -> Message {
    Message(
      zh: "已保存：\(items) 项，\(photos) 张照片。联网后运行 tongbiao sync 发出。",
      en:
        "Saved: \(items == 1 ? "1 item" : "\(items) items"), \(photos == 1 ? "1 photograph" : "\(photos) photographs"). "
        + "Send it with tongbiao sync.")
  }
  /// A column of the checklist.
  public static let ownerColumnItem = Message(zh: "项目", en: "item")
  /// A column of the checklist.
  public static let ownerColumnQuestion = Message(zh: "要求", en: "question")
  /// A column of the checklist.
  public static let ownerColumnWeight = Message(zh: "分值", en: "points")
  /// A column of the checklist.
  public static let ownerColumnCritical = Message(zh: "关键项", en: "critical")
  /// A column of the checklist: what the last own check found.
  public static let ownerColumnFound = Message(zh: "上次自查", en: "last own check")
  /// Yes, in a table.
  public static let ownerYes = Message(zh: "是", en: "yes")
}
