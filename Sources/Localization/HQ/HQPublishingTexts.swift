import SnackChain

// Statements that are frozen.
extension Message {
  /// `publish`
  public static let hqPublish = Message(zh: "定稿与核对。", en: "Freeze statements, and verify them.")
  /// `publish list`
  public static let hqPublishList = Message(zh: "列出已定稿的结论。", en: "List what was published.")
  /// `publish show`
  public static let hqPublishShow = Message(
    zh: "原样输出一份已定稿的结论。", en: "Write a published statement as it was.")
  /// The name of a published statement.
  public static let hqOptionDigest = Message(
    zh: "定稿的摘要（见 publish list）。", en: "The digest of the statement (see publish list).")
  /// There is no such statement.
  public static func hqUnknownStatement(_ digest: String) -> Message {
    Message(zh: "没有摘要为 \(digest.visible) 的定稿。", en: "No statement with the digest \(digest.visible) was published.")
  }
  /// A statement that holds and that this ledger does not list.
  public static let hqStatementNotListed = Message(
    zh: "（注意：这个数据库没有登记过这份定稿。）", en: "(Mind: this database does not list it as published.)")
  /// A statement was frozen.
  public static func hqPublished(_ path: String, month: YearMonth, version: Int64) -> Message {
    Message(
      zh: "\(Message.month(month).zh)的结论已定稿到 \(path.visible)，数据版本 \(version)。随时可以用 uplift verify 核对。",
      en: "The statement of \(Message.month(month).en) is frozen in \(path.visible), data version \(version). "
        + "uplift verify checks it at any time.")
  }
  /// A statement holds.
  public static func hqStatementHolds(_ path: String, month: YearMonth, version: Int64) -> Message {
    Message(
      zh: "\(path.visible) 核对无误：按数据版本 \(version) 重算，\(Message.month(month).zh)的结论逐字节一致。",
      en: "\(path.visible) holds: computed again as of data version \(version), the statement of "
        + "\(Message.month(month).en) is the same to the last byte.")
  }
  /// A file is no statement.
  public static func hqNotAStatement(_ path: String) -> Message {
    Message(zh: "\(path.visible) 不是定稿文件。", en: "\(path.visible) is no published statement.")
  }
  /// A statement was changed.
  public static func hqStatementTampered(_ path: String) -> Message {
    Message(
      zh: "\(path.visible) 与重算结果不一致：文件被改动过，不能采信。",
      en: "\(path.visible) differs from what is computed: the file was changed and is refused.")
  }
  /// A statement is about other data.
  public static func hqStatementOtherData(_ path: String) -> Message {
    Message(
      zh: "\(path.visible) 说的不是这个数据库的数据（审计摘要不同）。",
      en: "\(path.visible) is about other data than this database's (the audit digest differs).")
  }
  /// A statement is by another program.
  public static func hqStatementOtherProgram(_ path: String, version: String) -> Message {
    Message(
      zh: "\(path.visible) 与重算结果不一致；它是程序 \(version.visible) 算的，请用那个版本核对。",
      en:
        "\(path.visible) differs from what is computed; it was made by program \(version.visible): verify it with that."
    )
  }
}
