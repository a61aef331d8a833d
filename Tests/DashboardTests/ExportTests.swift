import CentralLedger
import HTTPTypes
import SnackChain
import Testing

@testable import Dashboard

@Suite("Files that are taken away")
struct ExportTests {
  private func exports(_ test: DashboardUnderTest) async throws -> [AuditEntry] {
    try await test.ledger.auditEntries(after: 0, limit: 10_000).filter { $0.action == .tableExported }
  }

  @Test("the same view by the same person is written down once a minute, without what nobody understands")
  func once() async throws {
    let test = try await DashboardUnderTest.withAccount()
    try await test.add("chen")
    let session = try await test.signIn().cookies
    var version = ""
    let junk = String(repeating: "A", count: 8_000)
    for number in 1...5 {
      let answer = try await test.ask(
        "/stores.csv?x\(number)=\(junk)&sort=name&month=2021-03&page=\(number)&month=2023-02&q=T10", cookie: session)
      #expect(answer.status == 200)
      version = try #require(answer.headers[.dataVersion])
    }
    #expect(
      try await exports(test).map(\.subject) == ["/stores?month=2023-02&q=T10&sort=name&as-of=\(version) main csv"])
    // Another order of words asks for the same; another format, view or person does not.
    let address = "/stores.csv?q=T10&sort=name&month=2023-02"
    _ = try await test.ask(address, cookie: session)
    #expect(try await exports(test).count == 1)
    _ = try await test.ask("/stores.json?q=T10&sort=name&month=2023-02", cookie: session)
    _ = try await test.ask("/stores.csv?q=T11&sort=name&month=2023-02", cookie: session)
    _ = try await test.ask(address, cookie: try await test.signIn(as: "chen").cookies)
    #expect(try await exports(test).map(\.actor) == ["wang via web", "wang via web", "wang via web", "chen via web"])
    test.clock.move(seconds: 60)
    _ = try await test.ask(address, cookie: session)
    #expect(try await exports(test).count == 5)
  }

  @Test("a long text that is searched for is cut in the audit chain")
  func long() async throws {
    let test = try await DashboardUnderTest.withAccount()
    let text = PageQuery.encoded(String(repeating: "包", count: SheetRequest.longestText))
    let answer = try await test.ask("/stores.csv?q=\(text)", cookie: try await test.signIn().cookies)
    #expect(answer.status == 200)
    let subject = try #require(try await exports(test).first).subject
    #expect(subject.hasPrefix("/stores?q=%E5%8C%85") && subject.hasSuffix("… main csv") && subject.count < 320)
  }

  @Test(
    "everything that a page understands is written down",
    arguments: [
      "/why.csv?from=VERSION&region=330000&to=VERSION", "/uplift/stores.csv?arm=others&period=month",
      "/audit.csv?action=signed_in&before=3", "/regions.csv?measure=turnover",
      "/regions.csv?order=desc&sort=turnover_fen",
      "/programme/stores.csv?count=registered&region=330000",
      "/stores.csv?order=desc&region=330000&sort=name&state=missing",
    ])
  func understood(address: String) async throws {
    let test = try await DashboardUnderTest.withAccount()
    let session = try await test.signIn().cookies
    let asked = address.replacing("VERSION", with: "\(try await test.ledger.dataVersion())")
    let answer = try await test.ask(asked + "&utm_source=mail", cookie: session)
    #expect(answer.status == 200, "\(answer.body.prefix(300))")
    let subject = try #require(try await exports(test).first).subject
    #expect(subject.hasPrefix(asked.replacing(".csv", with: "")), "\(subject)")
    #expect(!subject.contains("utm_source"))
  }

  @Test(
    "a link on another site takes nothing away in somebody's name, and shows where to find it",
    arguments: [
      ("en", "Another site asked for this file"), ("zh-Hans", "这个下载是从别的网站点过来的"),
    ])
  func foreign(language: String, text: String) async throws {
    let test = try await DashboardUnderTest.withAccount()
    let session = try await test.signIn().cookies
    let foreign: HTTPFields = [.secFetchSite: "cross-site"]
    for format in ["csv", "xlsx", "json"] {
      let answer = try await test.ask("/stores.\(format)?q=T10&lang=\(language)", cookie: session, more: foreign)
      #expect(answer.status == 403 && answer.headers[.contentDisposition] == nil)
      #expect(answer.body.contains("<html lang=\"\(language)\">") && answer.body.contains(text))
      #expect(answer.body.contains("href=\"/stores?q=T10&amp;lang=\(language)\""))
    }
    let program = try await test.ask("/stores.json", cookie: session, accept: "application/json", more: foreign)
    #expect(program.status == 403 && program.body.contains("\"code\":\"foreign_export\""))
    #expect(try await exports(test).isEmpty)
    #expect(try await test.ask("/stores", cookie: session, more: foreign).status == 200, "pages may be linked to")
  }

  @Test("whoever comes from here, by hand or without saying so gets the file", arguments: [nil, "same-origin", "none"])
  func own(site: String?) async throws {
    let test = try await DashboardUnderTest.withAccount()
    var more = HTTPFields()
    more[.secFetchSite] = site
    let answer = try await test.ask("/stores.csv", cookie: try await test.signIn().cookies, more: more)
    #expect(answer.status == 200)
    #expect(try await exports(test).count == 1)
  }
}

@Suite("What is noted of exports")
struct ExportNotesTests {
  private struct Full: Error {}

  private let now = Timestamp(milliseconds: 1_678_000_000_000)

  @Test("of many who ask at once one writes it down, and all wait for that")
  func together() async throws {
    let (notes, writer, now) = (ExportNotes(), Writer(), now)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<50 {
        group.addTask {
          try await notes.note(.init(person: "kan", view: "/"), at: now) { await writer.write() }
          return await writer.times
        }
      }
      for try await times in group { #expect(times == 1) }
    }
  }

  private actor Writer {
    private(set) var times = 0
    func write() async {
      await Task.yield()
      times += 1
    }
  }

  @Test("what could not be written is written the next time, and nothing is taken away meanwhile")
  func failing() async throws {
    let (notes, writer) = (ExportNotes(), Writer())
    let export = ExportNotes.Export(person: "kan", view: "/")
    await #expect(throws: Full.self) { try await notes.note(export, at: now) { throw Full() } }
    try await notes.note(export, at: now) { await writer.write() }
    // A clock set back forgets it.
    try await notes.note(export, at: now.adding(seconds: -1)) { await writer.write() }
    #expect(await writer.times == 2)
  }

  @Test("memory does not grow with the number of exports")
  func bounded() async throws {
    let (notes, writer) = (ExportNotes(most: 100), Writer())
    for number in 0..<1_000 {
      try await notes.note(.init(person: "kan", view: "\(number)"), at: now) { await writer.write() }
    }
    #expect(await writer.times == 1_000)
    #expect(await notes.remembered <= 100)
  }
}
