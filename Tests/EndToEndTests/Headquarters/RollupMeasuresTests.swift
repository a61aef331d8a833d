import Foundation
import Testing

@Suite("Takeaway, commission, lateness and growth in rollups")
struct RollupMeasuresTests {
  private static let register = """
    code,name,region,opened,closed,certified
    A,甲,330683,2019-01-01,,
    B,乙,330683,2022-03-01,,
    C,丙,310101,2019-01-01,2022-02-01,
    D,丁,310101,2019-01-01,,

    """
  private static let reports = """
    store,month,turnover,open_days,reason,takeaway,commission
    A,2021-06,1000.00,26,,300.00,60.00
    A,2022-06,1200.00,26,,400.00,80.00
    B,2022-06,500.00,20,,,
    C,2021-06,700.00,26,,,
    D,2021-06,900.00,26,,100.00,
    D,2022-06,990.00,10,,,

    """

  @Test("what a file says of platforms comes back in export and rollup; growth is told apart to the fen")
  func platforms() throws {
    let chain = try Chain(register: Self.register)
    let file = try chain.folder.file("reports.csv", Self.reports)
    try #require(try chain.headquarters("reports", "import", file).status == 0)
    let exported = try chain.headquarters("reports", "export", "--format", "csv").stdout
    #expect(exported == Self.reports)

    let result = try chain.headquarters(
      "rollup", "--by", "province", "--from", "2022-06", "--to", "2022-06", "--growth", "--format", "json")
    try #require(result.status == 0, "\(result.stderr)")
    let object = try result.json()
    let rows = try #require(object["rows"] as? [[String: Any]])
    let zhejiang = try #require(rows.first { $0["key"] as? String == "330000" })
    #expect(zhejiang["takeaway_fen"] as? Int == 40_000)
    #expect(zhejiang["turnover_with_takeaway_fen"] as? Int == 120_000)
    #expect(zhejiang["commission_rate"] as? Double == 0.2)
    #expect(zhejiang["open_days"] as? Int == 46)
    #expect(zhejiang["late"] as? Int == 0)
    let growth = try #require(zhejiang["growth"] as? [String: Any])
    #expect(growth["stores"] as? Int == 1)
    #expect(abs(try #require(growth["ratio_of_sums"] as? Double) - 0.2) < 1e-12)
    let totals = try #require(object["totals"] as? [[String: Any]])
    let whole = try #require((totals.first?["growth"] as? [String: Any])?["contributions"] as? [String: Any])
    let parts = try #require(whole["parts"] as? [[String: Any]])
    let changes = Dictionary(
      uniqueKeysWithValues: parts.compactMap { part in
        (part["kind"] as? String).flatMap { kind in (part["change_fen"] as? Int).map { (kind, $0) } }
      })
    #expect(
      changes == [
        "same_stores": 29_000, "openings": 50_000, "closures": -70_000, "reported_again": 0, "no_longer_reported": 0,
      ])
    #expect(whole["change_fen"] as? Int == 9_000)
  }

  @Test("takeaway beyond the turnover is refused with its line, and the good rows are kept")
  func refused() throws {
    let chain = try Chain(register: Self.register)
    let rows =
      "store,month,turnover,takeaway,commission\nA,2022-06,100,100.01,\nA,2022-07,100,50,-1\nD,2022-06,100,50,10\n"
    let result = try chain.headquarters("reports", "import", try chain.folder.file("r.csv", rows), "--format", "json")
    #expect(result.status == 65)
    let refused = try #require(try result.json()["refused"] as? [[String: Any]])
    #expect(refused.compactMap { $0["line"] as? Int } == [2, 3])
    #expect(try Set(chain.exported().keys) == ["D 2022-06"])
  }

  @Test("a rollup is the same whether it comes from the ledger, from its snapshot, or from one that was torn")
  func snapshot() throws {
    let random = RandomChain(seed: 4, count: 90)
    let chain = try Chain(register: random.register)
    try #require(
      try chain.headquarters("reports", "import", try chain.folder.file("r.csv", random.history(seed: 1))).status == 0)
    let rollup = ["rollup", "--by", "city", "--format", "json", "--database", "sqlite:\(chain.database)"]
    let fromLedger = try Program.headquarters.run(all: rollup)
    try #require(fromLedger.status == 0, "\(fromLedger.stderr)")
    let snapshot = URL(filePath: chain.database + ".panel")
    let bytes = try Data(contentsOf: snapshot)
    #expect(try Program.headquarters.run(all: rollup).stdout == fromLedger.stdout)
    for length in [0, 100, bytes.count / 2, bytes.count - 1] {
      try bytes.prefix(length).write(to: snapshot)
      #expect(try Program.headquarters.run(all: rollup).stdout == fromLedger.stdout)
      #expect(try Data(contentsOf: snapshot) == bytes, "it is made again")
    }
    var damaged = bytes
    damaged[bytes.count - 5] ^= 4
    try damaged.write(to: snapshot)
    #expect(try Program.headquarters.run(all: rollup).stdout == fromLedger.stdout)
    // A later figure makes the snapshot stale, and the rollup has it.
    let more = "store,month,turnover,open_days,reason\n\(random.stores[0].code),2022-12,123456.78,20,\n"
    let later = try chain.headquarters("reports", "import", try chain.folder.file("more.csv", more))
    try #require(later.status == 0 || later.status == 65, "\(later.stderr)")
    let after = try Program.headquarters.run(all: rollup)
    #expect(after.status == 0)
    let anew = try Program.headquarters.run(all: rollup + ["--as-of", "\(try after.json()["data_version"] ?? 0)"])
    #expect(try anew.json()["total"] as? NSDictionary == after.json()["total"] as? NSDictionary)
  }
}
