import Foundation
import Testing

/// A synthetic chain with a server over it, people who may sign in, and one owner about to report.
final class BrowserChain: Sendable {
  /// One for all walks: a browser is slow enough. Nobody lets go of it, so the end of the tests takes it away.
  static let shared: Result<BrowserChain, any Error> = Result {
    let chain = try BrowserChain()
    atexit { (try? BrowserChain.shared.get())?.takeAway() }
    return chain
  }

  let server: RunningServer
  let folder: TemporaryFolder
  /// The last month of the chain.
  let month = "2023-02"
  /// A store whose report of it is missing.
  let missing: String
  private let secret: String
  private let invite: String
  private static let password = "a password for tests"

  private init() throws {
    folder = try TemporaryFolder()
    let database = "sqlite:" + folder.path("hq.sqlite")
    func headquarters(_ arguments: String..., input: String? = nil) throws -> Program.Result {
      let result = try Program.headquarters.run(all: arguments + ["--database", database], input: input)
      try #require(result.status == 0, "\(arguments): \(result.stderr)")
      return result
    }
    _ = try headquarters("demo", "--stores", "1500", "--months", "36", "--seed", "7")
    // One account with a second factor, whose codes are good once; one without for all other walks.
    for account in ["wang", "li"] {
      _ = try headquarters("people", "add", account, "--role", "association", "--regions", "all")
      _ = try headquarters("people", "password", account, input: Self.password + "\n")
    }
    secret = try #require(
      try headquarters("people", "code", "wang", "--format", "json").json()["secret"] as? String)
    let missing = try headquarters("reports", "missing", "--month", month, "--format", "csv").stdout
    let lines = missing.split(whereSeparator: \.isNewline).dropFirst()
    let store = try #require(lines.first?.split(separator: ",").first.map(String.init))
    self.missing = store
    invite = try #require(
      try headquarters("stores", "invite", store, "--format", "json").json()["code"] as? String)
    server = try RunningServer(database: folder.path("hq.sqlite"), arguments: ["--rate-per-device", "0"])
  }

  private func takeAway() {
    server.killNow()
    try? FileManager.default.removeItem(at: folder.url)
  }

  /// What a walk has to know, as JSON.
  func given(as account: String = "li") throws -> String {
    let owner = Program.folder.appending(path: "tongbiao").path(percentEncoded: false)
    let given: [String: Any] = [
      "account": account, "password": Self.password, "secret": secret, "month": month, "store": missing,
      "environment": ["TONGBIAO_HOME": folder.path("owner"), "LANG": "en_US.UTF-8"],
      "commands": [
        [owner, "join", server.address, invite],
        [owner, "report", month, "33333", "--open-days", "24", "--yes"], [owner, "sync"],
      ],
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: given), as: UTF8.self)
  }

  /// Runs a script of `Tests/Browser` to its end, and says what it complained of.
  static func run(_ script: String, _ arguments: String...) throws -> (status: Int32, output: String) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = try TemporaryFolder()
    let output = try folder.emptyFile("output")
    let process = Process()
    process.executableURL = root.deletingLastPathComponent().appending(path: ".build/readers/bin/python")
    process.arguments = [root.appending(path: "Browser/\(script)").path(percentEncoded: false)] + arguments
    process.environment = [
      "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder.url.path(percentEncoded: false),
      "TMPDIR": folder.url.path(percentEncoded: false), "PYTHONDONTWRITEBYTECODE": "1",
    ]
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: output), as: UTF8.self))
  }
}
