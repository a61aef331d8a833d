import Foundation
import GRDB
import Testing

@Suite("The fault matrix: late, repeated and shared", .serialized)
struct RepeatFaultTests {
  @Test("fault 15: an earlier batch that arrives after a later one takes nothing back")
  func reordered() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03", "33000")
    joined.proxy.set(.swallow)
    #expect(try joined.owner.run("sync").status != 0)
    let late = try #require(joined.proxy.requests.last)
    let amended = try joined.owner.run("amend", "2022-03", "34000", "--because", "counted again", "--yes")
    try #require(amended.status == 0, "\(amended.stderr)")
    try joined.expectThrough(["2022-03"], yuan: "34000.00")
    let answer = joined.proxy.replay(late)
    #expect(String(decoding: answer.prefix(12), as: UTF8.self) == "HTTP/1.1 200")
    try joined.expectThrough(["2022-03"], yuan: "34000.00")
  }

  @Test("fault 29: a repeat that comes after everything about it was forgotten but the figure counts once")
  func afterForgetting() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    joined.proxy.set(.loseAnswer)
    #expect(try joined.owner.run("sync").status != 0)
    let request = try #require(joined.proxy.requests.last)
    // A new process knows no nonce: the very same bytes are let in, and change nothing.
    try joined.restartServer()
    let answer = joined.proxy.replay(request)
    #expect(String(decoding: answer.prefix(12), as: UTF8.self) == "HTTP/1.1 200")
    #expect(try joined.chain.exported().count == 1)
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 21: a server that dies before its commit has taken nothing and acknowledged nothing")
  func diesBeforeCommit() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    // Somebody else holds the ledger, so that the commit has to wait.
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let queue = try DatabaseQueue(path: joined.chain.database, configuration: configuration)
    try queue.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let syncing = try joined.owner.process(["sync"])
    syncing.standardOutput = FileHandle.nullDevice
    syncing.standardError = FileHandle.nullDevice
    let before = joined.proxy.requests.count
    try syncing.run()
    while syncing.isRunning, joined.proxy.requests.count == before { usleep(1_000) }
    usleep(200_000)
    let port = joined.server.port
    joined.server.killNow()
    try queue.inDatabase { try $0.execute(sql: "ROLLBACK") }
    try queue.close()
    kill(syncing.processIdentifier, SIGKILL)
    syncing.waitUntilExit()
    #expect(try joined.chain.exported().isEmpty)
    #expect(try joined.waiting() == 1)
    joined.server = try RunningServer(database: joined.chain.database, port: port)
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 28: two servers on one ledger, as in a rolling change, take each figure once between them")
  func rolling() throws {
    let joined = try JoinedOwner()
    let second = try RunningServer(database: joined.chain.database)
    let months = (1...8).map { "2022-0\($0)" }
    for (number, month) in months.enumerated() {
      try joined.report(month)
      joined.proxy.turn(to: number % 2 == 0 ? second.port : joined.server.port)
      joined.proxy.set(number % 3 == 0 ? .loseAnswer : .pass)
      _ = try joined.owner.run("sync")
    }
    joined.proxy.turn(to: second.port)
    try joined.expectThrough(months)
    #expect(second.terminate() == 0)
  }

  @Test("fault 31: a figure that changed on HQ's disk is found, and told at which entry")
  func bitRot() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03", "33123.45")
    try joined.expectThrough(["2022-03"], yuan: "33123.45")
    let port = joined.server.port
    #expect(joined.server.terminate() == 0)
    let queue = try DatabaseQueue(path: joined.chain.database)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    try queue.close()
    // 3312345 fen as SQLite keeps a whole number in three bytes.
    var bytes = try Data(contentsOf: URL(filePath: joined.chain.database))
    var changed = 0
    while let place = bytes.range(of: Data([0x32, 0x8A, 0xD9])) {
      bytes[place.lowerBound + 1] ^= 0x04
      changed += 1
    }
    #expect(changed > 0)
    try bytes.write(to: URL(filePath: joined.chain.database))
    #expect(try joined.chain.headquarters("audit", "verify").status == 65)
    #expect(try joined.chain.headquarters("doctor").status == 65)
    joined.server = try RunningServer(database: joined.chain.database, port: port)
  }
}
