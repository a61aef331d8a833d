import Foundation
import Testing

/// The rules of the house that a machine can check, so that nobody has to remember them.
@Suite("House rules")
struct HouseRulesTests {
  /// What each target may import of ours: the arrows point inwards only.
  static let allowedImports: [String: Set<String>] = [
    "SnackChain": [],
    "ChainStatistics": ["SnackChain"],
    "SyncProtocol": ["SnackChain"],
    "StoreLedger": ["SnackChain", "SyncProtocol", "Evidence"],
    "ReportSync": ["SnackChain", "SyncProtocol", "StoreLedger", "Gzip", "CCurl", "CCurlSystem"],
    "BillImport": ["SnackChain", "DelimitedText", "Gzip", "ZipArchive", "SpreadsheetReader"],
    "ZipArchive": ["CZip"],
    "SpreadsheetReader": ["ZipArchive", "CExpat"],
    "SpreadsheetWriter": ["SnackChain", "CXLSXWriter"],
    "QRCode": ["CQREncode"],
    "AcceptanceEvidence": ["SnackChain", "SyncProtocol", "DelimitedText", "SpreadsheetWriter", "Localization"],
    "CentralLedger": ["SnackChain", "SyncProtocol", "PostgreSQLClient"],
    "PostgreSQLClient": ["CPostgreSQL"],
    "PanelFeed": ["SnackChain", "ChainStatistics", "CentralLedger"],
    "CentralServer": [
      "SnackChain", "ChainStatistics", "SyncProtocol", "CentralLedger", "PanelFeed", "Localization", "Evidence",
      "Gzip",
    ],
    "Dashboard": [
      "SnackChain", "ChainStatistics", "SyncProtocol", "CentralLedger", "PanelFeed", "SeedData", "Localization",
      "DelimitedText", "SpreadsheetWriter", "Gzip", "CDashboardFiles",
    ],
    "DemoChain": ["SnackChain"],
    "Localization": ["SnackChain", "BillImport"],
    "DelimitedText": [],
    "Gzip": ["CZlib"],
    "ProcessMemory": ["CMalloc"],
    "SealedArchive": [],
    "Evidence": ["SnackChain"],
    "SeedData": ["SnackChain", "CSeeds", "DelimitedText"],
    "CommandLineDoor": ["SnackChain", "DelimitedText", "Localization"],
    "tongbiao": [
      "SnackChain", "SyncProtocol", "StoreLedger", "ReportSync", "BillImport", "QRCode", "Localization",
      "CommandLineDoor",
    ],
    "tongbiao-hq": [
      "SnackChain", "ChainStatistics", "SyncProtocol", "CentralLedger", "PanelFeed", "CentralServer", "Dashboard",
      "DemoChain", "DelimitedText", "SealedArchive", "SeedData", "Evidence", "AcceptanceEvidence", "QRCode",
      "Localization", "CommandLineDoor", "ProcessMemory",
    ],
  ]

  @Test("imports point inwards only")
  func imports() throws {
    let ours = Set(Self.allowedImports.keys).union([
      "CCurl", "CCurlSystem", "CZlib", "CSeeds", "CDashboardFiles", "CZip", "CExpat", "CPostgreSQL", "CXLSXWriter",
      "CQREncode", "CMalloc",
    ])
    var checked = 0
    for file in try SourceTree.files(in: "Sources") {
      let allowed = try #require(Self.allowedImports[file.target], "\(file.target) has no place in the plan")
      for line in file.lines {
        let words = line.split(separator: " ")
        guard let keyword = words.firstIndex(of: "import"), keyword <= 1, words.count > keyword + 1 else { continue }
        let module = String(words[words.count - 1])
        checked += 1
        #expect(!ours.contains(module) || allowed.contains(module), "\(file) imports \(module)")
      }
    }
    #expect(checked > 100)
  }

  @Test("the central ledger knows its engines in their own folders only")
  func engines() throws {
    let engines = [
      "GRDB": "Engines/SQLite/", "GRDBSQLite": "Engines/SQLite/", "PostgreSQLClient": "Engines/PostgreSQL/",
    ]
    for file in try SourceTree.files(in: "Sources") where file.target == "CentralLedger" {
      for line in file.lines where line.hasPrefix("import ") {
        guard let folder = engines[String(line.dropFirst(7))] else { continue }
        #expect("\(file)".contains(folder), "\(file): \(line)")
      }
    }
  }

  @Test(
    "no file is longer than 400 lines",
    arguments: ["Sources", "Tests", "Benchmarks"])
  func sizes(folder: String) throws {
    for file in try SourceTree.files(in: folder) {
      #expect(file.lines.count <= 401, "\(file) has \(file.lines.count) lines")
    }
  }

  @Test("every public declaration says what it means")
  func documentation() throws {
    // What a protocol of the standard library asks for is documented there.
    let inherited = [
      "func encode(to", "init(from decoder", "static func <", "static func ==", "var description: String",
      "func hash(into", "func distance(to", "func advanced(by", "static var configuration", "func run()",
      "static let configuration", "func validate()", "func next() -> UInt64", "func send(_ request: WireRequest)",
    ]
    for file in try SourceTree.files(in: "Sources") {
      for (number, line) in file.lines.enumerated() {
        let text = line.trimmingCharacters(in: .whitespaces)
        guard text.hasPrefix("public ") || text.hasPrefix("@inlinable public "),
          !text.hasPrefix("public import"), !text.hasPrefix("public extension"),
          !inherited.contains(where: text.contains)
        else { continue }
        #expect(isDocumented(file, line: number), "\(file):\(number + 1) \(text)")
      }
    }
  }

  private func isDocumented(_ file: SourceTree.File, line: Int) -> Bool {
    var above = line - 1
    while above >= 0 {
      let text = file.lines[above].trimmingCharacters(in: .whitespaces)
      if text.hasPrefix("///") { return true }
      // Attributes may stand between a declaration and its comment, over several lines.
      guard text.hasPrefix("@") || text.hasSuffix(")") && !text.hasPrefix("}") || text.hasPrefix("help:") else {
        return false
      }
      above -= 1
    }
    return false
  }

  @Test("nothing that the outside world can reach ends the process by a trap")
  func escapeHatches() throws {
    let banned = ["try!", "fatalError(", "preconditionFailure(", "as!", "nonisolated(unsafe)", "TODO", "FIXME"]
    for file in try SourceTree.files(in: "Sources") {
      for (number, line) in file.lines.enumerated() {
        let code = line.trimmingCharacters(in: .whitespaces)
        guard !code.hasPrefix("//") else { continue }
        for word in banned where code.contains(word) { Issue.record("\(file):\(number + 1) uses \(word)") }
        if code.contains("@unchecked Sendable") {
          #expect(
            number > 0 && file.lines[number - 1].contains("//"), "\(file):\(number + 1) does not say why it is safe")
        }
      }
    }
  }

  @Test("every text stands in both languages: Chinese with Chinese characters, English without")
  func languages() throws {
    func isHan(_ text: Substring) -> Bool {
      text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }
    var seen = 0
    for file in try SourceTree.files(in: "Sources") {
      for (number, line) in file.lines.enumerated() {
        let text = line.trimmingCharacters(in: .whitespaces)
        if let start = text.range(of: "zh: \""), let end = text.range(of: "\"", range: start.upperBound..<text.endIndex)
        {
          let chinese = text[start.upperBound..<end.lowerBound]
          seen += 1
          let hasWords = chinese.unicodeScalars.contains { ("a"..."z").contains($0) } && !chinese.contains("\\(")
          #expect(isHan(chinese) || !hasWords, "\(file):\(number + 1) has no Chinese: \(chinese)")
        }
      }
    }
    #expect(seen > 50)
  }

  @Test("the described API has the version of the program")
  func describedVersion() throws {
    let described = try String(
      contentsOf: SourceTree.root.appending(path: "Sources/Dashboard/Assets/openapi.yaml"), encoding: .utf8)
    let program = try String(
      contentsOf: SourceTree.root.appending(path: "Sources/CommandLineDoor/ProgramVersion.swift"), encoding: .utf8)
    let version = try #require(program.firstMatch(of: /programVersion = "([0-9.]+)"/)).1
    #expect(described.contains("\n  version: \(version)\n"))
  }

  @Test("the top level holds what the design card names, and nothing else")
  func topLevel() throws {
    let allowed: Set<String> = ["Package.swift", "Sources", "Tests", "Seeds", "README.md", "Makefile", "Benchmarks"]
    let names = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path(percentEncoded: false))
    for name in names where !name.hasPrefix(".") && name != "Package.resolved" {
      #expect(allowed.contains(name), "\(name) does not belong at the top level")
    }
  }
}
