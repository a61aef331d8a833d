import Foundation
import GRDB
import Testing

@Suite("What the doctors say", .serialized)
struct DoctorTests {
  /// The states of an owner's checks by name.
  private func states(_ result: Program.Result) throws -> [String: [String]] {
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(result.stdout.utf8)) as? [[String: Any]])
    var found: [String: [String]] = [:]
    for row in rows {
      guard let check = row["check"] as? String, let state = row["state"] as? String else { continue }
      found[check, default: []].append(state)
    }
    return found
  }

  private func doctor(_ owner: Program, _ home: TemporaryFolder, _ more: String...) throws -> Program.Result {
    try owner.with(["HOME": home.path("user")]).run(all: ["doctor", "--format", "json"] + more)
  }

  @Test("a healthy device is called healthy, on line and off")
  func healthy() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    try joined.expectThrough(["2022-03"])
    let result = try doctor(joined.owner, joined.home)
    #expect(result.status == 0, "\(result.stdout)")
    let found = try states(result)
    for check in ["ledger", "receipts", "outbox", "key", "network", "clock", "totals"] {
      #expect(found[check] == ["ok"], "\(check): \(found)")
    }
    #expect(joined.server.terminate() == 0)
    #expect(try states(try doctor(joined.owner, joined.home))["network"] == ["bad"])
    #expect(try doctor(joined.owner, joined.home, "--offline").status == 0)
  }

  @Test("a figure that was changed in the file behind our back is named by its month")
  func changedFigure() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    try joined.report("2022-04")
    try joined.expectThrough(["2022-03", "2022-04"])
    let queue = try DatabaseQueue(path: joined.home.path("stores/S1/ledger.sqlite"))
    try queue.write { database in
      try database.execute(sql: "DROP TRIGGER revision_unchanged")
      try database.execute(sql: "UPDATE revision SET turnover_fen = turnover_fen + 1 WHERE month = 202204")
    }
    try queue.close()
    let result = try doctor(joined.owner, joined.home)
    #expect(result.status == 65)
    #expect(try states(result)["receipts"] == ["bad"])
    #expect(result.stdout.contains("2022-04") && !result.stdout.contains("figures kept here: 2022-03"))
  }

  @Test("what HQ lost with an old backup is told month by month, before anything is sent again")
  func lostByServer() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    try joined.expectThrough(["2022-03"])
    let backup = joined.chain.folder.path("old.sqlite")
    try DatabaseQueue(path: joined.chain.database).backup(to: DatabaseQueue(path: backup))
    try joined.report("2022-04")
    try joined.expectThrough(["2022-03", "2022-04"])
    let port = joined.server.port
    #expect(joined.server.terminate() == 0)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: joined.chain.database + suffix)
    }
    try FileManager.default.copyItem(atPath: backup, toPath: joined.chain.database)
    joined.server = try RunningServer(database: joined.chain.database, port: port)
    let result = try doctor(joined.owner, joined.home)
    #expect(try states(result)["totals"] == ["bad"])
    #expect(result.stdout.contains("April 2022") || result.stdout.contains("2022-04"), "\(result.stdout)")
    try joined.expectThrough(["2022-03", "2022-04"])
    #expect(try states(try doctor(joined.owner, joined.home))["totals"] == ["ok"])
  }

  @Test("a key that others can read, and a key that is gone, are told")
  func key() throws {
    let joined = try JoinedOwner()
    let folder = joined.home.path("stores/S1")
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".key") })
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder + "/" + name)
    #expect(try states(try doctor(joined.owner, joined.home, "--offline"))["key"] == ["bad"])
    try FileManager.default.removeItem(atPath: folder + "/" + name)
    #expect(try states(try doctor(joined.owner, joined.home, "--offline"))["key"] == ["bad"])
  }

  @Test("headquarters' keys that others can read are used with a warning, and the doctor tells of them")
  func headquartersKeys() throws {
    let chain = try Chain.single()
    func doctor() throws -> [String] {
      let result = try chain.headquarters("doctor", "--format", "json")
      #expect(result.status == 0, "\(result.stderr)")
      return try #require(try states(result)["key file"])
    }
    #expect(try doctor() == ["ok"])
    #expect(try chain.headquarters("stores", "list").stderr.isEmpty)
    let keys = chain.database + ".keys"
    for mode in [0o644, 0o640] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: keys)
      #expect(try doctor() == ["bad"])
      for (language, word) in [("zh-Hans", "警告"), ("en", "Warning")] {
        let used = try chain.headquarters("stores", "list", "--lang", language)
        #expect(used.status == 0)
        #expect(used.stderr.contains(word) && used.stderr.contains("chmod 600 \(keys)"), "\(used.stderr)")
      }
    }
  }

  @Test("a forgotten folder with figures that nobody sent is found")
  func forgotten() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    let user = joined.home.path("user")
    try FileManager.default.createDirectory(atPath: user + "/old-tongbiao", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: joined.home.path("stores"), toPath: user + "/old-tongbiao/stores")
    let result = try doctor(joined.owner, joined.home, "--offline")
    #expect(result.status == 65)
    #expect(try states(result)["forgotten"] == ["bad"])
    #expect(result.stdout.contains("/old-tongbiao"))
  }

  @Test("fault 47: a figure for a closed month is kept on the device, explained, and taken after the month was opened")
  func closedMonth() throws {
    let joined = try JoinedOwner()
    try joined.report("2022-03")
    #expect(try joined.chain.headquarters("reports", "close", "2022-03", "--because", "paid").status == 0)
    #expect(try joined.owner.run("sync", "--format", "json").json()["refused"] as? Int == 1)
    #expect(try joined.chain.exported().isEmpty)
    for (language, word) in [("zh-Hans", "结账"), ("en", "closed")] {
      let status = try joined.owner.run("status", "--lang", language)
      #expect(status.stdout.contains("period_closed") && status.stdout.contains(word), "\(status.stdout)")
    }
    let listed = try joined.owner.run("reports", "--format", "json").stdout
    #expect(listed.contains("\"period_closed\"") && listed.contains("3300000"))
    #expect(try joined.chain.headquarters("reports", "reopen", "2022-03").status == 64)
    let reopened = try joined.chain.headquarters(
      "reports", "reopen", "2022-03", "--store", "S1", "--because", "recount")
    #expect(reopened.status == 0, "\(reopened.stderr)")
    try joined.report("2022-03")
    try joined.expectThrough(["2022-03"])
    let closings = try joined.chain.headquarters("reports", "closings", "--format", "csv").stdout
    #expect(closings.split(whereSeparator: \.isNewline).count == 3)
    #expect(closings.contains("2022-03,reopened,S1,recount"))
  }
}
