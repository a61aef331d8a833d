import SnackChain

// What can be wrong with a database server.
extension Message {
  /// The key file belongs to another ledger.
  public static func hqKeysOfAnother(_ path: String) -> Message {
    Message(
      zh: "密钥文件 \(path.visible) 不是这个数据库的，没有动任何东西。",
      en: "The key file \(path.visible) is that of another ledger; nothing was touched.")
  }
  /// Every node has the same keys.
  public static let hqKeysOfAnotherAdvice = Message(
    zh: "多台服务器共用一个数据库时，请把同一个密钥文件复制到每台上，并用 --keys 指明。",
    en: "Where several servers share a database, copy the same key file to each of them and name it by --keys.")
  /// A server cannot be used now.
  public static func hqServerUnavailable(_ server: String, reason: Message) -> Message {
    Message(
      zh: "数据库 \(server.visible) 现在用不了：\(reason.zh)。数据没有改动。",
      en: "The database \(server.visible) cannot be used now: \(reason.en). No data was changed.")
  }
  /// Try again.
  public static let hqServerUnavailableAdvice = Message(
    zh: "请检查地址和服务器，过一会儿再试。", en: "Check the address and the server, and try again in a while.")
  /// Nobody answers.
  public static let hqServerUnreachable = Message(zh: "连不上，或连接断了", en: "nobody answers, or the connection broke")
  /// It starts or stops.
  public static let hqServerStarting = Message(zh: "它正在启动或停止", en: "it is starting or shutting down")
  /// No more connections.
  public static let hqServerFull = Message(zh: "它的连接用完了", en: "it takes no more connections")
  /// It takes nothing new.
  public static let hqServerReadOnly = Message(zh: "它是只读的（备机）", en: "it is read only (a replica)")
  /// Name or password are wrong.
  public static func hqSignInRefused(_ server: String) -> Message {
    Message(
      zh: "数据库 \(server.visible) 不接受这个用户名或密码。",
      en: "The database \(server.visible) does not take this name or password.")
  }
  /// A password in the address.
  public static let hqPasswordInAddress = Message(
    zh: "数据库地址里不能写密码：它会出现在进程列表和日志里。",
    en: "An address must not hold a password: it would stand in process lists and logs.")
  /// Where passwords belong.
  public static let hqDatabasePasswordAdvice = Message(
    zh: "请把密码放进环境变量 PGPASSWORD，或 PGPASSFILE 所指的文件。",
    en: "Put the password into PGPASSWORD, or into the file that PGPASSFILE names.")
  /// The server is too old.
  public static func hqServerTooOld(found: Int, needed: Int) -> Message {
    Message(
      zh: "数据库服务器是 PostgreSQL \(found)，需要 \(needed) 或更新。",
      en: "The server is PostgreSQL \(found); \(needed) or later is needed.")
  }
  /// The option that names the key file.
  public static let hqOptionKeys = Message(
    zh: "签收据用的密钥文件（也可用环境变量 TONGBIAO_KEYS；缺省：数据库文件旁，或 ~/.tongbiao-hq）",
    en:
      "the file of the keys that sign receipts (or TONGBIAO_KEYS; default: beside the database file, or in ~/.tongbiao-hq)"
  )
}
