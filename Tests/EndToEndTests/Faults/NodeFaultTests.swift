import Foundation
import TemporaryPostgreSQL
import Testing

@Suite("Two servers on one database, of which one dies every moment", .serialized)
struct NodeFaultTests {
  private static let stores = 8
  private static let months = (1...12).map { "2022-" + ($0 < 10 ? "0\($0)" : "\($0)") }

  @Test("what devices hold receipts for is what HQ has, to the last fen, and each figure once")
  func killed() async throws {
    let cluster = try TemporaryCluster.shared()
    let name = "nodes_" + UUID().uuidString.lowercased().replacing("-", with: "_")
    try cluster.execute(["CREATE DATABASE \(name)"])
    let folder = try TemporaryFolder()
    let arguments = ["--database", cluster.address(name), "--keys", folder.path("hq.keys")]
    let register =
      "code,name,region,opened,closed,certified\n"
      + (1...Self.stores).map { "S\($0),示范 \($0),330683,2019-01-01,,\n" }.joined()
    let imported = try Program.headquarters.run(
      all: ["stores", "import", try folder.file("stores.csv", register)] + arguments)
    try #require(imported.status == 0, "\(imported.stderr)")

    let keys = ["--keys", folder.path("hq.keys")]
    var nodes = try (0..<2).map { _ in try RunningServer(database: cluster.address(name), arguments: keys) }
    let ports = nodes.map(\.port)
    var owners: [Program] = []
    for number in 0..<Self.stores {
      let invite = try Program.headquarters.run(
        all: ["stores", "invite", "S\(number + 1)", "--format", "json"] + arguments)
      let owner = Program.owner(home: try folder.folder("owner\(number)"))
      let code = try #require(try invite.json()["code"] as? String)
      let joined = try owner.run("join", nodes[number % 2].address, code)
      try #require(joined.status == 0, "\(joined.stderr)")
      for (place, month) in Self.months.enumerated() {
        let saved = try owner.run("report", month, "\(20_000 + number * 100 + place).25", "--open-days", "26", "--yes")
        try #require(saved.status == 0, "\(saved.stderr)")
      }
      owners.append(owner)
    }

    let waiting = owners
    let syncing = Task.detached {
      for _ in 0..<40 {
        var left = 0
        for owner in waiting {
          let result = try owner.run("sync", "--format", "json")
          if result.status != 0 { left += 1 }
        }
        if left == 0 { return true }
      }
      return false
    }
    for round in 0..<6 {
      try await Task.sleep(for: .milliseconds(400))
      nodes[round % 2].killNow()
      nodes[round % 2] = try RunningServer(database: cluster.address(name), port: ports[round % 2], arguments: keys)
    }
    #expect(try await syncing.value)

    let exported = try Program.headquarters.run(all: ["reports", "export", "--format", "csv"] + arguments)
    let rows = exported.stdout.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
    #expect(rows.count == Self.stores * 12)
    for number in 0..<Self.stores {
      for (place, month) in Self.months.enumerated() {
        let wanted = "S\(number + 1),\(month),\(20_000 + number * 100 + place).25,26"
        #expect(rows.count { $0.hasPrefix(wanted) } == 1, "\(wanted)")
      }
      let verified = try owners[number].run("receipt", "verify", "2022-12")
      #expect(verified.status == 0, "\(verified.stderr)")
    }
    #expect(try Program.headquarters.run(all: ["audit", "verify"] + arguments).status == 0)
    for node in nodes { #expect(node.terminate() == 0) }
    try cluster.execute(["DROP DATABASE \(name) WITH (FORCE)"])
  }

  @Test("a node killed in the middle of a group leaves nothing of it; the next node takes all of it, once")
  func killedInGroup() async throws {
    let cluster = try TemporaryCluster.shared()
    let name = "group_" + UUID().uuidString.lowercased().replacing("-", with: "_")
    try cluster.execute(["CREATE DATABASE \(name)"])
    let folder = try TemporaryFolder()
    let (database, keys) = (cluster.address(name), ["--keys", folder.path("hq.keys")])
    let register = "code,name,region,opened,closed,certified\nS1,示范,330683,2019-01-01,,\n"
    let imported = try Program.headquarters.run(
      all: ["stores", "import", try folder.file("stores.csv", register), "--database", database] + keys)
    try #require(imported.status == 0, "\(imported.stderr)")
    let node = try RunningServer(database: database, arguments: keys)
    let invite = try Program.headquarters.run(
      all: ["stores", "invite", "S1", "--format", "json", "--database", database] + keys)
    let owner = Program.owner(home: try folder.folder("owner"))
    #expect(try owner.run("join", node.address, try #require(try invite.json()["code"] as? String)).status == 0)
    for month in Self.months {
      #expect(try owner.run("report", month, "33000", "--open-days", "26", "--yes").status == 0)
    }
    // The sixth row of the group waits long enough to be killed at.
    try cluster.execute(
      [
        """
        CREATE FUNCTION wait_there() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF NEW.month = 202206 THEN PERFORM pg_sleep(60); END IF;
          RETURN NEW;
        END $$
        """, "CREATE TRIGGER wait_there BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION wait_there()",
      ], in: name)
    let syncing = try owner.process(["sync"])
    syncing.standardOutput = FileHandle.nullDevice
    syncing.standardError = FileHandle.nullDevice
    try syncing.run()
    let asleep = "SELECT pid FROM pg_stat_activity WHERE datname = '\(name)' AND wait_event = 'PgSleep'"
    var found: [String] = []
    for _ in 0..<200 where found.isEmpty {
      try await Task.sleep(for: .milliseconds(50))
      found = try cluster.rows(asleep, in: "postgres")
    }
    #expect(found.count == 1)
    let port = node.port
    node.killNow()
    // The server of the database notices when it next writes to the dead; here somebody helps it.
    for pid in found { try cluster.execute(["SELECT pg_terminate_backend(\(pid))"]) }
    syncing.waitUntilExit()
    #expect(try cluster.rows("SELECT COUNT(*) FROM revision", in: name) == ["0"])
    try cluster.execute(["DROP TRIGGER wait_there ON revision"], in: name)
    let next = try RunningServer(database: database, port: port, arguments: keys)
    let synced = try owner.run("sync")
    #expect(synced.status == 0, "\(synced.stderr)")
    #expect(try cluster.rows("SELECT COUNT(*), MAX(revision) FROM revision", in: name) == ["12|1"])
    #expect(try Program.headquarters.run(all: ["audit", "verify", "--database", database] + keys).status == 0)
    #expect(next.terminate() == 0)
    try cluster.execute(["DROP DATABASE \(name) WITH (FORCE)"])
  }

  @Test("an address with a password is refused with advice, and the password is not repeated")
  func password() throws {
    let result = try Program.headquarters.run(
      "stores", "list", "--database", "postgres://hq:geheim@localhost/hq", "--lang", "en")
    #expect(result.status == 64)
    #expect(result.stderr.contains("PGPASSWORD"))
    #expect(!result.stderr.contains("geheim") && !result.stdout.contains("geheim"))
  }

  @Test("a server that is not there is told with its address, and nothing is kept")
  func absent() throws {
    let result = try Program.headquarters.run(
      "stores", "list", "--database", "postgres://127.0.0.1:1/hq", "--lang", "en")
    #expect(result.status == 69)
    #expect(result.stderr.contains("postgres://127.0.0.1/hq"))
  }

  @Test("a copy to PostgreSQL and back by the program is the same export")
  func copied() throws {
    let chain = try Chain.single()
    let file = try chain.folder.file(
      "reports.csv",
      "store,month,turnover,open_days,reason\n" + Self.months.map { "S1,\($0),33000.50,26,\n" }.joined())
    #expect(try chain.headquarters("reports", "import", file).status == 0)
    let before = try chain.exported()
    let cluster = try TemporaryCluster.shared()
    let name = "copy_" + UUID().uuidString.lowercased().replacing("-", with: "_")
    try cluster.execute(["CREATE DATABASE \(name)"])
    let there = try Program.headquarters.run(
      "database", "copy", "--from", "sqlite:" + chain.database, "--to", cluster.address(name), "--to-keys",
      chain.folder.path("copy.keys"), "--format", "json")
    #expect(there.status == 0, "\(there.stderr)")
    #expect(try there.json()["verified"] as? Bool == true)
    let back = try Program.headquarters.run(
      "database", "copy", "--from", cluster.address(name), "--from-keys", chain.folder.path("copy.keys"), "--to",
      "sqlite:" + chain.folder.path("back.sqlite"), "--format", "json")
    #expect(back.status == 0, "\(back.stderr)")
    #expect(try back.json()["audit_head"] as? String == there.json()["audit_head"] as? String)
    let again = try Program.headquarters.run(
      "reports", "export", "--format", "csv", "--database", "sqlite:" + chain.folder.path("back.sqlite"))
    #expect(again.stdout.split(whereSeparator: \.isNewline).count == before.count + 1)
    let audit = try Program.headquarters.run(
      "audit", "verify", "--database", "sqlite:" + chain.folder.path("back.sqlite"))
    #expect(audit.status == 0)
    try cluster.execute(["DROP DATABASE \(name) WITH (FORCE)"])
  }
}
