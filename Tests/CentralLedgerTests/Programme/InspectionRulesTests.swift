import CentralLedger
import SnackChain
import Testing

@Suite("Who may inspect, and by which version")
struct InspectionRulesTests {
  /// S1 before its acceptance as a flagship store.
  private func reachAcceptance(_ way: ProgrammeUnderTest) async throws {
    let recording = try await way.record(
      way.request("S1", .apply(tier: .flagship), "2020-01-10"), way.request("S1", .accept(promise: nil), "2020-01-20"),
      way.request("S1", .reviewDocuments, "2020-02-01"), way.request("S1", .beginRefit, "2020-02-10"),
      way.request("S1", .finishRefit, "2020-03-01"))
    let lost = recording.outcomes.filter { !$0.isKept }
    try #require(lost.isEmpty, "\(lost)")
  }

  private func inspection(_ way: ProgrammeUnderTest, by inspectors: [String]) throws -> Inspection {
    let one = try way.inspection("S1", "2020-03-10")
    return Inspection(
      id: one.id, store: one.store, tier: .flagship, purpose: one.purpose, version: one.version, day: one.day,
      inspectors: inspectors, isSignedByOwner: true, results: one.results)
  }

  private func record(
    _ way: ProgrammeUnderTest, by inspectors: [String]
  ) async throws -> ProgrammeOutcome {
    let report = InspectionReport(inspection: try inspection(way, by: inspectors))
    return try await way.record(.inspection(report)).outcomes[0]
  }

  @Test(
    "where accounts are kept, the second inspector is one that may inspect there on that day",
    arguments: Engine.allCases)
  func second(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      try await reachAcceptance(way)
      func give(_ name: String, _ role: Role?, _ scope: String, from day: String) async throws {
        let position = try role.map { Position(role: $0, scope: try #require(RegionScope(scope))) }
        _ = try await test.ledger.recordPosition(
          position, of: try #require(AccountName(name)), validFrom: try way.day(day), note: nil, access: way.association
        )
      }
      try await give("wang", .inspector, "33", from: "2019-01-01")
      try await give("viewer", .viewer, "all", from: "2019-01-01")
      try await give("elsewhere", .inspector, "44", from: "2019-01-01")
      try await give("gone", .inspector, "33", from: "2019-01-01")
      try await give("gone", nil, "33", from: "2020-03-01")
      try await give("station", .station, "3306", from: "2019-01-01")
      // Opened after the visit, of which the paper is typed in late.
      try await give("late", .inspector, "33", from: "2023-03-01")
      for name in ["nobody", "viewer", "elsewhere", "gone"] {
        #expect(try await record(way, by: ["wang", name]) == .unjudged(.secondInspectorUnknown([name])), "\(name)")
      }
      #expect(try await record(way, by: ["nobody", "late"]) == .unjudged(.secondInspectorUnknown(["nobody"])))
      #expect(try await record(way, by: ["wang", "wang"]) == .unjudged(.secondInspectorMissing))
      #expect(try await test.ledger.inspections(of: store("S1"), asOf: nil, access: way.association).isEmpty)
      #expect(try await record(way, by: ["wang", "late"]).code == "recorded")
      #expect(try await record(way, by: ["station", "wang"]).code != "second_inspector_unknown")
    }
  }

  @Test("where no accounts are kept, two different names are taken as they are", arguments: Engine.allCases)
  func withoutAccounts(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      try await reachAcceptance(way)
      #expect(try await record(way, by: ["wang"]) == .unjudged(.secondInspectorMissing))
      #expect(
        try await record(way, by: ["wang", "nobody at all"]) == .unjudged(.badInspectorNames(["nobody at all"])))
      #expect(try await record(way, by: ["wang", "王芳"]).code == "recorded")
    }
  }

  @Test("a visit is judged by the version in force on its day, however late it comes in", arguments: Engine.allCases)
  func versions(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      let way = try await ProgrammeUnderTest(test)
      try await way.reachAcceptance("S1")
      try await way.reachAcceptance("S2")
      let start = try way.day("2023-03-10")
      let next = try way.version("2", from: "2023-03-10", items: ["licence", "sign", "film"])
      guard case .adopted = try await test.ledger.adopt(next, seeds: way.book, access: way.association) else {
        Issue.record("not adopted")
        return
      }
      test.clock.turn(seconds: 10 * 86_400)
      let old = InspectionReport(inspection: try way.inspection("S1", "2023-03-10"))
      #expect(
        try await way.record(.inspection(old)).outcomes == [.unjudged(.versionSuperseded("1", by: "2", from: start))])
      let before = InspectionReport(inspection: try way.inspection("S2", "2023-03-09"))
      #expect(try await way.record(.inspection(before)).outcomes[0].code == "recorded")
    }
  }
}
