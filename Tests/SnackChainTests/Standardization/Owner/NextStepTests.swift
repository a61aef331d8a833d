import SnackChain
import Testing

@Suite("What an owner is told comes next")
struct NextStepTests {
  @Test("a failed acceptance asks for an answer until its deadline, then an inspector")
  func rectification() throws {
    var history = try Self.history(until: .awaitingAcceptance)
    let failed = try ProgrammeFixture.inspection("2023-03-10", failing: ["licence"])
    let outcome = try ProgrammeFixture.book().outcome(of: failed)
    try Self.add(.inspect(outcome), on: "2023-03-10", to: &history)
    let day = try ProgrammeFixture.day("2023-03-12")
    let brief = ProgrammeBrief(history.state(on: day), on: day, book: try ProgrammeFixture.book())
    #expect(brief.isAnswerWanted)
    #expect(brief.failedItems == ["licence"])
    #expect(brief.inspection == failed.id)
    #expect(brief.next == [NextStep(.answerRectification, due: try #require(outcome.rectifyBy))])
    #expect(brief.next.first?.isOverdue(on: try #require(outcome.rectifyBy).adding(days: 1)) == true)

    try Self.add(.answerRectification(evidence: []), on: "2023-03-15", to: &history)
    let later = try ProgrammeFixture.day("2023-03-16")
    let answered = ProgrammeBrief(history.state(on: later), on: later, book: try ProgrammeFixture.book())
    #expect(!answered.isAnswerWanted)
    #expect(answered.next.map(\.kind) == [.awaitReinspection])
  }

  @Test("every stage has a next step, and whose turn it is")
  func everyStage() throws {
    let expected: [(ProgrammeStage, NextStep.Kind, NextStep.Actor)] = [
      (.outside, .apply, .owner), (.applied, .awaitDecision, .headquarters),
      (.accepted, .awaitReview, .headquarters), (.documentsReviewed, .beginRefit, .owner),
      (.refitting, .finishRefit, .owner), (.awaitingAcceptance, .awaitInspection, .inspector),
    ]
    for (stage, kind, actor) in expected {
      let history = try Self.history(until: stage)
      let day = try ProgrammeFixture.day("2023-03-09")
      let steps = history.state(on: day).nextSteps(on: day, terms: StandardTerms())
      #expect(steps.map(\.kind) == [kind], "\(stage)")
      #expect(steps.map(\.actor) == [actor], "\(stage)")
    }
  }

  @Test("what a rise of turnover is worth is worked out on the store's own average, in whole fen")
  func benefit() {
    let benefit = ProgrammeBenefit(
      id: "claim", tiers: Tier.allCases, name: Wording(zh: "增长", en: "rise"), turnoverBasisPoints: 2000,
      source: Wording(zh: "报纸", en: "newspaper"))
    #expect(benefit.amount(ofAverage: Money(fen: 3_300_005)) == Money(fen: 660_001))
    #expect(benefit.amount(ofAverage: Money(fen: .max)) == nil)
  }

  private static let way: [(ProgrammeStage, ProgrammeStep, String)] = [
    (.applied, .apply(tier: .model), "2023-03-01"), (.accepted, .accept(promise: nil), "2023-03-02"),
    (.documentsReviewed, .reviewDocuments, "2023-03-03"), (.refitting, .beginRefit, "2023-03-04"),
    (.awaitingAcceptance, .finishRefit, "2023-03-05"),
  ]

  private static func history(until stage: ProgrammeStage) throws -> ProgrammeHistory {
    var history = ProgrammeHistory(store: try #require(StoreCode("SZ-0001")))
    if stage == .outside { return history }
    for (reached, step, day) in way {
      try add(step, on: day, to: &history)
      if reached == stage { break }
    }
    return history
  }

  private static func add(_ step: ProgrammeStep, on day: String, to history: inout ProgrammeHistory) throws {
    let number = UInt64(history.events.count + 100)
    let event = ProgrammeEvent(
      id: OperationID(high: number, low: number), store: history.store, step: step,
      effective: try ProgrammeFixture.day(day), recordedAt: Int64(number), recordedBy: "test")
    try history.record(
      event,
      context: ProgrammeContext(
        book: try ProgrammeFixture.book(), today: try ProgrammeFixture.day("2023-12-31"), closed: nil))
  }
}
