/// HTML that is safe to put into a page: text gets into it only escaped.
struct Markup: Sendable, Hashable {
  /// The HTML.
  private(set) var html: String

  /// Nothing.
  init() { html = "" }

  /// Escapes a text. What came from outside has its control characters and direction overrides made visible before.
  init(text: some StringProtocol) { html = Self.escaped(text) }

  /// Takes HTML that was written by us.
  init(trusted html: String) { self.html = html }

  /// An element with attributes and content. Attribute values are escaped; `nil` leaves an attribute out, an empty one
  /// is written as a bare name.
  static func element(
    _ name: String, _ attributes: [(String, String?)] = [], _ content: Markup = Markup()
  ) -> Markup {
    var html = "<" + name
    for (attribute, value) in attributes {
      guard let value else { continue }
      html += " " + attribute
      if !value.isEmpty { html += "=\"" + escaped(value) + "\"" }
    }
    html += ">"
    if !voidElements.contains(name) { html += content.html + "</" + name + ">" }
    return Markup(trusted: html)
  }

  /// A text in which days and months are not broken at the end of a line.
  init(textWithDays text: some StringProtocol) { html = Self.escaped(text).withWholeDays }

  /// An element around a text.
  static func element(_ name: String, _ attributes: [(String, String?)] = [], text: String) -> Markup {
    element(name, attributes, Markup(text: text))
  }

  static func += (left: inout Markup, right: Markup) { left.html += right.html }

  /// One after the other.
  static func joined(_ parts: some Sequence<Markup>) -> Markup {
    var all = Markup()
    for part in parts { all += part }
    return all
  }

  private static let voidElements: Set<String> = ["input", "meta", "link", "br", "hr", "img"]

  private static func escaped(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(where: { $0 == 38 || $0 == 60 || $0 == 62 || $0 == 34 || $0 == 39 }) else {
      return String(text)
    }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): out += "&amp;".utf8
      case UInt8(ascii: "<"): out += "&lt;".utf8
      case UInt8(ascii: ">"): out += "&gt;".utf8
      case UInt8(ascii: "\""): out += "&quot;".utf8
      case UInt8(ascii: "'"): out += "&#39;".utf8
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension String {
  /// HTML in which days, months and moments are kept on one line.
  var withWholeDays: String {
    replacing(/[0-9]{4}(-[0-9]{2}(-[0-9]{2}( [0-9]{2}:[0-9]{2})?)?|年[0-9]{1,2}(至[0-9]{1,2})?月)/) {
      "<span class=\"whole\">\($0.output.0)</span>"
    }
  }
}
