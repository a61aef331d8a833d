import Foundation
import Testing

@Suite("The way of one figure, from a stall without a network to HQ", .serialized)
struct ExactlyOnceTests {
  private static let months = (1...12).map { "2022-" + ($0 < 10 ? "0\($0)" : "\($0)") }

  @Test("twelve months typed offline reach HQ once each, though the syncing process is killed fifty times")
  func killedFiftyTimes() throws {
    let chain = try Chain.single()
    let home = try TemporaryFolder()
    let owner = Program.owner(home: home.url)
    var server = try RunningServer(database: chain.database)
    let port = server.port
    let joined = try owner.run("join", server.address, try chain.invite("S1"))
    try #require(joined.status == 0, "\(joined.stderr)")
    #expect(server.terminate() == 0)

    for (index, month) in Self.months.enumerated() {
      let saved = try owner.run("report", month, "\(30_000 + index * 500).25", "--open-days", "26", "--yes")
      try #require(saved.status == 0, "\(month): \(saved.stderr)")
    }
    let offline = try owner.run("sync", "--format", "json")
    #expect([69, 75].contains(offline.status), "\(offline.stderr)")
    #expect(try waiting(owner) == 12)

    server = try RunningServer(database: chain.database, port: port)
    for _ in 0..<50 {
      let process = try owner.process(["sync", "--format", "json"])
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 0...60_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    let last = try owner.run("sync", "--format", "json")
    #expect(last.status == 0, "\(last.stderr)")
    #expect(try last.json()["waiting"] as? Int == 0)
    #expect(try waiting(owner) == 0)

    let held = try chain.exported()
    #expect(held.count == 12)
    for (index, month) in Self.months.enumerated() {
      let row = try #require(held["S1 \(month)"])
      #expect(row.hasPrefix("\(30_000 + index * 500).25,26"), "\(month): \(row)")
    }
    _ = server.terminate()
    for month in Self.months {
      let verified = try owner.run("receipt", "verify", month)
      #expect(verified.status == 0, "\(month): \(verified.stderr)")
    }
    #expect(try chain.headquarters("audit", "verify").status == 0)
  }

  @Test("the server killed in the middle of syncing loses and doubles nothing")
  func serverKilled() throws {
    let chain = try Chain.single()
    let home = try TemporaryFolder()
    let owner = Program.owner(home: home.url)
    var server = try RunningServer(database: chain.database)
    let port = server.port
    try #require(try owner.run("join", server.address, try chain.invite("S1")).status == 0)
    for month in Self.months {
      #expect(try owner.run("report", month, "33000", "--open-days", "26", "--yes").status == 0)
      let syncing = try owner.process(["sync"])
      syncing.standardOutput = FileHandle.nullDevice
      syncing.standardError = FileHandle.nullDevice
      try syncing.run()
      usleep(UInt32.random(in: 0...40_000))
      server.killNow()
      server = try RunningServer(database: chain.database, port: port)
      kill(syncing.processIdentifier, SIGKILL)
      syncing.waitUntilExit()
    }
    let last = try owner.run("sync", "--format", "json")
    #expect(last.status == 0, "\(last.stderr)")
    #expect(try waiting(owner) == 0)
    #expect(try chain.exported().count == 12)
    #expect(try chain.headquarters("audit", "verify").status == 0)
    #expect(server.terminate() == 0)
  }

  @Test("a correction becomes a new revision, and HQ shows the corrected figure once")
  func correction() throws {
    let chain = try Chain.single()
    let home = try TemporaryFolder()
    let owner = Program.owner(home: home.url)
    let server = try RunningServer(database: chain.database)
    try #require(try owner.run("join", server.address, try chain.invite("S1")).status == 0)
    #expect(try owner.run("report", "2022-03", "33000", "--open-days", "26", "--yes").status == 0)
    #expect(try owner.run("sync").status == 0)
    let again = try owner.run("report", "2022-03", "34000", "--open-days", "26", "--yes")
    #expect(again.status != 0)
    #expect(again.stderr.contains("amend"))
    let amended = try owner.run("amend", "2022-03", "34000.5", "--because", "forgot the last day", "--yes")
    #expect(amended.status == 0, "\(amended.stderr)")
    #expect(try owner.run("sync").status == 0)
    #expect(try chain.exported() == ["S1 2022-03": "34000.50,26,"])
    #expect(try owner.run("sync", "--format", "json").json()["sent"] as? Int == 0)
  }

  private func waiting(_ owner: Program) throws -> Int? {
    let status = try owner.run("status", "--format", "json")
    #expect(status.status == 0, "\(status.stderr)")
    return try status.json()["waiting"] as? Int
  }
}
