import Evidence
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
    #expect(problem == "not_a_photo")
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

  @Test(
    "a file that headquarters would not take as a photograph is not kept either",
    arguments: [
      ([], EvidenceProblem.empty), (Array("<html>".utf8), .notAPicture), (Array("%PDF-1.7 x".utf8), .notAPicture),
      (Array(picture(1).dropLast(12)), .cutOff),
      (picture(1, side: 9), .badPixels(EvidenceFile.Pixels(width: 9, height: 9))),
      (picture(1) + [UInt8](repeating: 0, count: 60_000_000), .tooLarge(bytes: 60_000_059, limit: 10_000_000)),
    ])
  func notAPhotograph(bytes: [UInt8], problem: EvidenceProblem) throws {
    #expect(throws: LedgerProblem.evidence(problem)) { try ledger.keepEvidence(bytes, now: fixture.clock.now) }
    #expect(throws: problem) { try EvidenceFolder.examine(bytes) }
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
      try ledger.keepEvidence(Self.picture(UInt8(number)), now: fixture.clock.now).digest
    }
    return try ledger.answerRectification(
      [
        RectifiedItem(item: "sign", note: "重做了门头", evidence: digests),
        RectifiedItem(item: "steamer", note: "换了蒸笼", evidence: []),
      ], now: fixture.clock.now)
  }

  /// The frame of a PNG file; `mark` makes each another file.
  static func picture(_ mark: UInt8, side: UInt8 = 120) -> [UInt8] {
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data + [0, 0, 0, 0]
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", [0, 0, 0, side, 0, 0, 0, side, 1, 0, 0, 0, 0]) + chunk("IDAT", [0, mark]) + chunk("IEND", [])
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
