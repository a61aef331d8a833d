import SnackChain
import Testing

@Suite("Judging an inspection")
struct JudgementTests {
  private func judge(_ inspection: Inspection) throws -> Judgement { try ProgrammeFixture.book().judge(inspection) }

  @Test(
    "the national scheme grades by score, and two critical items failed leave no grade",
    arguments: [
      ([], 1000, "excellent", true), (["tools"], 700, "fair", true), (["licence"], 800, "good", false),
      (["licence", "raw-cooked"], 600, nil, false), (["sign", "tools"], 400, nil, false),
    ] as [(Set<String>, Int, String?, Bool)])
  func grades(failed: Set<String>, hundredths: Int, grade: String?, acceptable: Bool) throws {
    let judgement = try judge(try ProgrammeFixture.inspection("2022-05-01", failing: failed))
    #expect(judgement.score == Score(hundredths: hundredths))
    #expect(judgement.grade == grade)
    #expect(judgement.isAcceptable == acceptable)
    #expect(Set(judgement.failed) == failed)
  }

  @Test("a score just below a threshold is not rounded up to it")
  func threshold() {
    let scheme = ScoringScheme.national
    #expect(scheme.grade(points: 900, of: 1000, criticalFailed: 0)?.id == "excellent")
    #expect(scheme.grade(points: 8_999_999, of: 10_000_000, criticalFailed: 0)?.id == "good")
    #expect(scheme.grade(points: 599_999, of: 1_000_000, criticalFailed: 0) == nil)
    #expect(scheme.grade(points: 0, of: 0, criticalFailed: 0) == nil)
  }

  @Test("a version with thresholds of its own is graded by them, best grade first")
  func ownThresholds() {
    let scheme = ScoringScheme(grades: [
      AcceptanceGrade(
        id: "pass", name: ProgrammeFixture.zh, leastScore: Score(hundredths: 500), mostCriticalFailed: 0),
      AcceptanceGrade(
        id: "best", name: ProgrammeFixture.zh, leastScore: Score(hundredths: 950), mostCriticalFailed: 0),
    ])
    #expect(scheme.grade(points: 95, of: 100, criticalFailed: 0)?.id == "best")
    #expect(scheme.grade(points: 60, of: 100, criticalFailed: 0)?.id == "pass")
    #expect(scheme.grade(points: 100, of: 100, criticalFailed: 1) == nil)
  }

  @Test("what does not apply gives and takes no points, and a critical item needs the reason")
  func notApplicable() throws {
    func without(_ item: String, note: String) throws -> Inspection {
      try ProgrammeFixture.inspection("2022-05-01", failing: ["tools"]) { results in
        results.map { $0.item == item ? ItemResult(item: item, verdict: .notApplicable, note: note) : $0 }
      }
    }
    #expect(try judge(without("sign", note: "")).score == Score(hundredths: 571))
    #expect(throws: InspectionProblem.unexplainedCritical(["licence"])) { try judge(without("licence", note: " ")) }
    #expect(throws: InspectionProblem.unexplainedCritical(["licence"])) { try judge(without("licence", note: "- .1")) }
    #expect(try judge(without("licence", note: "shared kitchen")).score == Score(hundredths: 625))
  }

  @Test(
    "half of the points have to apply, or one item passed would make a store excellent",
    arguments: [
      (["sign", "raw-cooked"], nil), (["sign", "tools"], 40), (["sign", "tools", "raw-cooked"], 20),
      (["sign", "tools", "raw-cooked", "licence"], 0),
    ] as [(Set<String>, Int?)])
  func incomplete(left: Set<String>, points: Int?) throws {
    let inspection = try ProgrammeFixture.inspection("2022-05-01") { results in
      results.map { left.contains($0.item) ? ItemResult(item: $0.item, verdict: .notApplicable, note: "none") : $0 }
    }
    switch points {
    case nil: #expect(try judge(inspection).score == Score(hundredths: 1000))
    case 0: #expect(throws: InspectionProblem.nothingApplies) { try judge(inspection) }
    case let points?:
      #expect(throws: InspectionProblem.tooLittleApplies(points: points, of: 100)) { try judge(inspection) }
    }
  }

  @Test("an old inspection keeps the judgement of its version when a new one is in force")
  func oldVersion() throws {
    let book = try ProgrammeFixture.book()
    #expect(book.inForce(on: try ProgrammeFixture.day("2023-05-01"))?.version == "2")
    let older = try ProgrammeFixture.inspection("2022-12-31", version: "1")
    #expect(try judge(older).score == Score(hundredths: 1000))
    let newer = try ProgrammeFixture.inspection("2023-05-01", failing: ["film"], version: "2")
    #expect(try judge(newer).score == Score(hundredths: 500))
  }

  @Test(
    "a version that another took the place of judges no visit from that day on",
    arguments: ["2023-01-01", "2024-05-01"])
  func superseded(day: String) throws {
    let start = try ProgrammeFixture.day("2023-01-01")
    #expect(throws: InspectionProblem.versionSuperseded("1", by: "2", from: start)) {
      try judge(try ProgrammeFixture.inspection(day, version: "1"))
    }
  }

  @Test("a result that is missing, doubled or of another checklist is named, not guessed")
  func shape() throws {
    let film = ItemResult(item: "film", verdict: .pass)
    #expect(throws: InspectionProblem.missingItems(["licence"])) {
      try judge(try ProgrammeFixture.inspection("2022-05-01") { Array($0.dropFirst()) })
    }
    #expect(throws: InspectionProblem.unknownItems(["film"])) {
      try judge(try ProgrammeFixture.inspection("2022-05-01") { $0 + [film] })
    }
    #expect(throws: InspectionProblem.repeatedItems(["licence"])) {
      try judge(try ProgrammeFixture.inspection("2022-05-01") { $0 + $0.prefix(1) })
    }
    #expect(throws: InspectionProblem.unknownVersion("9")) {
      try judge(try ProgrammeFixture.inspection("2022-05-01", version: "9"))
    }
    #expect(throws: InspectionProblem.versionNotInForce("2", from: try ProgrammeFixture.day("2023-01-01"))) {
      try judge(try ProgrammeFixture.inspection("2022-12-31", version: "2"))
    }
  }

  @Test("a flagship store is inspected by two people, and one name twice is one person")
  func twoPersons() throws {
    #expect(throws: InspectionProblem.secondInspectorMissing) {
      try judge(try ProgrammeFixture.inspection("2022-05-01", tier: .flagship, inspectors: ["Wang", "Wang"]))
    }
    #expect(throws: InspectionProblem.noInspector) {
      try judge(try ProgrammeFixture.inspection("2022-05-01", inspectors: [""]))
    }
    _ = try judge(try ProgrammeFixture.inspection("2022-05-01", tier: .flagship, inspectors: ["Wang", "Li"]))
  }

  @Test(
    "an inspector is named as an account is, alone or as the second",
    arguments: ["nobody at all", "\u{1B}[31mLi", "x", "Li\n", "Li,Wang"])
  func names(name: String) throws {
    #expect(throws: InspectionProblem.badInspectorNames([name])) {
      try judge(try ProgrammeFixture.inspection("2022-05-01", tier: .flagship, inspectors: ["Wang", name]))
    }
    #expect(throws: InspectionProblem.badInspectorNames([name])) {
      try judge(try ProgrammeFixture.inspection("2022-05-01", inspectors: [name]))
    }
  }

  @Test("items that passed without the photograph that is wanted are listed")
  func unproven() throws {
    let digest = try #require(EvidenceDigest(String(repeating: "a0", count: 32)))
    #expect(EvidenceDigest(String(repeating: "A0", count: 32)) == nil)
    let inspection = try ProgrammeFixture.inspection("2022-05-01") { results in
      results.map { ItemResult(item: $0.item, verdict: .pass, evidence: $0.item == "sign" ? [digest] : []) }
    }
    #expect(try judge(inspection).unproven == ["licence", "raw-cooked", "tools"])
  }
}
