import CentralLedger
import ChainStatistics
import Foundation
import PanelFeed
import SnackChain
import Testing

@Suite("The panel's snapshot on disk")
struct SnapshotTests {
  /// A ledger with a snapshot of its panel.
  private func withSnapshot(seed: UInt64) async throws -> (RandomLedger, TurnoverPanel) {
    let random = try await RandomLedger(seed: seed)
    try await random.goOn()
    let feed = PanelFeed(random.ledger, snapshot: random.snapshotPath)
    let panel = try await feed.current().panel
    #expect(await feed.saveSnapshot())
    return (random, panel)
  }

  @Test("a fresh snapshot is the panel")
  func fresh() async throws {
    let (random, panel) = try await withSnapshot(seed: 1)
    let fed = try await PanelFeed(random.ledger, snapshot: random.snapshotPath).current()
    #expect(fed.origin == .snapshot)
    #expect(fed.panel == panel)
    await random.ledger.close()
  }

  @Test("a stale snapshot is brought up to date from the feed and then is what the ledger says")
  func stale() async throws {
    let (random, _) = try await withSnapshot(seed: 2)
    try await random.changeReports(10)
    try await random.goOn()
    let fed = try await PanelFeed(random.ledger, snapshot: random.snapshotPath).current()
    #expect(fed.origin == .feed)
    #expect(fed.panel == (try await PanelFeed(random.ledger).current().panel))
    await random.ledger.close()
  }

  @Test("a torn snapshot is passed over, wherever it was torn", arguments: [0, 1, 8, 100, 127, 128, 150, 500, -1])
  func torn(length: Int) async throws {
    let (random, panel) = try await withSnapshot(seed: 3)
    let url = URL(filePath: random.snapshotPath)
    let whole = try Data(contentsOf: url)
    try whole.prefix(length < 0 ? whole.count + length : length).write(to: url)
    let fed = try await PanelFeed(random.ledger, snapshot: random.snapshotPath).current()
    #expect(fed.origin == .ledger)
    #expect(fed.panel == panel)
    await random.ledger.close()
  }

  @Test("a snapshot with a single changed bit is passed over", arguments: [3, 20, 60, 125, 130, 170, 400, 900])
  func changed(place: Int) async throws {
    let (random, panel) = try await withSnapshot(seed: 4)
    let url = URL(filePath: random.snapshotPath)
    var bytes = try Data(contentsOf: url)
    try #require(bytes.count > place)
    bytes[place] ^= 0x10
    try bytes.write(to: url)
    let fed = try await PanelFeed(random.ledger, snapshot: random.snapshotPath).current()
    #expect(fed.origin == .ledger)
    #expect(fed.panel == panel)
    await random.ledger.close()
  }

  @Test("the snapshot of another ledger is passed over, even if both stand at the same version")
  func foreign() async throws {
    let (random, _) = try await withSnapshot(seed: 5)
    let other = try await RandomLedger(seed: 5)
    try await other.goOn()
    #expect(try await other.ledger.dataVersion() == random.ledger.dataVersion())
    try FileManager.default.copyItem(atPath: random.snapshotPath, toPath: other.snapshotPath)
    #expect(try await PanelFeed(other.ledger, snapshot: other.snapshotPath).current().origin == .ledger)
    await random.ledger.close()
    await other.ledger.close()
  }

  @Test("an up-to-date snapshot answers a rollup without the ledger, and the same")
  func current() async throws {
    let (random, panel) = try await withSnapshot(seed: 7)
    let snapshot = try #require(CurrentSnapshot(ofDatabase: random.databasePath))
    #expect(snapshot.months == panel.months)
    #expect(snapshot.dataVersion == panel.dataVersion)
    let request = RollupRequest(by: .province, months: panel.months, measures: .all)
    #expect(snapshot.rollup(request) == (try panel.rollup(request)))
    let month = panel.months.lowerBound
    let expected = try PlainSQL.provinces(random.databasePath, in: month, asOf: panel.dataVersion)
    let single = try #require(
      snapshot.rollup(RollupRequest(by: .province, months: month...month, measures: .all)))
    #expect(PlainSQL.provinces(single) == expected)
    await random.ledger.close()
    // A ledger that nobody has open is looked at all the same.
    #expect(CurrentSnapshot(ofDatabase: random.databasePath)?.rollup(request) != nil)
  }

  @Test("a snapshot that is stale, foreign or damaged answers nothing by itself")
  func notCurrent() async throws {
    let (random, panel) = try await withSnapshot(seed: 8)
    let request = RollupRequest(by: .county, months: panel.months, measures: .all)
    let url = URL(filePath: random.snapshotPath)
    let whole = try Data(contentsOf: url)
    for place in stride(from: 0, to: whole.count, by: whole.count / 60) {
      var damaged = whole
      damaged[place] ^= 1
      try damaged.write(to: url)
      let answer = CurrentSnapshot(ofDatabase: random.databasePath)?.rollup(request)
      if let answer { #expect(answer == (try panel.rollup(request)), "byte \(place)") }
      try whole.prefix(place).write(to: url)
      #expect(CurrentSnapshot(ofDatabase: random.databasePath) == nil, "cut at \(place)")
    }
    try whole.write(to: url)
    let other = try await RandomLedger(seed: 8)
    try await other.goOn()
    try FileManager.default.copyItem(atPath: random.snapshotPath, toPath: other.snapshotPath)
    #expect(CurrentSnapshot(ofDatabase: other.databasePath) == nil)
    try await random.changeReports(3)
    #expect(CurrentSnapshot(ofDatabase: random.databasePath) == nil)
    try FileManager.default.removeItem(at: url)
    #expect(CurrentSnapshot(ofDatabase: random.databasePath) == nil)
    await random.ledger.close()
    await other.ledger.close()
  }

  @Test("after a saving the next one starts from there")
  func savedAgain() async throws {
    let (random, _) = try await withSnapshot(seed: 6)
    try await random.goOn()
    let feed = PanelFeed(random.ledger, snapshot: random.snapshotPath)
    let panel = try await feed.current().panel
    #expect(await feed.saveSnapshot())
    let fed = try await PanelFeed(random.ledger, snapshot: random.snapshotPath).current()
    #expect(fed.origin == .snapshot)
    #expect(fed.panel == panel)
    await random.ledger.close()
  }

  @Test("a snapshot that cannot be written is no failure")
  func unwritable() async throws {
    let random = try await RandomLedger(seed: 7)
    try await random.goOn()
    let feed = PanelFeed(random.ledger, snapshot: random.folder.appending(path: "none/x.panel").path())
    let panel = try await feed.current().panel
    #expect(await feed.saveSnapshot() == false)
    #expect(panel.reportCount > 0)
    await random.ledger.close()
  }
}
