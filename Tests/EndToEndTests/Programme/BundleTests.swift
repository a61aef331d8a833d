import Foundation
import Testing

@Suite("Bundles of inspections")
struct BundleTests {
  /// What `inspect return` did, by store.
  private func returned(
    _ hq: ProgrammeChain, _ bundle: String, as name: String, status: Int32 = 0
  ) throws -> [String: String] {
    let result = try hq.type("inspect", "return", bundle, "--as", name, "--format", "json")
    #expect(result.status == status, "\(result.stderr)")
    let rows = try #require(try result.json()["rows"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: rows.map { ($0["store"] as? String ?? "?", $0["code"] as? String ?? "?") })
  }

  @Test(
    "two inspectors return bundles for one store in either order, twice each: one counts, one waits, one is decided",
    arguments: ["wang", "li"], ["wang", "li"])
  func either(first: String, kept: String) throws {
    let hq = try ProgrammeChain()
    try hq.reachAcceptance("S1")
    let second = first == "wang" ? "li" : "wang"
    let bundles = ["wang", "li"].map { (name: $0, path: hq.chain.folder.path("\($0).bundle")) }
    for (name, path) in bundles {
      try hq.run("inspect", "pack", "--inspector", name, "--stores", "S1", "--output", path)
      var fill = ["inspect", "fill", path, "--store", "S1", "--rest-pass", "--signed"]
      if name == "li" { fill += ["--fail", "licence=expired"] }
      #expect(try Program.headquarters.run(all: fill).status == 0)
    }
    let paths = Dictionary(uniqueKeysWithValues: bundles.map { ($0.name, $0.path) })
    let (one, other) = (try #require(paths[first]), try #require(paths[second]))
    #expect(try returned(hq, one, as: first) == ["S1": "recorded"])
    #expect(try returned(hq, one, as: first) == ["S1": "repeated"])
    #expect(try returned(hq, other, as: second) == ["S1": "conflict"])
    #expect(try returned(hq, other, as: second) == ["S1": "conflict"])
    let conflicts = try hq.run("inspect", "conflicts", "--format", "csv").split(whereSeparator: \.isNewline)
    #expect(conflicts.count == 3)
    // Until somebody decides, the first to come counts and nothing else moved the store.
    #expect(try hq.stage(of: "S1", on: "2099-01-01") == (first == "wang" ? "passed" : "rectifying"))
    #expect(try Self.inspections(hq) == 1)
    _ = try hq.refused("inspect", "decide", "S1", "--keep", "0", "--reason", "x", "--as", "li")
    let wanted = try #require(conflicts.first { $0.contains(",\(kept),") }?.prefix(36))
    _ = try hq.refused("inspect", "decide", "S1", "--keep", String(wanted), "--reason", "x", "--as", "chen", status: 77)
    try hq.run("inspect", "decide", "S1", "--keep", String(wanted), "--reason", "the licence was renewed")
    #expect(try hq.stage(of: "S1", on: "2099-01-01") == (kept == "wang" ? "passed" : "rectifying"))
    // Where the second counts, that is one event more; where the first stays, none.
    #expect(try Self.inspections(hq) == (kept == first ? 1 : 2))
    #expect(try returned(hq, other, as: second) == ["S1": "decided"])
    #expect(try returned(hq, one, as: first) == ["S1": "repeated"])
    #expect(try Self.inspections(hq) == (kept == first ? 1 : 2))
    _ = try hq.refused("inspect", "decide", "S1", "--keep", String(wanted), "--reason", "again")
    #expect(try hq.run("inspect", "conflicts", "--format", "csv").split(whereSeparator: \.isNewline).count == 1)
    let shown = try hq.run("inspect", "show", "S1", "--format", "csv").split(whereSeparator: \.isNewline).dropFirst()
    #expect(shown.count == 2)
    let counting = shown.filter { $0.contains(",counts,") }
    #expect(counting.count == 1 && counting.allSatisfy { $0.contains(",\(kept),") }, "\(shown)")
    #expect(shown.contains { $0.contains("the licence was renewed") })
    try hq.run("audit", "verify")
  }

  /// How many inspections and decisions S1's way has.
  private static func inspections(_ hq: ProgrammeChain) throws -> Int {
    let way = try hq.run("standard", "show", "S1", "--format", "csv").split(whereSeparator: \.isNewline)
    return way.count { line in
      ["pass_inspection", "fail_inspection", "decide_pass", "decide_fail"].contains { line.contains(",\($0),") }
    }
  }

  @Test("a changed bundle, another's bundle, a changed answer and a closed store are refused, and the rest is kept")
  func refusals() throws {
    let hq = try ProgrammeChain()
    try hq.reachAcceptance("S1")
    try hq.reachAcceptance("S2")
    let path = hq.chain.folder.path("wang.bundle")
    try hq.run("inspect", "plan", "S1", "--inspector", "wang")
    try hq.run("inspect", "plan", "S2", "--inspector", "wang", "--due", "2030-01-01")
    _ = try hq.refused("inspect", "plan", "S3", "--inspector", "wang", status: 77)
    try hq.run("inspect", "pack", "--inspector", "wang", "--output", path)
    for store in ["S1", "S2"] {
      let filled = try Program.headquarters.run("inspect", "fill", path, "--store", store, "--rest-pass", "--signed")
      #expect(filled.status == 0, "\(filled.stderr)")
    }
    let others = try hq.refused("inspect", "return", path, "--as", "li", status: 77)
    #expect(others.en.contains("\"wang\"'s own"))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let answers = try String(contentsOfFile: path + ".answers", encoding: .utf8)
    let forged = try hq.chain.folder.file("forged.bundle", text.replacingOccurrences(of: "S2", with: "S9"))
    _ = try hq.chain.folder.file("forged.bundle.answers", answers)
    #expect(try hq.refused("inspect", "return", forged, "--as", "wang").en.contains("bundle_changed"))
    // One answer is changed on the way, the other is whole.
    let place = try #require(answers.range(of: "pass"))
    let changed = answers.replacingCharacters(in: place, with: "fail")
    _ = try hq.chain.folder.file("wang.bundle.answers", changed)
    let taken = try returned(hq, path, as: "wang", status: 65)
    #expect(taken.values.sorted() == ["answer_changed", "recorded"])
    // The store whose answer was changed closes before the true one comes.
    let open = try #require(taken.first { $0.value == "answer_changed" }?.key)
    let register = try hq.chain.folder.file(
      "closed.csv", "code,name,region,opened,closed\n\(open),示范,330683,2019-01-01,2024-01-01\n")
    try hq.run("stores", "import", register)
    _ = try hq.chain.folder.file("wang.bundle.answers", answers)
    let last = try returned(hq, path, as: "wang", status: 65)
    #expect(last[open] == "store_closed")
    #expect(last.values.sorted() == ["repeated", "store_closed"])
  }

  @Test(
    "what is no photograph is refused by its content, and nothing is recorded", arguments: ["", "not a photograph"])
  func photographs(content: String) throws {
    let hq = try ProgrammeChain()
    try hq.reachAcceptance("S1")
    let photo = try hq.chain.folder.file("photo.jpg", content)
    let words = try hq.refused(
      "inspect", "record", "S1", "--inspector", "wang", "--rest-pass", "--signed", "--photo", "sign=\(photo)")
    #expect(words.en.contains(content.isEmpty ? "empty_photo" : "not_a_photo"))
    #expect(try hq.run("inspect", "show", "S1", "--format", "csv").split(whereSeparator: \.isNewline).count == 1)
    #expect(!FileManager.default.fileExists(atPath: hq.chain.database + ".evidence"))
  }
}
