import Foundation
import Testing

/// What the server is told to do, and by whom.
@Suite("settings")
struct SettingsTests {
  private let folder: TemporaryFolder
  private let chain: Chain

  init() throws {
    folder = try TemporaryFolder()
    chain = try Chain.single()
  }

  /// Writes a file of settings.
  private func file(_ text: String) throws -> String {
    try Data(text.utf8).write(to: folder.url.appending(path: "hq.json"))
    return folder.path("hq.json")
  }

  private func doctor(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Program.Result {
    try Program(name: "tongbiao-hq", environment: environment).run(
      all: ["doctor", "--database", "sqlite:\(chain.database)", "--lang", "en"] + arguments)
  }

  @Test("a value of the file is in force, one of the environment goes before it, and the doctor says whose it is")
  func precedence() throws {
    let path = try file(#"{"port": 8123, "log": {"level": "info"}, "rate": {"per": {"device": 3}}}"#)
    let found = try doctor(["--config", path], ["TONGBIAO_PORT": "8124", "TONGBIAO_LOG_FORMAT": "json"])
    try #require(found.status == 0, "\(found.stderr)")
    for (name, value) in [
      ("port", "8124 (environment TONGBIAO_PORT)"), ("log-format", "json (environment TONGBIAO_LOG_FORMAT)"),
      ("log-level", "info (file \(path))"), ("rate-per-device", "3 (file \(path))"), ("host", "127.0.0.1 (default)"),
    ] {
      let line = try #require(found.stdout.split(separator: "\n").first { $0.hasPrefix(name + " ") })
      #expect(line.contains(value), "\(line)")
    }
  }

  @Test(
    "a file of settings that cannot be meant is refused by name",
    arguments: [
      (#"{"prot": 8080}"#, 64 as Int32, "prot"), (#"{"log": {"leval": "info"}}"#, 64, "log.leval"),
      (#"{"max": {"connections": "x"}}"#, 64, "max-connections"), ("{port", 65, "JSON"), ("[1]", 65, "JSON"),
    ])
  func refused(_ text: String, _ status: Int32, _ word: String) throws {
    let path = try file(text)
    let found = try Program.headquarters.run(
      "serve", "--database", "sqlite:\(chain.database)", "--port", "0", "--host", "127.0.0.1", "--config", path,
      "--lang", "en")
    #expect(found.status == status && found.stderr.contains(word), "\(found.stderr)")
  }

  @Test("a line of the log that is JSON has day, time and zone")
  func time() throws {
    let server = try RunningServer(
      database: chain.database, arguments: ["--log-format", "json", "--log-level", "info"])
    #expect(server.terminate() == 0)
    let lines = server.output.split(separator: "\n").filter { $0.hasPrefix("{") }
    try #require(!lines.isEmpty)
    for line in lines {
      let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let time = try #require(fields?["time"] as? String)
      #expect(try #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/#.wholeMatch(in: time) != nil, "\(time)")
    }
  }
}
