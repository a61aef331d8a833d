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
}
