import SnackChain
import StoreLedger
import SyncProtocol
import Testing

@Suite("Saving figures")
struct SavingTests {
  @Test("a saved figure is there with its outbox row when the ledger is opened again")
  func survivesReopening() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let saved = try fixture.save("2023-02", 33_000)
    try fixture.ledger.close()
    let again = try fixture.reopened()
    let record = try #require(try again.month(saved.operation.report.month))
    #expect(record.current.operation == saved.operation)
    #expect(record.state == .waiting)
    #expect(try again.nextTurn(limit: 500).operations == [saved.operation])
  }

  @Test("every field of a report comes back as it was saved")
  func allFields() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    var report = try fixture.report("2023-02", 33_000)
    report.takeaway = Money(fen: 1_200_050)
    report.commission = Money(fen: 240_010)
    report.note = "春节后开张\n第二行"
    let saved = try fixture.ledger.save(
      ReportEntry(report, confirmed: .everything, source: .assisted), now: fixture.now)
    let back = try #require(try fixture.reopened().month(report.month)).current.operation
    #expect(back == saved.operation)
    #expect(back.report == report)
    #expect(back.source == .assisted)
  }

  @Test("a month that has a figure is not reported twice, and the first figure stays")
  func alreadyReported() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let first = try fixture.save("2023-02", 33_000)
    let month = first.operation.report.month
    #expect(throws: LedgerProblem.alreadyReported(month, Money(fen: 3_300_000))) { try fixture.save("2023-02", 35_000) }
    #expect(try fixture.ledger.month(month)?.revisions.count == 1)
    #expect(try fixture.ledger.waitingCount() == 1)
  }

  @Test("a correction names its predecessor and leaves it untouched")
  func correction() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let first = try fixture.save("2023-02", 33_000)
    let second = try fixture.save("2023-02", 35_120, because: "漏了外卖")
    #expect(second.operation.predecessor == first.operation.id)
    #expect(second.operation.correctionReason == "漏了外卖")
    let record = try #require(try fixture.ledger.month(first.operation.report.month))
    #expect(record.revisions.map(\.operation) == [first.operation, second.operation])
    #expect(record.current.operation == second.operation)
  }

  @Test("a correction of nothing, or to the same figures, is refused")
  func emptyCorrections() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let month = try #require(YearMonth("2023-02"))
    #expect(throws: LedgerProblem.nothingToCorrect(month)) { try fixture.save("2023-02", 1, because: "x") }
    try fixture.save("2023-02", 33_000)
    #expect(throws: LedgerProblem.unchanged(month)) { try fixture.save("2023-02", 33_000, because: "x") }
  }

  @Test("what the rules refuse is not saved, and what they doubt only after it was confirmed")
  func rules() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    var zero = try fixture.report("2023-02", 0)
    zero.reason = nil
    #expect(throws: LedgerProblem.refusedByRules([.zeroWithoutReason])) {
      try fixture.ledger.save(ReportEntry(zero, confirmed: .everything), now: fixture.now)
    }
    let long = try fixture.report("2023-02", 33_000, openDays: 30)
    #expect(throws: LedgerProblem.unconfirmed([.moreOpenDaysThanMonth(30, long.month)])) {
      try fixture.ledger.save(ReportEntry(long), now: fixture.now)
    }
    #expect(try fixture.ledger.months().isEmpty)
    let entry = ReportEntry(long, confirmed: .codes(["more_open_days_than_month"]))
    let saved = try fixture.ledger.save(entry, now: fixture.now)
    #expect(saved.operation.confirmed == ["more_open_days_than_month"])
  }

  @Test("a figure is doubted against the months that the ledger holds")
  func doubtsFromHistory() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    for month in ["2022-10", "2022-11", "2022-12"] { try fixture.save(month, 30_000) }
    let report = try fixture.report("2023-01", 330_000)
    let expected = ReportFinding.farAboveMedian(report.turnover, median: Money(fen: 3_000_000))
    #expect(try fixture.ledger.findings(in: report, now: fixture.now) == [expected])
  }

  @Test("a report of another store is refused")
  func otherStore() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    var report = try fixture.report("2023-02", 33_000)
    report.store = try #require(StoreCode("SZ-0002"))
    #expect(throws: LedgerProblem.otherStore(report.store, expected: fixture.store)) {
      try fixture.ledger.save(ReportEntry(report, confirmed: .everything), now: fixture.now)
    }
  }

  @Test("a draft is kept, replaced, and gone once the month is saved")
  func drafts() throws {
    let fixture = try LedgerFixture()
    defer { fixture.cleanUp() }
    let month = try #require(YearMonth("2023-02"))
    var draft = ReportDraft(month: month, turnover: Money(fen: 3_300_000), step: "open_days")
    try fixture.ledger.keep(draft, now: fixture.now)
    draft.openDays = 24
    draft.note = "还差外卖"
    try fixture.ledger.keep(draft, now: fixture.now)
    #expect(try fixture.reopened().draft(of: month) == draft)
    #expect(try fixture.ledger.picture().drafts == [month])
    try fixture.save("2023-02", 33_000)
    #expect(try fixture.ledger.draft(of: month) == nil)
  }
}
