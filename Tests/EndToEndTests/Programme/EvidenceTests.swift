import Foundation
import Testing

@Suite("Evidence of a year's acceptances")
struct EvidenceTests {
  /// A demo chain with the evidence of 2022 beside it.
  private struct Exported {
    let folder: TemporaryFolder
    let database: String
    let path: String
    let key: String

    init() throws {
      folder = try TemporaryFolder()
      database = "sqlite:" + folder.path("hq.sqlite")
      path = folder.path("evidence")
      let demo = try Program.headquarters.run("demo", "--database", database, "--stores", "600", "--seed", "3")
      try #require(demo.status == 0, "\(demo.stderr)")
      let written = try Program.headquarters.run(
        "standard", "evidence", "--year", "2022", "--output", path, "--database", database, "--format", "json")
      try #require(written.status == 0, "\(written.stderr)")
      key = try #require(try written.json()["key_id"] as? String)
    }

    func verify(_ arguments: String...) throws -> Program.Result {
      try Program.headquarters.run(all: ["standard", "verify", path, "--format", "json"] + arguments)
    }

    /// Turns one bit of a file over.
    func spoil(_ file: String, at place: Int) throws {
      let url = URL(filePath: path + "/" + file)
      var content = try Data(contentsOf: url)
      content[place] ^= 1
      try content.write(to: url)
    }

    func files() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: path).sorted()
    }
  }

  @Test("adds up to its counts, verifies without the ledger and with it, and agrees with the chain's own counts")
  func addsUp() throws {
    let exported = try Exported()
    let alone = try exported.verify("--key", exported.key)
    #expect(alone.status == 0, "\(alone.stdout)\(alone.stderr)")
    let withLedger = try exported.verify("--database", exported.database)
    #expect(withLedger.status == 0, "\(withLedger.stdout)\(withLedger.stderr)")
    let manifest = try #require(try alone.json()["manifest"] as? [String: Any])
    let counts = try #require(manifest["counts"] as? [String: Int])
    let table = try String(contentsOfFile: exported.path + "/acceptances.csv", encoding: .utf8)
    let rows = table.split(separator: "\r\n").dropFirst()
    #expect(rows.count == counts["acceptances"])
    #expect(rows.count > 10)
    #expect(rows.count { $0.hasPrefix("granted,") } == counts["granted"])
    #expect(counts["with_inspection"] == (counts["granted"] ?? 0) + (counts["renewed"] ?? 0))
    #expect((counts["photographs"] ?? 0) > rows.count)
    for (month, name) in [("2021-12", "certified_ever_before"), ("2022-12", "certified_ever")] {
      let counted = try Program.headquarters.run(
        "standard", "counts", "--month", month, "--database", exported.database, "--format", "json")
      let there = try #require(try counted.json()["counts"] as? [String: Any])
      #expect(there["certified_ever"] as? Int == counts[name], "\(month)")
    }
    #expect(try Program.headquarters.run("audit", "verify", "--database", exported.database).status == 0)
  }

  @Test("a folder of evidence is its owner's alone, and what lies beside it is left as it is")
  func privateFolder() throws {
    let folder = try TemporaryFolder()
    let database = "sqlite:" + folder.path("hq.sqlite")
    let demo = try Program.headquarters.run("demo", "--database", database, "--stores", "200", "--seed", "3")
    try #require(demo.status == 0, "\(demo.stderr)")
    _ = try folder.folder("evidence.part")
    let others = try folder.file("evidence.part/letter.txt", "not yours")
    let path = folder.path("evidence")
    func export() throws -> Program.Result {
      try Program.headquarters.run("standard", "evidence", "--year", "2022", "--output", path, "--database", database)
    }
    let written = try export()
    try #require(written.status == 0, "\(written.stderr)")
    #expect(try String(contentsOfFile: others, encoding: .utf8) == "not yours")
    #expect(try export().status == 73)
    let beside = try FileManager.default.contentsOfDirectory(atPath: folder.path("")).filter { $0.contains(".part") }
    #expect(beside == ["evidence.part"])
    for name in [""] + (try FileManager.default.subpathsOfDirectory(atPath: path)) {
      let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
      let wanted = attributes[.type] as? FileAttributeType == .typeDirectory ? 0o700 : 0o600
      #expect(attributes[.posixPermissions] as? Int == wanted, "\(name)")
    }
  }

  @Test("one changed bit anywhere in any file fails and names the file")
  func anywhere() throws {
    let exported = try Exported()
    var generator = SystemRandomNumberGenerator()
    var tried = 0
    for file in try exported.files() {
      let size = (try? Data(contentsOf: URL(filePath: exported.path + "/" + file)))?.count ?? 0
      guard size > 0 else { continue }
      let place = Int.random(in: 0..<size, using: &generator)
      try exported.spoil(file, at: place)
      let found = try exported.verify("--key", exported.key)
      #expect(found.status == 65, "\(file) at \(place)")
      // A signature that does not fit is told of what it should be over.
      let named = file == "manifest.sig.json" ? "manifest" : file
      #expect(found.stdout.contains(named) || found.stderr.contains(named), "\(file) at \(place): \(found.stdout)")
      try exported.spoil(file, at: place)
      tried += 1
    }
    #expect(tried > 10)
    #expect(try exported.verify("--key", exported.key).status == 0)
  }

  @Test("short certificates are renewed, and each year's evidence adds up to the next's")
  func renewals() throws {
    let folder = try TemporaryFolder()
    let database = "sqlite:" + folder.path("hq.sqlite")
    let demo = try Program.headquarters.run(
      "demo", "--database", database, "--stores", "1500", "--seed", "5")
    try #require(demo.status == 0, "\(demo.stderr)")
    var before: Int?
    var renewed = 0
    for year in 2021...2022 {
      let path = folder.path("evidence-\(year)")
      let written = try Program.headquarters.run(
        "standard", "evidence", "--year", String(year), "--output", path, "--database", database)
      try #require(written.status == 0, "\(written.stderr)")
      let manifest = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path + "/manifest.json")))
          as? [String: Any])
      let counts = try #require(manifest["counts"] as? [String: Int])
      let rows = try String(contentsOfFile: path + "/acceptances.csv", encoding: .utf8).split(separator: "\r\n")
        .dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      #expect(counts["acceptances"] == rows.count)
      #expect(counts["renewed"] == rows.count { $0[0] == "renewed" })
      #expect(counts["first_time"] == rows.count { $0[1] == "yes" })
      #expect(counts["first_time"] == Set(rows.filter { $0[1] == "yes" }.map { $0[2] }).count)
      #expect(counts["with_inspection"] == rows.count { !$0[9].isEmpty })
      if let before { #expect(counts["certified_ever_before"] == before) }
      #expect(counts["certified_ever"] == (counts["certified_ever_before"] ?? 0) + (counts["first_time"] ?? 0))
      before = counts["certified_ever"]
      renewed += counts["renewed"] ?? 0
      let verified = try Program.headquarters.run("standard", "verify", path, "--database", database)
      #expect(verified.status == 0, "\(verified.stdout)\(verified.stderr)")
    }
    #expect(renewed > 2)
  }

  @Test("one changed byte of a photograph, a row, the manifest or the workbook fails and says where")
  func spoiled() throws {
    let exported = try Exported()
    let photograph = try #require(try exported.files().first { $0.hasSuffix(".png") })
    let table = try Data(contentsOf: URL(filePath: exported.path + "/acceptances.csv"))
    // A byte of the fifth row's text.
    let fifth = try #require(table.indices.filter { table[$0] == 10 }.dropFirst(3).first) + 20
    let cases: [(file: String, place: Int, code: String)] = [
      (photograph, 40, "changed_photograph"), ("acceptances.csv", fifth, "changed_row"),
      ("manifest.json", 30, "signature_invalid"), ("acceptances.xlsx", 200, "changed_file"),
      ("rows.sha256", 60, "changed_file"),
    ]
    for (file, place, code) in cases {
      try exported.spoil(file, at: place)
      let found = try exported.verify("--key", exported.key)
      #expect(found.status == 65, "\(file)")
      let findings = try #require(try found.json()["findings"] as? [[String: Any]])
      let named = findings.first { $0["file"] as? String == file && $0["code"] as? String == code }
      #expect(named != nil, "\(file): \(findings)")
      if code == "changed_row" { #expect(named?["line"] as? Int == 5) }
      try exported.spoil(file, at: place)
    }
    #expect(try exported.verify("--key", exported.key).status == 0)
  }

  @Test("a file that is missing or was added, another key, and a folder that is there already are told")
  func refused() throws {
    let exported = try Exported()
    let other = try exported.verify("--key", "0123456789abcdef")
    #expect(other.status == 65)
    #expect(other.stdout.contains("other_key"))
    try "x".write(toFile: exported.path + "/photographs/added.txt", atomically: true, encoding: .utf8)
    #expect(try exported.verify().stdout.contains("added_file"))
    try FileManager.default.removeItem(atPath: exported.path + "/photographs/added.txt")
    let photograph = try #require(try exported.files().first { $0.hasSuffix(".png") })
    try FileManager.default.removeItem(atPath: exported.path + "/" + photograph)
    #expect(try exported.verify().stdout.contains("missing_file"))
    let again = try Program.headquarters.run(
      "standard", "evidence", "--year", "2022", "--output", exported.path, "--database", exported.database)
    #expect(again.status == 73, "\(again.stderr)")
  }

  @Test("visits are ranked with their reasons, a decision against the list moves a store, and waiting places are told")
  func visitsAndWaiting() throws {
    let exported = try Exported()
    func hq(_ arguments: String...) throws -> Program.Result {
      try Program.headquarters.run(all: arguments + ["--database", exported.database])
    }
    let before = try hq("inspect", "next", "--on", "2023-02-28", "--limit", "5", "--format", "csv")
    #expect(before.status == 0, "\(before.stderr)")
    let rows = before.stdout.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",") }
    #expect(rows.count == 5)
    #expect(rows.allSatisfy { $0.count >= 7 })
    let last = try #require(rows.last).map(String.init)[1]
    #expect(
      try hq("inspect", "overrule", last, "--first", "--reason", "市民来电", "--on", "2023-02-27").status == 0)
    #expect(try hq("inspect", "complain", last, "--text", "蒸笼发霉", "--on", "2023-02-26").status == 0)
    let after = try hq("inspect", "next", "--on", "2023-02-28", "--limit", "5", "--format", "csv")
    let first = try #require(after.stdout.split(whereSeparator: \.isNewline).dropFirst().first)
    #expect(first.hasPrefix("1,\(last),"))
    #expect(first.contains("complaints"))
    let waiting = try hq("standard", "waiting", "--lottery-seed", "7", "--on", "2023-02-28", "--format", "csv")
    #expect(waiting.status == 0, "\(waiting.stderr)")
    #expect(waiting.stdout.split(whereSeparator: \.isNewline).count > 2)
    #expect(
      try hq("standard", "waiting", "--lottery-seed", "7", "--on", "2023-02-28", "--format", "csv").stdout
        == waiting.stdout)
    #expect(try hq("audit", "verify").status == 0)
  }

  @Test("a printed sheet's code is keyed in once, and a mistyped one is refused")
  func sheet() throws {
    let exported = try Exported()
    func hq(_ arguments: String...) throws -> Program.Result {
      try Program.headquarters.run(all: arguments + ["--database", exported.database])
    }
    let listed = try hq(
      "standard", "list", "--stage", "certified", "--on", "2023-02-28", "--limit", "1", "--format", "csv")
    let store = try #require(
      listed.stdout.split(whereSeparator: \.isNewline).dropFirst().first?.split(separator: ",").first.map(String.init))
    let file = exported.folder.path("sheet.html")
    let printed = try hq(
      "inspect", "sheet", store, "--output", file, "--purpose", "spot_check", "--on", "2023-02-28", "--format", "json")
    try #require(printed.status == 0, "\(printed.stderr)")
    let code = try #require(try printed.json()["sheet"] as? String)
    let page = try String(contentsOfFile: file, encoding: .utf8)
    #expect(page.contains("<svg") && page.contains(store) && page.contains("raw-cooked"))
    func record(_ code: String) throws -> Program.Result {
      try hq(
        "inspect", "record", store, "--sheet", code, "--purpose", "spot_check", "--rest-pass", "--fail",
        "steamers=发霉", "--signed", "--inspector", "wang", "--with", "li", "--on", "2023-02-28")
    }
    let wrong = try record(String(code.dropLast()) + "?")
    #expect(wrong.status == 65)
    #expect(wrong.stderr.contains("sheet_unreadable"))
    let first = try record(code)
    #expect(first.status == 0, "\(first.stdout)\(first.stderr)")
    #expect(try record(code).status == 0)
    let shown = try hq("inspect", "show", store, "--format", "csv")
    #expect(shown.stdout.split(whereSeparator: \.isNewline).count { $0.contains("spot_check") } >= 1)
    let id = code.split(separator: "*")[2]
    #expect(shown.stdout.components(separatedBy: String(id)).count == 2, "\(shown.stdout)")
  }
}
