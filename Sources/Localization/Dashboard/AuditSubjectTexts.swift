import SnackChain

// What entries of the audit chain are about. The chain keeps short texts in English, which are never changed; people read
// them in their language.
extension Message {
  /// The subject of an entry, by the code of its action. What follows no known form is shown as the chain has it.
  public static func webAuditSubject(_ subject: String, of action: String) -> Message {
    let words = subject.split(separator: " ").map(String.init)
    switch (action, words.count) {
    case ("reports_imported", 2):
      if let count = Int(words[0]) {
        return Message(
          zh: "\(Message.count(count).zh) 份月报", en: count == 1 ? "1 report" : "\(Message.count(count).en) reports")
      }
    case ("register_imported", 4):
      if let added = Int(words[0]), let changed = Int(words[2]) {
        return Message(
          zh: "新增 \(Message.count(added).zh) 家，更改 \(Message.count(changed).zh) 家",
          en: "\(Message.count(added).en) added, \(Message.count(changed).en) changed")
      }
    case ("reports_received", 5):
      if let taken = Int(words[0]), let apart = Int(words[2]) {
        return Message(
          zh: "收下 \(Message.count(taken).zh) 份，另存 \(Message.count(apart).zh) 份",
          en: "\(Message.count(taken).en) taken, \(Message.count(apart).en) kept apart")
      }
    case ("programme_recorded", _), ("standing_recorded", _):
      if let steps = steps(subject) { return steps }
    case ("bundle_made", 2):
      if let visits = Int(words[1]) {
        return Message(
          zh: "\(words[0].visible)，\(visits) 家",
          en: "\(words[0].visible), \(visits) \(visits == 1 ? "store" : "stores")")
      }
    case ("account_changed", 3) where words[1] == "revoked":
      let (name, day) = (words[0].visible, words[2].visible)
      return Message(zh: "\(name) 已停用 \(day)", en: "\(name) revoked \(day)")
    case ("account_changed", 3...):
      if let role = Role(rawValue: words[1]) {
        let scope = words.count > 3 ? RegionScope(words[2]).map { Message.regionScope($0) } : nil
        let rest = (scope == nil ? words.dropFirst(2) : words.dropFirst(3)).joined(separator: " ").visible
        let (name, role) = (words[0].visible, Message.role(role))
        return Message(
          zh: "\(name) \(role.zh) \(scope.map { $0.zh + " " } ?? "")\(rest)",
          en: "\(name) \(role.en) \(scope.map { $0.en + " " } ?? "")\(rest)")
      }
    case ("proof_changed", 2...):
      let isRemoved = words.count > 2 ? Message(zh: "（已取消）", en: " (removed)") : Message(verbatim: "")
      switch words[1] {
      case "password": return Message(zh: "\(words[0].visible) 的密码", en: "password of \(words[0].visible)") + isRemoved
      case "totp":
        return Message(zh: "\(words[0].visible) 的动态验证码", en: "one-time codes of \(words[0].visible)") + isRemoved
      default: break
      }
    case ("statement_published", 3):
      if let month = YearMonth(words[1]) {
        let (kind, digest) = (Message.webStatementKind(words[0]), words[2].prefix(16) + "…")
        return Message(
          zh: "\(kind.zh)，\(Message.month(month).zh)，\(digest)", en: "\(kind.en), \(Message.month(month).en), \(digest)"
        )
      }
    case ("period_closed", 2), ("period_reopened", 2):
      if let month = YearMonth(words[0]) { return .month(month) }
    default: break
    }
    return Message(verbatim: subject.visible)
  }

  /// `accept 3512, grant 12`: how often each step was recorded; `nil` where it is something else.
  private static func steps(_ subject: String) -> Message? {
    var parts: [Message] = []
    for part in subject.split(separator: ",") {
      let words = part.split(separator: " ").map(String.init)
      guard words.count == 2, let step = StepKind(rawValue: words[0]), let count = Int(words[1]) else { return nil }
      let name = Message.programmeStep(step)
      parts.append(Message(zh: "\(name.zh) \(Message.count(count).zh)", en: "\(name.en) \(Message.count(count).en)"))
    }
    return parts.isEmpty ? nil : .joined(parts, zh: "，", en: ", ")
  }
}
