import CentralLedger
import Foundation
import Gzip
import SnackChain
import SyncProtocol
import Testing

@testable import CentralServer

@Suite("Bodies and connections that are not ordinary")
struct LimitTests {
  @Test("security 13: a body over the limit is refused before it is read, announced or not")
  func tooLarge() async throws {
    try await ServerUnderTest.with({ $0.bodyLimit = 10_000 }) { test in
      let device = try await test.device()
      var request = try test.request(device, Data(repeating: 32, count: 20_000))
      let announced = try WireConnection(port: test.port)
      try await announced.send(request.head)
      let answer = try #require(try await announced.answer())
      #expect(answer.status == 413 && answer.problem == ProblemCode.tooLarge)
      request.headers = request.headers.map { $0.0 == "Content-Length" ? ("Transfer-Encoding", "chunked") : $0 }
      let chunked = try WireConnection(port: test.port)
      try await chunked.send(request.head + "4e20\r\n" + String(repeating: " ", count: 20_000) + "\r\n")
      let second = try #require(try await chunked.answer())
      #expect(second.status == 413)
      // Nobody may go on sending after the answer.
      #expect(try await chunked.answer() == nil)
    }
  }

  @Test("security 14: a small body that unpacks to a large one is stopped at the cap")
  func bomb() async throws {
    try await ServerUnderTest.with({ $0.unpackedLimit = 100_000 }) { test in
      let device = try await test.device()
      let body = Data(try Gzip.compress([UInt8](repeating: 32, count: 5_000_000)))
      let request = try test.request(device, body, more: [("Content-Encoding", "gzip")])
      let answer = try #require(try await request.sent(to: test.port))
      #expect(answer.status == 413 && answer.problem == ProblemCode.tooLarge)
    }
  }

  static let unreadable: [String] = [
    "", "{", "[]", "null", "{\"version\":1}", "\u{FEFF}{}", String(repeating: "[", count: 10_000),
    "{\"version\":1,\"store\":\"S1\",\"operations\":[{}],\"cursor\":0,\"held\":[],\"sent_at\":\"2023-03-05T02:00:00Z\"}",
    "{\"version\":1,\"store\":\"S1\",\"operations\":[],\"cursor\":1e400,\"held\":[],\"sent_at\":\"2023-03-05T02:00:00Z\"}",
  ]

  @Test("security 15: what is no message is a 400, never a 500", arguments: unreadable.indices)
  func malformed(_ place: Int) async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      let request = try test.request(device, Data(Self.unreadable[place].utf8))
      let answer = try #require(try await request.sent(to: test.port))
      #expect(answer.status == 400 && answer.problem == ProblemCode.malformed, "\(answer.text)")
    }
  }

  @Test("a broken gzip body is a 400")
  func brokenGzip() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      let request = try test.request(device, Data([0x1F, 0x8B, 8, 0, 1]), more: [("Content-Encoding", "gzip")])
      #expect(try await request.sent(to: test.port)?.status == 400)
    }
  }

  @Test("problems speak the language asked for, carry an id, and answers carry careful headers")
  func problems() async throws {
    try await ServerUnderTest.with { test in
      let connection = try WireConnection(port: test.port)
      try await connection.send("GET /nothing HTTP/1.1\r\nHost: hq\r\nAccept-Language: en\r\n\r\n")
      let english = try #require(try await connection.answer())
      #expect(english.status == 404 && english.headers["content-language"] == "en")
      let problem = try english.decoded(ProblemDocument.self)
      #expect(problem.title == "There is nothing at this address." && problem.status == 404)
      #expect(english.headers["x-request-id"].map { problem.instance?.hasSuffix($0) == true } == true)
      #expect(english.headers["x-content-type-options"] == "nosniff")
      #expect(english.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'")
      try await connection.send("GET /nothing HTTP/1.1\r\nHost: hq\r\n\r\n")
      #expect(try await connection.answer()?.decoded(ProblemDocument.self).title == "没有这个地址。")
    }
  }

  @Test("security 30: the health page tells the data version, and an error inside tells nothing of the inside")
  func health() async throws {
    try await ServerUnderTest.with { test in
      let connection = try WireConnection(port: test.port)
      try await connection.send("GET /healthz HTTP/1.1\r\nHost: hq\r\n\r\n")
      let answer = try #require(try await connection.answer())
      #expect(answer.status == 200 && answer.text == "{\"data_version\":1,\"status\":\"ok\"}")
      await test.ledger.close()
      try await connection.send("GET /healthz HTTP/1.1\r\nHost: hq\r\n\r\n")
      let ending = try #require(try await connection.answer())
      #expect(ending.status == 503 && ending.problem == ProblemCode.busy && ending.headers["retry-after"] != nil)
      #expect(!ending.text.lowercased().contains("sqlite"))
    }
  }

  static let ambiguous: [String] = [
    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
  ]

  @Test(
    "security 24: a request that two readers could take apart in two ways ends the connection",
    arguments: ambiguous.indices)
  func smuggling(_ place: Int) async throws {
    try await ServerUnderTest.with { test in
      let connection = try WireConnection(port: test.port)
      try await connection.send("POST /v1/sync HTTP/1.1\r\nHost: hq\r\n" + Self.ambiguous[place])
      let answer = try await connection.answer()
      #expect(answer == nil || (400..<500).contains(answer?.status ?? 0))
      // Whatever follows on this connection is not taken for a request.
      try? await connection.send("GET /healthz HTTP/1.1\r\nHost: hq\r\n\r\n")
      #expect(try await connection.answer()?.status != 200)
    }
  }

  @Test(
    "security 25: figures of operation are not told through a proxy, listed or not",
    arguments: [
      "X-Forwarded-For: 203.0.113.5", "Forwarded: for=203.0.113.5", "Via: 1.1 front", "X-Real-IP: 203.0.113.5",
    ])
  func metricsThroughProxy(header: String) async throws {
    try await ServerUnderTest.with { test in
      let connection = try WireConnection(port: test.port)
      try await connection.send("GET /metrics HTTP/1.1\r\nHost: hq\r\n\(header)\r\n\r\n")
      #expect(try await connection.answer()?.status == 404)
      try await connection.send("GET /metrics HTTP/1.1\r\nHost: hq\r\n\r\n")
      #expect(try await connection.answer()?.status == 200)
    }
  }

  @Test("security 16: one address cannot take all connections, and has its share again when it lets some go")
  func shares() async throws {
    try await ServerUnderTest.with({ $0.connectionsOfAddress = 3 }) { test in
      var held = try (0..<3).map { _ in try WireConnection(port: test.port) }
      for connection in held {
        try await connection.send("GET /livez HTTP/1.1\r\nHost: hq\r\n\r\n")
        #expect(try await connection.answer()?.status == 200)
      }
      let more = try WireConnection(port: test.port)
      try? await more.send("GET /livez HTTP/1.1\r\nHost: hq\r\n\r\n")
      #expect(try await more.answer() == nil)
      held.removeFirst()
      // The server hears of it a moment later.
      var isTaken = false
      for _ in 0..<200 where !isTaken {
        let again = try WireConnection(port: test.port)
        try? await again.send("GET /livez HTTP/1.1\r\nHost: hq\r\n\r\n")
        isTaken = try await again.answer()?.status == 200
      }
      #expect(isTaken)
    }
  }

  @Test("security 16: headers and bodies that never arrive lose their connection")
  func slow() async throws {
    try await ServerUnderTest.with({
      $0.arrivalSeconds = 1
      $0.idleSeconds = 2
    }) { test in
      let device = try await test.device()
      let head = try WireConnection(port: test.port)
      let body = try WireConnection(port: test.port)
      try await head.send("POST /v1/sync HTTP/1.1\r\nHost: hq\r\nX-")
      try await body.send(try test.request(device, test.body(device, [])).head + "{")
      #expect(try await head.answer() == nil)
      let answer = try await body.answer()
      #expect(answer == nil || answer?.status == 408)
    }
  }
}
