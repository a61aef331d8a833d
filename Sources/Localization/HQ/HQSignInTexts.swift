import SnackChain

// Giving people what they sign in to the dashboard with.
extension Message {
  /// What `people password` does.
  public static let hqPeoplePassword = Message(
    zh: "设置账号登录网页的密码：在终端输入（不显示），或从标准输入读一行。",
    en: "Set the password that an account signs in to the dashboard with: typed unseen, or one line of standard input.")
  /// What `people code` does.
  public static let hqPeopleCode = Message(
    zh: "给账号设置动态验证码（TOTP），作为登录网页的第二道验证。",
    en: "Give an account one-time codes (TOTP) as a second factor for the dashboard.")
  /// The option that takes it away.
  public static let hqOptionRemoveProof = Message(zh: "取消", en: "Take it away.")
  /// Asks for a password.
  public static func hqTypePassword(_ name: AccountName) -> Message {
    Message(zh: "请输入 \(name) 的新密码：", en: "New password of \(name):")
  }
  /// It is too short.
  public static func hqPasswordTooShort(_ shortest: Int) -> Message {
    Message(zh: "密码至少要 \(shortest) 个字符。", en: "A password needs at least \(shortest) characters.")
  }
  /// Nothing was typed.
  public static let hqNoPassword = Message(zh: "没有收到密码。", en: "There was no password on standard input.")
  /// Nothing changed.
  public static let hqNothingChanged = Message(zh: "没有改动。", en: "Nothing was changed.")
  /// It is set.
  public static func hqPasswordSet(_ name: AccountName) -> Message {
    Message(zh: "\(name) 的密码已设置，已有的登录全部失效。", en: "The password of \(name) is set; all its sessions have ended.")
  }
  /// It is taken away.
  public static func hqProofRemoved(_ name: AccountName) -> Message {
    Message(zh: "\(name) 的这项登录凭据已取消，已有的登录全部失效。", en: "Taken from \(name); all its sessions have ended.")
  }
  /// One-time codes are set.
  public static func hqCodeSet(_ name: AccountName, secret: String, address: String) -> Message {
    Message(
      zh: "\(name) 的动态验证码已设置。在验证器里输入密钥 \(secret)，或用下面的地址：\n\(address)",
      en: "One-time codes of \(name) are set. Type the secret \(secret) into the app, or use this address:\n\(address)")
  }
  /// What `remind` does.
  public static let hqRemind = Message(
    zh: "列出漏报的门店，按补报后能增加的覆盖率排序。",
    en: "List the stores that owe a report, those first whose report adds most to coverage.")
  /// The option that limits it.
  public static let hqOptionRemindLimit = Message(zh: "最多列出几家", en: "The most stores to list.")
}
