import Foundation
import TemporaryPostgreSQL
import Testing

/// The night of the deadline on a small scale, with the load program that measures it on the large one (`make storm`).
@Suite("The night of the deadline", .serialized)
struct StormTests {
  private static let devices = 300

  /// A storm under way: the load program, which tells in the end what devices hold and what HQ holds.
  private final class Storm {
    private let process: Process
    private let out: URL
    private let errors: URL
    private let folder: TemporaryFolder

    init(_ arguments: [String]) throws {
      folder = try TemporaryFolder()
      out = try folder.emptyFile("stdout")
      errors = try folder.emptyFile("stderr")
      process = try Program(name: "SyncLoad").process(
        ["storm", "--devices", "\(StormTests.devices)", "--seconds", "8", "--workers", "64"] + arguments)
      process.standardOutput = try FileHandle(forWritingTo: out)
      process.standardError = try FileHandle(forWritingTo: errors)
      try process.run()
    }

    private static func text(_ url: URL) -> String {
      String(decoding: (try? Data(contentsOf: url)) ?? Data(), as: UTF8.self)
    }

    /// Waits until the first device comes. Here and below by the thread, which nobody takes away: the storm does not wait
    /// for a test that has to get in line behind others.
    func begun() throws {
      for _ in 0..<600 where !Self.text(errors).contains("storm") && process.isRunning {
        Thread.sleep(forTimeInterval: 0.05)
      }
      try #require(process.isRunning, "\(Self.text(errors))")
    }

    func verdict() throws -> [String: Any] {
      process.waitUntilExit()
      try #require(process.terminationStatus == 0, "\(Self.text(errors))")
      return try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: out)) as? [String: Any])
    }
  }

  /// What must hold of every storm.
  private func expectWhole(_ verdict: [String: Any]) {
    func number(_ name: String) -> Int? { verdict[name] as? Int }
    #expect(number("with_receipt") == Self.devices, "\(verdict)")
    #expect(number("lost") == 0 && number("doubled") == 0 && number("receipts_that_differ") == 0, "\(verdict)")
    #expect(number("receipts_fen") == number("held_fen") && number("held_fen") ?? 0 > 0, "\(verdict)")
    #expect(verdict["audit_intact"] as? Bool == true, "\(verdict)")
  }

  private func prepare(_ database: String, _ keys: String) throws {
    let prepared = try Program(name: "SyncLoad").run(
      "prepare", "--database", database, "--keys", keys, "--devices", "\(Self.devices)", "--history", "2")
    try #require(prepared.status == 0, "\(prepared.stderr)")
  }

  @Test("two nodes, one killed every moment: totals equal what devices hold receipts for, and the feed has no gap")
  func nodesKilled() throws {
    let cluster = try TemporaryCluster.shared()
    let name = "storm_" + UUID().uuidString.lowercased().replacing("-", with: "_")
    try cluster.execute(["CREATE DATABASE \(name)"])
    let folder = try TemporaryFolder()
    let (database, keys) = (cluster.address(name), folder.path("hq.keys"))
    try prepare(database, keys)
    var nodes = try (0..<2).map { _ in try RunningServer(database: database, arguments: ["--keys", keys]) }
    let ports = nodes.map(\.port)
    let storm = try Storm(["--database", database, "--keys", keys] + ports.flatMap { ["--port", "\($0)"] })
    try storm.begun()
    for round in 0..<4 {
      Thread.sleep(forTimeInterval: 1.2)
      nodes[round % 2].killNow()
      nodes[round % 2] = try RunningServer(database: database, port: ports[round % 2], arguments: ["--keys", keys])
    }
    let verdict = try storm.verdict()
    expectWhole(verdict)
    #expect(verdict["feed_gaps"] as? Int == 0 && verdict["feed_figures"] as? Int == Self.devices, "\(verdict)")
    for node in nodes { #expect(node.terminate() == 0) }
    try cluster.execute(["DROP DATABASE \(name) WITH (FORCE)"])
  }

  @Test(
    "a replica promoted in the storm: synchronous loses nothing acknowledged, what asynchronous loses comes again",
    arguments: [true, false])
  func promoted(isSynchronous: Bool) throws {
    let cluster = try TemporaryCluster()
    try cluster.run("start main")
    try cluster.execute(["CREATE DATABASE hq"])
    let folder = try TemporaryFolder()
    let keys = folder.path("hq.keys")
    try prepare(cluster.address("hq"), keys)
    try cluster.run("backup main standby 5433")
    if isSynchronous {
      try cluster.run("set main synchronous_standby_names = 'standby'")
      try cluster.run("reload main")
    }
    let host = cluster.folder.replacing("/", with: "%2F")
    let both = "postgres://tongbiao@/hq?host=\(host),\(host)&port=5432,5433"
    let node = try RunningServer(database: both, arguments: ["--keys", keys])
    let storm = try Storm(["--database", both, "--keys", keys, "--port", "\(node.port)", "--again"])
    try storm.begun()
    Thread.sleep(forTimeInterval: 3)
    if !isSynchronous {
      // The replica hears nothing any more, and the primary goes on acknowledging.
      try cluster.run("detach standby")
      Thread.sleep(forTimeInterval: 1)
    }
    try cluster.run("stop main immediate")
    try cluster.run("promote standby")
    let verdict = try storm.verdict()
    expectWhole(verdict)
    let lost = verdict["lost_before_devices_came_again"] as? Int
    if isSynchronous {
      #expect(lost == 0, "\(verdict)")
      #expect(verdict["feed_gaps"] as? Int == 0 && verdict["feed_figures"] as? Int == Self.devices, "\(verdict)")
    } else {
      #expect(lost ?? 0 > 0, "\(verdict)")
    }
    #expect(node.terminate() == 0)
  }
}
