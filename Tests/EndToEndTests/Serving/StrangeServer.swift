import Foundation
import Testing

/// OpenSSL's own server with a certificate of the test's choice: what it received in clear goes to a file.
final class StrangeServer: @unchecked Sendable {
  // Safe: all state is set once in `init`; `Process` is only signalled and waited for afterwards.
  let port: Int
  private let process: Process
  private let log: URL

  init(certificate: String, key: String, in folder: TemporaryFolder) throws {
    log = try folder.emptyFile("strange-\(UUID().uuidString)")
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-naccept", "5"]
    let handle = try FileHandle(forWritingTo: log)
    process.standardInput = Pipe()
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    // With port 0 OpenSSL prints `ACCEPT 127.0.0.1:PORT`.
    let limit = Date(timeIntervalSinceNow: 20)
    var found: Int?
    while found == nil, process.isRunning, Date() < limit {
      let text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
      found = text.split(separator: "\n").first { $0.hasPrefix("ACCEPT ") }
        .flatMap { Int($0.split(separator: ":").last ?? "") }
      if found == nil { usleep(20_000) }
    }
    guard let found else {
      process.terminate()
      throw NotStarted(log: String(decoding: try Data(contentsOf: log), as: UTF8.self))
    }
    port = found
  }

  struct NotStarted: Error { let log: String }

  /// What it saw.
  var output: String { String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self) }

  deinit {
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }
}
