import Foundation
import Testing

/// What is promised by a file of the tree rather than by the program: links that lead somewhere, lists that are complete.
@Suite("Files that promise something")
struct ProcessFileTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOf: SourceTree.root.resolvingSymlinksInPath().appending(path: path), encoding: .utf8)
  }

  /// The numbers that names of tests begin with, with the files that have them.
  private static func named(_ kind: String) throws -> [Int: Set<String>] {
    var found: [Int: Set<String>] = [:]
    for file in try SourceTree.files(in: "Tests") {
      let names = file.lines.joined(separator: "\n").split(separator: "@Test(").dropFirst()
      for name in names.compactMap(Self.firstText) {
        guard let mark = name.firstRange(of: ": ") else { continue }
        var isOfKind = false
        for word in name[..<mark.lowerBound].split(whereSeparator: { " ,".contains($0) }) {
          if word == "fault" || word == "security" { isOfKind = word == kind }
          if isOfKind, let number = Int(word) { found[number, default: []].insert(file.path) }
        }
      }
    }
    return found
  }

  /// The first text in quotation marks.
  private static func firstText(_ code: Substring) -> Substring? {
    code.split(separator: "\"", maxSplits: 2).first { !$0.allSatisfy(\.isWhitespace) }
  }

  @Test(
    "the README's table links each fault and each check to a test of that name",
    arguments: [("fault", 47), ("security", 33)])
  func matrix(kind: String, count: Int) throws {
    let heading = kind == "fault" ? "| Fault |" : "| Check |"
    let readme = try Self.text("README.md").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let start = try #require(readme.firstIndex { $0.hasPrefix(heading) })
    let rows = readme[(start + 2)...].prefix { $0.hasPrefix("|") }
    #expect(rows.count == count)
    let named = try Self.named(kind)
    for (offset, row) in rows.enumerated() {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let links = cells[2].split(separator: "](").dropFirst().compactMap {
        $0.split(separator: ")").first.map(String.init)
      }
      #expect(Int(cells[0]) == offset + 1, "\(row)")
      // What has no test yet says so; what has one is linked.
      #expect(Set(links) == named[offset + 1] ?? [], "\(kind) \(offset + 1)")
      #expect(links.isEmpty == (cells[2] == "not yet"), "\(row)")
    }
  }

  @Test("security 33: every dependency is pinned to a release, and the bill of materials lists exactly those")
  func dependencies() throws {
    let pins = try #require(
      try JSONSerialization.jsonObject(with: Data(Self.text("Package.resolved").utf8)) as? [String: Any])
    var pinned: Set<String> = []
    for pin in try #require(pins["pins"] as? [[String: Any]]) {
      let state = try #require(pin["state"] as? [String: String])
      let name = try #require(pin["identity"] as? String)
      let version = try #require(state["version"], "\(name) is not pinned to a release")
      #expect(state["branch"] == nil && state["revision"]?.count == 40)
      pinned.insert("\(name) \(version)")
    }
    let bill = try #require(
      try JSONSerialization.jsonObject(with: Data(Self.text(".ci/sbom.json").utf8)) as? [String: Any])
    #expect(bill["bomFormat"] as? String == "CycloneDX")
    let components = try #require(bill["components"] as? [[String: Any]])
    let listed = components.filter { ($0["purl"] as? String)?.hasPrefix("pkg:swift/") ?? false }.compactMap {
      component -> String? in
      guard let name = component["name"] as? String, let version = component["version"] as? String else { return nil }
      return "\(name) \(version)"
    }
    #expect(Set(listed) == pinned, "make sbom writes it anew")
    let makefile = try Self.text("Makefile")
    #expect(makefile.contains("\naudit-dependencies:"))
    // The libraries of the system that we link are in it too.
    let packages = makefile.split(separator: "\n").filter { $0.hasPrefix("PACKAGES ") }
      .flatMap { $0.split(separator: " ").dropFirst(2) }
    for library in packages where library.hasPrefix("lib") && library.hasSuffix("-dev") {
      #expect(components.contains { $0["name"] as? String == String(library) }, "\(library) is missing")
    }
  }

  @Test("security 29: every column that is kept of a person is in the inventory, with its purpose and its end")
  func inventory() throws {
    let inventory = try Self.text("Sources/CentralServer/CentralServer.docc/PersonalData.md")
    var seen = 0
    // Whatever holds what a person is called, wrote, or is found by.
    let personal = ["name", "note", "public_key", "actor", "correction_reason", "last_seen", "reason"]
    for file in try SourceTree.files(in: "Sources")
    where file.target == "CentralLedger" || file.path.hasSuffix("StoreLedger/Schema/LedgerSchema.swift") {
      var table = ""
      let words = file.lines.joined(separator: " ").split(whereSeparator: { " (,".contains($0) }).map(String.init)
      for place in words.indices.dropFirst().dropLast() {
        if words[place] == "TABLE", words[place - 1] == "CREATE" { table = words[place + 1] }
        guard personal.contains(words[place]), words[place + 1].hasPrefix("TEXT") else { continue }
        let column = "\(table).\(words[place])"
        seen += 1
        #expect(inventory.contains("`\(column)`"), "\(column) of \(file) is not in the inventory")
      }
    }
    #expect(seen > 10)
  }

  @Test("security 27: secrets are compared by their keyed hashes or by the library, never byte by byte")
  func comparisons() throws {
    let secrets = ["token", "password", "secret", "hash", "mac", "signature", "session", "invite"]
    var seen = 0
    for file in try SourceTree.files(in: "Sources") where ["CentralServer", "CentralLedger"].contains(file.target) {
      for (number, line) in file.lines.enumerated() {
        let code = line.trimmingCharacters(in: .whitespaces)
        if code.contains("isValidSignature") || code.contains("HMAC<") || code.contains("safeCompare") { seen += 1 }
        guard !code.hasPrefix("//"), code.contains(" == ") else { continue }
        let sides = code.components(separatedBy: " == ")
        let left = sides[0].split(whereSeparator: { " (!.,".contains($0) }).last.map(String.init)?.lowercased() ?? ""
        #expect(!secrets.contains(left) || Self.isHarmless(code), "\(file):\(number + 1) \(code)")
      }
    }
    #expect(seen > 0)
  }

  /// Comparisons with what is no secret: a constant of ours, a count, a nil.
  private static func isHarmless(_ code: String) -> Bool {
    code.contains("== nil") || code.contains("== .") || code.contains("== \"") || code.contains(".count ==")
      || code.contains("ProblemCode.")
  }

  @Test("the threat model names who attacks, and each test it names exists")
  func threatModel() throws {
    let model = try Self.text("Sources/CentralServer/CentralServer.docc/ThreatModel.md")
    for attacker in ["stranger", "another store's owner", "inspector of another region"] {
      #expect(model.contains(attacker), "\(attacker)")
    }
    let (faults, checks) = (try Self.named("fault"), try Self.named("security"))
    var named = 0
    for match in model.matches(of: /(fault|security) (\d+)/) {
      let number = Int(match.2) ?? 0
      named += 1
      #expect((match.1 == "fault" ? faults : checks)[number] != nil, "\(match.0) has no test")
    }
    #expect(named >= 20)
  }
}
