// What backups and keys say.
extension Message {
  /// `restore`
  public static let hqRestore = Message(
    zh: "从加密备份恢复成一个新的数据库。", en: "Restore an encrypted backup as a new database.")
  /// `keys`
  public static let hqKeys = Message(zh: "签回执的密钥。", en: "The keys that sign receipts.")
  /// `keys list`
  public static let hqKeysList = Message(
    zh: "列出签过回执的所有密钥（只有公开的一半）。", en: "List all keys that ever signed receipts (public halves only).")
  /// `keys rotate`
  public static let hqKeysRotate = Message(
    zh: "换一把新的签名密钥；旧回执仍然有效，设备凭旧密钥的签名认得新密钥。",
    en: "Change to a new key. Old receipts stay good; devices learn it from a statement that the old one signed.")
  /// `--passphrase-file`
  public static let hqOptionPassphraseFile = Message(
    zh: "写着备份口令的文件（至少 12 个字符）；也可用环境变量 TONGBIAO_BACKUP_PASSPHRASE。",
    en: "A file with the backup's passphrase (12 characters at least); or TONGBIAO_BACKUP_PASSPHRASE.")
  /// `--key-file`
  public static let hqOptionKeyFile = Message(
    zh: "写着 32 字节密钥（base64）的文件，例如由 openssl rand -base64 32 生成。",
    en: "A file with 32 random bytes in base64, as of openssl rand -base64 32.")
  /// `--without-keys`
  public static let hqOptionWithoutKeys = Message(
    zh: "不把签名密钥放进备份（那就必须另外保管）。", en: "Leave the signing keys out (then they must be kept elsewhere).")
  /// The backup to restore.
  public static let hqOptionArchive = Message(zh: "备份文件。", en: "The backup.")
  /// No key given.
  public static let hqBackupKeyMissing = Message(
    zh: "请用 --passphrase-file 或 --key-file（二选一）给出备份的口令或密钥。",
    en: "Name the backup's passphrase or key: --passphrase-file or --key-file, one of them.")
  /// The passphrase is short.
  public static let hqBackupPassphraseShort = Message(
    zh: "口令至少要 12 个字符。", en: "A passphrase needs 12 characters at least.")
  /// The key's file is no good.
  public static func hqBackupKeyUnusable(_ path: String) -> Message {
    Message(zh: "\(path) 里没有可用的密钥或口令。", en: "There is no usable key or passphrase in \(path).")
  }
  /// A file with a key or passphrase that others can read.
  public static func hqSecretFileOpen(_ path: String, permissions: String) -> Message {
    Message(
      zh: "警告：\(path.visible) 里有密钥或口令，本机其他用户也有权限（\(permissions)）。请运行：chmod 600 \(path.visible)",
      en: "Warning: \(path.visible) holds a key or a passphrase, and others on this machine have permissions on it "
        + "(\(permissions)). Run: chmod 600 \(path.visible)")
  }
  /// No archive.
  public static let hqArchiveUnknown = Message(
    zh: "这不是统标的备份文件，或者是更新版本的程序做的。", en: "This is no backup of ours, or one of a newer program.")
  /// The key does not fit.
  public static let hqArchiveWrongKey = Message(
    zh: "口令或密钥不对，备份没有打开。", en: "The passphrase or key is not this backup's: nothing was opened.")
  /// The archive was changed.
  public static let hqArchiveTampered = Message(
    zh: "备份被改动过或不完整，什么都没有恢复。", en: "The backup was changed or is not whole: nothing was restored.")
  /// Something is there.
  public static func hqRestoreExists(_ path: String) -> Message {
    Message(zh: "\(path) 已经存在，不会覆盖。", en: "\(path) is there already and is not replaced.")
  }
  /// Another engine's.
  public static func hqRestoreEngine(_ engine: String) -> Message {
    let name = engine == "sqlite" ? "SQLite" : "PostgreSQL"
    return Message(
      zh: "这份备份是 \(name) 的，只能恢复成 \(name) 数据库；之后可用 database copy 换。",
      en: "This is a backup of \(name) and is restored as such; database copy carries it over afterwards.")
  }
  /// Done.
  public static let hqRestored = Message(
    zh: "已恢复，审计链完整。备份之后收到的数据，各店设备下次同步时会自动补齐。",
    en: "Restored, and the audit chain holds. What came after the backup, devices send again when they sync.")
  /// A column.
  public static let hqBackupFile = Message(zh: "文件", en: "File")
  /// A column.
  public static let hqBackupVersion = Message(zh: "数据版本", en: "Data version")
  /// A column.
  public static let hqBackupBytes = Message(zh: "字节", en: "Bytes")
  /// A column.
  public static let hqKeyColumn = Message(zh: "编号", en: "Id")
  /// A column.
  public static let hqKeyState = Message(zh: "用途", en: "Use")
  /// A column.
  public static let hqKeySince = Message(zh: "启用时间", en: "Since")
  /// A column.
  public static let hqKeyPublic = Message(zh: "公钥", en: "Public key")
  /// A column.
  public static let hqKeyPrevious = Message(zh: "旧密钥", en: "Previous")
  /// A column.
  public static let hqKeyNext = Message(zh: "新密钥", en: "Next")
  /// This key signs.
  public static let hqKeySigns = Message(zh: "签名", en: "signs")
  /// This key only verifies.
  public static let hqKeyVerifies = Message(zh: "仅验证", en: "verifies")
  /// The key was changed.
  public static func hqKeyRotated(from old: String, to new: String) -> Message {
    Message(
      zh: "从现在起由 \(new) 签回执；\(old) 签过的仍然有效，它的私钥已删除。请做一次新备份。",
      en: "\(new) signs receipts from now on; those of \(old) stay good, its private half is gone. Make a backup now.")
  }
}
