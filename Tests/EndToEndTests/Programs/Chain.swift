import Foundation
import Testing

/// A small chain on disk: a database of HQ's with a register in it.
struct Chain {
  let folder: TemporaryFolder
  let database: String

  /// Imports `register` (the contract's columns) into a new database.
  init(register: String) throws {
    folder = try TemporaryFolder()
    database = folder.path("hq.sqlite")
    let file = try folder.file("stores.csv", register)
    let result = try Program.headquarters.run("stores", "import", file, "--database", "sqlite:\(database)")
    try #require(result.status == 0, "\(result.stderr)")
  }

  /// One store in Shengzhou, `S1`.
  static func single() throws -> Chain {
    try Chain(register: "code,name,region,opened,closed,certified\nS1,示范嵊州小吃,330683,2019-01-01,,2022-06-15\n")
  }

  /// Runs HQ's program on this database.
  func headquarters(_ arguments: String...) throws -> Program.Result {
    try Program.headquarters.run(all: arguments + ["--database", "sqlite:\(database)"])
  }

  /// A new invite code of a store.
  func invite(_ store: String) throws -> String {
    let result = try headquarters("stores", "invite", store, "--format", "json")
    try #require(result.status == 0, "\(result.stderr)")
    return try #require(try result.json()["code"] as? String)
  }

  /// Every head revision as HQ exports it: store and month to the rest of the row.
  func exported() throws -> [String: String] {
    let result = try headquarters("reports", "export", "--format", "csv")
    try #require(result.status == 0, "\(result.stderr)")
    var rows: [String: String] = [:]
    for line in result.stdout.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      let key = fields[0] + " " + fields[1]
      #expect(rows[key] == nil, "\(key) is there twice")
      rows[key] = fields[2]
    }
    return rows
  }
}
