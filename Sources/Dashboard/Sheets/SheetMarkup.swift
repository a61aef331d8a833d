import Localization

/// A table as HTML: caption, form, head with links that sort, rows, pages, files.
struct SheetMarkup {
  let visit: Visit
  let sheet: Sheet
  let dataVersion: Int64?

  /// Renders it.
  ///
  /// - Throws: `PageProblem` of parameters that cannot be.
  func rendered() throws(PageProblem) -> Markup {
    let language = visit.language
    let request = try SheetRequest(visit.query, for: sheet)
    let selection = SheetSelection(sheet, request)
    let shown = try selection.shown { visit.here([(sheet.parameter("page"), String($0))]) }
    let anchor = "table-\(sheet.id)"
    func link(page: Int) -> String { visit.here([(sheet.parameter("page"), String(page))]) + "#" + anchor }
    var model: [String: Any] = [
      "anchor": anchor, "title": sheet.title[language], "head": head(request).html, "rows": rows(shown).html,
      "wide": sheet.columns.count > Self.columnsUpright, "folded": sheet.isFolded, "open": isAsked,
      "form": form(request).html, "hasForm": hasForm,
      "count": Message.webRows(selection.count)[language], "empty": selection.count == 0,
      "emptiness": sheet.emptiness[language],
    ]
    if selection.pages > 1 {
      model["pages"] =
        [
          "label": Message.webPages(request.page, of: selection.pages, table: sheet.title)[language],
          "text": Message.webPage(request.page, of: selection.pages)[language],
          "previous": request.page > 1
            ? ["address": link(page: request.page - 1), "text": Message.webPrevious[language]] as [String: Any] : false,
          "next": request.page < selection.pages
            ? ["address": link(page: request.page + 1), "text": Message.webNext[language]] as [String: Any] : false,
        ] as [String: Any]
    }
    if sheet.isExported {
      model["files"] =
        [
          "label": Message.webFilesOf(sheet.title)[language],
          "links": PageFormat.allCases.filter { $0 != .html }.map { format in
            [
              "address": file(format), "text": format.rawValue.uppercased(),
              "label": Message.webFileOf(sheet.title, format.rawValue.uppercased())[language],
            ] as [String: Any]
          },
        ] as [String: Any]
    }
    if let definition = sheet.definition { model["definition"] = Message.hqDefinition(definition)[language] }
    if let dataVersion { model["version"] = Message.hqDataVersion(dataVersion)[language] }
    return visit.site.templates.render(.sheet, model)
  }

  /// Whether the address says something about this table, so that it is not to be folded up.
  private var isAsked: Bool {
    visit.query.pairs.contains { pair in
      ["sort", "order", "page", "per", "q"].contains { pair.name == sheet.parameter($0) }
    }
  }

  /// The address of the table as a file: the same view with another suffix, without pages.
  private func file(_ format: PageFormat) -> String {
    var query = visit.query.without { $0 == "page" || $0.hasSuffix(".page") || $0 == "lang" }
    query = query.with("table", sheet.id == "main" ? nil : sheet.id)
    return query.address((visit.path == "/" ? "/overview" : visit.path) + "." + format.rawValue)
  }

  private func head(_ request: SheetRequest) -> Markup {
    .joined(
      sheet.columns.enumerated().map { place, column in
        let isSorted = request.sort == column.key
        let state = isSorted ? (request.descending ? "descending" : "ascending") : nil
        let alignment = isNumeric(place) ? "number" : nil
        guard column.isSortable else {
          return .element("th", [("scope", "col"), ("class", alignment)], text: column.title[visit.language])
        }
        let order: SheetOrder = isSorted && !request.descending ? .descending : .ascending
        let address = visit.here([
          (sheet.parameter("sort"), column.key), (sheet.parameter("order"), order.rawValue),
          (sheet.parameter("page"), nil),
        ])
        var inner = Markup.element(
          "a", [("href", address + "#table-\(sheet.id)"), ("class", "sort")],
          text: column.title[visit.language])
        if isSorted {
          inner += .element(
            "span", [("class", "arrow"), ("aria-hidden", "true")], text: request.descending ? "▼" : "▲")
        }
        return .element("th", [("scope", "col"), ("class", alignment), ("aria-sort", state)], inner)
      })
  }

  private func isNumeric(_ place: Int) -> Bool {
    switch sheet.rows {
    case .all(let rows): rows.first { $0[place].value != .none }?[place].isNumber ?? false
    case .chosen(let count, let make): count > 0 && (make(0..<1).first?[place].isNumber ?? false)
    }
  }

  /// Columns that a sheet of paper has room for when it stands upright.
  private static let columnsUpright = 6
  /// Texts of more characters than this are broken into lines.
  private static let long = 28

  private func rows(_ rows: [[PageCell]]) -> Markup {
    var html = ""
    let isNumber = sheet.columns.indices.map(isNumeric)
    for row in rows {
      html += "<tr>"
      for (place, cell) in row.enumerated() {
        let shown = Markup(text: cell.shown(in: visit.language)).html
        var inner = shown
        if case .digest(let digest) = cell.value {
          inner = "<span title=\"\(Markup(text: digest).html)\">\(shown)</span>"
        }
        if case .moment = cell.value { inner = inner.withWholeDays }
        if let exact = cell.exact, cell.isNumber { inner = "<data value=\"\(exact)\">\(shown)</data>" }
        if let address = cell.address { inner = "<a href=\"\(Markup(text: address).html)\">\(inner)</a>" }
        if place == 0 {
          html += (cell.isNumber ? "<th scope=\"row\" class=\"number\">" : "<th scope=\"row\">") + inner + "</th>"
        } else if cell.isNumber || cell.value == .none && isNumber[place] {
          html += cell.isNegative ? "<td class=\"number fell\">" : "<td class=\"number\">"
          html += inner + "</td>"
        } else {
          let isLong = shown.utf8.count > Self.long && shown.count > Self.long
          html += (isLong ? "<td class=\"long\">" + inner.withWholeDays : "<td>" + inner) + "</td>"
        }
      }
      html += "</tr>\n"
    }
    return Markup(trusted: html)
  }

  private var hasForm: Bool { sheet.isSearchable || !sheet.filters.isEmpty }

  /// The form that narrows the table. Whatever else the address says goes with it, hidden.
  private func form(_ request: SheetRequest) -> Markup {
    guard hasForm else { return Markup() }
    let own = Set(sheet.filters.map(\.name) + [sheet.parameter("q"), sheet.parameter("page"), "lang"])
    var fields = Markup.joined(
      visit.query.pairs.filter { !own.contains($0.name) && !$0.value.isEmpty }.map {
        .element("input", [("type", "hidden"), ("name", $0.name), ("value", $0.value)])
      })
    if sheet.isSearchable {
      let name = sheet.parameter("q")
      fields += label(
        .webSearch, for: name,
        .element(
          "input",
          [
            ("type", "search"), ("name", name), ("id", "field-\(name)"), ("value", request.text ?? ""),
            ("maxlength", "60"), ("autocomplete", "off"),
          ]))
    }
    for filter in sheet.filters {
      let current = visit.query[filter.name] ?? filter.preset ?? ""
      var options = Markup()
      if filter.preset == nil {
        options += .element("option", [("value", "")], text: Message.webAny[visit.language])
      }
      for option in filter.options {
        options += .element(
          "option", [("value", option.value), ("selected", option.value == current ? "" : nil)], text: option.text)
      }
      fields += label(
        filter.title, for: filter.name,
        .element("select", [("name", filter.name), ("id", "field-\(filter.name)")], options))
    }
    fields += .element("button", [("type", "submit")], text: Message.webShow[visit.language])
    var form = Markup.element(
      "form", [("method", "get"), ("action", visit.path + "#table-\(sheet.id)"), ("class", "filter")], fields)
    if let choice = choice(request) { form += .element("p", [("class", "printed")], text: choice) }
    return form
  }

  /// What the form says, for paper, where there are no forms.
  private func choice(_ request: SheetRequest) -> String? {
    var parts: [Message] = []
    if let text = request.text, !text.isEmpty {
      parts.append(.webMeaning(of: .webSearch, Message(verbatim: text.visible)))
    }
    for filter in sheet.filters {
      let current = visit.query[filter.name] ?? filter.preset
      guard let option = filter.options.first(where: { $0.value == current }) else { continue }
      parts.append(.webMeaning(of: filter.title, Message(verbatim: option.text)))
    }
    return parts.isEmpty ? nil : Message.joined(parts, zh: "；", en: "; ")[visit.language]
  }

  private func label(_ title: Message, for name: String, _ field: Markup) -> Markup {
    var parts = Markup.element("label", [("for", "field-\(name)")], text: title[visit.language])
    parts += field
    return .element("p", [], parts)
  }
}
