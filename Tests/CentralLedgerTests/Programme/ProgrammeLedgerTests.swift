import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@Suite("The programme in the ledger")
struct ProgrammeLedgerTests {
  @Test("a whole way is recorded, and moves the standing that the panel reads", arguments: Engine.allCases)
  func way(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      try await way.reachCertificate("S1")
      let code = try store("S1")
      let found = try #require(try await test.ledger.store(code, asOf: nil))
      #expect(found.standing.standing(on: try way.day("2020-03-14")) == .applied)
      #expect(found.standing.standing(on: try way.day("2020-03-15")) == .certified)
      #expect(found.standing.standing(on: try way.day("2023-03-15")) == .expired)
      #expect(found.tiers.value(on: try way.day("2020-03-15")) == .model)
      let programme = try #require(
        try await test.ledger.programme(of: code, asOf: nil, access: way.association))
      #expect(programme.history.state(on: try way.day("2020-06-01")).stage == .certified)
      #expect(programme.history.events.map(\.recordedAt) == Array(2...8))
      guard case .intact = try await test.ledger.verifyAudit() else {
        Issue.record("the chain is broken")
        return
      }
    }
  }

  @Test("an impossible step is refused with what is missing and stops nobody else", arguments: Engine.allCases)
  func refused(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      let before = try await test.ledger.dataVersion()
      let certify = try way.request("S1", .certify(until: try way.day("2022-01-01")), "2020-01-10")
      let apply = try way.request("S2", .apply(tier: .model), "2020-01-10")
      let recording = try await way.record(certify, apply)
      #expect(recording.outcomes.map(\.code) == ["refused", "recorded"])
      guard case .refused(let refusal) = recording.outcomes[0] else { return }
      #expect(
        refusal.obstacles.first
          == .stepsFirst([.apply, .accept, .reviewDocuments, .beginRefit, .finishRefit, .passInspection]))
      #expect(recording.dataVersion == before + 1)
    }
  }

  @Test("the same again is answered with the first, another content is not taken", arguments: Engine.allCases)
  func repeated(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      let apply = try way.request("S1", .apply(tier: .model), "2020-01-10")
      let first = try await way.record(apply)
      let again = try await way.record(apply, apply)
      #expect(again.outcomes.map(\.code) == ["repeated", "repeated"])
      #expect(again.dataVersion == first.dataVersion)
      guard case .step(let request) = apply else { return }
      let other = StepRequest(
        id: request.id, store: request.store, step: .apply(tier: .flagship), effective: request.effective)
      #expect(try await way.record(.step(other)).outcomes == [.changed])
    }
  }

  @Test(
    "the register's certificate is where the history goes on from, and stays one source", arguments: Engine.allCases)
  func carriedOver(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      let code = try store("S1")
      let row = StoreRow(
        line: 2, code: code, name: "S1", region: try #require(RegionCode("330683")),
        certified: try way.day("2020-05-01"))
      _ = try await test.ledger.importStores([row], options: RegisterImportOptions(actor: "test"))
      let programme = try #require(try await test.ledger.programme(of: code, asOf: nil, access: way.association))
      #expect(programme.history.state(on: try way.day("2020-05-01")).stage == .certified)
      #expect(try await way.record(try way.request("S1", .suspend(reason: "x"), "2021-01-01")).outcomes[0].isKept)
      let found = try #require(try await test.ledger.store(code, asOf: nil))
      #expect(found.standing.standing(on: try way.day("2020-12-31")) == .certified)
      #expect(found.standing.standing(on: try way.day("2021-01-01")) == .suspended)
      // From now on papers no longer say how it stands; the same paper again is no news.
      #expect(
        try await test.ledger.importStores([row], options: RegisterImportOptions(actor: "test")).unchanged == 1)
      var other = row
      other.certified = try way.day("2020-06-01")
      let summary = try await test.ledger.importStores([other], options: RegisterImportOptions(actor: "test"))
      #expect(summary.refused.map(\.reason) == [.programmeKeepsStanding])
      await #expect(throws: CentralLedgerError.programmeKeepsStanding(code)) {
        _ = try await test.ledger.appendStanding(
          .certified, to: code, effective: try way.day("2021-06-01"), note: nil, actor: "test")
      }
    }
  }

  @Test("a version that is older knows nothing of what was recorded late", arguments: Engine.allCases)
  func late(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      try await way.reachCertificate("S1")
      let version = try await test.ledger.dataVersion()
      #expect(try await way.record(try way.request("S1", .suspend(reason: "x"), "2020-06-01")).outcomes[0].isKept)
      let code = try store("S1")
      let day = try way.day("2020-07-01")
      let known = try #require(try await test.ledger.programme(of: code, asOf: version, access: way.association))
      #expect(known.history.state(on: day).stage == .certified)
      let now = try #require(try await test.ledger.programme(of: code, asOf: nil, access: way.association))
      #expect(now.history.state(on: day).stage == .suspended)
      let month = try #require(YearMonth("2020-07"))
      let counts = {
        try await test.ledger.programmeCounts(of: month, asOf: $0, estimated: 30_000, access: way.association)
      }
      #expect(try await counts(version).validNow == 1)
      let latest = try await counts(nil)
      #expect(latest.validNow == 0)
      #expect([latest.registered, latest.applied, latest.certifiedEver, latest.reporting] == [3, 1, 1, 0])
      #expect(latest.estimated == 30_000)
    }
  }

  @Test("nobody touches or sees what lies outside of the regions or the role", arguments: Engine.allCases)
  func scope(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      let elsewhere = Access(name: "li", role: .station, scope: try #require(RegionScope("44")))
      let viewer = Access(name: "xu", role: .viewer, scope: .everywhere)
      let apply = try way.request("S1", .apply(tier: .model), "2020-01-10")
      let code = try store("S1")
      #expect(try await way.record(apply, as: elsewhere).outcomes == [.unknownStore(code)])
      #expect(try await way.record(apply, as: viewer).outcomes == [.notAllowed(.takeStep(.apply))])
      #expect(try await test.ledger.programme(of: code, asOf: nil, access: elsewhere) == nil)
      let seen = try await test.ledger.reduceProgrammes(asOf: nil, access: elsewhere, into: [StoreCode]()) {
        $0 += $1.map(\.store.code)
        return .next
      }
      #expect(seen.value == [try store("S3")])
      let month = try #require(YearMonth("2020-07"))
      #expect(
        try await test.ledger.programmeCounts(of: month, asOf: nil, estimated: nil, access: elsewhere).registered == 1)
      // A station grants no certificates, not even at home.
      let station = Access(name: "li", role: .station, scope: try #require(RegionScope("33")))
      let certify = try way.request("S1", .certify(until: try way.day("2022-01-01")), "2020-01-10")
      #expect(try await way.record(certify, as: station).outcomes == [.notAllowed(.takeStep(.certify))])
      #expect(try await way.record(apply, as: station).outcomes[0].isKept)
    }
  }

  @Test("a new version of the standard leaves old inspections as they were judged", arguments: Engine.allCases)
  func versions(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      try await way.reachCertificate("S1")
      let first = try await test.ledger.inspections(of: store("S1"), asOf: nil, access: way.association)
      let stricter = try way.version("2", from: "2023-06-01", items: ["licence", "sign", "film"])
      guard case .adopted = try await test.ledger.adopt(stricter, seeds: way.book, access: way.association) else {
        Issue.record("not adopted")
        return
      }
      #expect(try await test.ledger.adopt(stricter, seeds: way.book, access: way.association) == .repeated)
      let early = try way.version("3", from: "2020-01-01", items: ["licence"])
      guard case .refused(let problems) = try await test.ledger.adopt(early, seeds: way.book, access: way.association)
      else {
        Issue.record("a version for days gone by was adopted")
        return
      }
      #expect(problems.map(\.code) == ["starts_too_early"])
      #expect(try await test.ledger.standardBook(seeds: way.book, asOf: nil).versions.map(\.version) == ["1", "2"])
      #expect(try await test.ledger.inspections(of: store("S1"), asOf: nil, access: way.association) == first)
    }
  }
}
