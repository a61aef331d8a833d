import Gzip
import ReportSync
import Testing

@Suite("libcurl on real sockets")
struct CurlTransportTests {
  private let request = WireRequest(path: "/v1/sync", headers: [.init("X-Test", "1")], body: Array("hello".utf8))

  private func transport(_ server: RawServer, _ limits: TransferLimits = TransferLimits()) throws -> CurlTransport {
    CurlTransport(address: try ServerAddress("http://127.0.0.1:\(server.port)"), limits: limits)
  }

  @Test("an answer comes with its status, body and the delay that is asked for")
  func answer() async throws {
    let server = try RawServer("HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nwait")
    let response = try await transport(server).send(request)
    #expect(response == WireResponse(status: 503, retryAfter: 7, body: Array("wait".utf8)))
    let sent = try #require(server.requests.first)
    #expect(sent.hasPrefix("POST /v1/sync HTTP/1.1\r\n") && sent.hasSuffix("\r\n\r\nhello"))
    #expect(sent.contains("X-Test: 1\r\n") && !sent.contains("Expect:"))
  }

  @Test("security 20: a redirect is not followed, so nothing goes to another host")
  func redirect() async throws {
    let other = try RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let server = try RawServer(
      "HTTP/1.1 307 Over there\r\nLocation: http://127.0.0.1:\(other.port)/\r\nContent-Length: 0\r\n\r\n")
    #expect(try await transport(server).send(request).status == 307)
    #expect(other.requests.isEmpty)
  }

  @Test("security 20: an answer beyond the cap is given up, also when it is small until it is unpacked")
  func tooLarge() async throws {
    var limits = TransferLimits()
    limits.bodyBytes = 10_000
    let plain = try RawServer("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 20_000))
    await #expect(throws: TransportProblem.tooLarge(limit: 10_000)) { try await transport(plain, limits).send(request) }
    let bomb = try Gzip.compress([UInt8](repeating: 0, count: 5_000_000))
    #expect(bomb.count < 10_000)
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n"
    let packed = try RawServer(chunks: [Array(head.utf8), bomb])
    await #expect(throws: TransportProblem.tooLarge(limit: 10_000)) {
      try await transport(packed, limits).send(request)
    }
  }

  @Test(
    "an answer that is cut off, or is no HTTP, is no answer",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this", "",
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
        + "Content-Length: 7\r\n\r\nnot zip",
    ])
  func cutOff(_ bytes: String) async throws {
    let server = try RawServer(bytes)
    defer { #expect(server.requests.count == 1) }
    let transport = try transport(server)
    do throws(TransportProblem) {
      let response = try await transport.send(request)
      Issue.record("an answer came: \(response)")
    } catch .cutOff {
    } catch {
      Issue.record("another problem: \(error)")
    }
    // The server listens until here, not only until its address was taken.
    withExtendedLifetime(server) {}
  }

  @Test("fault 16, security 20: an answer that trickles is given up")
  func trickle() async throws {
    var limits = TransferLimits()
    limits.slowSeconds = 1
    let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".utf8)
    let server = try RawServer(chunks: [head] + Array(repeating: [120], count: 100), pause: 100_000)
    await #expect(throws: TransportProblem.tooSlow) { try await transport(server, limits).send(request) }
  }

  @Test("a cancelled task ends its transfer")
  func cancellation() async throws {
    let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".utf8)
    let server = try RawServer(chunks: [head] + Array(repeating: [120], count: 300), pause: 100_000)
    let transport = try transport(server)
    let task = Task { () -> TransportProblem? in
      do throws(TransportProblem) {
        _ = try await transport.send(request)
        return nil
      } catch {
        return error
      }
    }
    while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test("where nobody listens, that is said")
  func nobody() async throws {
    let port = try RawServer("").port
    let transport = CurlTransport(address: try ServerAddress("http://127.0.0.1:\(port)"))
    do throws(TransportProblem) {
      _ = try await transport.send(request)
      Issue.record("somebody answered")
    } catch .unreachable {
    } catch .cutOff {
      // The listener of a server that goes away may still take the connection.
    } catch {
      Issue.record("another problem: \(error)")
    }
  }

  @Test("fault 19: what is not TLS is not trusted with anything")
  func notTLS() async throws {
    let server = try RawServer(
      chunks: [Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8)], answersAtOnce: true)
    let transport = CurlTransport(address: try ServerAddress("https://127.0.0.1:\(server.port)"))
    do throws(TransportProblem) {
      _ = try await transport.send(request)
      Issue.record("it was trusted")
    } catch .notTrusted {
      #expect(!server.requests.contains { $0.contains("hello") })
    } catch {
      Issue.record("another problem: \(error)")
    }
    withExtendedLifetime(server) {}
  }

  @Test("security 20: a header with a line end in it is not sent")
  func headerInjection() async throws {
    let server = try RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let evil = WireRequest(path: "/", headers: [.init("X", "1\r\nHost: evil")], body: [])
    await #expect(throws: TransportProblem.local("header")) { try await transport(server).send(evil) }
    #expect(server.requests.isEmpty)
  }
}
