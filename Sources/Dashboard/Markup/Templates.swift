import Mustache

/// The templates of all pages, parsed once at the start.
struct Templates: Sendable {
  private let library: MustacheLibrary

  /// A template by the name of its file.
  enum Name: String, CaseIterable {
    case layout, facts, sheet, chart, notes, steps, problem, tiles, live
    case signIn = "sign-in"
  }

  /// Parses what the program was built with.
  ///
  /// - Throws: the parser's error: then the program was built wrong.
  init() throws {
    var templates: [String: MustacheTemplate] = [:]
    for name in Name.allCases {
      let text = try EmbeddedFile.named("\(name.rawValue).mustache").text
      templates[name.rawValue] = try MustacheTemplate(string: text)
    }
    library = MustacheLibrary(templates: templates)
  }

  /// Renders a template. A triple mustache may only name a `Markup`'s HTML.
  func render(_ name: Name, _ model: [String: Any]) -> Markup {
    Markup(trusted: library.render(model, withTemplate: name.rawValue) ?? "")
  }
}
