import Foundation
import Testing

@Suite("Published statements")
struct PublishingTests {
  /// 560 stores over two years, about 11,000 reports.
  private func chain() throws -> (Chain, RandomChain) {
    let random = RandomChain(seed: 17, count: 560)
    let chain = try Chain(register: random.register)
    let file = try chain.folder.file("reports.csv", random.history(seed: 3))
    try #require(try chain.headquarters("reports", "import", file).status == 0)
    return (chain, random)
  }

  @Test("a statement reproduces to the last byte after 10,000 later revisions, and is listed by the ledger")
  func reproduces() throws {
    let (chain, random) = try chain()
    let file = chain.folder.path("statement.json")
    let published = try chain.headquarters("uplift", "publish", file, "--month", "2022-12", "--format", "json")
    try #require(published.status == 0, "\(published.stderr)")
    let head = try published.json()
    let digest = try #require(head["statement_sha256"] as? String)
    let bytes = try String(contentsOfFile: file, encoding: .utf8)

    // Every month again with another figure, until 10,000 revisions have followed.
    var revisions = 0
    var round = 0
    while revisions < 10_000 {
      round += 1
      let rows = random.reports.flatMap { store, months in
        months.compactMap { month, report in
          report.fen == 0
            ? nil
            : "\(store),\(month),\((report.fen + round * 777) / 100).\(String(format: "%02d", (report.fen + round * 777) % 100)),\(report.days),"
        }
      }
      let text = "store,month,turnover,open_days,reason\n" + rows.sorted().joined(separator: "\n")
      let result = try chain.headquarters(
        "reports", "import", try chain.folder.file("later-\(round).csv", text), "--format", "json")
      try #require(result.status == 0, "\(result.stderr)")
      revisions += try #require(try result.json()["corrected"] as? Int)
    }
    #expect(revisions >= 10_000)

    let verified = try chain.headquarters("publish", "verify", file, "--format", "json")
    #expect(verified.status == 0, "\(verified.stderr)")
    #expect(try verified.json()["statement_sha256"] as? String == digest)
    #expect(try chain.headquarters("publish", "show", digest).stdout == bytes)
    let listed = try chain.headquarters("publish", "list", "--format", "json").stdout
    #expect(listed.contains(digest))

    // The present has moved: a statement of now is another one.
    let now = chain.folder.path("now.json")
    try #require(try chain.headquarters("uplift", "publish", now, "--month", "2022-12").status == 0)
    #expect(try String(contentsOfFile: now, encoding: .utf8) != bytes)
    // And what moved between the two is told by group and by report.
    let from = try #require(head["data_version"] as? Int)
    let difference = try chain.headquarters(
      "rollup", "--diff", "\(from)", "\(from + revisions)", "--from", "2022-12", "--to", "2022-12", "--format", "json")
    #expect(difference.status == 0, "\(difference.stderr)")
    let object = try difference.json()
    #expect((object["rows"] as? [Any])?.isEmpty == false)
    let reports = try #require(object["reports"] as? [[String: Any]])
    #expect(Set(reports.compactMap { $0["store"] as? String }).isSubset(of: random.stores.map(\.code)))
    let audit = try chain.headquarters("audit", "verify")
    #expect(audit.status == 0, "\(audit.stdout)")
  }

  @Test("a statement in which anything was changed is refused")
  func tampered() throws {
    let (chain, _) = try chain()
    let file = chain.folder.path("statement.json")
    try #require(try chain.headquarters("uplift", "publish", file, "--month", "2022-12").status == 0)
    let bytes = try String(contentsOfFile: file, encoding: .utf8)
    let digits = bytes.indices.filter { bytes[$0].isNumber }
    for place in stride(from: 0, to: digits.count, by: max(1, digits.count / 25)) {
      var changed = bytes
      let index = digits[place]
      changed.replaceSubrange(index...index, with: bytes[index] == "7" ? "8" : "7")
      let other = try chain.folder.file("tampered-\(place).json", changed)
      let result = try chain.headquarters("publish", "verify", other)
      #expect(result.status != 0, "digit \(place)")
    }
    let blank = try chain.folder.file("blank.json", bytes + " ")
    #expect(try chain.headquarters("publish", "verify", blank).status == 65)
    #expect(try chain.headquarters("publish", "verify", file).status == 0)
    // Publishing over a file that is there is refused: what was handed out stays.
    #expect(try chain.headquarters("uplift", "publish", file, "--month", "2022-12").status == 73)
  }
}
