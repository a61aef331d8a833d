import Foundation
import GRDB
import Testing

@Suite("The fault matrix: identity", .serialized)
struct IdentityFaultTests {
  @Test("fault 8: a folder copied to a second machine: what both send is kept, and nothing counts twice")
  func clonedFolder() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    let cloneHome = try TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: joined.home.path("stores"), toPath: cloneHome.path("stores"))
    let clone = Program.owner(home: cloneHome.url)
    try joined.report("2022-04")
    #expect(try clone.run("report", "2022-05", "33000", "--open-days", "26", "--yes").status == 0)
    #expect(try joined.owner.run("sync").status == 0)
    let second = try clone.run("sync", "--format", "json")
    #expect(second.status == 0, "\(second.stderr)")
    #expect(try second.json()["repeated"] as? Int == 1)
    try joined.expectThrough(["2022-03", "2022-04", "2022-05"])
  }

  @Test("fault 8: two machines with one copied ledger are found out and stopped; nothing is lost, the owner decides")
  func clonedAndBothAlive() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    try joined.expectThrough(["2022-03"])
    let cloneHome = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: joined.home.path("stores"), toPath: cloneHome.path("stores"))
    let clone = Program.owner(home: cloneHome.url)
    func save(_ program: Program, _ month: String, _ yuan: String = "33000") throws {
      let saved = try program.run("report", month, yuan, "--open-days", "26", "--yes")
      #expect(saved.status == 0, "\(saved.stderr)")
    }
    func waiting(_ program: Program) throws -> Int? {
      try program.run("status", "--format", "json").json()["waiting"] as? Int
    }
    // One after the other each sends something. With the second request of the second one HQ has seen both go on.
    try save(joined.owner, "2022-04")
    #expect(try joined.owner.run("sync").status == 0)
    try save(clone, "2022-05")
    #expect(try clone.run("sync").status == 0)
    try save(joined.owner, "2022-06")
    #expect(try joined.owner.run("sync").status == 0)
    try save(clone, "2022-06", "34000")
    let found = try clone.run("sync", "--lang", "en")
    #expect(found.status == 77, "\(found.stderr)")
    #expect(found.stderr.contains("device_cloned") && found.stderr.contains("copied"), "\(found.stderr)")
    // Neither may send now, and what both have is kept.
    try save(joined.owner, "2022-07")
    #expect(try joined.owner.run("sync").status == 77)
    #expect(try waiting(joined.owner) == 1)
    #expect(try waiting(clone) == 1)
    #expect(Set(try joined.chain.exported().keys) == ["S1 2022-03", "S1 2022-04", "S1 2022-05", "S1 2022-06"])
    let devices = try joined.chain.headquarters("stores", "devices", "--format", "csv").stdout
    #expect(devices.contains("quarantined"), "\(devices)")
    #expect(try joined.chain.headquarters("audit", "list", "--format", "csv").stdout.contains("device_quarantined"))
    // Each joins with a code of its own; what waited goes with it, and where they differ the owner decides.
    try joined.join()
    #expect(try joined.owner.run("sync").status == 0)
    #expect(try clone.run("join", joined.proxy.address, try joined.chain.invite("S1")).status == 0)
    #expect(try clone.run("sync").status == 0)
    let status = try clone.run("status", "--format", "json")
    #expect(try status.json()["conflicts"] as? Int == 1, "\(status.stdout)")
    #expect(try joined.chain.exported()["S1 2022-06"]?.hasPrefix("33000.00,26") == true)
    let decided = try clone.run("amend", "2022-06", "34000", "--because", "the other one was wrong", "--yes")
    #expect(decided.status == 0, "\(decided.stderr)")
    #expect(try clone.run("sync").status == 0)
    #expect(try joined.owner.run("sync").status == 0)
    #expect(try joined.chain.exported()["S1 2022-06"]?.hasPrefix("34000.00,26") == true)
    #expect(try joined.chain.exported().count == 5)
    for program in [joined.owner, clone] { #expect(try waiting(program) == 0) }
    #expect(try joined.chain.headquarters("audit", "verify").status == 0)
    #expect(try joined.chain.headquarters("doctor").status == 0)
  }

  @Test("fault 39: a revoked device is refused from then on; what it has is kept on it, and joining again sends it")
  func revoked() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    try joined.expectThrough(["2022-03"])
    let device = try DatabaseQueue(path: joined.chain.database).read { database in
      try String.fetchOne(database, sql: "SELECT device_id FROM device")
    }
    #expect(try joined.chain.headquarters("stores", "revoke-device", try #require(device)).status == 0)
    try joined.report("2022-04")
    #expect(try joined.owner.run("sync").status != 0)
    #expect(try joined.waiting() == 1)
    #expect(try joined.chain.exported().count == 1)
    try joined.join()
    try joined.expectThrough(["2022-03", "2022-04"])
  }
}
