import DelimitedText
import Foundation
import SeedData
import SnackChain
import Testing

@Suite("Seed data that headquarters replaced")
struct ReplacedSeedsTests {
  /// A folder with one file in it.
  private func folder(_ file: SeedFile, _ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "seeds-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "standard"), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appending(path: file.rawValue))
    return folder.path
  }

  @Test("a file in the folder comes first, the others stay as embedded")
  func replaced() throws {
    let path = try folder(.regions, "code,name,valid_from,valid_until\n330683,嵊州,,\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let seeds = try Seeds.chosen(by: [Seeds.environmentVariable: path])
    #expect(try seeds.regions().all.map(\.name) == ["嵊州"])
    #expect(try seeds.measures()["turnover"] != nil)
  }

  @Test("without the variable the embedded files are read")
  func notReplaced() throws {
    #expect(try Seeds.chosen(by: [:]).folder == nil)
    #expect(try Seeds.chosen(by: [Seeds.environmentVariable: ""]).folder == nil)
  }

  @Test("a folder that is not there is an error, not passed over")
  func noFolder() {
    #expect(throws: SeedProblem.noFolder("/no/such/folder")) { try Seeds(folder: "/no/such/folder") }
  }

  @Test(
    "a wrong value is named with its file, line and column",
    arguments: [
      ("33068,嵊州,,", SeedProblem.value(file: "regions.csv", line: 3, column: "code", text: "33068")),
      ("330683,,,", .value(file: "regions.csv", line: 3, column: "name", text: "")),
      ("330683,嵊州,2020-13-01,", .value(file: "regions.csv", line: 3, column: "valid_from", text: "2020-13-01")),
      ("330683,嵊州,,soon", .value(file: "regions.csv", line: 3, column: "valid_until", text: "soon")),
      ("330000,浙江,,", .duplicate(file: "regions.csv", line: 3, key: "330000")),
    ])
  func wrongValue(row: String, problem: SeedProblem) throws {
    let path = try folder(.regions, "code,name,valid_from,valid_until\n330000,浙江省,,\n\(row)\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let seeds = try Seeds(folder: path)
    #expect(throws: problem) { try seeds.regions() }
    // Asked again, it says the same.
    #expect(throws: problem) { try seeds.regions() }
  }

  @Test("a file without its columns, and parameters that lack one, are named")
  func incomplete() throws {
    let path = try folder(.demo, "key,value\nstores,10\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("year\n2023\n".utf8).write(to: URL(filePath: path).appending(path: SeedFile.springFestival.rawValue))
    let seeds = try Seeds(folder: path)
    #expect(throws: SeedProblem.missing(file: "demo.csv", key: "months")) { try seeds.demo() }
    let columns = ["new_year", "holiday_days_january", "holiday_days_february"]
    #expect(throws: SeedProblem.text(file: "spring-festival.csv", .missingColumns(columns))) {
      try seeds.springFestivals()
    }
  }
}
