import Foundation

/// One of our two programs as users have it: a process with its own folder, arguments and streams.
struct Program: Sendable {
  /// What a finished process left behind.
  struct Result: Sendable {
    let status: Int32
    let stdout: String
    let stderr: String

    /// The JSON object on stdout.
    func json() throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: Data(stdout.utf8)) as? [String: Any] ?? [:]
    }
  }

  let name: String
  var environment: [String: String] = [:]

  /// The owner's program with its data in `home`.
  static func owner(home: URL) -> Program {
    Program(name: "tongbiao", environment: ["TONGBIAO_HOME": home.path(percentEncoded: false)])
  }

  /// HQ's program.
  static let headquarters = Program(name: "tongbiao-hq")

  /// Where the programs were built: beside the tests.
  static let folder: URL = {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(filePath: own ?? CommandLine.arguments[0]).deletingLastPathComponent()
  }()

  /// A process that is ready to be started.
  func process(_ arguments: [String], input: String? = nil) throws -> Process {
    let process = Process()
    process.executableURL = Self.folder.appending(path: name)
    process.arguments = arguments
    var all = ["PATH": "/usr/bin:/bin", "LANG": "en_US.UTF-8", "HOME": NSTemporaryDirectory()]
    all.merge(environment) { $1 }
    process.environment = all
    if let input {
      let pipe = Pipe()
      process.standardInput = pipe
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    return process
  }

  /// Runs to the end.
  func run(_ arguments: String..., input: String? = nil) throws -> Result { try run(all: arguments, input: input) }

  /// Runs to the end. Output goes through files, so that no pipe can fill up.
  func run(all arguments: [String], input: String? = nil) throws -> Result {
    let folder = try TemporaryFolder()
    let process = try process(arguments, input: input)
    let out = try folder.emptyFile("stdout")
    let errors = try folder.emptyFile("stderr")
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      stdout: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      stderr: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// A folder that goes away with its last user.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "tongbiao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// A file's path in the folder.
  func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

  /// A new folder in the folder.
  func folder(_ name: String) throws -> URL {
    let url = url.appending(path: name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  /// A new empty file.
  func emptyFile(_ name: String) throws -> URL { try file(name, Data()) }

  /// A new file with `content`.
  @discardableResult
  func file(_ name: String, _ content: Data) throws -> URL {
    let url = url.appending(path: name)
    try content.write(to: url)
    return url
  }

  /// A new text file.
  func file(_ name: String, _ text: String) throws -> String {
    try file(name, Data(text.utf8)).path(percentEncoded: false)
  }
}
