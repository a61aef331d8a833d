import Foundation
import Testing

@Suite("The dashboard in a real browser", .serialized)
struct BrowserTests {
  private func walk(_ name: String, as account: String = "li") throws {
    let chain = try BrowserChain.shared.get()
    let walk = try BrowserChain.run("walks.py", name, chain.server.address, try chain.given(as: account))
    #expect(walk.status == 0, "\(walk.output)")
  }

  @Test("somebody signs in with a password and a one-time code, sees what was asked for, and signs out for good")
  func signingIn() throws { try walk("signing-in", as: "wang") }

  @Test("from the overview it is three clicks to one store with its history, receipts, standing and inspections")
  func threeClicks() throws { try walk("to-a-store") }

  @Test("a filtered and sorted list comes as a workbook and as CSV with exactly the rows that it shows")
  func exporting() throws { try walk("filtering-and-exporting") }

  @Test("the language is switched and stays switched")
  func language() throws { try walk("switching-language") }

  @Test("a month is closed with a named exception and opened again with a reason")
  func closing() throws { try walk("closing-a-month") }

  @Test("of two people with the same form the second is told, and nothing is decided twice")
  func decidingTwice() throws { try walk("deciding-twice") }

  @Test("what was filled in when a session ended is sent after signing in again")
  func endedSession() throws { try walk("an-ended-session") }

  @Test("a report that a store sends appears on the open page without reloading it")
  func arriving() throws { try walk("a-report-arriving") }

  @Test("with scripts off everything but that is the same")
  func withoutScripts() throws { try walk("without-scripts") }

  @Test("everything is reached by keyboard, in order, and where one stands is seen")
  func keyboard() throws { try walk("by-keyboard") }

  @Test("axe finds no violation on any page, in both languages, light and dark")
  func accessibility() throws {
    let chain = try BrowserChain.shared.get()
    let walk = try BrowserChain.run("accessibility.py", chain.server.address, try chain.given())
    #expect(walk.status == 0, "\(walk.output)")
  }
}
