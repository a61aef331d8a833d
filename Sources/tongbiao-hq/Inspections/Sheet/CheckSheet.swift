import CentralLedger
import Localization
import QRCode
import SnackChain

/// A checklist to print and tick: A4, the QR code at the top, one row an item, signatures at the end.
struct CheckSheet {
  let programme: StoreProgramme
  let standard: StandardVersion
  let purpose: InspectionPurpose
  let day: CalendarDay
  let code: SheetCode
  let regions: RegionTable

  private var store: Store { programme.store }

  private var tier: Tier {
    programme.history.state(on: day).tier ?? store.tiers.value(on: day) ?? .convenience
  }

  /// The page. Everything in it is here: no style sheet, picture or script from elsewhere.
  func html(in language: Language) throws -> String {
    let title = Message(
      zh: "\(Message.inspectionPurpose(purpose).zh)检查表 \(store.code)",
      en: "Checklist for \(Message.inspectionPurpose(purpose).en), \(store.code)")[language]
    let qr = try QRCode(code.text).svg(title: code.text)
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(Self.escaped(title))</title>
      <style>\(Self.style)</style></head><body>
      <header><div class="code">\(qr)<p>\(Self.escaped(code.checkCode))</p></div>
      <h1>\(Self.escaped(title))</h1><dl>\(facts(in: language))</dl></header>
      <p class="how">\(Self.escaped(Message.hqSheetHow[language]))</p>
      <table><thead><tr>\(headings(in: language))</tr></thead><tbody>\(rows(in: language))</tbody></table>
      <footer>\(signatures(in: language))</footer>
      </body></html>

      """
  }

  private func facts(in language: Language) -> String {
    let region = store.regions.value(on: day) ?? store.regions.latest
    let facts: [(Message, String)] = [
      (Message(zh: "店名", en: "Name"), store.names.value(on: day) ?? store.names.latest ?? ""),
      (Message(zh: "地区", en: "Region"), region.map(regions.fullName) ?? ""),
      (Message(zh: "档次", en: "Tier"), Message.tier(tier)[language]),
      (Message(zh: "状态", en: "Stage"), Message.programmeStage(programme.history.state(on: day).stage)[language]),
      (Message(zh: "标准版本", en: "Standard"), standard.version), (Message(zh: "检查日", en: "Day"), "__________"),
    ]
    return facts.map { "<dt>\(Self.escaped($0.0[language]))</dt><dd>\(Self.escaped($0.1))</dd>" }.joined()
  }

  private func headings(in language: Language) -> String {
    [
      Message(zh: "项目", en: "Item"), Message(zh: "要求", en: "Asked"), Message(zh: "分", en: "Points"),
      Message(zh: "不合格", en: "Not met"), Message(zh: "不适用", en: "N/A"), Message(zh: "说明", en: "Note"),
    ].map { "<th scope=\"col\">\(Self.escaped($0[language]))</th>" }.joined()
  }

  private func rows(in language: Language) -> String {
    standard.checklist(for: tier).map { item in
      let question = language == .zhHans ? item.question.zh : item.question.en
      let mark = item.isCritical ? " <b>" + Self.escaped(Message(zh: "关键", en: "critical")[language]) + "</b>" : ""
      return "<tr><td>\(Self.escaped(item.id))</td><td>\(Self.escaped(question))\(mark)</td><td>\(item.weight)</td>"
        + "<td class=\"box\">☐</td><td class=\"box\">☐</td><td></td></tr>"
    }.joined(separator: "\n")
  }

  private func signatures(in language: Language) -> String {
    let isDouble = standard.terms.twoPersonTiers.contains(tier)
    var names = [Message(zh: "督导签名", en: "Inspector")]
    if isDouble { names.append(Message(zh: "第二督导签名", en: "Second inspector")) }
    names.append(Message(zh: "店主签名", en: "Owner"))
    return names.map { "<div>\(Self.escaped($0[language]))<span></span></div>" }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { out, scalar in
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }

  private static let style = """
    @page { size: A4; margin: 14mm 12mm; @bottom-right { content: counter(page) "/" counter(pages); font-size: 8pt } }
    body { font: 9.5pt/1.35 "Noto Sans CJK SC", sans-serif; color: #000; background: #fff; margin: 0 auto;
      max-width: 190mm }
    h1 { font-size: 15pt; margin: 0 0 2mm }
    .code { float: right; width: 34mm; text-align: center } .code svg { width: 34mm; height: 34mm }
    .code p { margin: 0; font: 9pt monospace }
    dl { display: grid; grid-template-columns: 22mm 1fr; gap: 0.5mm 2mm; margin: 0 40mm 3mm 0 } dt { color: #444 }
    dd { margin: 0 } .how { clear: both; border: 0.3mm solid #000; padding: 1.5mm 2mm; margin: 2mm 0 }
    table { width: 100%; border-collapse: collapse } thead { display: table-header-group }
    tr { break-inside: avoid } th, td { border: 0.2mm solid #000; padding: 1mm 1.5mm; text-align: left;
      vertical-align: top } td:nth-child(3), .box { text-align: center } .box { font-size: 13pt; line-height: 1 }
    td:last-child { width: 34mm } footer { display: flex; gap: 8mm; margin-top: 8mm; break-inside: avoid }
    footer div { flex: 1 } footer span { display: block; border-bottom: 0.3mm solid #000; height: 12mm }
    """
}
