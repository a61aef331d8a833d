import SnackChain

// Bundles on a stick, recovery, reminders.
extension Message {
  /// `bundle`
  public static let ownerBundle = Message(
    zh: "没有网络的地方：用 U 盘把月报带到总部，再把回执带回来。",
    en: "Where there is no network: carry reports to headquarters on a stick, and its answer back.")
  /// `bundle write`
  public static let ownerBundleWrite = Message(
    zh: "把待发的月报写成一个签名的文件。总部答复之前，它们仍算待发。",
    en: "Write what waits into a signed file. It counts as waiting until headquarters' answer is read.")
  /// `bundle read`
  public static let ownerBundleRead = Message(
    zh: "读总部的答复：核对签名，收下回执和更新。", en: "Read headquarters' answer: verified, then its receipts are taken.")
  /// The bundle.
  public static let ownerOptionBundle = Message(zh: "写到哪个文件。", en: "The file to write.")
  /// The answer.
  public static let ownerOptionBundleAnswer = Message(zh: "总部给的答复文件。", en: "The answer that headquarters gave.")
  /// Written.
  public static func ownerBundleWritten(_ file: String, _ count: Int) -> Message {
    Message(
      zh: "已把 \(count) 条写到 \(file.visible)。请带到总部，再用 tongbiao bundle read 读答复。",
      en: "\(count) reports are in \(file.visible). Carry it to headquarters, then run tongbiao bundle read.")
  }
  /// Not an answer.
  public static let ownerBundleUnreadable = Message(
    zh: "这不是总部的答复文件，或者损坏了。什么都没有改。", en: "This is no answer of headquarters, or damaged. Nothing was changed.")
  /// Not signed by HQ.
  public static let ownerBundleNotSigned = Message(
    zh: "答复上的签名不是总部的。什么都没有改。", en: "Headquarters did not sign this answer. Nothing was changed.")
  /// For another device.
  public static let ownerBundleOtherDevice = Message(
    zh: "这是给另一台设备的答复。什么都没有改。", en: "The answer is for another device. Nothing was changed.")
  /// `recovery`
  public static let ownerRecovery = Message(
    zh: "要一个恢复码，抄在纸上：手机坏了、丢了，新设备凭它取回全部月报。",
    en: "Get a recovery code to keep on paper: with it a new device gets everything back.")
  /// The code.
  public static func ownerRecoveryCode(_ code: String, server: String, until day: CalendarDay) -> Message {
    Message(
      zh: "恢复码  \(code)\n请抄在纸上，不要给别人。有效到 \(Message.day(day).zh)，只能用一次；以前的恢复码作废了。\n"
        + "新设备上运行：tongbiao join \(server) \(code)",
      en:
        "Recovery code  \(code)\nKeep it on paper, and to yourself. Good once, until \(Message.day(day).en); earlier codes "
        + "are void.\nOn a new device: tongbiao join \(server) \(code)")
  }
  /// `reminders`
  public static let ownerReminders = Message(
    zh: "每晚自动同步，到期前提醒；不啰嗦。", en: "Sync every evening and remind before a deadline, sparingly.")
  /// `reminders on`
  public static let ownerRemindersOn = Message(
    zh: "打开：装一个 systemd 用户定时器。", en: "Turn them on: installs a timer of the user's systemd.")
  /// `reminders off`
  public static let ownerRemindersOff = Message(zh: "关掉，删除定时器。", en: "Turn them off and remove the timer.")
  /// `reminders status`
  public static let ownerRemindersStatus = Message(zh: "是否打开。", en: "Whether they are on.")
  /// `reminders check`
  public static let ownerRemindersCheck = Message(
    zh: "同步一次；该提醒的日子有该填的月份或总部消息时写出来，并以 1 结束，否则一声不响以 0 结束。给 cron 用。",
    en: "Sync once; on a day for reminding, say what is due or what headquarters wrote and end with 1, else be silent "
      + "and end with 0. For cron.")
  /// Installed.
  public static let ownerRemindersInstalled = Message(
    zh: "已打开：每晚八点半左右同步并提醒。关掉：tongbiao reminders off",
    en: "They are on: about 20:30 every evening. Off again: tongbiao reminders off")
  /// No systemd.
  public static func ownerRemindersCron(_ program: String) -> Message {
    Message(
      zh: "这里没有运行 systemd；定时器的文件已放好。也可以用 crontab -e 加一行：\n30 20 * * * \(program) reminders check",
      en: "No user systemd runs here; the timer's files are in place. Or add a line with crontab -e:\n"
        + "30 20 * * * \(program) reminders check")
  }
  /// Removed.
  public static let ownerRemindersRemoved = Message(zh: "已关掉。", en: "They are off.")
  /// On.
  public static let ownerRemindersAreOn = Message(zh: "提醒开着。", en: "Reminders are on.")
  /// Off.
  public static let ownerRemindersAreOff = Message(
    zh: "提醒没有打开。打开：tongbiao reminders on", en: "Reminders are off. On: tongbiao reminders on")
  /// A month is due, with the store's name.
  public static func ownerStoreDue(
    _ name: String, _ month: YearMonth, until day: CalendarDay, _ isOverdue: Bool
  ) -> Message {
    Message(verbatim: "\(name.visible)  ") + ownerDue(month, until: day, isOverdue: isOverdue)
  }
}
