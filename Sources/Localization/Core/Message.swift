/// One text that a person sees, in every language that we have.
///
/// A message is made with all its languages side by side, so that none can be missing; what varies is interpolated, so
/// that no placeholder can be forgotten.
public struct Message: Hashable, Sendable {
  /// Simplified Chinese.
  public let zh: String
  /// English.
  public let en: String

  /// Makes a text of its languages.
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The same in every language: names, codes, figures.
  public init(verbatim text: String) {
    zh = text
    en = text
  }

  /// The text in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .zhHans: zh
    case .en: en
    }
  }

  /// Both one after the other.
  public static func + (left: Message, right: Message) -> Message {
    Message(zh: left.zh + right.zh, en: left.en + right.en)
  }

  /// The texts joined, in each language by its own separator.
  public static func joined(_ messages: [Message], zh: String, en: String) -> Message {
    Message(zh: messages.map(\.zh).joined(separator: zh), en: messages.map(\.en).joined(separator: en))
  }
}
