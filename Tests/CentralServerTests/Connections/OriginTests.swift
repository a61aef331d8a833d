import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@testable import CentralServer

@Suite("Where requests come from")
struct OriginTests {
  private func get(_ path: String, _ headers: String..., port: Int) async throws -> WireConnection.Answer {
    let connection = try WireConnection(port: port)
    try await connection.send(
      "GET \(path) HTTP/1.1\r\nHost: hq\r\n" + headers.map { $0 + "\r\n" }.joined() + "\r\n")
    return try #require(try await connection.answer())
  }

  @Test("without listed proxies nobody's word about an address is believed")
  func unlisted() async throws {
    try await ServerUnderTest.with({ $0.addressRate = RateAllowance(perSecond: 1, burst: 1) }) { test in
      for number in 0..<5 {
        let answer = try await get(
          "/healthz", "X-Forwarded-For: 203.0.113.\(number)", "X-Forwarded-Proto: https", port: test.port)
        #expect(answer.status == 200 && answer.headers["strict-transport-security"] == nil)
      }
    }
  }

  @Test(
    "security 25: a listed proxy names the sender, whose allowance is his own; the first word of a list is nobody's")
  func listed() async throws {
    try await ServerUnderTest.with({
      $0.proxies = ["127.0.0.1"]
      $0.addressRate = RateAllowance(perSecond: 1, burst: 2)
    }) { test in
      func ask(_ sender: String) async throws -> WireConnection.Answer {
        try await get("/healthz", "X-Forwarded-For: \(sender)", "X-Forwarded-Proto: https", port: test.port)
      }
      #expect(try await ask("198.51.100.1, 203.0.113.9").headers["strict-transport-security"] != nil)
      #expect(try await ask("198.51.100.2, 203.0.113.9").status == 200)
      let third = try await ask("198.51.100.3, 203.0.113.9")
      #expect(third.status == 429 && third.headers["retry-after"] == "1" && third.problem == ProblemCode.tooMany)
      #expect(try await ask("203.0.113.10").status == 200)
      // One subscriber's network of IPv6 is one caller.
      #expect(try await ask("2001:db8:1:2::1").status == 200)
      #expect(try await ask("2001:db8:1:2::2").status == 200)
      #expect(try await ask("2001:db8:1:2:ffff::3").status == 429)
      #expect(try await ask("2001:db8:1:3::1").status == 200)
      test.clock.turn(seconds: 2)
      #expect(try await ask("203.0.113.9").status == 200)
    }
  }

  @Test("security 19: what came to the proxy in clear is refused, not redirected")
  func plain() async throws {
    try await ServerUnderTest.with({ $0.proxies = ["127.0.0.1"] }) { test in
      for scheme in ["X-Forwarded-Proto: http", "X-Forwarded-Proto: https, http", "X-Other: 1"] {
        let answer = try await get("/healthz", "X-Forwarded-For: 203.0.113.9", scheme, port: test.port)
        #expect(answer.status == 403 && answer.problem == "not_secure" && answer.headers["location"] == nil)
      }
      // An operator on the machine itself.
      #expect(try await get("/readyz", port: test.port).status == 200)
    }
  }

  @Test(
    "who names two hosts is told that this cannot be read, even where both are the same",
    arguments: ["Host: evil", "host: hq", "Host:", "HOST: hq\r\nHost: hq"])
  func hosts(more: String) async throws {
    try await ServerUnderTest.with { test in
      let twice = try await get("/healthz", more, port: test.port)
      #expect(twice.status == 400 && twice.problem == ProblemCode.malformed, "\(twice.text)")
      #expect(try await get("/healthz", port: test.port).status == 200)
    }
  }

  @Test("figures for operators are for this machine only, in Prometheus' format")
  func metrics() async throws {
    try await ServerUnderTest.with({ $0.proxies = ["127.0.0.1"] }) { test in
      let device = try await test.device()
      _ = try await test.sync(device, [test.operation("S1", "2023-01", yuan: 33_000)])
      let text = try await get("/metrics", port: test.port).text
      #expect(text.contains("http_server_requests_total{route=\"/v1/sync\",status=\"200\"} 1\n"))
      #expect(text.contains("# TYPE http_server_request_duration_seconds histogram\n"))
      #expect(text.contains("http_server_request_duration_seconds_bucket{route=\"/v1/sync\",le=\"+Inf\"} 1\n"))
      #expect(text.contains("tongbiao_data_version 2\n"))
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        #expect(line.contains(/^[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? [0-9.e+-]+$/), "\(line)")
      }
      let far = try await get(
        "/metrics", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https", port: test.port)
      #expect(far.status == 404)
      let forged = try await get(
        "/metrics", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-Proto: https", port: test.port)
      #expect(forged.status == 404)
    }
  }

  @Test("readiness follows the ledger; being alive does not")
  func ready() async throws {
    try await ServerUnderTest.with { test in
      let good = try await get("/readyz", port: test.port)
      #expect(good.status == 200 && good.text == "{\"draining\":false,\"ledger\":\"ok\",\"status\":\"ok\"}")
      await test.ledger.close()
      let bad = try await get("/readyz", port: test.port)
      #expect(bad.status == 503 && bad.headers["retry-after"] != nil)
      #expect(try await get("/livez", port: test.port).status == 200)
    }
  }
}
