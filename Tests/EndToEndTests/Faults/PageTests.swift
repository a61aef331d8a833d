import Foundation
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite("Pages before a browser that believes everything", .serialized)
struct PageTests {
  private static let script = "<script>alert(1)</script>"
  private static let picture = "\"><img src=x onerror=alert(1)>"

  /// An answer of the server with its headers by their names in small letters.
  private struct Page {
    let status: Int
    let headers: [String: String]
    let text: String
  }

  private func fetch(_ path: String, from server: RunningServer, method: String = "GET") async throws -> Page {
    var request = URLRequest(url: try #require(URL(string: server.address + path)))
    request.httpMethod = method
    request.httpShouldHandleCookies = false
    if method == "POST" { request.httpBody = Data("store=S1".utf8) }
    let (data, response) = try await URLSession.shared.data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    var headers: [String: String] = [:]
    for (name, value) in answer.allHeaderFields { headers["\(name)".lowercased()] = "\(value)" }
    return Page(status: answer.statusCode, headers: headers, text: String(decoding: data, as: UTF8.self))
  }

  @Test("security 9, 10, 11: on every page a stored script is a text, nothing inline runs, and looking changes nothing")
  func pages() async throws {
    let names = [Self.script, Self.picture, "ordinary"].map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
    let rows = names.enumerated().map { "S\($0 + 1),\($1),330683,2019-01-01,," }.joined(separator: "\n")
    let chain = try Chain(register: "code,name,region,opened,closed,certified\n" + rows + "\n")
    let figures = try chain.folder.file(
      "reports.csv", "store,month,turnover,open_days,reason\nS1,2022-03,30000,26,\nS2,2022-03,31000,26,\n")
    #expect(try chain.headquarters("reports", "import", figures).status == 0)
    let server = try RunningServer(database: chain.database)
    let before = try await fetch("/healthz", from: server).text
    var open = [
      "/", "/stores", "/stores/S1", "/stores/S2", "/stores/" + "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/nothing",
    ]
    var seen = Set(open)
    var visited = 0
    while let path = open.popLast(), visited < 60 {
      visited += 1
      let page = try await fetch(path, from: server)
      #expect(page.status < 500, "\(path) \(page.status)")
      let policy = page.headers["content-security-policy"] ?? ""
      #expect(policy.contains("frame-ancestors 'none'") && policy.contains("default-src 'none'"), "\(path): \(policy)")
      #expect(!policy.contains("unsafe"), "\(path): \(policy)")
      #expect(page.headers["x-content-type-options"] == "nosniff", "\(path)")
      #expect(page.headers["referrer-policy"] != nil, "\(path)")
      if let cookie = page.headers["set-cookie"] {
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite"), "\(path): \(cookie)")
      }
      let isPage = page.headers["content-type"]?.hasPrefix("text/html") ?? false
      if isPage {
        #expect(!page.text.contains(Self.script) && !page.text.contains("<img src=x"), "\(path)")
        #expect(page.text.firstMatch(of: /<script>|\son[a-z]+="|javascript:/) == nil, "\(path)")
      }
      for match in page.text.matches(of: /href="(\/[^"#]*)"/) where isPage {
        let next = String(match.1).replacing("&amp;", with: "&")
        if seen.insert(next).inserted { open.append(next) }
      }
      // What changes something needs more than a form on somebody else's page.
      let posted = try await fetch(path, from: server, method: "POST")
      #expect((400..<500).contains(posted.status), "POST \(path) \(posted.status)")
    }
    #expect(visited >= 6)
    #expect(try await fetch("/healthz", from: server).text == before)
    #expect(server.terminate() == 0)
  }
}
