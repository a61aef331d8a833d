import Foundation
import SnackChain
import SyncProtocol
import Testing

/// What an inspector can do who writes answers by hand: the key that signs them is in the bundle.
@Suite("Answers of a bundle that no form would give")
struct BundleAnswerTests {
  /// What became of the only answer of a bundle: its code, and the words for it in both languages.
  private func returned(_ hq: ProgrammeChain, _ path: String, status: Int32) throws -> (code: String, words: String) {
    var words = ""
    var code = ""
    for language in ["zh-Hans", "en"] {
      let result = try hq.type("inspect", "return", path, "--as", "wang", "--format", "json", "--lang", language)
      #expect(result.status == status, "\(result.stdout)\(result.stderr)")
      let rows = try #require(try result.json()["rows"] as? [[String: Any]])
      #expect(rows.count == 1)
      code = rows.first?["code"] as? String ?? ""
      words += rows.first?["message"] as? String ?? ""
    }
    return (code, words)
  }

  /// A chain with a bundle for S1, filled in as it should be.
  private func filled() throws -> (hq: ProgrammeChain, path: String) {
    let hq = try ProgrammeChain()
    try hq.reachAcceptance("S1")
    let path = hq.chain.folder.path("wang.bundle")
    try hq.run("inspect", "pack", "--inspector", "wang", "--stores", "S1", "--output", path)
    let filled = try Program.headquarters.run("inspect", "fill", path, "--store", "S1", "--rest-pass", "--signed")
    try #require(filled.status == 0, "\(filled.stderr)")
    return (hq, path)
  }

  /// Signs another answer with the bundle's own key, in the place of the one that is there.
  private func change(
    _ path: String, _ changed: (Inspection) -> Inspection, text: (String) -> String = { $0 }
  ) throws {
    let bundle = try InspectionBundle.read(try Data(contentsOf: URL(filePath: path))).bundle
    let file = URL(filePath: path + ".answers")
    let answers = try InspectionAnswers(file: try Data(contentsOf: file))
    let key = try #require(bundle.signingKey)
    var other = InspectionAnswers(to: bundle.id)
    let store = try #require(StoreCode("S1"))
    try other.put(changed(try #require(answers.inspection(of: store))), key: key)
    let content = text(try #require(other.answers.first).content)
    let signed = try SignedText(content, format: InspectionAnswers.format, key: key)
    try JSONEncoder().encode(Answers(format: other.format, bundle: other.bundle, answers: [signed])).write(to: file)
  }

  private struct Answers: Encodable {
    let format: String
    let bundle: OperationID
    let answers: [SignedText]
  }

  private func copy(
    _ one: Inspection, purpose: InspectionPurpose? = nil, inspectors: [String]? = nil, results: [ItemResult]? = nil
  ) -> Inspection {
    Inspection(
      id: one.id, store: one.store, tier: one.tier, purpose: purpose ?? one.purpose, version: one.version,
      day: one.day, inspectors: inspectors ?? one.inspectors, isSignedByOwner: one.isSignedByOwner,
      results: results ?? one.results)
  }

  @Test(
    "a visit for an acceptance is answered as one", arguments: [InspectionPurpose.spotCheck, .renewal, .reinspection])
  func purpose(_ purpose: InspectionPurpose) throws {
    let (hq, path) = try filled()
    try change(path, { copy($0, purpose: purpose) })
    let refused = try returned(hq, path, status: 65)
    #expect(refused.code == "other_purpose")
    #expect(refused.words.contains("验收") && refused.words.contains("\"acceptance\""), "\(refused.words)")
    #expect(try hq.stage(of: "S1", on: "2099-01-01") == "awaiting_acceptance")
    // The true answer is taken after all.
    try change(path, { copy($0, purpose: .acceptance) })
    let taken = try hq.type("inspect", "return", path, "--as", "wang", "--format", "json")
    #expect(taken.status == 0, "\(taken.stdout)\(taken.stderr)")
    #expect(try hq.stage(of: "S1", on: "2099-01-01") == "passed")
  }

  @Test("a checklist of which nearly nothing applies is no inspection")
  func nothingApplies() throws {
    let (hq, path) = try filled()
    try change(
      path,
      { one in
        let none = one.results.dropLast().map { ItemResult(item: $0.item, verdict: .notApplicable, note: "none") }
        return copy(one, results: none + one.results.suffix(1))
      })
    let refused = try returned(hq, path, status: 65)
    #expect(refused.code == "too_little_applies")
    #expect(refused.words.contains("检查不完整") && refused.words.contains("incomplete"), "\(refused.words)")
    #expect(try hq.stage(of: "S1", on: "2099-01-01") == "awaiting_acceptance")
  }

  @Test("a signed answer that names a field twice is not read")
  func fieldTwice() throws {
    let (hq, path) = try filled()
    try change(path, { $0 }, text: { String($0.dropLast()) + #","store":"S2"}"# })
    #expect(try returned(hq, path, status: 65).code == "answer_changed")
    #expect(try hq.stage(of: "S1", on: "2099-01-01") == "awaiting_acceptance")
  }

  @Test("a second inspector whose name steers a terminal is refused and shown harmless")
  func steeringName() throws {
    let (hq, path) = try filled()
    try change(path, { copy($0, inspectors: ["wang", "\u{1B}]0;pwned\u{7}"]) })
    let refused = try returned(hq, path, status: 65)
    #expect(refused.code == "bad_inspector_names")
    #expect(refused.words.contains("\\u{1b}]0;pwned") && !refused.words.contains("\u{1B}"), "\(refused.words)")
  }

  @Test("a store for two inspectors takes no second that is nobody, may not inspect, or inspects elsewhere")
  func second() throws {
    let hq = try ProgrammeChain()
    try hq.run("people", "add", "looker", "--role", "viewer", "--regions", "33")
    try hq.run("people", "add", "south", "--role", "inspector", "--regions", "44")
    try hq.run("standard", "apply", "S1", "--tier", "flagship", "--on", "2023-01-10")
    for (step, day) in [("accept", "12"), ("review", "15"), ("refit", "20"), ("ready", "25")] {
      try hq.run("standard", step, "S1", "--on", "2023-01-\(day)")
    }
    let path = hq.chain.folder.path("wang.bundle")
    try hq.run("inspect", "pack", "--inspector", "wang", "--stores", "S1", "--output", path)
    func fill(_ name: String) throws -> Program.Result {
      try Program.headquarters.run(
        "inspect", "fill", path, "--store", "S1", "--rest-pass", "--signed", "--with", name, "--lang", "en")
    }
    // What needs no ledger is said on the road.
    for (name, code) in [("nobody at all", "bad_inspector_names"), ("wang", "second_inspector_missing")] {
      let result = try fill(name)
      #expect(result.status == 65 && result.stderr.contains(code), "\(name): \(result.stderr)")
    }
    for name in ["nobody", "looker", "south"] {
      #expect(try fill(name).status == 0)
      let refused = try returned(hq, path, status: 65)
      #expect(refused.code == "second_inspector_unknown", "\(name)")
      #expect(refused.words.contains(name), "\(refused.words)")
    }
    #expect(try fill("li").status == 0)
    #expect(try hq.type("inspect", "return", path, "--as", "wang").status == 0)
    #expect(try hq.stage(of: "S1", on: "2099-01-01") == "passed")
  }
}
