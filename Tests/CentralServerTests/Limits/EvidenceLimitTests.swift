import Evidence
import Foundation
import SnackChain
import SyncProtocol
import Testing

@testable import CentralServer

@Suite("How many photographs a store may send")
struct EvidenceLimitTests {
  @Test("a store sends no more new photographs than its allowance, by whichever device; the same again are taken")
  func allowance() async throws {
    try await Self.with({ $0.storeEvidence = RateAllowance(perSecond: 1, burst: 2) }) { test in
      let device = try await test.device()
      for mark: UInt8 in 1...2 { #expect(try await Self.send(mark, of: device, test).status == 200) }
      let refused = try await Self.send(3, of: device, test)
      #expect(refused.status == 429 && refused.problem == ProblemCode.tooMany && refused.headers["retry-after"] == "1")
      #expect(try await Self.send(2, of: device, test).status == 200)
      #expect(try await Self.send(3, of: test.device(), test).status == 429)
      #expect(try await Self.send(3, of: test.device(of: "S2"), test).status == 200)
      test.clock.turn(seconds: 1)
      #expect(try await Self.send(4, of: device, test).status == 200)
      // Figures are never held up by photographs.
      let operation = try test.operation("S1", "2023-01", yuan: 33_000)
      #expect(try await test.sync(device, [operation]).outcomes[0].verdict == .accepted)
    }
  }

  @Test("photographs leave room on the disk, and what is no picture uses up nothing")
  func room() async throws {
    try await Self.with({ $0.evidenceReserve = .max / 2 }) { test in
      let device = try await test.device()
      let refused = try await Self.send(1, of: device, test)
      #expect(refused.status == 503 && refused.problem == ProblemCode.busy)
    }
    try await Self.with({ $0.storeEvidence = RateAllowance(perSecond: 1, burst: 1) }) { test in
      let device = try await test.device()
      for _ in 0..<3 { #expect(try await Self.send(Data("no picture".utf8), of: device, test).status == 422) }
      #expect(try await Self.send(1, of: device, test).status == 200)
    }
  }

  /// A server that keeps photographs in a folder of its own.
  private static func with(
    _ change: @escaping (inout ServerSettings) -> Void,
    _ body: @escaping @Sendable (ServerUnderTest) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("evidence-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await ServerUnderTest.with(
      { settings in
        settings.programme = ServedProgramme(
          standards: StandardBook([]), benefits: [],
          evidence: EvidenceFolder(path: folder.path(percentEncoded: false)))
        change(&settings)
      }, body)
  }

  private static func send(
    _ mark: UInt8, of device: JoinedDevice, _ test: ServerUnderTest
  ) async throws -> WireConnection.Answer { try await send(picture(mark), of: device, test) }

  private static func send(
    _ body: Data, of device: JoinedDevice, _ test: ServerUnderTest
  ) async throws -> WireConnection.Answer {
    var request = try SignedRequest(
      EvidenceAnswer.path, body, keyID: device.id, key: device.key, at: test.clock.now)
    for place in request.headers.indices where request.headers[place].0 == "Content-Type" {
      request.headers[place].1 = EvidenceAnswer.contentType
    }
    return try #require(try await request.sent(to: test.port))
  }

  /// The frame of a PNG file; `mark` makes each another one.
  private static func picture(_ mark: UInt8) -> Data {
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data + [0, 0, 0, 0]
    }
    return Data(
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        + chunk("IHDR", [0, 0, 0, 200, 0, 0, 0, 150, 8, 2, 0, 0, 0]) + chunk("IDAT", [0, mark]) + chunk("IEND", []))
  }
}
