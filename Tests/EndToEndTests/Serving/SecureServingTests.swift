import Foundation
import Testing

@Suite("Serving over TLS")
struct SecureServingTests {
  private static func served(
    _ authority: Authority, _ chain: Chain, name: String = "good", more: [String] = []
  ) throws -> RunningServer {
    try RunningServer(
      database: chain.database,
      arguments: ["--tls-certificate", authority.path("\(name).pem"), "--tls-key", authority.path("\(name).key")] + more
    )
  }

  private static func owner(_ home: TemporaryFolder, trusting authority: Authority?) -> Program {
    var program = Program.owner(home: home.url)
    program.environment["SSL_CERT_FILE"] = authority?.certificate
    return program
  }

  private static let question = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"

  @Test("an owner joins, sends and gets receipts over TLS under a private authority")
  func whole() throws {
    let authority = try Authority()
    try authority.issue("good")
    let chain = try Chain.single()
    let server = try Self.served(authority, chain)
    #expect(server.address == "https://127.0.0.1:\(server.port)")
    let home = try TemporaryFolder()
    let owner = Self.owner(home, trusting: authority)
    let joined = try owner.run("join", server.address, chain.invite("S1"))
    try #require(joined.status == 0, "\(joined.stderr)")
    #expect(try owner.run("report", "2023-02", "33000", "--open-days", "24", "--yes").status == 0)
    let sent = try owner.run("sync", "--format", "json")
    try #require(sent.status == 0, "\(sent.stderr)")
    #expect(try sent.json()["accepted"] as? Int == 1)
    #expect(try chain.exported().count == 1)
    #expect(server.terminate() == 0)
  }

  @Test("security 19: browsers are told to come by TLS only; what is older than TLS 1.2 gets nowhere; HTTP/2 is spoken")
  func versions() throws {
    let authority = try Authority()
    try authority.issue("good")
    let server = try Self.served(authority, try Chain.single())
    let answer = try authority.ask(server.port, Self.question)
    #expect(answer.contains("HTTP/1.1 200 OK") && answer.lowercased().contains("strict-transport-security: max-age="))
    let old = try authority.ask(server.port, Self.question, options: "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
    #expect(!old.contains("200 OK") && old.contains("alert"), "\(old)")
    let modern = try authority.ask(server.port, "", options: "-alpn", "h2", "-no_ign_eof")
    #expect(modern.contains("ALPN protocol: h2"), "\(modern)")
  }

  @Test("security 7: over TLS a session's cookie is this host's alone, unseen by scripts, and no other one is believed")
  func cookie() throws {
    let authority = try Authority()
    try authority.issue("good")
    let chain = try Chain.single()
    #expect(try chain.headquarters("people", "add", "wang", "--role", "association", "--regions", "all").status == 0)
    let kept = try Program.headquarters.run(
      "people", "password", "wang", "--database", "sqlite:\(chain.database)", input: "correct horse battery\n")
    try #require(kept.status == 0, "\(kept.stderr)")
    let server = try Self.served(authority, chain)
    func ask(_ lines: String..., body: String = "") throws -> String {
      let host = "127.0.0.1:\(server.port)"
      let head = lines + ["Host: \(host)", "Origin: https://\(host)", "Connection: close"]
      let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
      return try authority.ask(server.port, (head + length).joined(separator: "\r\n") + "\r\n\r\n" + body)
    }
    func cookies(_ answer: String) -> [String] {
      answer.split(whereSeparator: \.isNewline).filter { $0.lowercased().hasPrefix("set-cookie:") }
        .map { $0.dropFirst(11).trimmingCharacters(in: .whitespaces) }
    }
    let page = try ask("GET /sign-in HTTP/1.1")
    let form = try #require(cookies(page).first, "\(page)")
    let token = try #require(page.firstMatch(of: /name="token" value="([^"]+)"/)?.1)
    let entered = try ask(
      "POST /sign-in HTTP/1.1", "Content-Type: application/x-www-form-urlencoded",
      "Cookie: " + form.prefix { $0 != ";" },
      body: "name=wang&password=correct%20horse%20battery&token=\(token)&next=%2Fpeople")
    let session = try #require(cookies(entered).first { $0.hasPrefix("__Host-") }, "\(entered)")
    let parts = session.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] { #expect(parts.contains(part), "\(session)") }
    #expect(!session.contains("Domain"))
    for cookie in cookies(page) + cookies(entered) {
      #expect(cookie.contains("Secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite"), "\(cookie)")
    }
    let inside = try ask("GET /people HTTP/1.1", "Cookie: " + parts[0])
    #expect(inside.contains("HTTP/1.1 200"), "\(inside)")
    // The same token under the name that is for plain HTTP on this machine: a neighbouring host could have set it.
    let planted = try ask(
      "GET /people HTTP/1.1", "Cookie: tongbiao-loopback=" + parts[0].drop { $0 != "=" }.dropFirst())
    #expect(planted.contains("HTTP/1.1 303"), "\(planted)")
    #expect(server.terminate() == 0)
  }

  @Test(
    "a server that cannot prove who it is gets no byte of a request",
    arguments: ["expired", "other-host", "self-signed", "stranger"])
  func notTrusted(_ kind: String) throws {
    let authority = try Authority()
    try authority.issue("expired", days: -1)
    try authority.issue("other-host", for: "DNS:hq.example")
    try authority.openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
      authority.path("self-signed.key"), "-out", authority.path("self-signed.pem"), "-days", "1", "-subj", "/CN=hq",
      "-addext", "subjectAltName=IP:127.0.0.1")
    let other = try Authority()
    try other.issue("stranger")
    let source = kind == "stranger" ? other : authority
    let server = try StrangeServer(
      certificate: source.path("\(kind).pem"), key: source.path("\(kind).key"), in: authority.folder)
    let home = try TemporaryFolder()
    let result = try Self.owner(home, trusting: authority).run(
      "join", "https://127.0.0.1:\(server.port)", "ABCDE-FGHJK", "--lang", "en")
    #expect(result.status == 69, "\(result.stderr)")
    #expect(result.stderr.contains("not_trusted"), "\(result.stderr)")
    #expect(!server.output.contains("POST"), "\(server.output)")
  }

  @Test("a certificate under the system's authorities alone is not believed where a private one is named")
  func ownAuthorityOnly() throws {
    let authority = try Authority()
    try authority.issue("good")
    let server = try Self.served(authority, try Chain.single())
    let home = try TemporaryFolder()
    let result = try Self.owner(home, trusting: nil).run("join", server.address, "ABCDE-FGHJK", "--lang", "en")
    #expect(result.status == 69 && result.stderr.contains("not_trusted"), "\(result.stderr)")
  }

  @Test("a renewed certificate is shown after SIGHUP; a broken one leaves the old one standing")
  func renewal() throws {
    let authority = try Authority()
    try authority.issue("good")
    try authority.issue("next")
    let server = try Self.served(
      authority, try Chain.single(), more: ["--log-level", "notice", "--log-format", "json"])
    func shown() throws -> String {
      let text = try authority.ask(server.port, Self.question)
      #expect(text.contains("200 OK"))
      let start = try #require(text.range(of: "-----BEGIN CERTIFICATE-----"))
      let end = try #require(text.range(of: "-----END CERTIFICATE-----"))
      return String(text[start.upperBound..<end.lowerBound])
    }
    func wait(for line: String) throws {
      let limit = Date(timeIntervalSinceNow: 20)
      while !server.output.contains(line), Date() < limit { usleep(20_000) }
      try #require(server.output.contains(line), "\(server.output)")
    }
    let first = try shown()
    let manager = FileManager.default
    for suffix in ["pem", "key"] {
      try manager.removeItem(atPath: authority.path("good.\(suffix)"))
      try manager.copyItem(atPath: authority.path("next.\(suffix)"), toPath: authority.path("good.\(suffix)"))
    }
    server.signal(SIGHUP)
    try wait(for: "certificate read anew")
    let second = try shown()
    #expect(second != first)
    try Data("nothing".utf8).write(to: URL(filePath: authority.path("good.pem")))
    server.signal(SIGHUP)
    try wait(for: "certificate not read")
    #expect(try shown() == second)
    #expect(server.terminate() == 0)
  }

  @Test("a server does not start where figures would go out in clear, or with a certificate that is no good")
  func refusals() throws {
    let authority = try Authority()
    for (name, days) in [("good", 1), ("other", 1), ("old", -1)] { try authority.issue(name, days: days) }
    let chain = try Chain.single()
    func serve(_ arguments: String...) throws -> Program.Result {
      try Program.headquarters.run(
        all: ["serve", "--database", "sqlite:\(chain.database)", "--port", "0", "--lang", "en"] + arguments)
    }
    let plain = try serve("--host", "0.0.0.0")
    #expect(plain.status == 64 && plain.stderr.contains("plain_http"), "\(plain.stderr)")
    let half = try serve("--tls-certificate", authority.path("good.pem"))
    #expect(half.status == 64 && half.stderr.contains("tls_incomplete"))
    func secure(_ certificate: String, _ key: String) throws -> Program.Result {
      try serve("--tls-certificate", authority.path(certificate), "--tls-key", authority.path(key))
    }
    #expect(try secure("good.pem", "other.key").status == 65)
    #expect(try secure("old.pem", "old.key").status == 65)
    #expect(try secure("nothing.pem", "good.key").status == 66)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: authority.path("good.key"))
    let open = try secure("good.pem", "good.key")
    #expect(open.status == 77 && open.stderr.contains("chmod 600"), "\(open.stderr)")
  }
}
