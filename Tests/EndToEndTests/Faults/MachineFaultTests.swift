import Foundation
import GRDB
import Testing

@Suite("The fault matrix: the machine beneath", .serialized)
struct MachineFaultTests {
  private let saving = ["report", "2022-03", "33000", "--open-days", "26", "--yes"]

  @Test("fault 2: what is called saved was given to the disk for keeping before it was said")
  func keptBeforeSaid() throws {
    let joined = try JoinedOwner()
    let faults = try FaultLibrary()
    #expect(try faults.onBadDisk(joined.owner).run(all: saving).status == 0)
    let asked = faults.asked
    let said = try #require(asked.lastIndex(of: "say"))
    #expect(asked[..<said].contains("keep"), "\(asked)")
    // The disk as it is at that moment, without what the process would still have written, has the figure.
    try joined.expectThrough(["2022-03"])
  }

  @Test("saving waits for the disk three times at most, the first time in a new log and every time after")
  func durableWrites() throws {
    let joined = try JoinedOwner()
    for month in ["2022-03", "2022-04", "2022-05"] {
      let faults = try FaultLibrary()
      let saved = try faults.onBadDisk(joined.owner).run("report", month, "33000", "--open-days", "26", "--yes")
      #expect(saved.status == 0)
      #expect((1...3).contains(faults.asked.count { $0 == "keep" }), "\(faults.asked)")
    }
    try joined.expectThrough(["2022-03", "2022-04", "2022-05"])
  }

  @Test("fault 32: where the disk does not keep it, the owner is not told that it was saved")
  func ownersDiskBreaks() throws {
    let joined = try JoinedOwner()
    let faults = try FaultLibrary()
    try Data().write(to: URL(filePath: faults.brokenDisk))
    #expect(try faults.onBadDisk(joined.owner).run(all: saving).status == 74)
    try FileManager.default.removeItem(atPath: faults.brokenDisk)
    // It may be there or not; typed again it counts once.
    _ = try joined.owner.run(all: saving)
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 32: where HQ's disk does not keep it, no receipt is given, then or later, until a new process looks")
  func headquartersDiskBreaks() throws {
    let joined = try JoinedOwner()
    let faults = try FaultLibrary()
    try joined.restartServer(on: faults.onBadDisk(.headquarters))
    try joined.report("2022-03")
    try Data().write(to: URL(filePath: faults.brokenDisk))
    #expect(try joined.owner.run("sync").status != 0)
    #expect(try joined.waiting() == 1)
    // A disk that failed once may forget what it had taken before: its good word of later is not believed.
    try FileManager.default.removeItem(atPath: faults.brokenDisk)
    #expect(try joined.owner.run("sync").status != 0)
    #expect(try joined.waiting() == 1)
    try joined.restartServer()
    try joined.expectThrough(["2022-03"])
  }

  @Test("fault 9: whatever request for memory fails while saving or syncing, nothing is lost")
  func outOfMemory() throws {
    let joined = try JoinedOwner()
    let faults = try FaultLibrary()
    var saved: [String] = []
    let requests = [300, 500, 800, 1_300, 2_000, 3_200, 5_000, 8_000, 13_000, 20_000, 32_000, 52_000]
    for (number, request) in requests.enumerated() {
      let month = "2022-" + (number < 9 ? "0\(number + 1)" : "\(number + 1)")
      let poor = faults.withoutMemory(at: request, joined.owner)
      if try poor.run("report", month, "33000", "--open-days", "26", "--yes").status == 0 { saved.append(month) }
      _ = try poor.run("sync")
    }
    let kept = try DatabaseQueue(path: joined.home.path("stores/S1/ledger.sqlite")).read { database in
      try Int.fetchAll(database, sql: "SELECT month FROM revision ORDER BY month").map {
        "\($0 / 100)-" + ($0 % 100 < 10 ? "0" : "") + "\($0 % 100)"
      }
    }
    #expect(Set(saved).isSubset(of: kept))
    try joined.expectThrough(kept)
  }

  @Test("fault 5: killed while HQ's answer arrives, the next session sends again and keeps the receipt")
  func killedReceiving() throws {
    let joined = try JoinedOwner()
    let months = (1...9).map { "2022-0\($0)" }
    for (number, month) in months.enumerated() {
      try joined.report(month)
      let before = joined.proxy.answers
      let syncing = try joined.owner.process(["sync"])
      syncing.standardOutput = FileHandle.nullDevice
      syncing.standardError = FileHandle.nullDevice
      try syncing.run()
      while syncing.isRunning, joined.proxy.answers == before { usleep(100) }
      usleep(UInt32(number) * 400)
      kill(syncing.processIdentifier, SIGKILL)
      syncing.waitUntilExit()
    }
    try joined.expectThrough(months)
  }

  @Test(
    "fault 36: on a machine whose clock is ten years off figures are typed and sent all the same",
    arguments: ["+10y", "-10y"])
  func wrongYear(_ offset: String) throws {
    let joined = try JoinedOwner()
    let process = try joined.owner.process(
      ["-m", "-f", offset, Program.folder.appending(path: "tongbiao").path(percentEncoded: false)] + saving)
    process.executableURL = URL(filePath: "/usr/bin/faketime")
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let syncing = try joined.owner.process([
      "-m", "-f", offset, Program.folder.appending(path: "tongbiao").path(percentEncoded: false), "sync",
    ])
    syncing.executableURL = URL(filePath: "/usr/bin/faketime")
    try syncing.run()
    syncing.waitUntilExit()
    #expect(syncing.terminationStatus == 0)
    #expect(try joined.waiting() == 0)
    try joined.report("2022-04")
    try joined.expectThrough(["2022-03", "2022-04"])
  }
}
