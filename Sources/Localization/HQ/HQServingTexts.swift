// What serving says: its options, and what can be wrong with them.
extension Message {
  /// `--tls-certificate`
  public static let hqOptionTLSCertificate = Message(
    zh: "TLS 证书文件（PEM，含中间证书）。收到 SIGHUP 时重新读取。",
    en: "The TLS certificate in PEM, with the authorities between. Read anew on SIGHUP.")
  /// `--tls-key`
  public static let hqOptionTLSKey = Message(
    zh: "证书的私钥文件（PEM），不得对所有人可读。", en: "The certificate's private key in PEM; not readable for everybody.")
  /// `--behind-proxy`
  public static let hqOptionBehindProxy = Message(
    zh: "反向代理的地址，用逗号隔开：只相信它们的 X-Forwarded-For 和 X-Forwarded-Proto。",
    en: "Addresses of reverse proxies, separated by commas: only their X-Forwarded-For and -Proto are believed.")
  /// `--rate-per-address`
  public static let hqOptionRatePerAddress = Message(
    zh: "每个地址每秒最多多少请求（默认 50，可短时 10 倍；0 表示不限）。",
    en: "Requests a second from one address (50, ten times that at once; 0: no limit).")
  /// `--rate-per-device`
  public static let hqOptionRatePerDevice = Message(
    zh: "每台设备每秒最多多少请求（默认 2，可短时 60 倍；0 表示不限）。",
    en: "Requests a second from one device (2, sixty times that at once; 0: no limit).")
  /// `--max-connections`
  public static let hqOptionMaxConnections = Message(
    zh: "同时最多多少连接（默认 4096）。", en: "The most connections at once (4096).")
  /// `--metrics-port`
  public static let hqOptionMetricsPort = Message(
    zh: "在 127.0.0.1 的这个端口上提供 /metrics、/readyz。不写时只有本机能从主端口读。",
    en: "Serve /metrics and /readyz on this port of 127.0.0.1. Without it this machine reads them on the main port.")
  /// `--log-format`
  public static let hqOptionLogFormat = Message(zh: "日志格式：text 或 json。", en: "How the log is written: text or json.")
  /// `--log-level`
  public static let hqOptionLogLevel = Message(
    zh: "日志级别：trace、debug、info、notice、warning、error、critical。",
    en: "What is logged: trace, debug, info, notice, warning, error, critical.")
  /// `--config`
  public static let hqOptionConfig = Message(
    zh: "JSON 设置文件（也可用环境变量 TONGBIAO_CONFIG）。命令行优先于环境变量，环境变量优先于文件。",
    en: "A JSON file of settings (or TONGBIAO_CONFIG). Flags come before the environment, that before the file.")
  /// `--print-unit`
  public static let hqOptionPrintUnit = Message(
    zh: "打印 systemd 单元文件。", en: "Print a unit file for systemd.")

  /// A settings file that cannot be read.
  public static func hqConfigUnreadable(_ path: String, reason: String) -> Message {
    Message(zh: "设置文件 \(path) 读不了：\(reason)", en: "The settings file \(path) cannot be read: \(reason)")
  }
  /// A settings file that is something else.
  public static func hqConfigNotJSON(_ path: String) -> Message {
    Message(zh: "设置文件 \(path) 不是一个 JSON 对象。", en: "The settings file \(path) is no object of JSON.")
  }
  /// A name that is no setting's.
  public static func hqConfigUnknown(_ name: String, in path: String) -> Message {
    Message(
      zh: "设置文件 \(path) 里的 \(name.visible) 不是任何一项设置。",
      en: "The settings file \(path) has \(name.visible), which is no setting.")
  }
  /// Which names there are.
  public static func hqConfigNames(_ names: [String]) -> Message {
    Message(zh: "可以用的名字：\(names.joined(separator: "、"))。", en: "There are \(names.joined(separator: ", ")).")
  }
  /// A setting that cannot be used.
  public static func hqConfigValue(_ name: String, text: String) -> Message {
    Message(zh: "设置 \(name) 的值 \(text) 不能用。", en: "The setting \(name) cannot be \(text).")
  }
  /// Only one of certificate and key.
  public static let hqTLSIncomplete = Message(
    zh: "TLS 需要同时给出证书和私钥。", en: "TLS needs both a certificate and its key.")
  /// Plain HTTP to the world.
  public static func hqPlainHTTP(_ host: String) -> Message {
    Message(
      zh: "不在 \(host) 上用明文 HTTP：路上任何人都能看到数字。",
      en: "Plain HTTP is not served on \(host): anybody on the way could read the figures.")
  }
  /// What to do about it.
  public static let hqPlainHTTPAdvice = Message(
    zh: "请加 --tls-certificate 和 --tls-key；如前面有反向代理，用 --behind-proxy 写出它的地址。",
    en: "Add --tls-certificate and --tls-key, or name the reverse proxy before it by --behind-proxy.")
  /// No certificate in the file.
  public static func hqCertificateUnreadable(_ path: String) -> Message {
    Message(zh: "\(path) 里没有可用的证书。", en: "There is no usable certificate in \(path).")
  }
  /// No key in the file.
  public static func hqCertificateKeyUnreadable(_ path: String) -> Message {
    Message(zh: "\(path) 里没有可用的私钥。", en: "There is no usable private key in \(path).")
  }
  /// The two do not belong together.
  public static let hqCertificateMismatch = Message(
    zh: "证书和私钥不是一对。", en: "The certificate and the key do not belong together.")
  /// Everybody can read the key.
  public static func hqCertificateKeyPublic(_ path: String) -> Message {
    Message(
      zh: "私钥 \(path) 对本机所有人可读；请先 chmod 600。",
      en: "Everybody on this machine can read the key \(path): chmod 600 first.")
  }
  /// Its time is over.
  public static func hqCertificateExpired(_ path: String) -> Message {
    Message(zh: "证书 \(path) 已过期。", en: "The certificate \(path) has expired.")
  }
  /// Where a setting came from.
  public static let hqFromFlag = Message(zh: "命令行", en: "flag")
  /// Where a setting came from.
  public static func hqFromEnvironment(_ name: String) -> Message {
    Message(zh: "环境变量 \(name)", en: "environment \(name)")
  }
  /// Where a setting came from.
  public static func hqFromFile(_ path: String) -> Message { Message(zh: "文件 \(path)", en: "file \(path)") }
  /// Where a setting came from.
  public static let hqFromDefault = Message(zh: "默认", en: "default")
}
