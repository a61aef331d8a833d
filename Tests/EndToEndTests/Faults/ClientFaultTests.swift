import Foundation
import GRDB
import Testing

@Suite("The fault matrix: the owner's machine", .serialized)
struct ClientFaultTests {
  @Test("fault 1: killed while saving, a figure and its place in the outbox are both there or neither")
  func killedSaving() throws {
    let joined = try JoinedOwner()
    let months = (1...12).flatMap { month in
      ["2021", "2022"].map { "\($0)-" + (month < 10 ? "0\(month)" : "\(month)") }
    }
    var saved: Set<String> = []
    for month in months {
      let process = try joined.owner.process(["report", month, "33000", "--open-days", "26", "--yes"])
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 0...40_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .exit, process.terminationStatus == 0 { saved.insert(month) }
    }
    let ledger = joined.home.path("stores/S1/ledger.sqlite")
    let (kept, waiting) = try DatabaseQueue(path: ledger).read { database in
      (
        try Int.fetchAll(database, sql: "SELECT month FROM revision ORDER BY ordinal"),
        try Int.fetchAll(
          database,
          sql: "SELECT r.month FROM outbox o JOIN revision r ON r.operation = o.operation ORDER BY r.ordinal")
      )
    }
    #expect(kept == waiting)
    let names = kept.map { "\($0 / 100)-" + ($0 % 100 < 10 ? "0" : "") + "\($0 % 100)" }
    #expect(saved.isSubset(of: names))
    try joined.expectThrough(names)
  }

  @Test("fault 3: where the disk takes no more, that is told, what was saved stays readable, and later it goes on")
  func diskFull() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    // A limit on the size of files stands for a full disk: the write-ahead log cannot grow.
    let process = try joined.owner.process([
      "-c", "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"",
      Program.folder.appending(path: joined.owner.name).path(percentEncoded: false),
      "report", "2022-04", "33000", "--open-days", "26", "--yes",
    ])
    process.executableURL = URL(filePath: "/bin/bash")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 74)
    #expect(try joined.waiting() == 1)
    try joined.report("2022-04")
    try joined.expectThrough(["2022-03", "2022-04"])
  }

  @Test("fault 4: several commands at once finish, or one steps back; nothing is lost or doubled")
  func severalAtOnce() throws {
    let joined = try JoinedOwner()
    let months = (1...8).map { "2022-0\($0)" }
    let commands = months.map { ["report", $0, "33000", "--open-days", "26", "--yes"] } + [["sync"], ["sync"]]
    let processes = try commands.map { command in
      let process = try joined.owner.process(command)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    for process in processes.prefix(months.count) { #expect(process.terminationStatus == 0) }
    for process in processes.suffix(2) { #expect([0, 75].contains(process.terminationStatus)) }
    try joined.expectThrough(months)
  }

  @Test("fault 6: after the folder is gone, joining again brings back the history with its receipts")
  func folderGone() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    try joined.report("2022-04")
    try joined.expectThrough(["2022-03", "2022-04"])
    joined.home = try TemporaryFolder()
    joined.owner = Program.owner(home: joined.home.url)
    try joined.join()
    try joined.expectThrough(["2022-03", "2022-04"])
  }

  @Test("fault 7: an old copy of the folder is put back; what it lacks comes from HQ, and no identity is used twice")
  func oldCopy() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    let copy = joined.chain.folder.path("copy")
    try FileManager.default.copyItem(atPath: joined.home.path("stores"), toPath: copy)
    try joined.report("2022-04")
    try joined.expectThrough(["2022-03", "2022-04"])
    try FileManager.default.removeItem(atPath: joined.home.path("stores"))
    try FileManager.default.copyItem(atPath: copy, toPath: joined.home.path("stores"))
    try joined.report("2022-05")
    try joined.expectThrough(["2022-03", "2022-04", "2022-05"])
  }

  @Test("fault 10: a ledger of a later program is refused and not touched")
  func newerSchema() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    let ledger = joined.home.path("stores/S1/ledger.sqlite")
    let queue = try DatabaseQueue(path: ledger)
    try queue.inDatabase { database in
      try database.execute(sql: "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)")
    }
    try queue.close()
    let before = try Data(contentsOf: URL(filePath: ledger))
    for command in [["status"], ["sync"], ["report", "2022-04", "33000", "--open-days", "26", "--yes"]] {
      #expect(try joined.owner.run(all: command).status != 0)
    }
    #expect(try Data(contentsOf: URL(filePath: ledger)) == before)
  }

  @Test("fault 40: of two machines that use one invite at once, one is joined")
  func oneInviteTwice() throws {
    let joined = try JoinedOwner()
    let code = try joined.chain.invite("S1")
    let homes = try (0..<2).map { _ in try TemporaryFolder() }
    let processes = try homes.map { home in
      let process = try Program.owner(home: home.url).process(["join", joined.server.address, code])
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    for process in processes { process.waitUntilExit() }
    #expect(processes.filter { $0.terminationStatus == 0 }.count == 1)
  }
}
