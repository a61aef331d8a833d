import ArgumentParser
import CentralLedger
import Foundation

/// Load on HQ's server as devices make it: every request signed with its device's own key.
@main
struct SyncLoad: AsyncParsableCommand {
  static let configuration = CommandConfiguration(subcommands: [Prepare.self, Sessions.self, Storm.self])
}

/// Makes a database of stores with one device each.
struct Prepare: AsyncParsableCommand {
  @Option var database: String
  @Option var keys: String?
  @Option var devices = 30_000
  /// Of how many months before the storm's each store has figures.
  @Option var history = 0

  func run() async throws {
    try await Fleet(count: devices).register(in: LoadedDatabase(database, keys: keys), months: history)
  }
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
  /// How many to send in a second; as many as the server takes, unless given.
  @Option var perSecond: Double?

  func run() async throws {
    let load = SessionLoad(
      fleet: Fleet(count: devices), port: port, connections: connections, isPlain: plain, perSecond: perSecond)
    try print(load.run(count: count, from: from))
  }
}

/// The evening of the deadline: every device once, half of them in the last third of the time.
struct Storm: AsyncParsableCommand {
  /// One for each node.
  @Option var port: [UInt16]
  @Option var database: String
  @Option var keys: String?
  @Option var devices = 30_000
  @Option var seconds = 60.0
  @Option var workers = 512
  /// After the storm every device comes once more and brings what HQ has lost.
  @Flag var again = false

  func run() async throws {
    let database = LoadedDatabase(database, keys: keys)
    let ledger = try await database.open()
    let fleet = Fleet(count: devices)
    let evening = try await Evening(fleet: fleet, seconds: seconds, ledger: ledger, port: port[0])
    let feed = FeedWatch(ledger)
    let watching = Task { await feed.run() }
    let storm = DeadlineStorm(fleet: fleet, ports: port, workers: workers)
    Announcement.say("storm")
    let before = Self.processorSeconds()
    var taken = storm.run(evening)
    let spent = Self.processorSeconds() - before
    Announcement.say("over")
    var verdict = try await Verdict(fleet, taken, in: ledger)
    if again {
      let lost = verdict.lost
      taken = storm.comeAgain(taken, memory: evening.memories)
      verdict = try await Verdict(fleet, taken, in: ledger)
      verdict.lostBefore = lost
    }
    await feed.stop()
    _ = await watching.value
    await ledger.close()
    var fields = verdict.fields(taken, feed: feed.seen, seconds: seconds)
    fields["cpu_client_s"] = spent
    try print(fields)
  }

  private static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }
}

/// Words on stderr for whoever steers the run.
enum Announcement {
  static func say(_ word: String) { FileHandle.standardError.write(Data((word + "\n").utf8)) }
}

/// Prints an object as one line of JSON.
func print(_ fields: [String: Any]) throws {
  let data = try JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys])
  Swift.print(String(decoding: data, as: UTF8.self))
}
