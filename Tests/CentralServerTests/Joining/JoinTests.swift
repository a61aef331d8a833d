import CentralLedger
import Crypto
import SnackChain
import SyncProtocol
import Testing

@testable import CentralServer

@Suite("Joining over the wire")
struct JoinTests {
  @Test("a device joins by its code, and gets the same answer when the first one was lost")
  func join() async throws {
    try await ServerUnderTest.with { test in
      let store = try #require(StoreCode("S1"))
      let code = try await test.ledger.makeInvite(for: store, actor: "test").code
      let key = Curve25519.Signing.PrivateKey()
      let first = try await test.join(code, key: key)
      #expect(first.status == 200)
      let answer = try first.decoded(JoinResponse.self)
      #expect(answer.profile.store == store && answer.profile.name == "店")
      #expect(answer.receiptKeys == (try await test.ledger.receiptKeys()))
      #expect(try await test.join(code, key: key).decoded(JoinResponse.self).device == answer.device)
      let stranger = try await test.join(code)
      #expect(stranger.status == 403 && stranger.problem == ProblemCode.inviteInvalid)
    }
  }

  @Test("whoever does not hold the private key does not join, and the code stays good")
  func foreignKey() async throws {
    try await ServerUnderTest.with { test in
      let code = try await test.ledger.makeInvite(for: try #require(StoreCode("S1")), actor: "test").code
      let forged = try await test.join(code, key: .init(), signedBy: .init())
      #expect(forged.status == 401 && forged.problem == ProblemCode.signatureInvalid)
      #expect(try await test.join(code).status == 200)
    }
  }

  @Test("security 2, 32: an unknown code and a word that is no code are told alike; after ten the address waits")
  func throttled() async throws {
    try await ServerUnderTest.with { test in
      let good = try await test.ledger.makeInvite(for: try #require(StoreCode("S1")), actor: "test").code
      var texts: Set<String> = []
      for number in 0..<JoinThrottle.free {
        let answer = try await test.join(number % 2 == 0 ? "00000-00000" : "包子")
        #expect(answer.status == 403)
        texts.insert(try answer.decoded(ProblemDocument.self).title)
      }
      #expect(texts.count == 1)
      let waiting = try await test.join(good)
      #expect(waiting.status == 429 && waiting.problem == ProblemCode.tooMany)
      #expect(waiting.headers["retry-after"] == "600")
      test.clock.turn(seconds: 601)
      #expect(try await test.join(good).status == 200)
    }
  }

  @Test("all addresses of one subscriber's network of IPv6 guess together; his neighbour is not concerned")
  func throttledNetwork() async throws {
    try await ServerUnderTest.with({ $0.proxies = ["127.0.0.1"] }) { test in
      func join(_ code: String, from address: String) async throws -> WireConnection.Answer {
        try await test.join(code, more: [("X-Forwarded-For", address), ("X-Forwarded-Proto", "https")])
      }
      let good = try await test.ledger.makeInvite(for: try #require(StoreCode("S1")), actor: "test").code
      for number in 1...JoinThrottle.free {
        #expect(try await join("00000-00000", from: "2001:db8:1:2::\(number)").status == 403)
      }
      #expect(try await join(good, from: "2001:db8:1:2:ffff::99").status == 429)
      #expect(try await join(good, from: "2001:db8:1:3::1").status == 200)
    }
  }
}
