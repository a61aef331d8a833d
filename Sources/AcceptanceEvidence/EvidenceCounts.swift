import Localization
import SnackChain

/// The counts of a year's evidence. Whoever holds the tables can count them again.
public struct EvidenceCounts: Hashable, Sendable, Codable {
  /// Rows of the table of certificates.
  public var acceptances: Int
  /// Those granted after an inspection.
  public var granted: Int
  /// Those carried over from the register kept on paper.
  public var carriedOver: Int
  /// Those renewed.
  public var renewed: Int
  /// Those that were the store's first.
  public var firstTime: Int
  /// Stores that ever held a certificate until the end of the year before.
  public var certifiedEverBefore: Int
  /// Stores that ever held a certificate until the end of the year.
  public var certifiedEver: Int
  /// Stores that had not closed and held a valid certificate at the end of the year.
  public var validAtYearEnd: Int
  /// Certificates whose inspection is in the ledger.
  public var withInspection: Int
  /// Rows of the table of photographs.
  public var photographs: Int

  enum CodingKeys: String, CodingKey {
    case acceptances, granted, renewed, photographs
    case carriedOver = "carried_over"
    case firstTime = "first_time"
    case certifiedEverBefore = "certified_ever_before"
    case certifiedEver = "certified_ever"
    case validAtYearEnd = "valid_at_year_end"
    case withInspection = "with_inspection"
  }

  /// What each count means, in the order in which they are shown.
  public struct Definition: Sendable {
    /// Its name in the manifest.
    public let key: String
    /// What it means.
    public let text: Message
    /// The count.
    public let value: @Sendable (EvidenceCounts) -> Int
  }

  /// All counts.
  public static let definitions: [Definition] = [
    Definition(
      key: "acceptances", text: Message(zh: "当年生效的证书（行数）", en: "certificates that took effect in the year (rows)")
    ) { $0.acceptances },
    Definition(key: "granted", text: Message(zh: "其中：验收后授牌", en: "of them: granted after an inspection")) {
      $0.granted
    },
    Definition(
      key: "carried_over", text: Message(zh: "其中：纸质台账转入", en: "of them: carried over from the paper register")
    ) { $0.carriedOver },
    Definition(key: "renewed", text: Message(zh: "其中：续期", en: "of them: renewed")) { $0.renewed },
    Definition(key: "first_time", text: Message(zh: "首次统标的门店", en: "stores certified for the first time")) {
      $0.firstTime
    },
    Definition(
      key: "certified_ever_before",
      text: Message(zh: "到上年末累计统标", en: "stores ever certified until the end of the year before")
    ) { $0.certifiedEverBefore },
    Definition(
      key: "certified_ever",
      text: Message(
        zh: "到年末累计统标（＝上年末＋首次）", en: "stores ever certified until the end of the year (before + first time)")
    ) { $0.certifiedEver },
    Definition(
      key: "valid_at_year_end",
      text: Message(zh: "年末有效（未歇业、未暂停、未到期）", en: "valid at the end of the year (open, not suspended, not ended)")
    ) { $0.validAtYearEnd },
    Definition(
      key: "with_inspection", text: Message(zh: "有检查记录的证书", en: "certificates whose inspection is recorded")
    ) { $0.withInspection },
    Definition(key: "photographs", text: Message(zh: "照片（行数）", en: "photographs (rows)")) { $0.photographs },
  ]
}
