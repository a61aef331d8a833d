import Crypto
import SnackChain
import SyncProtocol
import Testing

@testable import CentralServer

@Suite("How often somebody may come")
struct RateTests {
  @Test("security 12: a device that comes too often is told when to come again, and then is taken")
  func device() async throws {
    try await ServerUnderTest.with({ $0.deviceRate = RateAllowance(perSecond: 0.5, burst: 2) }) { test in
      let device = try await test.device()
      for _ in 0..<2 { _ = try await test.sync(device, []) }
      let operation = try test.operation("S1", "2023-01", yuan: 33_000)
      let request = try test.request(device, test.body(device, [operation]))
      let refused = try #require(try await request.sent(to: test.port))
      #expect(refused.status == 429 && refused.problem == ProblemCode.tooMany && refused.headers["retry-after"] == "2")
      // Another device of the same store is not concerned.
      _ = try await test.sync(try await test.device(), [])
      test.clock.turn(seconds: 2)
      #expect(try await test.sync(device, [operation]).outcomes[0].verdict == .accepted)
    }
  }

  @Test("security 12: whoever does not hold the device's key cannot use up its allowance")
  func stranger() async throws {
    try await ServerUnderTest.with({ $0.deviceRate = RateAllowance(perSecond: 0.5, burst: 1) }) { test in
      let device = try await test.device()
      for _ in 0..<5 {
        let forged = try SignedRequest(
          "/v1/sync", test.body(device, []), keyID: device.id, key: .init(), at: test.clock.now)
        #expect(try await forged.sent(to: test.port)?.status == 401)
      }
      _ = try await test.sync(device, [])
    }
  }

  @Test("in the long run exactly what is allowed gets through, and a clock set back locks nobody out")
  func longRun() throws {
    let rate = RequestRate(RateAllowance(perSecond: 4, burst: 8))
    let start: Int64 = 1_700_000_000_000
    var taken = 0
    for step in 0..<10_000 {
      let moment = Timestamp(milliseconds: start + Int64(step) * 10)
      if (try? rate.check("a", at: moment)) != nil { taken += 1 }
    }
    #expect((400...410).contains(taken), "\(taken)")
    try rate.check("a", at: Timestamp(milliseconds: start - 3_600_000))
  }

  @Test("memory does not grow with the number of callers")
  func bounded() throws {
    let rate = RequestRate(RateAllowance(perSecond: 1, burst: 10), limit: 1000)
    for number in 0..<50_000 { try rate.check("caller \(number)", at: Timestamp(milliseconds: 1_700_000_000_000)) }
    #expect(rate.remembered <= 2000)
  }
}
