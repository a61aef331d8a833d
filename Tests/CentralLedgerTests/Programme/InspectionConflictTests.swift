import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@Suite("Inspections in the ledger")
struct InspectionConflictTests {
  @Test(
    "two bundles for one store, in either order, twice each: nothing doubled, the conflict visible, the decision counts",
    arguments: Engine.allCases, [false, true])
  func conflict(_ engine: Engine, failedFirst: Bool) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      try await way.reachAcceptance("S1")
      let seen = try await test.ledger.dataVersion()
      let passed = InspectionReport(
        inspection: try way.inspection("S1", "2020-03-10", by: "wang"), seen: seen, bundle: "b1")
      let failed = InspectionReport(
        inspection: try way.inspection("S1", "2020-03-11", failing: ["licence"], by: "li"), seen: seen, bundle: "b2")
      let order = failedFirst ? [failed, passed] : [passed, failed]
      var codes: [String] = []
      for report in order + order {
        codes.append(try await way.record(.inspection(report)).outcomes[0].code)
      }
      #expect(codes == ["recorded", "conflict", "repeated", "conflict"])
      let code = try store("S1")
      let both = try await test.ledger.inspections(of: code, asOf: nil, access: way.association)
      #expect(both.map(\.inspection) == order.map(\.inspection))
      #expect(both.map(\.counts) == [true, false])
      #expect(try await test.ledger.inspectionConflicts(access: way.association).count { $0.isOpenConflict } == 1)
      let today = test.clock.now.dayInChina
      let before = try await test.ledger.dataVersion()
      // The passed one is to count, whichever came first.
      let outcome = try await test.ledger.decide(
        keep: passed.inspection.id, of: code, reason: "li looked at the wrong licence", seeds: way.book,
        access: way.association)
      #expect(outcome.isKept, "\(outcome)")
      let found = try await test.ledger.programme(of: code, asOf: nil, access: way.association)
      let state = try #require(found).history.state(on: today)
      #expect(state.stage == .passed)
      #expect(state.rectification == nil)
      let decided = try await test.ledger.inspections(of: code, asOf: nil, access: way.association)
      #expect(Set(decided.filter(\.counts).map(\.inspection.id)) == [passed.inspection.id])
      #expect(decided.filter(\.isOpenConflict).isEmpty)
      #expect(try await test.ledger.dataVersion() == before + 1)
      // Decided is decided, and what comes in again is still known.
      #expect(
        try await test.ledger.decide(
          keep: failed.inspection.id, of: code, reason: "no", seeds: way.book, access: way.association)
          == .nothingToDecide)
      var last: [String] = []
      for report in order { last.append(try await way.record(.inspection(report)).outcomes[0].code) }
      #expect(last == ["repeated", "decided"])
      #expect(try await test.ledger.dataVersion() == before + 1)
      guard case .intact = try await test.ledger.verifyAudit() else {
        Issue.record("the chain is broken")
        return
      }
    }
  }

  @Test("a certificate does not rest on an inspection whose critical item failed", arguments: Engine.allCases)
  func critical(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      try await way.reachAcceptance("S1")
      let report = InspectionReport(inspection: try way.inspection("S1", "2020-03-10", failing: ["licence"]))
      #expect(try await way.record(.inspection(report)).outcomes[0].isKept)
      let certify = try way.request("S1", .certify(until: try way.day("2022-01-01")), "2020-03-12")
      guard case .refused(let refusal) = try await way.record(certify).outcomes[0] else {
        Issue.record("certified")
        return
      }
      #expect(refusal.obstacles.map(\.code).contains("critical_items_failed"))
    }
  }

  @Test("what cannot be is refused, each for its own reason, and the rest is kept", arguments: Engine.allCases)
  func refusals(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      try await way.reachAcceptance("S1")
      try await way.reachAcceptance("S2")
      let good = try way.inspection("S2", "2020-03-10")
      let ghost = try #require(EvidenceDigest(String(repeating: "ab", count: 32)))
      let flagship = Inspection(
        id: OperationID(at: test.clock.now), store: good.store, tier: .flagship, purpose: .acceptance, version: "1",
        day: good.day, inspectors: ["wang", "li"], isSignedByOwner: true, results: good.results)
      let unknown = Inspection(
        id: OperationID(at: test.clock.now), store: good.store, tier: .model, purpose: .acceptance, version: "9",
        day: good.day,
        inspectors: ["wang"], isSignedByOwner: true, results: good.results)
      let reports = try [
        way.inspection("S3", "2020-03-10"), way.inspection("S1", "2020-02-20"), way.inspection("S1", "2033-01-01"),
        way.inspection("S1", "2020-03-10", evidence: [ghost]), flagship, unknown, good,
      ]
      let recording = try await test.ledger.record(
        reports.map { .inspection(InspectionReport(inspection: $0)) }, seeds: way.book, access: way.association)
      #expect(
        recording.outcomes.map(\.code) == [
          "refused", "refused", "refused", "evidence_missing", "other_tier", "unknown_version", "recorded",
        ])
      let wang = Access(name: "wang", role: .inspector, scope: .everywhere)
      let other = InspectionReport(inspection: try way.inspection("S1", "2020-03-10", by: "li"))
      #expect(try await way.record(.inspection(other), as: wang).outcomes == [.notOwnVisit])
    }
  }

  @Test("a store that closed is not inspected", arguments: Engine.allCases)
  func closed(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      try await way.reachAcceptance("S1")
      let code = try store("S1")
      let row = StoreRow(
        line: 2, code: code, name: "S1", region: try #require(RegionCode("330683")), closed: try way.day("2020-03-05"))
      _ = try await test.ledger.importStores([row], options: RegisterImportOptions(actor: "test"))
      for seen in [nil, Int64(0)] {
        let report = InspectionReport(inspection: try way.inspection("S1", "2020-03-10"), seen: seen, bundle: "b")
        guard case .refused(let refusal) = try await way.record(.inspection(report)).outcomes[0] else {
          Issue.record("inspected")
          return
        }
        #expect(refusal.obstacles.map(\.code) == ["store_closed"])
      }
    }
  }
}
