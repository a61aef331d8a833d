import SnackChain

// What went wrong, what was kept, what to do.
extension Message {
  /// No database was named.
  public static let hqNoDatabase = Message(zh: "没有说用哪个数据库。", en: "No database was named.")
  /// How to name one.
  public static let hqNoDatabaseAdvice = Message(
    zh: "请加上 --database sqlite:文件，或设置环境变量 TONGBIAO_DATABASE。",
    en: "Add --database sqlite:FILE, or set TONGBIAO_DATABASE.")
  /// The address is of no known kind.
  public static func hqUnknownAddress(_ text: String) -> Message {
    Message(zh: "看不懂数据库地址“\(text.visible)”。", en: "\"\(text.visible)\" is no address of a database.")
  }
  /// A program of PostgreSQL is missing.
  public static func hqToolMissing(_ name: String) -> Message {
    Message(zh: "这台机器上没有 \(name)。", en: "There is no \(name) on this machine.")
  }
  /// What to do about it.
  public static let hqToolMissingAdvice = Message(
    zh: "它随 PostgreSQL 的客户端一起安装（Debian：postgresql-client）。",
    en: "It comes with PostgreSQL's client (Debian: postgresql-client).")
  /// A program of PostgreSQL failed.
  public static func hqToolFailed(_ name: String, words: String) -> Message {
    Message(zh: "\(name) 没有成功：\(words)", en: "\(name) did not succeed: \(words)")
  }
  /// The database is not there.
  public static func hqDatabaseMissing(_ path: String) -> Message {
    Message(
      zh: "没有数据库 \(path.visible)，或者里面还是空的。",
      en: "There is no database \(path.visible), or nothing is in it yet.")
  }
  /// How to make one.
  public static let hqDatabaseMissingAdvice = Message(
    zh: "请检查路径或名字；要新建，请运行 stores import 或 demo（PostgreSQL 要先建好空库）。",
    en: "Check the path or name; stores import or demo makes a new one (in an empty database where it is PostgreSQL).")
  /// The file is something else.
  public static func hqNotALedger(_ path: String) -> Message {
    Message(
      zh: "\(path.visible) 不是统标总部的数据库，没有动它。",
      en: "\(path.visible) is no database of headquarters; it was not touched.")
  }
  /// The schema is newer than the program.
  public static func hqNewerSchema(found: Int, known: Int) -> Message {
    Message(
      zh: "数据库是更新的程序写的（结构 \(found)，本程序只认识到 \(known)），没有动它。",
      en: "The database was written by a newer program (schema \(found), known \(known)); it was not touched.")
  }
  /// Get a newer program.
  public static let hqNewerSchemaAdvice = Message(
    zh: "请换用新版的 tongbiao-hq。", en: "Use a newer tongbiao-hq.")
  /// The file cannot be read or written.
  public static func hqNotAccessible(_ path: String, reason: String) -> Message {
    Message(
      zh: "\(path.visible) 打不开或写不进去（\(reason)）。数据没有改动。",
      en: "\(path.visible) cannot be opened or written (\(reason)). No data was changed.")
  }
  /// The keys are gone.
  public static func hqKeysUnavailable(_ path: String) -> Message {
    Message(
      zh: "签收据用的密钥 \(path.visible) 不在或读不了，不能签收。",
      en: "The key file \(path.visible) is gone or unreadable: nothing can be signed.")
  }
  /// Restore the keys.
  public static let hqKeysAdvice = Message(
    zh: "请从备份恢复密钥文件。数据没有改动。", en: "Restore the key file from a backup. No data was changed.")
  /// The disk is full.
  public static let hqDiskFull = Message(
    zh: "磁盘满了。没有写完的部分已经全部撤回，之前的数据完好。",
    en: "The disk is full. What was not finished was taken back; earlier data is intact.")
  /// Make room.
  public static let hqDiskFullAdvice = Message(
    zh: "请腾出空间，再运行一次。", en: "Make room and run it again.")
  /// Somebody else is writing.
  public static let hqBusy = Message(
    zh: "数据库正被别的程序占用。", en: "Another process is writing to the database.")
  /// Wait.
  public static func hqBusyAdvice(seconds: Int) -> Message {
    Message(zh: "请过 \(seconds) 秒再试。", en: "Try again in \(seconds) seconds.")
  }
  /// The database contradicts itself.
  public static func hqCorrupt(_ detail: String) -> Message {
    Message(zh: "数据库已损坏：\(detail.visible)", en: "The database is damaged: \(detail.visible)")
  }
  /// Restore it.
  public static let hqCorruptAdvice = Message(
    zh: "请停下来，从最近的备份恢复。", en: "Stop, and restore the latest backup.")
  /// The ledger has been closed.
  public static let hqClosed = Message(zh: "数据库已经关闭。", en: "The database has been closed.")
  /// A store that is not registered.
  public static func hqNoStore(_ code: String) -> Message {
    Message(zh: "名册里没有门店 \(code.visible)。", en: "The register has no store \(code.visible).")
  }
  /// A device that there is not.
  public static func hqNoDevice(_ id: String) -> Message {
    Message(zh: "没有设备 \(id.visible)。", en: "There is no device \(id.visible).")
  }
  /// An invite that is not good.
  public static let hqInviteInvalid = Message(
    zh: "邀请码无效、过期或已用过。", en: "The invite is unknown, expired or used.")
  /// A version that is not there yet.
  public static func hqUnknownVersion(_ version: Int64) -> Message {
    Message(zh: "还没有数据版本 \(version)。", en: "There is no data version \(version) yet.")
  }
  /// The engine said something else.
  public static func hqEngineError(code: Int, _ message: String) -> Message {
    Message(
      zh: "数据库引擎报错（\(code)）：\(message.visible)", en: "The database engine reports (\(code)): \(message.visible)")
  }
  /// A month outside of what there is.
  public static func hqMonthOutside(_ month: YearMonth, first: YearMonth, last: YearMonth) -> Message {
    Message(
      zh: "需要 \(month) 的月报，而现有月报是 \(first) 到 \(last)。",
      en: "Reports of \(month) are needed; there are reports from \(first) to \(last).")
  }
  /// There is nothing to compute from.
  public static let hqNoReports = Message(
    zh: "数据库里还没有月报。", en: "There are no reports in the database yet.")
  /// How to get some.
  public static let hqNoReportsAdvice = Message(
    zh: "请先运行 stores import 和 reports import，或用 demo 生成模拟数据。",
    en: "Run stores import and reports import first, or make synthetic data with demo.")
  /// The panel refuses.
  public static func hqPanelError(_ detail: String) -> Message {
    Message(zh: "数据不能汇总：\(detail.visible)", en: "The data cannot be rolled up: \(detail.visible)")
  }
  /// A file cannot be read.
  public static func hqUnreadableFile(_ path: String, reason: String) -> Message {
    Message(zh: "读不了文件 \(path.visible)（\(reason)）。", en: "\(path.visible) cannot be read (\(reason)).")
  }
  /// A file cannot be written.
  public static func hqUnwritableFile(_ path: String, reason: String) -> Message {
    Message(zh: "写不了文件 \(path.visible)（\(reason)）。", en: "\(path.visible) cannot be written (\(reason)).")
  }
  /// A file that must not be there yet.
  public static func hqFileExists(_ path: String) -> Message {
    Message(zh: "\(path.visible) 已经存在，没有动它。", en: "\(path.visible) exists already; it was not touched.")
  }
  /// Nothing was kept of a file.
  public static let hqNothingKept = Message(
    zh: "什么也没有写入。", en: "Nothing was kept.")
  /// The bytes are no text.
  public static func hqNotText(line: Int, encoding: String) -> Message {
    Message(
      zh: "第 \(line) 行不是 \(encoding) 文字，文件可能损坏，或不是 CSV。",
      en: "Line \(line) is no text in \(encoding): the file may be damaged, or no CSV at all.")
  }
  /// The file was cut off.
  public static func hqCutOff(line: Int) -> Message {
    Message(zh: "文件在第 \(line) 行中断了。", en: "The file was cut off in line \(line).")
  }
  /// A quote is never closed.
  public static func hqUnterminatedQuote(line: Int) -> Message {
    Message(zh: "第 \(line) 行的引号没有结束。", en: "The quote that opens on line \(line) is never closed.")
  }
  /// A record beyond the limits.
  public static func hqRecordTooLarge(line: Int) -> Message {
    Message(zh: "第 \(line) 行太长。", en: "The record on line \(line) is too long.")
  }
  /// A pipe beyond the limit.
  public static func hqPipeTooLarge(limit: Int) -> Message {
    Message(
      zh: "管道里的数据超过 \(limit >> 20) MB，请先存成文件。",
      en: "The pipe holds more than \(limit >> 20) MB: save it to a file first.")
  }
  /// The file is empty.
  public static let hqEmptyFile = Message(zh: "文件是空的，连表头也没有。", en: "The file is empty: it has not even a header.")
  /// Columns are missing.
  public static func hqMissingColumns(_ names: [String]) -> Message {
    Message(
      zh: "表头缺少这些列：\(names.map(\.visible).joined(separator: "、"))。",
      en: "The header lacks these columns: \(names.map(\.visible).joined(separator: ", ")).")
  }
  /// Columns stand twice.
  public static func hqDuplicateColumns(_ names: [String]) -> Message {
    Message(
      zh: "表头里重复的列：\(names.map(\.visible).joined(separator: "、"))。",
      en: "The header names these columns twice: \(names.map(\.visible).joined(separator: ", ")).")
  }
  /// Seed data is wrong.
  public static func hqSeedProblem(_ detail: String) -> Message {
    Message(zh: "种子数据有误：\(detail.visible)", en: "The seed data is wrong: \(detail.visible)")
  }
}
