import SnackChain

// The page of one store.
extension Message {
  /// The store's figures month by month.
  public static let webHistory = Message(zh: "历月营业额", en: "Turnover month by month")
  /// The store itself, beside its peers.
  public static let webThisStore = Message(zh: "本店", en: "This store")
  /// Stores of the same kind.
  public static let webPeers = Message(zh: "同类门店中位数", en: "Median of peers")
  /// How many they are.
  public static func webPeersNote(_ stores: Int) -> Message {
    Message(
      zh: "同市或同省 \(Message.count(stores).zh) 家同类型门店",
      en: "\(Message.count(stores).en) stores of its kind in its city or province")
  }
  /// Since when a store is certified.
  public static func webCertifiedSince(_ day: CalendarDay) -> Message {
    Message(zh: "\(Message.day(day).zh)首次统标", en: "first certified \(Message.day(day).en)")
  }
  /// All revisions of all months.
  public static let webRevisions = Message(zh: "全部上报与更正", en: "All reports and corrections")
  /// A receipt's check code.
  public static let webReceipt = Message(zh: "回执校验码", en: "Receipt check code")
  /// A figure that HQ imported.
  public static let webImported = Message(zh: "总部导入", en: "Imported by HQ")
  /// Dated facts.
  public static let webFacts = Message(zh: "名册记录", en: "Register")
  /// A column: the fact.
  public static let webFact = Message(zh: "事项", en: "Fact")
  /// A column: its value.
  public static let webValue = Message(zh: "内容", en: "Value")
  /// A column: since when it holds.
  public static let webValidFrom = Message(zh: "从哪天起", en: "Valid from")
  /// A column: when it was recorded.
  public static let webRecordedAt = Message(zh: "记入版本", en: "In version")
  /// The devices of a store.
  public static let webDevices = Message(zh: "设备", en: "Devices")
  /// No device.
  public static let webNoDevices = Message(zh: "还没有设备加入。", en: "No device has joined yet.")
  /// A column: when a device joined.
  public static let webJoined = Message(zh: "加入", en: "Joined")
  /// A column: when a device was last heard of.
  public static let webLastSeen = Message(zh: "最近联系", en: "Last heard of")

  /// The name of a province, municipality or region in both languages, or `nil` where the code is none.
  public static func province(_ code: RegionCode) -> Message? { provinces[code.number / 10_000] }

  private static let provinces: [Int32: Message] = [
    11: Message(zh: "北京", en: "Beijing"), 12: Message(zh: "天津", en: "Tianjin"), 13: Message(zh: "河北", en: "Hebei"),
    14: Message(zh: "山西", en: "Shanxi"), 15: Message(zh: "内蒙古", en: "Inner Mongolia"),
    21: Message(zh: "辽宁", en: "Liaoning"), 22: Message(zh: "吉林", en: "Jilin"),
    23: Message(zh: "黑龙江", en: "Heilongjiang"), 31: Message(zh: "上海", en: "Shanghai"),
    32: Message(zh: "江苏", en: "Jiangsu"), 33: Message(zh: "浙江", en: "Zhejiang"), 34: Message(zh: "安徽", en: "Anhui"),
    35: Message(zh: "福建", en: "Fujian"), 36: Message(zh: "江西", en: "Jiangxi"), 37: Message(zh: "山东", en: "Shandong"),
    41: Message(zh: "河南", en: "Henan"), 42: Message(zh: "湖北", en: "Hubei"), 43: Message(zh: "湖南", en: "Hunan"),
    44: Message(zh: "广东", en: "Guangdong"), 45: Message(zh: "广西", en: "Guangxi"), 46: Message(zh: "海南", en: "Hainan"),
    50: Message(zh: "重庆", en: "Chongqing"), 51: Message(zh: "四川", en: "Sichuan"), 52: Message(zh: "贵州", en: "Guizhou"),
    53: Message(zh: "云南", en: "Yunnan"), 54: Message(zh: "西藏", en: "Tibet"), 61: Message(zh: "陕西", en: "Shaanxi"),
    62: Message(zh: "甘肃", en: "Gansu"), 63: Message(zh: "青海", en: "Qinghai"), 64: Message(zh: "宁夏", en: "Ningxia"),
    65: Message(zh: "新疆", en: "Xinjiang"), 71: Message(zh: "台湾", en: "Taiwan"), 81: Message(zh: "香港", en: "Hong Kong"),
    82: Message(zh: "澳门", en: "Macau"),
  ]

  /// The two letters of a province (ISO 3166-2:CN), where a map has no room for its English name.
  public static func provinceLetters(_ code: RegionCode) -> String? { letters[code.number / 10_000] }

  private static let letters: [Int32: String] = [
    11: "BJ", 12: "TJ", 13: "HE", 14: "SX", 15: "NM", 21: "LN", 22: "JL", 23: "HL", 31: "SH", 32: "JS", 33: "ZJ",
    34: "AH", 35: "FJ", 36: "JX", 37: "SD", 41: "HA", 42: "HB", 43: "HN", 44: "GD", 45: "GX", 46: "HI", 50: "CQ",
    51: "SC", 52: "GZ", 53: "YN", 54: "XZ", 61: "SN", 62: "GS", 63: "QH", 64: "NX", 65: "XJ", 71: "TW", 81: "HK",
    82: "MO",
  ]
}
