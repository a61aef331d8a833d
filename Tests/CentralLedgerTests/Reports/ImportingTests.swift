import CentralLedger
import SnackChain
import SyncProtocol
import Testing

@Suite("Figures from files")
struct ImportingTests {
  @Test("the same file again changes nothing", arguments: Engine.allCases)
  func idempotent(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1", "S2")
      let lines = ["S2 2023-01 20000.50 20", "S1 2023-02 0 0 holiday", "S1 2023-01 30000"]
      let first = try await test.importReports(lines)
      #expect(first.added == 3)
      let version = try await test.ledger.dataVersion()
      let second = try await test.importReports(lines.reversed())
      #expect(second.unchanged == 3 && second.added == 0 && second.revised == 0)
      #expect(second.dataVersion == version)
      #expect(
        try await test.heads() == [
          "S1 2023-01 3000000 -1 -", "S1 2023-02 0 0 holiday", "S2 2023-01 2000050 20 -",
        ])
    }
  }

  @Test(
    "another figure becomes a new revision; what only the owner knew stays with an equal figure",
    arguments: Engine.allCases)
  func revised(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      var operation = try test.operation("S1", "2023-01", yuan: 30_000, openDays: nil)
      operation.report.takeaway = Money(fen: 1_000_000)
      _ = try await test.submit(operation)
      let summary = try await test.importReports(["S1 2023-01 30000 25"])
      #expect(summary.revised == 1)
      let revisions = try await test.ledger.revisions(of: store("S1"), month: nil)
      #expect(revisions.map(\.operation.source) == [.owner, .imported])
      #expect(revisions[1].operation.report.takeaway == Money(fen: 1_000_000))
      #expect(revisions[1].operation.report.openDays == 25)
      #expect(revisions[1].operation.predecessor == operation.id)
      _ = try await test.importReports(["S1 2023-01 31000 25"])
      #expect(try await test.heads() == ["S1 2023-01 3100000 25 -"])
    }
  }

  @Test("refused rows are named with their lines, and the good rows are kept", arguments: Engine.allCases)
  func refused(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      let summary = try await test.importReports([
        "S1 2023-01 30000 25", "S1 2022-12 0", "S1 2022-11 -5 20", "S1 2023-01 31000 25", "S1 2023-01 30000 25",
        "S1 2022-10 29000 25",
      ])
      #expect(summary.added == 2 && summary.unchanged == 1 && summary.refusedCount == 3)
      #expect(summary.refused.map(\.line) == [3, 4, 5])
      #expect(summary.refused[0].kind == .rule(.zeroWithoutReason))
      #expect(summary.refused[2].kind == .contradictsLine(2))
      #expect(try await test.heads() == ["S1 2022-10 2900000 25 -", "S1 2023-01 3000000 25 -"])
    }
  }

  @Test(
    "doubtful figures are kept and listed, by the median of all other months in any order", arguments: Engine.allCases)
  func warnings(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      _ = try await test.importReports(["S1 2022-10 30000 25", "S1 2022-11 30000 25"])
      let summary = try await test.importReports([
        "S1 2023-01 300000 25", "S1 2022-12 30000 25", "S1 2023-02 30000 29", "S1 2023-04 30000 20",
        "S1 2019-12 30000 20", "S1 2022-09 6001 20", "S1 2022-08 6000 20",
      ])
      #expect(summary.added == 7 && summary.refusedCount == 0)
      #expect(summary.warnings.map(\.line) == [2, 4, 5, 6, 8])
      let codes = summary.warnings.map { warning -> String in
        guard case .rule(let finding) = warning.kind else { return "" }
        return finding.code
      }
      #expect(
        codes == [
          "far_above_median", "more_open_days_than_month", "future_month", "before_opening", "far_below_median",
        ])
    }
  }

  @Test("a dry run says the same and keeps nothing", arguments: Engine.allCases)
  func dryRun(_ engine: Engine) async throws {
    try await LedgerUnderTest.with(engine) { test in
      try await test.register("S1")
      _ = try await test.importReports(["S1 2022-12 30000 25"])
      let lines = ["S1 2022-12 31000 25", "S1 2023-01 30000 25", "S1 2023-02 0"]
      let dry = try await test.importReports(lines, dryRun: true)
      #expect(try await test.heads() == ["S1 2022-12 3000000 25 -"])
      var real = try await test.importReports(lines)
      real.dataVersion = dry.dataVersion
      #expect(dry == real)
    }
  }

  @Test(
    "a bulk import equals the same rows one by one, whatever the chain",
    arguments: Engine.allCases, [1, 2, 3, 4, 5] as [UInt64])
  func equalsRowByRow(_ engine: Engine, _ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let reasons = ["closed", "refitting", "holiday", "other"]
    var lines: [String] = []
    for _ in 0..<400 {
      let store = "S\(Int.random(in: 1...9, using: &random))"
      let month = YearMonth(index: Int32(2022 * 12 + Int.random(in: 0..<14, using: &random)))
      let fen = Bool.random(using: &random) ? 3_000_000 : Int64.random(in: -10...40_000_000, using: &random)
      let days = Int.random(in: -1...33, using: &random)
      let zero = fen % 7 == 0
      lines.append(
        "\(store) \(month) \(Money(fen: zero ? 0 : fen)) \(days < 0 ? "-" : "\(days)")"
          + (zero && days > 3 ? " \(reasons[days % 4])" : ""))
    }
    // One line a month, so that the order in which single imports come does not matter.
    var seen: Set<String> = []
    lines = lines.filter { seen.insert($0.split(separator: " ").prefix(2).joined(separator: " ")).inserted }
    let once = lines
    try await LedgerUnderTest.with(engine) { bulk in
      try await bulk.register("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9")
      let summary = try await bulk.importReports(once)
      try await LedgerUnderTest.with(engine) { single in
        try await single.register("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9")
        var refused = 0
        for line in once { refused += try await single.importReports([line]).refusedCount }
        #expect(refused == summary.refusedCount)
        let (left, right) = (try await bulk.heads(), try await single.heads())
        #expect(left == right)
        // Every single warning is what the rules say of a report whose other months are all there already.
        let dry = try await single.importReports(once.map(\.self), dryRun: true)
        #expect(dry.unchanged == left.count)
      }
      try await rulesAgree(bulk, summary, once)
    }
  }

  /// The screening must find exactly what the rules themselves find.
  private func rulesAgree(_ test: LedgerUnderTest, _ summary: ReportImportSummary, _ lines: [String]) async throws {
    var expected: [String] = []
    for (number, line) in lines.enumerated() {
      let fields = line.split(separator: " ").map(String.init)
      let revisions = try await test.ledger.revisions(of: store(fields[0]), month: nil)
      guard let own = revisions.first(where: { $0.operation.report.month.description == fields[1] }) else { continue }
      let others = revisions.filter { $0.operation.report.month != own.operation.report.month }
      let context = ReportRules.Context(
        otherMonths: others.map(\.operation.report.turnover.fen), today: test.clock.now.dayInChina,
        opened: CalendarDay("2020-01-01"))
      for finding in ReportRules.findings(in: own.operation.report, context: context) where finding.weight == .confirm {
        expected.append("\(number + 2) \(finding.code)")
      }
    }
    let found = summary.warnings.map { warning -> String in
      guard case .rule(let finding) = warning.kind else { return "" }
      return "\(warning.line) \(finding.code)"
    }
    #expect(found.sorted() == expected.sorted())
  }
}

/// SplitMix64: the same draws for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
