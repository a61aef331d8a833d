import SnackChain
import Testing

@testable import ChainStatistics

@Suite("Snapshots of the panel")
struct PanelSnapshotTests {
  private func load(_ bytes: [UInt8]) throws -> TurnoverPanel {
    try bytes.withUnsafeBytes { try TurnoverPanel(snapshot: $0) }
  }

  @Test("a panel that was saved and loaded is the same panel", arguments: 0..<30)
  func roundTrip(seed: UInt64) throws {
    let panel = try RandomChain(seed: seed).panel(dataVersion: Int64(seed) * 1_000_003)
    let bytes = panel.snapshot()
    #expect(try load(bytes) == panel)
    #expect(try bytes.withUnsafeBytes { try PanelSnapshot.dataVersion(of: $0) } == panel.dataVersion)
  }

  @Test("a rollup from the bytes is the same as one from the panel, whatever part of it is read", arguments: 0..<30)
  func view(seed: UInt64) throws {
    let chain = try RandomChain(seed: seed)
    let panel = try chain.panel()
    let bytes = panel.snapshot()
    var random = SeededRandom(state: seed)
    for dimension in RollupDimension.allCases {
      for periods in RollupPeriodKind.allCases {
        let ends = [chain.months.randomElement(using: &random), chain.months.randomElement(using: &random)]
          .compactMap { $0 }.sorted()
        let request = RollupRequest(
          by: dimension, months: ends[0]...ends[1], periods: periods,
          measures: RollupMeasures(rawValue: .random(in: 0...7, using: &random)))
        let found = try bytes.withUnsafeBytes { try PanelSnapshotView($0).rollup(request) }
        #expect(found == (try panel.rollup(request)), "seed \(seed), \(request)")
      }
    }
    let beyond = panel.months.upperBound...panel.months.upperBound.next
    #expect(throws: PanelSnapshotError.self) {
      try bytes.withUnsafeBytes { try PanelSnapshotView($0).rollup(RollupRequest(by: .city, months: beyond)) }
    }
  }

  @Test("a damaged month is found by every rollup that reads it, and by no other")
  func damagedMonth() throws {
    let panel = try RandomChain(seed: 11, stores: 90).panel()
    let bytes = panel.snapshot()
    var found = 0
    for place in stride(from: 40, to: bytes.count, by: 97) {
      var damaged = bytes
      damaged[place] ^= 0x20
      for month in [panel.months.lowerBound, panel.months.upperBound] {
        let request = RollupRequest(by: .province, months: month...month, measures: .all)
        let answer = try? damaged.withUnsafeBytes { try PanelSnapshotView($0).rollup(request) }
        if let answer { #expect(answer == (try panel.rollup(request)), "byte \(place)") } else { found += 1 }
      }
    }
    #expect(found > 20)
  }

  @Test("a snapshot that was cut short anywhere, or has something behind it, is refused")
  func torn() throws {
    let bytes = try RandomChain(seed: 2, stores: 30).panel().snapshot()
    for length in Set([0, 7, 8, 31, 32, 39, 40, bytes.count / 2, bytes.count - 8, bytes.count - 1]) {
      #expect(throws: PanelSnapshotError.self) { try load(Array(bytes.prefix(length))) }
    }
    #expect(throws: PanelSnapshotError.torn(expected: bytes.count, found: bytes.count + 1)) { try load(bytes + [0]) }
    #expect(throws: PanelSnapshotError.notASnapshot) { try load([]) }
  }

  @Test("a flipped bit is never served, wherever it is")
  func flipped() throws {
    let panel = try RandomChain(seed: 11, stores: 20).panel()
    let bytes = panel.snapshot()
    var random = SeededRandom(state: 1)
    let places = Array(0..<40) + (0..<400).map { _ in Int.random(in: 40..<bytes.count, using: &random) }
    for place in places where !(12..<16).contains(place) {
      var damaged = bytes
      damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      #expect(throws: PanelSnapshotError.self, "byte \(place)") { try load(damaged) }
    }
  }

  @Test("another format and a foreign file are told apart")
  func format() throws {
    var bytes = try RandomChain(seed: 2, stores: 3).panel().snapshot()
    bytes[8] = 9
    #expect(throws: PanelSnapshotError.unknownFormat(9)) { try load(bytes) }
    #expect(throws: PanelSnapshotError.notASnapshot) {
      try load(Array("SQLite format 3\0 and so on, for a while".utf8))
    }
  }

  @Test("bytes with a right checksum that make no panel are refused, not believed")
  func inconsistent() throws {
    let panel = try RandomChain(seed: 12, stores: 70).panel()
    let bytes = panel.snapshot()
    var random = SeededRandom(state: 3)
    for _ in 0..<600 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        damaged[.random(in: 32..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      damaged = SnapshotWriter.sealed(damaged)
      for dimension in RollupDimension.allCases {
        let request = RollupRequest(by: dimension, months: panel.months, measures: .all)
        _ = try? damaged.withUnsafeBytes { try PanelSnapshotView($0).rollup(request) }
      }
      // Either it is refused, or it is a panel that can be asked anything.
      guard let loaded = try? load(damaged) else { continue }
      for dimension in RollupDimension.allCases {
        _ = try loaded.rollup(RollupRequest(by: dimension, months: loaded.months, measures: .all))
      }
      for row in 0..<loaded.storeCount { #expect(loaded.code(ofRow: row).utf8.count <= bytes.count) }
    }
  }

  @Test(
    "the checksum is XXH64 as published",
    arguments: [
      ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
      ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
    ] as [(String, UInt64)])
  func checksum(text: String, expected: UInt64) {
    #expect(Array(text.utf8).withUnsafeBytes { XXH64.hash($0) } == expected)
  }
}
