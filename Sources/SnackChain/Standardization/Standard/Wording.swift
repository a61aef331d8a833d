/// A text of the standard itself in both languages: data that headquarters edits, not a text of the program.
public struct Wording: Hashable, Sendable, Codable {
  /// Simplified Chinese.
  public let zh: String
  /// English.
  public let en: String

  /// Makes a text of its languages.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }
}
