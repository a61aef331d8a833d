import Foundation
import Testing

@Suite("HQ's contract: registers, histories, rollups and the uplift")
struct ContractTests {
  private func chain(_ random: RandomChain) throws -> Chain {
    let chain = try Chain(register: random.register)
    let file = try chain.folder.file("reports.csv", random.history(seed: 7))
    let result = try chain.headquarters("reports", "import", file)
    try #require(result.status == 0, "\(result.stderr)")
    return chain
  }

  @Test(
    "a rollup by province equals plain arithmetic to the fen, due and reported included",
    arguments: [1, 2, 3] as [UInt64])
  func rollup(seed: UInt64) throws {
    let random = RandomChain(seed: seed, count: 120)
    let chain = try chain(random)
    let result = try chain.headquarters(
      "rollup", "--by", "province", "--from", "2021-01", "--to", "2022-12", "--format", "json")
    try #require(result.status == 0, "\(result.stderr)")
    let object = try result.json()
    #expect(object["definition"] is String)
    #expect(object["data_version"] is Int)
    var expected: [String: [Int]] = [:]
    for store in random.stores {
      for month in RandomChain.months where random.isDue(store, month) {
        let key = "\(store.region / 10_000 * 10_000) \(month)"
        expected[key, default: [0, 0, 0]][0] += 1
        if let report = random.reports[store.code]?[month] {
          expected[key, default: [0, 0, 0]][1] += 1
          expected[key, default: [0, 0, 0]][2] += report.fen
        }
      }
    }
    var found: [String: [Int]] = [:]
    for row in try #require(object["rows"] as? [[String: Any]]) {
      let key = try #require(row["key"] as? String) + " " + (try #require(row["month"] as? String))
      found[key] = [
        try #require(row["due"] as? Int), try #require(row["reported"] as? Int),
        try #require(row["turnover_fen"] as? Int),
      ]
      #expect(row["name"] is String)
    }
    #expect(found == expected)
    let total = try #require(object["total"] as? [String: Any])
    #expect(total["turnover_fen"] as? Int == expected.values.reduce(0) { $0 + $1[2] })
    #expect(total["reported"] as? Int == expected.values.reduce(0) { $0 + $1[1] })
  }

  @Test("year on year of the three arms equals a calculation by hand", arguments: ["2022-06", "2022-12", "2022-02"])
  func uplift(month: String) throws {
    let random = RandomChain(seed: 11, count: 200)
    let chain = try chain(random)
    let result = try chain.headquarters("uplift", "--month", month, "--format", "json")
    try #require(result.status == 0, "\(result.stderr)")
    let object = try result.json()
    let arms = try #require(object["year_on_year"] as? [String: [String: Any]])
    for (name, expected) in random.yearOnYear(month) {
      let arm = try #require(arms[name])
      #expect(arm["stores"] as? Int == expected.stores, "\(name)")
      #expect(arm["now_fen"] as? Int == expected.now, "\(name)")
      #expect(arm["then_fen"] as? Int == expected.then, "\(name)")
      guard expected.stores > 0 else { continue }
      let ratio = try #require(arm["ratio_of_sums"] as? Double)
      #expect(abs(ratio - (Double(expected.now) / Double(expected.then) - 1)) < 1e-12)
      let mean = try #require(arm["mean_of_ratios"] as? Double)
      #expect(abs(mean - expected.ratios.reduce(0, +) / Double(expected.stores)) < 1e-9)
      #expect(abs(try #require(arm["median_of_ratios"] as? Double) - (expected.median ?? 0)) < 1e-12)
    }
    for field in ["data_version", "coverage", "gap", "causal", "definition"] {
      #expect(object[field] != nil, "\(field)")
    }
  }

  @Test("an export imported into an empty chain and exported again is the same, byte for byte")
  func roundTrip() throws {
    let random = RandomChain(seed: 5, count: 60)
    let first = try chain(random)
    let exported = try first.headquarters("reports", "export", "--format", "csv").stdout
    let second = try Chain(register: random.register)
    let file = try second.folder.file("export.csv", exported)
    #expect(try second.headquarters("reports", "import", file).status == 0)
    #expect(try second.headquarters("reports", "export", "--format", "csv").stdout == exported)
    #expect(exported.hasPrefix("store,month,turnover,open_days,reason"))
    let rows = random.reports.values.reduce(0) { $0 + $1.count }
    #expect(exported.split(whereSeparator: \.isNewline).count == rows + 1)
  }

  @Test("importing the same file twice changes nothing")
  func importTwice() throws {
    let random = RandomChain(seed: 6, count: 20)
    let chain = try chain(random)
    let before = try chain.exported()
    let file = try chain.folder.file("again.csv", random.history(seed: 8))
    let again = try chain.headquarters("reports", "import", file, "--format", "json")
    #expect(again.status == 0)
    #expect(try again.json()["imported"] as? Int == 0)
    #expect(try chain.exported() == before)
    let stores = try chain.folder.file("stores.csv", random.register)
    #expect(try chain.headquarters("stores", "import", stores).status == 0)
  }

  @Test("a dry run says what would happen and changes nothing")
  func dryRun() throws {
    let random = RandomChain(seed: 9, count: 10)
    let chain = try Chain(register: random.register)
    let file = try chain.folder.file("reports.csv", random.history(seed: 1))
    let result = try chain.headquarters("reports", "import", file, "--dry-run", "--format", "json")
    #expect(result.status == 0, "\(result.stderr)")
    #expect(try chain.exported().isEmpty)
  }
}
