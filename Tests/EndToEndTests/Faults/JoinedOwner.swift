import Foundation
import Testing

/// An owner of one store, joined to a real server, perhaps through a proxy, with what must hold whatever happens.
final class JoinedOwner {
  let chain: Chain
  var home: TemporaryFolder
  var owner: Program
  var server: RunningServer
  let proxy: FaultyProxy

  init() throws {
    chain = try Chain.single()
    home = try TemporaryFolder()
    owner = Program.owner(home: home.url)
    server = try RunningServer(database: chain.database)
    proxy = try FaultyProxy(before: server.port)
    try join()
  }

  deinit { proxy.stop() }

  func join() throws {
    let joined = try owner.run("join", proxy.address, try chain.invite("S1"))
    try #require(joined.status == 0, "\(joined.stderr)")
  }

  /// Saves a month.
  func report(_ month: String, _ yuan: String = "33000") throws {
    let saved = try owner.run("report", month, yuan, "--open-days", "26", "--yes")
    try #require(saved.status == 0, "\(month): \(saved.stderr)")
  }

  /// The server's process is gone and another one takes its place on the same port.
  func restartServer(on program: Program = .headquarters) throws {
    let port = server.port
    server.killNow()
    server = try RunningServer(database: chain.database, port: port, program: program)
  }

  func waiting() throws -> Int? { try owner.run("status", "--format", "json").json()["waiting"] as? Int }

  /// Syncs once over a whole network; then HQ holds these figures once each, and every receipt verifies offline.
  func expectThrough(_ months: [String], yuan: String = "33000.00") throws {
    proxy.set(.pass)
    let synced = try owner.run("sync", "--format", "json")
    #expect(synced.status == 0, "\(synced.stderr)")
    #expect(try waiting() == 0)
    let held = try chain.exported()
    #expect(Set(held.keys) == Set(months.map { "S1 " + $0 }))
    for (key, row) in held { #expect(row.hasPrefix(yuan + ",26"), "\(key): \(row)") }
    for month in months {
      let verified = try owner.run("receipt", "verify", month)
      #expect(verified.status == 0, "\(month): \(verified.stderr)")
    }
    #expect(try chain.headquarters("audit", "verify").status == 0)
  }
}
