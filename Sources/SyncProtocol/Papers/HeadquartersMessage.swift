import SnackChain

/// What HQ tells an owner: shown once.
public struct HeadquartersMessage: Hashable, Sendable, Codable {
  /// Its number; a later one is larger.
  public var number: Int64
  /// When it was sent, by HQ's clock.
  public var sentAt: Timestamp
  /// The text.
  public var text: String

  /// The longest text, in characters.
  public static let longest = 500

  /// Makes a message.
  public init(number: Int64, sentAt: Timestamp, text: String) {
    self.number = number
    self.sentAt = sentAt
    self.text = text
  }

  enum CodingKeys: String, CodingKey {
    case number, text
    case sentAt = "sent_at"
  }
}
