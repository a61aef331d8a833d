import CentralLedger
import Foundation
import HTTPTypes
import SnackChain
import Testing

@testable import Dashboard

@Suite("Sign-in")
struct SignInTests {
  private func test(
    role: Role = .association, scope: RegionScope = .everywhere, code: String? = nil
  ) async throws -> DashboardUnderTest {
    try await .withAccount(role: role, scope: scope, code: code)
  }

  private func form(_ body: String, _ name: String = "token") throws -> String {
    try DashboardUnderTest.field(name, of: body)
  }

  private func signIn(
    _ test: DashboardUnderTest, password: String = DashboardUnderTest.password, code: String = "", next: String = "/"
  ) async throws -> DashboardUnderTest.Answer {
    try await test.signIn(password: password, code: code, next: next)
  }

  @Test("without a session nothing is shown, and programs are told so")
  func closed() async throws {
    let test = try await test()
    let page = try await test.ask("/stores?month=2023-02")
    #expect(page.status == 303)
    #expect(page.headers[.location] == "/sign-in?next=%2Fstores%3Fmonth%3D2023-02")
    #expect(try await test.ask("/stores.json").status == 401)
    #expect(try await test.ask("/live").status == 401)
  }

  @Test("security 8: a session's token is long and new at each sign-in, and ends by sign-out, idling and half a day")
  func session() async throws {
    let test = try await test()
    let answer = try await signIn(test, next: "/stores?month=2023-02")
    #expect(answer.status == 303)
    #expect(answer.headers[.location] == "/stores?month=2023-02")
    let cookie = try #require(answer.headers[values: .setCookie].first { $0.contains(SignInDesk.loopbackCookie) })
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
    let session = answer.cookies
    let page = try await test.ask("/", cookie: session)
    #expect(page.status == 200 && page.body.contains("wang"))

    let out = try await test.ask("/sign-out", .post, form: "token=\(try form(page.body))", cookie: session)
    #expect(out.status == 303)
    #expect(try await test.ask("/", cookie: session).status == 303, "the old cookie is worth nothing")

    let second = try await signIn(test).cookies
    #expect(second != session)
    // 128 bits take 22 characters of Base64, and 32 of hexadecimal.
    #expect(try #require(second.split(separator: "=").last).count >= 32)
    test.clock.move(seconds: SignInDesk.idleSeconds + 1)
    #expect(try await test.ask("/", cookie: second).status == 303)

    let third = try await signIn(test).cookies
    for _ in 0..<13 {
      test.clock.move(seconds: SignInDesk.idleSeconds - 1)
      _ = try await test.ask("/", cookie: third)
    }
    #expect(try await test.ask("/", cookie: third).status == 303)
  }

  @Test("wrong passwords are told alike and slowed down, and the ledger keeps no token")
  func guessing() async throws {
    let test = try await test()
    for _ in 0..<5 { #expect(try await signIn(test, password: "wrong wrong wrong").status == 401) }
    let slowed = try await signIn(test)
    #expect(slowed.status == 429)
    #expect(Int(slowed.headers[.retryAfter] ?? "") ?? 0 > 0)
    test.clock.move(seconds: 1_000)
    let answer = try await signIn(test)
    #expect(answer.status == 303)
    let token = try #require(answer.cookies.split(separator: "=").last.map(String.init))
    #expect(try await test.ledger.session(token) == nil, "only its digest is known")
  }

  @Test("a one-time code is asked for where there is one, and is good once")
  func codes() async throws {
    let code = OneTimeCode()
    let test = try await test(code: code.secret)
    #expect(try await signIn(test).status == 401)
    let step = test.clock.now.milliseconds / 1000 / 30
    let digits = code.code(at: step)
    #expect(try await signIn(test, code: digits).status == 303)
    #expect(try await signIn(test, code: digits).status == 401)
  }

  @Test(
    "one-time codes are those of RFC 6238",
    arguments: [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")])
  func vectors(seconds: Int64, digits: String) {
    // The secret of the RFC's table, in base 32.
    let code = OneTimeCode(secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    #expect(code.code(at: seconds / 30) == digits)
  }

  @Test("a form from elsewhere, or without its token, does nothing")
  func forgery() async throws {
    let test = try await test()
    let session = try await signIn(test).cookies
    let page = try await test.ask("/people", cookie: session)
    let token = try form(page.body)
    let body = "store=T101&token=\(token)"
    #expect(
      try await test.ask("/people/invite", .post, form: body, cookie: session, origin: "http://evil").status == 403)
    #expect(try await test.ask("/people/invite", .post, form: body, cookie: session, origin: nil).status == 403)
    #expect(try await test.ask("/people/invite", .post, form: "store=T101", cookie: session).status == 403)
    #expect(try await test.ask("/people/invite", .post, form: body, cookie: session).status == 200)
    let invites = try await test.ledger.auditEntries(after: 0, limit: 1_000).filter { $0.action == .inviteMade }
    #expect(invites.count == 1)
  }

  @Test("what was filled in when the session ended is kept, and can be sent after signing in again")
  func interrupted() async throws {
    let test = try await test()
    let session = try await signIn(test).cookies
    let token = try form(try await test.ask("/people", cookie: session).body)
    test.clock.move(seconds: SignInDesk.idleSeconds + 1)
    let stopped = try await test.ask("/people/invite", .post, form: "store=T101&token=\(token)", cookie: session)
    #expect(stopped.status == 401)
    #expect(try form(stopped.body, "kept.store") == "T101")
    let resumed = try await test.ask(
      "/sign-in", .post,
      form:
        "name=wang&password=\(PageQuery.encoded(DashboardUnderTest.password))&token=\(try form(stopped.body))&next=%2Fpeople%2Finvite&kept.store=T101",
      cookie: stopped.cookies)
    #expect(resumed.status == 200)
    #expect(try form(resumed.body, "store") == "T101")
    let sent = try await test.ask(
      "/people/invite", .post, form: "store=T101&token=\(try form(resumed.body))", cookie: resumed.cookies)
    #expect(sent.status == 200)
  }

  @Test("a month is closed with a named exception and opened again, and of two who close it the second is told")
  func months() async throws {
    let test = try await test()
    let session = try await signIn(test).cookies
    let month = DashboardUnderTest.months.range.upperBound.previous
    let before = try await test.ask("/months?month=\(month)", cookie: session).body
    let token = try form(before)
    let closing = "month=\(month)&reason=paid&except=T103&seen=\(try form(before, "seen"))&token=\(token)"
    let closed = try await test.ask("/months/close", .post, form: closing, cookie: session)
    #expect(closed.status == 303)
    let page = try await test.ask("/months?month=\(month)", cookie: session)
    #expect(page.body.contains("Closed") && page.body.contains("T103"))
    let again = try await test.ask("/months/close", .post, form: closing, cookie: session)
    #expect(again.status == 409)
    let seen = try form(page.body, "seen")
    let noReason = "month=\(month)&reason=&seen=\(seen)&token=\(token)"
    #expect(try await test.ask("/months/reopen", .post, form: noReason, cookie: session).status == 422)
    let opened = try await test.ask(
      "/months/reopen", .post, form: "month=\(month)&reason=recount&seen=\(seen)&token=\(token)", cookie: session)
    #expect(opened.status == 303)
    let events = try await test.ledger.periodEvents(of: month)
    #expect(events.map(\.kind) == [.closed, .reopened, .reopened])
  }

  @Test("a visitor sees the stores of their regions and no others, whatever the address says")
  func scope() async throws {
    let region = try #require(RegionCode("330000"))
    let test = try await test(role: .viewer, scope: RegionScope([region]))
    let session = try await signIn(test).cookies
    let list = try await test.ask("/stores.json", cookie: session)
    #expect(list.body.contains("\"count\":4"))
    #expect(try await test.ask("/stores/T103", cookie: session).status == 200)
    #expect(try await test.ask("/stores/T101", cookie: session).status == 404, "told like one that there is not")
    #expect(try await test.ask("/regions/310000", cookie: session).status == 404)
    #expect(try await test.ask("/audit", cookie: session).status == 403)
    let programme = try await test.ask("/programme/stores.json?count=registered", cookie: session)
    #expect(programme.body.contains("\"count\":4") && !programme.body.contains("T101"))
    let exports = try await test.ledger.auditEntries(after: 0, limit: 1_000).filter { $0.action == .tableExported }
    #expect(exports.count == 2 && exports[0].actor == "wang via web")
  }
}
