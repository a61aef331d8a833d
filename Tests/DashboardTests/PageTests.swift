import CentralLedger
import Foundation
import HTTPTypes
import SnackChain
import Testing

@testable import Dashboard

@Suite("Pages")
struct PageTests {
  @Test(
    "every page is complete without a script, in both languages, and allows nothing inline",
    arguments: [
      "/", "/uplift", "/uplift/stores", "/programme", "/programme/stores", "/regions", "/regions/330000",
      "/regions/330600", "/regions/330683", "/stores",
      "/stores/T101", "/reports", "/months", "/why", "/statements", "/audit", "/people",
    ])
  func complete(path: String) async throws {
    let test = try await DashboardUnderTest()
    for language in ["zh-Hans", "en"] {
      let answer = try await test.ask("\(path)?lang=\(language)")
      #expect(answer.status == 200, "\(path): \(answer.body.prefix(300))")
      #expect(answer.body.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language)\">"))
      #expect(answer.body.hasSuffix("</html>\n"))
      #expect(!answer.body.contains("style=") && !answer.body.contains("<style") && !answer.body.contains("onclick"))
      #expect(answer.body.components(separatedBy: "<script").count == 2, "only the one script of its own file")
      #expect(answer.body.components(separatedBy: "<h1>").count == 2)
      let policy = try #require(answer.headers[.contentSecurityPolicy])
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
      #expect(answer.headers[.contentLanguage] == language)
    }
  }

  @Test("a name full of HTML is shown, not run")
  func inert() async throws {
    let test = try await DashboardUnderTest()
    for path in ["/stores", "/stores/T101", "/reports"] {
      let answer = try await test.ask(path)
      #expect(!answer.body.contains("<script>alert"), "\(path)")
    }
    let list = try await test.ask("/stores")
    #expect(list.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test(
    "what cannot be is answered with a page that says so, and the right status",
    arguments: [
      ("/?month=2023-13", 400), ("/?month=1999-01", 404), ("/stores?page=1000000000", 404), ("/stores?page=x", 400),
      ("/stores?page=0", 400), ("/stores?sort=password", 400), ("/stores?region=999999", 404),
      ("/stores?region=abc", 400), ("/stores?state=x", 400), ("/regions/000000", 400), ("/regions/540000", 404),
      ("/stores/NOBODY", 404), ("/?as-of=99999", 404), ("/?as-of=-1", 400), ("/nothing", 404), ("/stores/a/b", 404),
      ("/stores?q=%ff", 400), ("/statements/xyz", 404), ("/uplift?month=2021-05", 404),
    ])
  func refused(address: String, status: Int) async throws {
    let test = try await DashboardUnderTest()
    let answer = try await test.ask(address)
    #expect(answer.status == status, "\(address)")
    #expect(answer.body.contains("role=\"alert\""))
    let problem = try await test.ask(address, accept: "application/json")
    #expect(problem.status == status)
    #expect(problem.headers[.contentType] == "application/problem+json")
    #expect(problem.body.contains("\"status\":\(status)"))
  }

  @Test("what changes something is not taken by looking, nor with another method")
  func methods() async throws {
    let test = try await DashboardUnderTest()
    for address in ["/", "/stores", "/audit"] {
      let answer = try await test.ask(address, .delete)
      #expect(answer.status == 405)
      #expect(answer.headers[.allow] == "GET, HEAD")
    }
    let invite = try await test.ask("/people/invite", .post, form: "store=T101")
    #expect(invite.status == 403, "a visitor of a synthetic chain changes nothing")
  }

  @Test("an earlier data version shows what was known then, and a link to it shows the same for good")
  func frozen() async throws {
    let test = try await DashboardUnderTest()
    let before = try await test.ledger.dataVersion()
    let first = try await test.ask("/stores.csv?as-of=\(before)")
    let index = try await test.ledger.storeIndex()
    var batch = ReportImportBatch(index: index, expecting: 1)
    batch.append(
      ReportImportRow(
        line: 1, store: try #require(index.place(of: try DashboardUnderTest.code(2))),
        month: DashboardUnderTest.months.range.upperBound, turnover: Money(fen: 9_999_900), openDays: 20))
    _ = try await test.ledger.importReports(
      batch, options: ReportImportOptions(actor: "test", listLimit: 0), progress: nil)
    let again = try await test.ask("/stores.csv?as-of=\(before)")
    let now = try await test.ask("/stores.csv")
    #expect(first.body == again.body)
    #expect(now.body.contains("99999.00") && !again.body.contains("99999.00"))
    let after = try await test.ledger.dataVersion()
    let why = try await test.ask("/why.json?from=\(before)&to=\(after)&month=2023-02")
    #expect(why.body.contains("\"count\":1"))
    #expect(why.body.contains("\"after_fen\":9999900"))
    #expect(why.body.contains("\"reason\":\"corrected\""))
  }
}
