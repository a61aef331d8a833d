import CentralLedger
import Crypto
import Foundation
import SnackChain
import Synchronization
import SyncProtocol
import Testing

@testable import CentralServer

@Suite("Requests that are not a device's own")
struct TrustTests {
  /// Sends a bent request and gives back the status and the code; nothing may have reached the ledger.
  private func refused(
    _ bend: @escaping @Sendable (inout SignedRequest, ServerUnderTest, JoinedDevice) throws -> Void
  ) async throws -> (Int, String?) {
    let result = Mutex<(Int, String?)>((0, nil))
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      var request = try test.request(device, test.body(device, [test.operation("S1", "2023-01", yuan: 1)]))
      try bend(&request, test, device)
      let answer = try #require(try await request.sent(to: test.port))
      #expect(try await test.ledger.revisions(of: device.store, month: nil).isEmpty)
      result.withLock { $0 = (answer.status, answer.problem) }
    }
    return result.withLock { $0 }
  }

  @Test("a signature of another key is refused")
  func otherKey() async throws {
    let answer = try await refused { request, test, device in
      request = try SignedRequest("/v1/sync", request.body, keyID: device.id, key: .init(), at: test.clock.now)
    }
    #expect(answer == (401, ProblemCode.signatureInvalid))
  }

  @Test("a request without a signature is refused")
  func unsigned() async throws {
    let answer = try await refused { request, _, _ in request.headers.removeAll { $0.0 == "Signature" } }
    #expect(answer == (401, ProblemCode.signatureInvalid))
  }

  @Test("security 4: a body that was changed on the way is refused")
  func tamperedBody() async throws {
    let answer = try await refused { request, _, _ in request.body[request.body.count - 5] ^= 1 }
    #expect(answer == (401, ProblemCode.signatureInvalid))
  }

  @Test("a changed body with a digest that fits it is refused")
  func tamperedDigest() async throws {
    let answer = try await refused { request, _, _ in
      request.body[request.body.count - 5] ^= 1
      let digest = RequestSignature.contentDigest(of: request.body)
      request.headers = request.headers.map { $0.0 == "Content-Digest" ? ($0.0, digest) : $0 }
    }
    #expect(answer == (401, ProblemCode.signatureInvalid))
  }

  @Test("security 4: a request signed for another path is refused")
  func otherPath() async throws {
    let answer = try await refused { request, test, device in
      var other = try SignedRequest("/v1/join", request.body, keyID: device.id, key: device.key, at: test.clock.now)
      other.path = "/v1/sync"
      request = other
    }
    #expect(answer == (401, ProblemCode.signatureInvalid))
  }

  @Test("security 4: a query that nobody signed is refused")
  func query() async throws {
    let answer = try await refused { request, _, _ in request.path += "?store=S2" }
    #expect(answer == (400, ProblemCode.malformed))
  }

  @Test("a device that nobody knows is refused like a wrong signature")
  func unknownDevice() async throws {
    let answer = try await refused { request, test, device in
      request = try SignedRequest("/v1/sync", request.body, keyID: "d0", key: device.key, at: test.clock.now)
    }
    #expect(answer == (401, ProblemCode.signatureInvalid))
  }

  @Test("a clock that is off by more than five minutes is told HQ's time", arguments: [-301, 301] as [Int64])
  func clockSkew(_ seconds: Int64) async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      let body = try test.body(device, [])
      let moment = test.clock.now.adding(seconds: seconds)
      let request = try SignedRequest("/v1/sync", body, keyID: device.id, key: device.key, at: moment)
      let answer = try #require(try await request.sent(to: test.port))
      #expect(answer.status == 401 && answer.problem == ProblemCode.clockSkew)
      #expect(try answer.decoded(ProblemDocument.self).serverTime == test.clock.now)
    }
  }

  @Test("security 4: a recorded request that is played again is refused")
  func replay() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      let request = try test.request(device, test.body(device, [test.operation("S1", "2023-01", yuan: 33_000)]))
      #expect(try await request.sent(to: test.port)?.status == 200)
      let again = try #require(try await request.sent(to: test.port))
      #expect(again.status == 401 && again.problem == ProblemCode.replayed)
      test.clock.turn(seconds: 301)
      #expect(try await request.sent(to: test.port)?.problem == ProblemCode.clockSkew)
    }
  }

  @Test("security 5: a revoked device is refused from its next request on, and what it sent stays")
  func revoked() async throws {
    try await ServerUnderTest.with { test in
      let device = try await test.device()
      _ = try await test.sync(device, [test.operation("S1", "2023-01", yuan: 33_000)])
      try await test.ledger.revokeDevice(device.id, actor: "test")
      let answer = try #require(try await test.request(device, test.body(device, [])).sent(to: test.port))
      #expect(answer.status == 403 && answer.problem == ProblemCode.deviceRevoked)
      #expect(try await test.ledger.revisions(of: device.store, month: nil).count == 1)
    }
  }

  @Test("the memory for nonces turns over, is bounded, and leaves room for other devices")
  func replayGuard() throws {
    let guarding = ReplayGuard(limit: 4, deviceLimit: 3)
    let start = Timestamp(milliseconds: 1_678_000_000_000)
    for number in 0..<3 { try guarding.admit(device: "a", nonce: "\(number)", at: start) }
    #expect(throws: ServerProblem.self) { try guarding.admit(device: "a", nonce: "3", at: start) }
    try guarding.admit(device: "b", nonce: "0", at: start)
    #expect(throws: ServerProblem.self) { try guarding.admit(device: "b", nonce: "1", at: start) }
    let later = start.adding(seconds: 2 * RequestSignature.window + 1)
    #expect(throws: ServerProblem.self) { try guarding.admit(device: "a", nonce: "0", at: later) }
    try guarding.admit(device: "a", nonce: "9", at: later)
  }
}
