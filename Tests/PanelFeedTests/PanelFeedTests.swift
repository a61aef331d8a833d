import CentralLedger
import ChainStatistics
import Foundation
import GRDB
import PanelFeed
import SnackChain
import Testing

@Suite("The panel and the ledger it is of")
struct PanelFeedTests {
  @Test(
    "rollups and year on year equal plain SQL over the ledger to the last fen, as of every version, on random chains",
    arguments: 0..<20)
  func plainSQL(seed: Int) async throws {
    for chain in 0..<10 {
      let random = try await RandomLedger(seed: UInt64(seed * 1_000 + chain))
      let feed = PanelFeed(random.ledger)
      var versions: [(Int64, TurnoverPanel)] = []
      for _ in 0..<3 {
        try await random.goOn()
        let panel = try await feed.current().panel
        versions.append((panel.dataVersion, panel))
      }
      #expect(try await random.ledger.dataVersion() == versions.last?.0)
      for (version, then) in versions {
        let again = try await PanelFeed(random.ledger).panel(asOf: version).panel
        #expect(again == then, "seed \(seed), chain \(chain), version \(version)")
        for month in again.months {
          let expected = try PlainSQL.provinces(random.databasePath, in: month, asOf: version)
          #expect(try PlainSQL.provinces(again, in: month) == expected, "seed \(seed), chain \(chain), \(month)")
          guard again.months.contains(month.lastYear) else { continue }
          let growth = try PlainSQL.growth(random.databasePath, in: month, asOf: version)
          #expect(try PlainSQL.growth(again, in: month) == growth, "seed \(seed), chain \(chain), \(month)")
        }
      }
      await random.ledger.close()
    }
  }

  @Test("a panel that follows the feed is the same as one read anew, whatever changed in between", arguments: 0..<8)
  func following(seed: Int) async throws {
    let random = try await RandomLedger(seed: UInt64(77 + seed))
    let feed = PanelFeed(random.ledger)
    for round in 0..<4 {
      if round == 2 { try await random.changeReports(25) } else { try await random.goOn() }
      let followed = try await feed.current()
      let anew = try await PanelFeed(random.ledger).current()
      #expect(followed.panel == anew.panel)
      #expect(followed.reported == anew.reported)
    }
    await random.ledger.close()
  }

  @Test("where the ledger went back and on again, as a promoted replica does, the panel is the new ledger's")
  func wentBack() async throws {
    let random = try await RandomLedger(seed: 5)
    try await random.goOn()
    let feed = PanelFeed(random.ledger)
    let head = try await Self.head(random)
    try await random.changeReports(25)
    _ = try await feed.current()
    try await Self.goBack(random, to: head)
    try await random.changeReports(40)
    let followed = try await feed.current()
    let anew = try await PanelFeed(random.ledger).current()
    #expect(followed.panel == anew.panel)
    #expect(followed.panel.dataVersion > head.position)
    await random.ledger.close()
  }

  private struct Head {
    let position: Int64
    let audit: Int64
    let digest: String
  }

  private static func head(_ random: RandomLedger) async throws -> Head {
    let count = try await random.ledger.health().auditEntries
    let entry = try #require(try await random.ledger.auditEntries(after: count - 1, limit: 1).first)
    return Head(position: try await random.ledger.dataVersion(), audit: entry.number, digest: entry.digest)
  }

  /// Takes away what came after `head`, past the ledger and its guards.
  private static func goBack(_ random: RandomLedger, to head: Head) async throws {
    let file = try DatabaseQueue(path: random.databasePath)
    try await file.write { database in
      for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'") {
        try database.execute(sql: "DROP TRIGGER \(trigger)")
      }
      for table in ["revision", "receipt"] {
        try database.execute(sql: "DELETE FROM \(table) WHERE position > ?", arguments: [head.position])
      }
      try database.execute(sql: "DELETE FROM audit_entry WHERE number > ?", arguments: [head.audit])
      try database.execute(
        sql: "UPDATE ledger_head SET position = ?, audit_number = ?, audit_digest = ?",
        arguments: [head.position, head.audit, head.digest])
    }
    try file.close()
  }

  @Test("months that nobody reported can be asked for, and are due without a report")
  func covering() async throws {
    let random = try await RandomLedger(seed: 3)
    try await random.goOn()
    let feed = PanelFeed(random.ledger)
    let fed = try await feed.current()
    let later = fed.panel.months.upperBound.adding(months: 7)
    let wide = try await feed.covering(later...later, fed)
    #expect(wide.panel.months.upperBound == later)
    #expect(wide.panel.reportCount == fed.panel.reportCount)
    let expected = try PlainSQL.provinces(random.databasePath, in: later, asOf: fed.panel.dataVersion)
    #expect(try PlainSQL.provinces(wide.panel, in: later) == expected)
    await random.ledger.close()
  }

  @Test("a report of a year mistyped by a century is in no panel, and it is counted")
  func impossibleMonth() async throws {
    let random = try await RandomLedger(seed: 4)
    try await random.goOn()
    let before = try await PanelFeed(random.ledger).current()
    let index = try await random.ledger.storeIndex()
    var batch = ReportImportBatch(index: index)
    let mistyped = try #require(YearMonth(year: 2121, month: 5))
    batch.append(ReportImportRow(line: 2, store: 0, month: mistyped, turnover: Money(fen: 3_300_000), openDays: 26))
    _ = try await random.ledger.importReports(batch, options: ReportImportOptions(actor: "test"), progress: nil)
    let after = try await PanelFeed(random.ledger).current()
    #expect(after.headsOutside == 1)
    #expect(after.panel.months == before.panel.months)
    #expect(after.panel.reportCount == before.panel.reportCount)
    await random.ledger.close()
  }

  @Test("a version that there is not is refused")
  func unknownVersion() async throws {
    let random = try await RandomLedger(seed: 5)
    try await random.goOn()
    let next = try await random.ledger.dataVersion() + 1
    await #expect(throws: PanelFeedError.ledger(.unknownVersion(next))) {
      try await PanelFeed(random.ledger).panel(asOf: next)
    }
    await random.ledger.close()
  }
}
