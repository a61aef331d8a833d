/// The languages that every text exists in. Chinese is the users' first language.
public enum Language: String, Hashable, Sendable, CaseIterable, Codable {
  /// Simplified Chinese.
  case zhHans = "zh-Hans"
  /// English.
  case en

  /// Reads a language tag as people and systems write it: `zh`, `zh-CN`, `zh_CN.UTF-8`, `en`, `en_US`.
  public init?(tag: String) {
    let lower = tag.lowercased()
    if lower.hasPrefix("zh") { self = .zhHans } else if lower.hasPrefix("en") { self = .en } else { return nil }
  }

  /// The language to speak before the command line has been parsed: `--lang` on it, then `LC_ALL`, `LC_MESSAGES` and
  /// `LANG`, then Chinese. `C` and `POSIX` say nothing about a person, so they mean Chinese too.
  public static func chosen(arguments: [String], environment: [String: String]) -> Language {
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", index + 1 < arguments.count, let language = Language(tag: arguments[index + 1]) {
        return language
      }
      if argument.hasPrefix("--lang="), let language = Language(tag: String(argument.dropFirst(7))) {
        return language
      }
    }
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = environment[name], !value.isEmpty { return Language(tag: value) ?? .zhHans }
    }
    return .zhHans
  }

  /// The language of an `Accept-Language` header: whichever of ours stands first with the highest weight.
  public static func accepted(_ header: String?) -> Language {
    guard let header else { return .zhHans }
    var best: (Language, Double)?
    for part in header.split(separator: ",").prefix(20) {
      let pieces = part.split(separator: ";")
      guard let tag = pieces.first.map({ $0.filter { !$0.isWhitespace } }), let language = Language(tag: tag)
      else { continue }
      let weight =
        pieces.dropFirst().compactMap { piece -> Double? in
          let text = piece.filter { !$0.isWhitespace }
          return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
        }.first ?? 1
      if weight > (best?.1 ?? 0) { best = (language, weight) }
    }
    return best?.0 ?? .zhHans
  }
}
