import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@Suite("What owners answer to a failed inspection")
struct RectificationAnswerTests {
  /// S2 failed at its licence on 10 March; S1, S2 and S3 each have a device.
  private struct Failed {
    let test: LedgerUnderTest
    let way: ProgrammeUnderTest
    let inspection: Inspection
    let devices: [String: Device]

    init(_ test: LedgerUnderTest) async throws {
      self.test = test
      way = try await ProgrammeUnderTest(test)
      try await way.reachAcceptance("S2")
      inspection = try way.inspection("S2", "2020-03-10", failing: ["licence"])
      #expect(try await way.record(.inspection(InspectionReport(inspection: inspection))).outcomes[0].isKept)
      var devices: [String: Device] = [:]
      for (number, code) in ["S1", "S2", "S3"].enumerated() {
        let invite = try await test.ledger.makeInvite(for: store(code), actor: "clerk")
        devices[code] = try await test.ledger.join(
          code: invite.code, publicKey: Array(repeating: UInt8(number + 1), count: 32), deviceName: "x")
      }
      self.devices = devices
    }

    func photograph(_ byte: String) throws -> EvidenceFile {
      EvidenceFile(
        digest: try #require(EvidenceDigest(String(repeating: byte, count: 32))), media: "image/jpeg", bytes: 9,
        pixels: .init(width: 3, height: 4))
    }

    func answer(
      _ items: [String] = ["licence"], note: String = "好了", evidence: [EvidenceDigest] = []
    ) async throws -> RectificationOutcome {
      let operation = RectificationOperation(
        id: OperationID(at: test.clock.now), store: try store("S2"), inspection: inspection.id,
        items: items.map { RectifiedItem(item: $0, note: note, evidence: evidence) }, recordedAt: test.clock.now)
      let device = try #require(devices["S2"])
      return try #require(try await test.ledger.answer([operation], of: device, seeds: way.book).first)
    }
  }

  @Test("only what the store itself has sent counts as its photograph", arguments: Engine.allCases)
  func ownPhotographs(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let failed = try await Failed(test)
      let photograph = try failed.photograph("ab")
      try await test.ledger.noteSent(photograph, by: #require(failed.devices["S1"]))
      let borrowed = try await failed.answer(evidence: [photograph.digest])
      #expect(borrowed.verdict == .later && borrowed.missing == [photograph.digest])
      let sender = try #require(failed.devices["S2"])
      for _ in 0..<2 { try await test.ledger.noteSent(photograph, by: sender) }
      #expect(try await test.ledger.hasSent(photograph.digest, store: sender.store))
      let own = try await failed.answer(evidence: [photograph.digest])
      #expect(own.verdict == .accepted && own.receipt != nil)
    }
  }

  @Test("a photograph that another store sent too is shown to whoever decides", arguments: Engine.allCases)
  func sharedPhotographs(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let failed = try await Failed(test)
      let (shared, own) = (try failed.photograph("ab"), try failed.photograph("cd"))
      let sender = try #require(failed.devices["S2"])
      for file in [shared, own] { try await test.ledger.noteSent(file, by: sender) }
      #expect(try await failed.answer(evidence: [shared.digest, own.digest]).verdict == .accepted)
      func found(_ code: String = "S2", in scope: String? = nil) async throws -> [SharedPhotograph] {
        let access = try scope.map { Access(name: "x", role: .station, scope: try #require(RegionScope($0))) }
        return try await test.ledger.sharedPhotographs(of: store(code), access: access ?? failed.way.association)
      }
      #expect(try await found().isEmpty)
      for code in ["S3", "S1"] { try await test.ledger.noteSent(shared, by: #require(failed.devices[code])) }
      let stores = try [store("S1"), store("S3")]
      #expect(try await found() == [SharedPhotograph(digest: shared.digest, stores: stores)])
      #expect(
        try await found(in: "33") == [SharedPhotograph(digest: shared.digest, stores: [stores[0]], elsewhere: 1)])
      #expect(try await found(in: "44").isEmpty)
      let others = try [store("S2"), store("S3")]
      #expect(try await found("S1") == [SharedPhotograph(digest: shared.digest, stores: others)])
    }
  }

  @Test("an answer speaks of each item that failed, once, and of nothing else", arguments: Engine.allCases)
  func items(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let failed = try await Failed(test)
      for items in [["sign"], ["licence", "sign"], ["licence", "licence"]] {
        let outcome = try await failed.answer(items)
        #expect(outcome.verdict == .refused && outcome.problem?.code == "other_items", "\(items)")
      }
      for note in ["\u{1B}[31m", "a\0b", "a\u{202E}b"] {
        #expect(try await failed.answer(note: note).problem?.code == RowProblem.Code.unreadable, "\(note)")
      }
      #expect(try await failed.answer().verdict == .accepted)
    }
  }

  @Test("an inspection is answered once: a second answer changes nothing and takes no room", arguments: Engine.allCases)
  func once(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let failed = try await Failed(test)
      #expect(try await failed.answer().verdict == .accepted)
      let version = try await test.ledger.dataVersion()
      for _ in 0..<3 {
        let again = try await failed.answer(note: "又好了")
        #expect(again.verdict == .refused && again.problem?.code == "already_answered")
      }
      #expect(try await test.ledger.dataVersion() == version)
    }
  }
}
