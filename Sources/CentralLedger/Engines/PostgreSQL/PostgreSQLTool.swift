import Foundation

/// A program that comes with PostgreSQL. Passwords reach it as they reach us: by `PGPASSWORD` or `PGPASSFILE`.
enum PostgreSQLTool: String {
  case dump = "pg_dump"
  case restore = "pg_restore"

  /// Runs the program to its end; blocks.
  func run(_ arguments: [String]) throws(CentralLedgerError) {
    guard let place else { throw .toolMissing(name: rawValue) }
    let process = Process()
    process.executableURL = URL(filePath: place)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw .toolMissing(name: rawValue)
    }
    // Read to the end first: a full pipe would stop the program.
    let told = (try? errors.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let line = String(decoding: told, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
      throw .toolFailed(name: rawValue, message: line)
    }
  }

  /// Where the program is: on the path, or where Debian keeps those of each version.
  private var place: String? {
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let root = "/usr/lib/postgresql"
    let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
    let folders = path + versions.sorted(by: >).map { "\(root)/\($0)/bin" }
    return folders.map { "\($0)/\(rawValue)" }.first { access($0, X_OK) == 0 }
  }
}
