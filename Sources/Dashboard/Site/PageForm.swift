import Localization

/// A form on a page. What it sends is checked where it arrives; it carries the token of the session.
struct PageForm: Sendable {
  struct Field: Sendable {
    enum Kind: Sendable {
      case hidden(String)
      case text(String)
      case number(String)
      case choice([(value: String, text: String)], selected: String)
    }

    let name: String
    let label: Message?
    let kind: Kind
    var hint: Message?
    var isRequired = false
  }

  let address: String
  /// `get` for what only shows, `post` for what changes something.
  let method: String
  let title: Message
  let fields: [Field]
  let submit: Message

  /// The form as HTML.
  func markup(in language: Language, token: String?) -> Markup {
    var inside = Markup()
    if method == "post", let token {
      inside += .element("input", [("type", "hidden"), ("name", "token"), ("value", token)])
    }
    for field in fields { inside += markup(of: field, in: language) }
    inside += .element(
      "p", [],
      .element("button", [("type", "submit"), ("class", method == "post" ? "main" : nil)], text: submit[language]))
    var body = Markup.element("h2", [], text: title[language])
    body += .element(
      "form", [("method", method), ("action", address), ("class", method == "post" ? "entry" : "filter")], inside)
    return .element("section", [("class", "card")], body)
  }

  private func markup(of field: Field, in language: Language) -> Markup {
    let id = "form-\(address.split(separator: "/").joined(separator: "-"))-\(field.name)"
    var attributes: [(String, String?)] = [
      ("id", id), ("name", field.name), ("required", field.isRequired ? "" : nil),
      ("aria-describedby", field.hint == nil ? nil : id + "-hint"),
    ]
    let input: Markup
    switch field.kind {
    case .hidden(let value):
      return .element("input", [("type", "hidden"), ("name", field.name), ("value", value)])
    case .text(let value):
      attributes += [("value", value), ("maxlength", "400"), ("autocomplete", "off")]
      input = .element("input", attributes)
    case .number(let value):
      attributes += [("value", value), ("inputmode", "numeric"), ("autocomplete", "off")]
      input = .element("input", attributes)
    case .choice(let options, let selected):
      input = .element(
        "select", attributes,
        .joined(
          options.map {
            .element("option", [("value", $0.value), ("selected", $0.value == selected ? "" : nil)], text: $0.text)
          }))
    }
    var inside = Markup.element("label", [("for", id)], text: field.label?[language] ?? field.name)
    inside += input
    if let hint = field.hint {
      inside += .element("span", [("id", id + "-hint"), ("class", "note")], text: hint[language])
    }
    return .element("p", [], inside)
  }
}
