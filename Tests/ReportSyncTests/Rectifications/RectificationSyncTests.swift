import Foundation
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol
import Testing

@Suite("An owner's answer to a rectification")
struct RectificationSyncTests {
  let fixture: SyncFixture
  let headquarters: EvidenceHeadquarters
  let ledger: StoreLedger

  init() async throws {
    fixture = try SyncFixture()
    headquarters = EvidenceHeadquarters(fixture.headquarters)
    ledger = try await fixture.joined()
    let brief = try Self.brief()
    let checklist = try Self.checklist()
    headquarters.with {
      $0.brief = brief
      $0.checklist = checklist
    }
    let report = await sync()
    #expect(report.problem == nil)
  }

  @Test("goes with its photographs, once each, and is held under a good receipt")
  func wholeWay() async throws {
    let operation = try answer(photographs: 3)
    #expect(try ledger.waitingCount() == 1)
    let report = await sync()
    #expect(report.problem == nil)
    #expect(report.accepted == 1)
    #expect(try ledger.waitingCount() == 0)
    #expect(headquarters.with { $0.arrivals.count } == 3)
    #expect(headquarters.with { Array($0.answers.keys) } == [operation.id])
    guard case .held(let receipt) = try ledger.programme().answers.first?.progress else {
      Issue.record("the answer is not held")
      return
    }
    #expect(receipt.isGood(for: operation, under: try ledger.receiptKeys()))
  }

  @Test("survives any number of lost answers without a second one at HQ", arguments: 1...6)
  func lostAnswers(count: Int) async throws {
    let operation = try answer(photographs: 2)
    headquarters.with { $0.losesAnswers = count }
    for _ in 0...count { _ = await sync(retries: .none) }
    #expect(try ledger.waitingCount() == 0)
    #expect(headquarters.with { Array($0.answers.keys) } == [operation.id])
    #expect(headquarters.with { $0.photographs.count } == 2)
  }

  @Test("goes on with the photograph at which it was cut off")
  func resumes() async throws {
    _ = try answer(photographs: 3)
    // The report turn passes, the first photograph arrives, and the line breaks behind it.
    _ = await sync(retries: .none, losing: 1)
    _ = await sync(retries: .none)
    _ = await sync(retries: .none)
    let arrivals = headquarters.with { $0.arrivals }
    #expect(Set(arrivals).count == 3)
    #expect(arrivals.count <= 4)
    #expect(try ledger.waitingCount() == 0)
  }

  @Test("sends photographs again that HQ has lost")
  func lostByHeadquarters() async throws {
    _ = try answer(photographs: 2)
    headquarters.with { $0.forges = true }
    _ = await sync()
    #expect(try ledger.waitingCount() == 1)
    headquarters.with {
      $0.forges = false
      $0.photographs = [:]
    }
    let report = await sync()
    #expect(report.problem == nil)
    #expect(try ledger.waitingCount() == 0)
    #expect(headquarters.with { $0.photographs.count } == 2)
  }

  @Test("does not hold up the month's figure when a photograph is refused or gone")
  func figuresFirst() async throws {
    _ = try answer(photographs: 1)
    try fixture.save(ledger, months: 1)
    headquarters.with { $0.refusesPhotographs = true }
    let report = await sync()
    #expect(report.problem == nil)
    #expect(report.accepted == 1)
    #expect(fixture.headquarters.heads.count == 1)
    guard case .waiting(let problem) = try ledger.programme().answers.first?.progress else {
      Issue.record("the answer does not wait")
      return
    }
    #expect(problem == "evidence_not_a_photograph")
  }

  @Test("counts as sent by a receipt that HQ's key signed, and by no other")
  func forgedReceipt() async throws {
    _ = try answer(photographs: 1)
    headquarters.with { $0.forges = true }
    let report = await sync()
    #expect(report.badReceipts == 1)
    #expect(try ledger.waitingCount() == 1)
  }

  @Test("is refused where items are left out, did not fail, or were answered already")
  func refusals() throws {
    #expect(throws: LedgerProblem.rectification(.itemsLeftOut(["steamer"]))) {
      try ledger.answerRectification([RectifiedItem(item: "sign", note: "", evidence: [])], now: fixture.clock.now)
    }
    #expect(throws: LedgerProblem.rectification(.otherItems(["menu"]))) {
      try ledger.answerRectification([RectifiedItem(item: "menu", note: "", evidence: [])], now: fixture.clock.now)
    }
    _ = try answer(photographs: 1)
    #expect(throws: LedgerProblem.rectification(.alreadyAnswered)) { try answer(photographs: 1) }
  }

  @Test("a file that is no photograph is not kept")
  func notAPhotograph() {
    #expect(throws: LedgerProblem.evidence(.notAPhotograph)) {
      try ledger.keepEvidence(Array("<html>".utf8), now: fixture.clock.now)
    }
    #expect(throws: LedgerProblem.evidence(.empty)) { try ledger.keepEvidence([], now: fixture.clock.now) }
  }

  @Test("the checklist comes down once, and a check by it is kept and judged")
  func selfCheck() async throws {
    let standard = try #require(try ledger.programme().checklist)
    #expect(standard == (try Self.checklist()))
    headquarters.with { $0.checklist = nil }
    _ = await sync()
    #expect(try ledger.programme().checklist == standard)
    let results = standard.checklist.map { ItemResult(item: $0.id, verdict: $0.id == "sign" ? .fail : .pass) }
    let check = try SelfCheck(
      of: fixture.store, results, by: standard, tier: .model, now: fixture.clock.now)
    try ledger.keep(check)
    #expect(try ledger.programme().selfCheck == check)
    #expect(check.judgement.failed == ["sign"])
    #expect(check.judgement.score == Score(hundredths: 666))
  }

  private func sync(retries: RetryPolicy = .brief, losing count: Int? = nil) async -> SyncReport {
    if let count { headquarters.with { $0.losesAnswers = count } }
    return await SyncSession(
      ledger: ledger, transport: headquarters, environment: fixture.environment, retries: retries
    ).run()
  }

  private func answer(photographs count: Int) throws -> RectificationOperation {
    let digests = try (0..<count).map { number in
      try ledger.keepEvidence([0xFF, 0xD8, 0xFF, UInt8(number)], now: fixture.clock.now).digest
    }
    return try ledger.answerRectification(
      [
        RectifiedItem(item: "sign", note: "重做了门头", evidence: digests),
        RectifiedItem(item: "steamer", note: "换了蒸笼", evidence: []),
      ], now: fixture.clock.now)
  }

  private static func checklist() throws -> StandardVersion {
    let name = Wording(zh: "统标", en: "standard")
    return StandardVersion(
      version: "1", validFrom: try #require(CalendarDay("2019-01-01")), title: name,
      checklist: ["sign", "steamer", "menu"].map {
        ChecklistItem(id: $0, section: "all", question: name, weight: 10)
      })
  }

  private static func brief() throws -> ProgrammeBrief {
    let day = try #require(CalendarDay("2023-03-05"))
    var brief = ProgrammeBrief(ProgrammeState(), on: day, book: StandardBook([try checklist()]))
    brief.stage = .rectifying
    brief.failedItems = ["sign", "steamer"]
    brief.inspection = OperationID(high: 1, low: 2)
    return brief
  }
}
