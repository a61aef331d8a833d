import ChainStatistics
import Localization
import PanelFeed
import SnackChain

/// A page as HTML.
struct PageMarkup {
  let visit: Visit
  let content: PageContent

  private var language: Language { visit.language }

  /// The whole document.
  ///
  /// - Throws: `PageProblem` of a table's parameters.
  func rendered() throws(PageProblem) -> Markup { document(around: try body()) }

  /// What the page shows, one part after the other.
  ///
  /// - Throws: `PageProblem` of a table's parameters.
  func body() throws(PageProblem) -> Markup {
    var body = Markup()
    for part in content.parts { body += try markup(of: part) }
    return body
  }

  /// The whole document around a body that was made before.
  func document(around body: Markup) -> Markup {
    var model = Self.frame(
      title: content.title, language: language, here: visit.here, path: visit.path, section: content.section,
      visitor: visit.visitor, address: { visit.address($0) })
    model["body"] = body.html
    model["lead"] = content.lead.map { $0[language] }
    model["crumbs"] = content.crumbs.map {
      ["text": $0.text[language], "address": $0.address] as [String: Any]
    }
    model["hasCrumbs"] = !content.crumbs.isEmpty
    if let from = content.source { model["source"] = source(from) }
    if let month = content.month, let reported = content.source?.reported { model["months"] = months(month, reported) }
    return visit.site.templates.render(.layout, model)
  }

  /// What every page has around it.
  static func frame(
    title: Message, language: Language, here: ([(String, String?)]) -> String, path: String, section: Section?,
    visitor: Visitor?, address: (String) -> String
  ) -> [String: Any] {
    let other: Language = language == .zhHans ? .en : .zhHans
    var model: [String: Any] = [
      "lang": language.rawValue, "title": title[language], "brand": Message.webBrand[language],
      "skip": Message.webSkip[language], "navigation": Message.webNavigation[language],
      "switch": [
        "address": here([("lang", other.rawValue)]), "text": other == .en ? "English" : "中文", "lang": other.rawValue,
      ] as [String: Any],
      "sections": visitor == nil
        ? []
        : Section.allCases.map { each in
          [
            "address": address(each.path), "text": each.title[language], "current": each == section,
          ] as [String: Any]
        },
    ]
    if let visitor {
      model["visitor"] = visitor.name
      if let token = visitor.formToken {
        model["signOut"] = ["token": token, "text": Message.webSignOut[language]] as [String: Any]
      }
    }
    return model
  }

  private func source(_ from: PageSource) -> [String: Any] {
    var model: [String: Any] = [
      "version": Message.hqDataVersion(from.dataVersion)[language], "number": String(from.dataVersion),
      "frozen": visit.asOf != nil,
    ]
    if visit.asOf != nil {
      model["note"] = Message.webFrozen[language]
      model["now"] = ["address": visit.here([("as-of", nil)]), "text": Message.webShowNow[language]] as [String: Any]
    } else {
      model["freeze"] =
        [
          "address": visit.here([("as-of", String(from.dataVersion))]), "text": Message.webFreeze[language],
        ] as [String: Any]
    }
    if from.isSynthetic { model["synthetic"] = Message.hqSynthetic[language] }
    if from.headsOutside > 0 { model["outside"] = Message.hqHeadsOutside(from.headsOutside)[language] }
    return model
  }

  private func months(_ month: YearMonth, _ reported: ClosedRange<YearMonth>) -> [String: Any] {
    func link(_ month: YearMonth, _ text: Message) -> Any {
      reported.contains(month)
        ? ["address": visit.here([("month", month.description)]), "text": text[language]] as [String: Any] : false
    }
    let kept = visit.query.pairs.filter { !["month", "lang"].contains($0.name) && !$0.value.isEmpty }
    return [
      "name": Message.month(month)[language], "label": Message.webMonth[language], "path": visit.path,
      "show": Message.webShow[language],
      "previous": link(month.previous, .webPreviousMonth), "next": link(month.next, .webNextMonth),
      "options": reported.reversed().map { each in
        [
          "value": each.description, "text": Message.month(each)[language], "selected": each == month,
        ] as [String: Any]
      },
      "kept": kept.map { ["name": $0.name, "value": $0.value] as [String: Any] },
    ]
  }

  private func markup(of part: PageContent.Part) throws(PageProblem) -> Markup {
    let version = content.source?.dataVersion
    switch part {
    case .heading(let text): return .element("h2", [], text: text[language])
    case .facts(let facts): return visit.site.templates.render(.facts, ["facts": facts.map(model)])
    case .sheet(let sheet): return try SheetMarkup(visit: visit, sheet: sheet, dataVersion: version).rendered()
    case .chart(let chart):
      let table = try SheetMarkup(visit: visit, sheet: chart.sheet, dataVersion: version).rendered()
      return visit.site.templates.render(
        .chart,
        [
          "title": chart.title[language], "id": "chart-\(chart.sheet.id)", "svg": chart.drawing(in: language).html,
          "legend": chart.legend(in: language), "table": table.html,
        ])
    case .tiles(let map): return visit.site.templates.render(.tiles, map.model(in: language))
    case .notes(let notes):
      return visit.site.templates.render(.notes, ["notes": lines(notes), "class": "notes"])
    case .warning(let notes):
      return visit.site.templates.render(.notes, ["notes": lines(notes), "class": "notes warning"])
    case .steps(let steps): return visit.site.templates.render(.steps, ["steps": steps.map(model)])
    case .form(let form): return form.markup(in: language, token: visit.visitor.formToken)
    case .done(let text):
      let lines = text[language].split(separator: "\n").map { Markup.element("p", [], text: String($0)) }
      return .element("div", [("class", "done"), ("role", "status")], .joined(lines))
    case .text(let text):
      return .element("pre", [("class", "card"), ("tabindex", "0")], text: text)
    case .live(let sheet):
      let table = try SheetMarkup(visit: visit, sheet: sheet, dataVersion: version).rendered()
      return visit.site.templates.render(
        .live, ["table": table.html, "isLive": visit.asOf == nil, "note": Message.webLiveNote[language]])
    }
  }

  /// A figure of more characters is written smaller: it must not be broken.
  private static let longFact = 12

  private func model(_ fact: PageContent.Fact) -> [String: Any] {
    var model: [String: Any] = [
      "name": fact.name[language], "value": fact.value[language].replacing("CNY ", with: "CNY\u{A0}"),
      "warning": fact.isWarning,
      "long": fact.value[language].count > Self.longFact && fact.value[language].contains(where: \.isNumber),
    ]
    if let note = fact.note { model["note"] = Markup(textWithDays: note[language]).html }
    if let id = fact.id { model["id"] = id }
    if let address = fact.address { model["link"] = ["address": address] as [String: Any] }
    if let why = fact.why {
      model["why"] = ["address": why, "text": Message.webWhy[language], "name": fact.name[language]] as [String: Any]
    }
    return model
  }

  /// Texts that are set in by blanks where they stand on a terminal.
  private func lines(_ texts: [Message]) -> [String] {
    texts.map { text in
      String(text[language].drop(while: \.isWhitespace))
        .replacing("p = ", with: "p\u{A0}=\u{A0}").replacing("p < ", with: "p\u{A0}<\u{A0}")
    }
  }

  private func model(_ step: PageContent.Step) -> [String: Any] {
    var model: [String: Any] = [
      "title": step.title[language], "texts": lines(step.texts), "verdict": step.isVerdict,
    ]
    if let figure = step.figure { model["figure"] = figure[language] }
    return model
  }
}
