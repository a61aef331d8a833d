import Foundation
import Localization
import QRCode
import SnackChain
import StoreLedger
import SyncProtocol

/// The statement as one page of HTML that stands alone: no script, nothing loaded, printable on A4.
struct StatementPage {
  let statement: TurnoverStatement
  let profile: StoreProfile
  let receipts: [YearMonth: Receipt]
  let language: Language

  init(statement: TurnoverStatement, ledger: StoreLedger, language: Language) throws {
    self.statement = statement
    self.language = language
    profile = try ledger.profile()
    let kept = try ledger.receipts().map(\.receipt)
    receipts = Dictionary(
      kept.filter { receipt in
        statement.lines.contains { $0.month == receipt.month && $0.revision == receipt.revision }
      }.map { ($0.month, $0) }, uniquingKeysWith: { $1 })
  }

  /// The page.
  var html: String {
    let title = Message.ownerStatementTitle[language]
    let rows = statement.lines.map(row).joined(separator: "\n")
    let code = (try? QRCode(statement.scanText, correction: .medium).svg(title: statement.checkCode)) ?? ""
    let facts = Message.ownerStatementFacts(
      name: profile.name, store: statement.store, version: statement.dataVersion, key: statement.keyID)
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8"><title>\(escaped(title)) \(statement.store)</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <style>
      @page { size: A4; margin: 15mm }
      body { font-family: "Noto Sans CJK SC", "Noto Sans SC", sans-serif; max-width: 44em; margin: 2em auto; color: #111 }
      h1 { font-size: 1.4em } table { border-collapse: collapse; width: 100%; font-size: .95em }
      th, td { border-bottom: 1px solid #999; padding: .25em .5em; text-align: left }
      .n { text-align: right; font-variant-numeric: tabular-nums } tfoot td { font-weight: bold }
      .code { font-size: 1.5em; letter-spacing: .08em; font-family: monospace } .qr { width: 52mm; float: right }
      .small { font-size: .8em } pre { font-size: .6em; white-space: pre-wrap; word-break: break-all;
        columns: 2 }
      </style></head><body>
      <div class="qr">\(code)</div>
      <h1>\(escaped(title))</h1>
      \(facts.map { "<div>\(escaped($0[language]))</div>" }.joined(separator: "\n"))
      <p>\(escaped(Message.ownerStatementCodeName[language])) <span class="code">\(statement.checkCode)</span></p>
      <table><thead><tr>\(headings)</tr></thead>
      <tbody>
      \(rows)
      </tbody>
      <tfoot><tr><td>\(escaped(Message.ownerStatementTotal[language]))</td>\
      <td class="n">\(statement.total.grouped)</td><td></td><td></td><td></td></tr></tfoot></table>
      \(Message.ownerStatementNotes.map { "<p class=\"small\">\(escaped($0[language]))</p>" }.joined(separator: "\n"))
      <pre id="tongbiao-statement">\(escaped(statement.scanText))</pre>
      </body></html>

      """
  }

  private var headings: String {
    let titles: [(Message, String)] = [
      (.ownerColumnMonth, ""), (.ownerStatementTurnover, "n"), (.ownerColumnOpenDays, "n"), (.ownerColumnRevision, "n"),
      (.ownerStatementReceipt, ""),
    ]
    return titles.map { "<th class=\"\($0.1)\">\(escaped($0.0[language]))</th>" }.joined()
  }

  private func row(_ line: TurnoverStatement.Line) -> String {
    let days = line.reason.map { Message.zeroReason($0)[language] } ?? line.openDays.map(String.init) ?? ""
    let receipt = receipts[line.month]?.checkCode ?? Message.ownerStatementImported[language]
    return
      "<tr><td>\(line.month)</td><td class=\"n\">\(line.turnover.grouped)</td><td class=\"n\">\(escaped(days))</td>"
      + "<td class=\"n\">\(line.revision)</td><td>\(escaped(receipt))</td></tr>"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
