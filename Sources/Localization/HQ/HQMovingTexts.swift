import SnackChain

// What is said of moving a ledger from one database to another.
extension Message {
  /// The group of commands.
  public static let hqDatabase = Message(zh: "数据库", en: "the database itself")
  /// The command.
  public static let hqDatabaseCopy = Message(
    zh: "把账本原样搬到另一个数据库（SQLite 与 PostgreSQL 互搬），中断后可续，搬完两边逐行核对",
    en: "carry the ledger to another database as it is (SQLite, PostgreSQL); goes on after a break, compares both sides"
  )
  /// The command.
  public static let hqDatabaseDistribute = Message(
    zh: "打印把 PostgreSQL 上的账本按门店分布到多台机器（Citus）的语句",
    en: "print the statements that spread a ledger on PostgreSQL over machines by store (Citus)")
  /// Where from.
  public static let hqOptionCopyFrom = Message(zh: "从哪个数据库", en: "the database to copy from")
  /// Where to.
  public static let hqOptionCopyTo = Message(zh: "到哪个数据库（须为空）", en: "the database to copy to (an empty one)")
  /// Progress.
  public static let hqCopyingRows = Message(zh: "搬运（行）", en: "Copying (rows)")
  /// A column.
  public static let hqCopyTable = Message(zh: "表", en: "Table")
  /// A column.
  public static let hqCopyRows = Message(zh: "行数", en: "Rows")
  /// The end.
  public static func hqCopied(rows: Int, number: Int64, head: String, resumed: Bool) -> Message {
    Message(
      zh: "已搬运\(resumed ? "（接着上次）" : "")，两边 \(Message.count(rows).zh) 行逐行一致；审计链 \(number) 条，末尾 \(head)。",
      en: "Copied\(resumed ? " (going on from before)" : ""): \(Message.count(rows).en) rows alike on both sides; "
        + "\(number) audit entries, head \(head).")
  }
  /// The target holds another ledger.
  public static let hqTargetNotEmpty = Message(
    zh: "目标数据库里已有别的账本，没有动它。", en: "The target holds another ledger; it was not touched.")
  /// Name another.
  public static let hqTargetNotEmptyAdvice = Message(zh: "请换一个空的数据库。", en: "Name an empty database.")
  /// The source went on.
  public static let hqSourceMovedOn = Message(
    zh: "搬运期间源数据库又有了新数据。", en: "The source has taken new data since the copy was begun.")
  /// Stop it first.
  public static let hqSourceMovedOnAdvice = Message(
    zh: "请先停止总部服务，再搬到一个空的数据库。", en: "Stop the servers first, and copy to an empty database.")
  /// Half a copy.
  public static let hqMoveUnfinished = Message(
    zh: "这个数据库的搬运没有完成，还不是账本。", en: "A copy into this database was broken off: it is no ledger yet.")
  /// Run it again.
  public static let hqMoveUnfinishedAdvice = Message(
    zh: "请再运行一次同样的 database copy，它会接着搬。", en: "Run the same database copy again: it goes on where it stood.")
  /// The sides differ.
  public static func hqCopyDiffers(_ table: String) -> Message {
    Message(
      zh: "两边的表 \(table.visible) 不一致，请不要使用目标数据库。",
      en: "Both sides differ in the table \(table.visible): do not use the target.")
  }
}
