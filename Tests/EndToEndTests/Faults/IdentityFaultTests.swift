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
