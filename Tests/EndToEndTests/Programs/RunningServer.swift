import Foundation
import Testing

/// A real server of HQ on loopback, ended with the test.
final class RunningServer: @unchecked Sendable {
  // Safe: all state is set once in `init`; `Process` is only signalled and waited for afterwards.
  let address: String
  private let process: Process
  private let log: URL
  private let folder: TemporaryFolder

  /// Starts `tongbiao-hq serve` over `database` and waits for its word that it is ready.
  init(
    database: String, port: Int = 0, arguments: [String] = [], program: Program = .headquarters
  ) throws {
    folder = try TemporaryFolder()
    log = try folder.emptyFile("stderr")
    process = try program.process(
      ["serve", "--database", database.contains("://") ? database : "sqlite:\(database)", "--port", String(port)]
        + arguments)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    var found: String?
    let limit = Date(timeIntervalSinceNow: 30)
    while found == nil, process.isRunning, Date() < limit {
      let text = String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self)
      found = text.split(separator: "\n").first { $0.hasPrefix("listening on ") }.map { String($0.dropFirst(13)) }
      if found == nil { usleep(20_000) }
    }
    guard let found else {
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      throw NotStarted(log: String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self))
    }
    address = found
  }

  struct NotStarted: Error { let log: String }

  /// The port it listens on.
  var port: Int { address.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

  /// Asks it to end, and gives its exit status.
  func terminate() -> Int32 {
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }

  /// Sends it a signal.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Takes it away without a word.
  func killNow() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// What it wrote to stderr.
  var output: String { String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self) }

  /// Its arguments and environment, as everybody with an account on the machine may see the former.
  func surroundings() throws -> String {
    try ["cmdline", "environ"].map { name in
      String(decoding: try Data(contentsOf: URL(filePath: "/proc/\(process.processIdentifier)/\(name)")), as: UTF8.self)
    }.joined(separator: "\n")
  }

  deinit {
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }
}
