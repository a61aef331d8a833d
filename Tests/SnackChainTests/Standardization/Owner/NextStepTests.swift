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
    #expect(brief.next == [NextStep(.answerRectification, due: outcome.rectifyBy)])
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

  @Test(
    "what the published effect is worth is cut downwards at both ends, never beyond the interval",
    arguments: [
      (0.117, 0.13, 3_300_005, 386_100, 429_000), (-0.0123, 0.034, 1_000_000, -12_300, 34_000),
      (-0.05, -0.02, 999_900, -50_000, -20_000), (0.00001, 0.00009, 3_300_000, 0, 0),
    ])
  func effect(low: Double, high: Double, average: Int64, least: Int64, most: Int64) throws {
    let figures = try #require(
      ProgrammeEffect.Figures(likeliest: (low + high) / 2, low: low, high: high, confidence: 0.95))
    let amounts = try #require(figures.amounts(ofAverage: Money(fen: average)))
    #expect(amounts.low == Money(fen: least))
    #expect(amounts.high == Money(fen: most))
    #expect(Double(amounts.high.fen) <= Double(average) * high)
    #expect(Double(amounts.low.fen) <= Double(average) * low)
    #expect(figures.isCertainOfSign == (low > 0 && figures.low > 0 || high < 0))
    #expect((figures.amounts(ofAverage: Money(fen: .max)) == nil) == (high.magnitude > 0.001))
  }

  @Test(
    "what is no interval gives no figures",
    arguments: [(0.1, 0.2, 0.3), (0.5, 0.1, 0.3), (.nan, 0, 1), (0, -.infinity, 1), (0, 0, 11)])
  func noInterval(likeliest: Double, low: Double, high: Double) {
    #expect(ProgrammeEffect.Figures(likeliest: likeliest, low: low, high: high, confidence: 0.95) == nil)
  }

  @Test("a store that waits is told its place in the list as published, and one that does not is told none")
  func waiting() throws {
    let region = try #require(RegionCode("330683"))
    let day = try ProgrammeFixture.day("2023-03-01")
    let applications = try ["SZ-0003", "SZ-0001", "SZ-0002"].enumerated().map { place, code in
      WaitingApplication(
        store: try #require(StoreCode(code)), tier: .model, region: region, applied: day.adding(days: place))
    }
    let list = PublishedWaitingList(
      applications, order: WaitingOrder(rules: [], seed: 7), day: day.adding(days: 5), dataVersion: 9)
    let store = try #require(StoreCode("SZ-0001"))
    func brief(_ stage: ProgrammeStage) throws -> ProgrammeBrief {
      let history = try Self.history(until: stage)
      var brief = ProgrammeBrief(
        history.state(on: day.adding(days: 9)), on: day.adding(days: 9), book: try ProgrammeFixture.book())
      brief.wait(in: list, as: store)
      return brief
    }
    let waits = try brief(.applied)
    #expect(waits.waitingPlace == 2)
    #expect(waits.waitingTotal == 3)
    #expect(waits.waitingDay == list.day)
    #expect(try brief(.accepted).waitingPlace == nil)
    #expect(try brief(.outside).waitingPlace == nil)
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
