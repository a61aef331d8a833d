import Foundation
import Testing

@Suite("Bad input to the programme")
struct ProgrammeRefusalTests {
  struct Refused: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let typed: String
    let code: String
    let words: (zh: String, en: String)

    init(_ name: String, _ typed: String, _ code: String, _ zh: String, _ en: String) {
      (testDescription, self.typed, self.code, words) = (name, typed, code, (zh, en))
    }
  }

  private static let record = "inspect record S1 --inspector wang --rest-pass --signed --on 2023-02-15 "

  static let refused: [Refused] = [
    Refused("a photo of 0 bytes", record + "--photo sign=EMPTY", "empty_photo", "照片是空的", "is empty"),
    Refused("a photo of 60 MB", record + "--photo sign=FILM", "photo_too_large", "60 MB", "60 MB"),
    Refused("a photo that is not a photo", record + "--photo sign=TEXT", "not_a_photo", "这不是照片", "no photograph"),
    Refused(
      "a photo that was cut off", record + "--photo sign=CUT", "photo_cut_off", "照片不完整", "ends too early"),
    Refused(
      "an inspection of a closed store", "inspect record S2 --inspector wang --rest-pass --signed --on 2023-02-15",
      "store_closed", "已于 2023-02-01 歇业", "closed on 2023-02-01"),
    Refused(
      "dates out of order", "standard review S1 --on 2023-01-11", "steps_first", "当时为“已申请”", "when the store was"),
    Refused(
      "a day to come", record.replacingOccurrences(of: "2023-02-15", with: "2199-02-15"), "in_future", "日期还没有到",
      "has not come"),
    Refused("a checklist version that does not exist", record + "--version 9", "unknown_version", "“9”", "\"9\""),
    Refused(
      "a certificate for a store whose critical item failed", "standard certify S1 --on 2023-02-21", "steps_first",
      "有关键项不合格：raw-cooked", "Critical items failed at the inspection of 2023-02-20: raw-cooked"),
  ]

  @Test("is refused clearly in both languages, and all else is kept", arguments: refused)
  func refusal(_ one: Refused) throws {
    let hq = try ProgrammeChain()
    try hq.reachAcceptance("S1")
    if one.typed.contains("certify") {
      try hq.run(
        "inspect", "record", "S1", "--inspector", "wang", "--rest-pass", "--fail", "raw-cooked=x", "--signed", "--on",
        "2023-02-20")
    }
    if one.typed.contains("S2") {
      try hq.reachAcceptance("S2")
      let register = try hq.chain.folder.file(
        "closed.csv", "code,name,region,opened,closed\nS2,示范二店,330683,2019-01-01,2023-02-01\n")
      try hq.run("stores", "import", register)
    }
    let before = try hq.run("standard", "show", "S1", "--format", "json")
    let versions = try hq.run("audit", "verify", "--format", "json")
    var words = one.typed
    for (name, path) in try files(in: hq.chain.folder) { words = words.replacingOccurrences(of: name, with: path) }
    let typed = words.split(separator: " ").map(String.init)
    for (language, wanted) in [("zh-Hans", one.words.zh), ("en", one.words.en)] {
      let result = try hq.type(all: typed + ["--lang", language])
      #expect(result.status == 65, "\(result.stderr)")
      #expect(result.stdout.isEmpty)
      #expect(result.stderr.contains(wanted), "\(result.stderr)")
      #expect(result.stderr.contains(one.code), "\(result.stderr)")
    }
    #expect(try hq.run("standard", "show", "S1", "--format", "json") == before)
    #expect(try hq.run("audit", "verify", "--format", "json") == versions)
    #expect(!FileManager.default.fileExists(atPath: hq.chain.database + ".evidence"))
  }

  private func files(in folder: TemporaryFolder) throws -> [(String, String)] {
    let film = try folder.file("film.jpg", "")
    try #require(truncate(film, 60_000_000) == 0)
    let cut = folder.path("cut.png")
    try Data(Picture.png(1).dropLast(12)).write(to: URL(filePath: cut))
    return [
      ("EMPTY", try folder.file("empty.jpg", "")), ("FILM", film), ("TEXT", try folder.file("text.jpg", "no")),
      ("CUT", cut),
    ]
  }
}
