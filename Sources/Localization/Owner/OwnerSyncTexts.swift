import SnackChain

// Joining and syncing.
extension Message {
  /// Joined.
  public static func ownerJoined(_ store: StoreCode, _ name: String) -> Message {
    Message(
      zh: "已接入门店 \(store)（\(name.visible)）。现在可以运行：tongbiao",
      en: "Joined store \(store) (\(name.visible)). Next: tongbiao")
  }
  /// The store's history came with the joining.
  public static func ownerHistoryFetched(_ count: Int) -> Message {
    Message(zh: "已取回本店以前的 \(count) 条月报。", en: "\(count) earlier reports of the store are here now.")
  }
  /// Joined before with this code.
  public static func ownerWasJoined(_ store: StoreCode, _ name: String) -> Message {
    Message(
      zh: "这个邀请码已经在本机用过，门店 \(store)（\(name.visible)）早已接入。",
      en: "This code was used on this device before: store \(store) (\(name.visible)) is joined.")
  }
  /// Not an invite code.
  public static func ownerInviteMistyped(_ text: String) -> Message {
    Message(
      zh: "“\(text.visible)”不是邀请码：邀请码是 10 个字母和数字，如 7K2MQ-0XW4T。",
      en: "\"\(text.visible)\" is not an invite code: it has 10 letters and digits, as in 7K2MQ-0XW4T.")
  }
  /// Compare it with what HQ gave.
  public static let ownerInviteMistypedAdvice = Message(
    zh: "请对照总部给的邀请码再输入一次。", en: "Compare it with what headquarters gave, and type it again.")
  /// Unknown, used or expired.
  public static let ownerInviteInvalid = Message(
    zh: "总部不接受这个邀请码：可能输错了、用过了，或者过期了（7 天）。本机没有留下任何东西。",
    en: "Headquarters does not take this invite code: mistyped, used, or older than 7 days. Nothing was kept here.")
  /// Get another.
  public static let ownerInviteInvalidAdvice = Message(
    zh: "请核对一遍，或者向总部要一个新的邀请码。", en: "Check it, or ask headquarters for a new one.")
  /// No address.
  public static func ownerAddressUnreadable(_ text: String) -> Message {
    Message(
      zh: "“\(text.visible)”不是网址。应该像 https://hq.example:8443（没有路径和密码）。",
      en: "\"\(text.visible)\" is not an address. It looks like https://hq.example:8443, without path or password.")
  }
  /// Plain http.
  public static func ownerPlainHTTP(_ text: String) -> Message {
    Message(
      zh: "“\(text.visible)”不加密，营业额不能这样传。除了本机自己，只能用 https。",
      en: "\"\(text.visible)\" is not encrypted. Anything but this machine itself must be https.")
  }
  /// What a session did.
  public static func ownerSyncDone(accepted: Int, repeated: Int, learnt: Int, waiting: Int) -> Message {
    Message(
      zh: "总部已收 \(accepted + repeated) 条，取回 \(learnt) 条，待发 \(waiting) 条。",
      en: "Headquarters took \(accepted + repeated), \(learnt) came back, \(waiting) to send.")
  }
  /// Some rows were refused.
  public static func ownerSyncRefused(_ count: Int) -> Message {
    Message(
      zh: "有 \(count) 条总部没有接受，都留在本机；运行 tongbiao reports 查看。",
      en: "Headquarters refused \(count); they are kept here. See tongbiao reports.")
  }
  /// Some rows are in conflict.
  public static func ownerSyncConflicts(_ count: Int) -> Message {
    Message(
      zh: "有 \(count) 个月总部已有别的数字，两个都保留；用 tongbiao amend 决定以谁为准。",
      en: "In \(count) months headquarters has another figure; both are kept. Decide with tongbiao amend.")
  }
  /// A receipt does not verify.
  public static func ownerBadReceipts(_ count: Int) -> Message {
    Message(
      zh: "有 \(count) 个回执核对不上，这些月报不算发出，仍在本机。",
      en: "\(count) receipts do not verify; their reports do not count as sent and are kept here.")
  }
  /// Tell HQ.
  public static let ownerBadReceiptsAdvice = Message(
    zh: "请把这件事告诉总部。", en: "Tell headquarters about it.")
  /// Totals differ.
  public static func ownerTotalsDiffer(_ years: [Int]) -> Message {
    let list = years.map(String.init).joined(separator: " ")
    return Message(
      zh: "警告：\(list) 年的月数或合计和总部对不上。请告诉总部。",
      en: "Warning: months or sums of \(list) differ from headquarters'. Tell headquarters.")
  }
  /// The device's clock is off.
  public static func ownerClockOff(minutes: Int64) -> Message {
    Message(
      zh: "提示：本机时钟和总部相差约 \(minutes) 分钟。期限以总部的时钟为准。",
      en: "Note: this device's clock is about \(minutes) minutes off. Headquarters' clock counts.")
  }
  /// What remains after a failed session.
  public static func ownerKept(_ waiting: Int) -> Message {
    Message(
      zh: "保存的都在，待发 \(waiting) 条，下次同步接着发。",
      en: "Everything is kept: \(waiting) to send, with the next sync.")
  }
  /// Sending.
  public static let ownerSending = Message(zh: "正在发送", en: "Sending")
  /// Watching.
  public static let ownerWatching = Message(
    zh: "一直运行中，按 Ctrl-C 结束。", en: "Watching. Ctrl-C ends it.")
  /// Nobody answers.
  public static let ownerUnreachable = Message(zh: "连不上总部。", en: "Headquarters cannot be reached.")
  /// Look at this device's own network first.
  public static let ownerUnreachableAdvice = Message(
    zh: "请先看看这台设备能不能上网；能的话，过一会儿再来一次。",
    en: "See whether this device is online; if it is, try again in a moment.")
  /// Too slow.
  public static let ownerTooSlow = Message(zh: "网络太慢，等不到总部的答复。", en: "The network is too slow for an answer.")
  /// Cut off.
  public static let ownerCutOff = Message(zh: "连接中断了。", en: "The connection was cut.")
  /// Not trusted.
  public static func ownerNotTrusted(_ detail: String) -> Message {
    Message(
      zh: "对方证明不了自己是总部（\(detail.visible)）。什么都没有发出。",
      en: "The other side could not prove to be headquarters (\(detail.visible)). Nothing was sent.")
  }
  /// Look at network and clock.
  public static let ownerNotTrustedAdvice = Message(
    zh: "请检查本机的日期和网络；在酒店、商场的网络里先登录。",
    en: "Check this device's date and the network; sign in first where the network asks for it.")
  /// The answer cannot be used.
  public static let ownerNotHeadquarters = Message(
    zh: "回答的不是总部（可能是上网登录页）。", en: "Whoever answered is not headquarters (a sign-in page perhaps).")
  /// HQ contradicts itself.
  public static func ownerContradictory(_ detail: String) -> Message {
    Message(
      zh: "总部的答复前后矛盾（\(detail.visible)），没有采用。",
      en: "Headquarters' answer contradicts itself (\(detail.visible)); it was not taken.")
  }
  /// HQ is busy.
  public static let ownerServerBusy = Message(zh: "总部正忙。", en: "Headquarters is busy.")
  /// HQ is broken.
  public static func ownerServerBroken(_ status: Int, _ instance: String?) -> Message {
    let id = instance.map { " \($0.visible)" } ?? ""
    return Message(zh: "总部出了故障（\(status)\(id)）。", en: "Something broke at headquarters (\(status)\(id)).")
  }
  /// The device is revoked.
  public static let ownerRevoked = Message(
    zh: "总部已停用这台设备，不再接受它的月报。", en: "Headquarters has revoked this device and takes nothing from it.")
  /// Join anew.
  public static let ownerRevokedAdvice = Message(
    zh: "本机的数据都在。请向总部要新的邀请码，再运行 tongbiao join，没发的会接着发。",
    en: "Everything here is kept. Ask for a new invite code and run tongbiao join: what waits goes with it.")
  /// Two copies of one ledger are in use.
  public static let ownerCloned = Message(
    zh: "这本账被复制到了另一台设备上，两边都在发。总部已停收，等您决定。",
    en: "This ledger was copied to another device, and both are sending. Headquarters takes nothing until you decide.")
  /// Each joins anew.
  public static let ownerClonedAdvice = Message(
    zh: "两边的数据都在。要继续用的每台设备，请各向总部要一个新的邀请码，再运行 tongbiao join，没发的会接着发。若您没有复制过，请告诉总部。",
    en: "Everything is kept on both. For each device that is to go on, ask for an invite code of its own and run "
      + "tongbiao join: what waits goes with it. If you made no copy, tell headquarters.")
  /// The clocks do not come together.
  public static let ownerClockSkew = Message(
    zh: "本机时钟和总部差得太多，总部不接受签名。", en: "The clocks differ too much: headquarters refuses the signature.")
  /// Set the clock.
  public static let ownerClockSkewAdvice = Message(
    zh: "请校准本机的日期和时间，再来一次。", en: "Set this device's date and time, and try again.")
  /// HQ refused the request.
  public static func ownerRequestRefused(_ status: Int) -> Message {
    Message(
      zh: "总部拒绝了这次请求（\(status)）。", en: "Headquarters refused the request (\(status)).")
  }
  /// The key is missing.
  public static func ownerKeyMissing(_ path: String) -> Message {
    Message(
      zh: "本机的密钥 \(path.visible) 不见了或损坏了，不能签名。保存的都在。",
      en: "This device's key \(path.visible) is missing or damaged: nothing can be signed. Everything saved is kept.")
  }
  /// Our side failed.
  public static func ownerTransportFailed(_ detail: String) -> Message {
    Message(
      zh: "本机的网络程序出错（\(detail.visible)）。", en: "The network code here failed (\(detail.visible)).")
  }
  /// Too large an answer.
  public static let ownerAnswerTooLarge = Message(zh: "答复大得不正常，没有采用。", en: "The answer is too large; not taken.")
  /// Cancelled.
  public static let ownerCancelled = Message(zh: "同步中止了。", en: "The sync was stopped.")
}
