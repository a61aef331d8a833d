import Foundation
import Testing

/// A chain whose stores go through the programme, as HQ types it.
struct ProgrammeChain {
  let chain: Chain

  /// S1 and S2 in Shengzhou, S3 in Shenzhen; an inspector and a station in Zhejiang.
  init() throws {
    chain = try Chain(
      register: """
        code,name,region,opened,closed,certified
        S1,示范一店,330683,2019-01-01,,
        S2,示范二店,330683,2019-01-01,,
        S3,示范三店,440305,2019-01-01,,

        """)
    try run("people", "add", "wang", "--role", "inspector", "--regions", "33")
    try run("people", "add", "li", "--role", "inspector", "--regions", "33")
    try run("people", "add", "chen", "--role", "station", "--regions", "33")
  }

  /// Types a command and takes what came of it.
  func type(_ arguments: String...) throws -> Program.Result { try type(all: arguments) }

  func type(all arguments: [String]) throws -> Program.Result {
    try Program.headquarters.run(all: arguments + ["--database", "sqlite:\(chain.database)"])
  }

  /// Types a command that has to be done.
  @discardableResult
  func run(_ arguments: String...) throws -> String {
    let result = try type(all: arguments)
    try #require(result.status == 0, "\(arguments): \(result.stderr)")
    return result.stdout
  }

  /// Types a command that has to be refused, in both languages, and gives its words.
  func refused(_ arguments: String..., status: Int32 = 65) throws -> (zh: String, en: String) {
    let zh = try type(all: arguments + ["--lang", "zh-Hans"])
    let en = try type(all: arguments + ["--lang", "en"])
    #expect(zh.status == status && en.status == status, "\(arguments): \(zh.status) \(en.status)")
    #expect(zh.stdout.isEmpty && en.stdout.isEmpty, "\(arguments)")
    let isChinese = zh.stderr.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    #expect(isChinese, "\(zh.stderr)")
    return (zh.stderr, en.stderr)
  }

  /// Where a store stands on a day.
  func stage(of store: String, on day: String) throws -> String {
    let result = try type("standard", "show", store, "--on", day, "--format", "json")
    return try #require(try result.json()["stage"] as? String, "\(result.stderr)")
  }

  /// From application to the day before acceptance.
  func reachAcceptance(_ store: String, from year: String = "2023") throws {
    try run("standard", "apply", store, "--tier", "model", "--on", "\(year)-01-10")
    try run("standard", "accept", store, "--on", "\(year)-01-12")
    try run("standard", "review", store, "--on", "\(year)-01-15")
    try run("standard", "refit", store, "--on", "\(year)-01-20")
    try run("standard", "ready", store, "--on", "\(year)-02-10")
  }
}
