import ArgumentParser
import Foundation

/// Load on HQ's server as devices make it: every request signed with its device's own key.
@main
struct SyncLoad: AsyncParsableCommand {
  static let configuration = CommandConfiguration(subcommands: [Prepare.self, Sessions.self, Storm.self])
}

/// Makes a database of stores with one device each.
struct Prepare: AsyncParsableCommand {
  @Option var database: String
  @Option var devices = 30_000

  func run() async throws { try await Fleet(count: devices).register(in: database) }
}

/// One session after the other on connections that stay open, as fast as the server takes them.
struct Sessions: AsyncParsableCommand {
  @Option var port: UInt16
  @Option var devices = 2000
  @Option var count = 20_000
  @Option var connections = 64
  /// Where the numbers of months begin, so that a second run sends other months.
  @Option var from = 0
  /// Whether answers are HQ's, with receipts to be verified.
  @Flag var plain = false

  func run() async throws {
    let load = SessionLoad(fleet: Fleet(count: devices), port: port, connections: connections, isPlain: plain)
    try print(load.run(count: count, from: from))
  }
}

/// The evening of the deadline: every device once, half of them in the last third of the time.
struct Storm: AsyncParsableCommand {
  @Option var port: UInt16
  @Option var database: String
  @Option var devices = 30_000
  @Option var seconds = 60.0
  @Option var workers = 256

  func run() async throws {
    let storm = DeadlineStorm(fleet: Fleet(count: devices), port: port, seconds: seconds, workers: workers)
    let taken = storm.run()
    try await print(storm.judge(taken, database: database))
  }
}

/// Prints an object as one line of JSON.
func print(_ fields: [String: Any]) throws {
  let data = try JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys])
  Swift.print(String(decoding: data, as: UTF8.self))
}
