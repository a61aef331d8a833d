import SnackChain
import Testing

@Suite("The life of a store in the programme")
struct ProgrammeLifeTests {
  @Test("a store goes from application through rectification to a certificate, which ends with its term")
  func wholeWay() throws {
    var way = try ProgrammeFixture()
    try way.reachAcceptance()
    try way.inspect("2020-03-10", failing: ["sign", "tools"])
    #expect(try way.stage("2020-03-10") == .rectifying)
    #expect(
      way.history.state(on: try ProgrammeFixture.day("2020-03-10")).rectification?.due.description == "2020-04-09")
    try way.take(.answerRectification(evidence: []), "2020-03-20")
    try way.inspect("2020-03-25")
    try way.take(.certify(until: try ProgrammeFixture.day("2023-04-01")), "2020-04-01")
    #expect(try way.stage("2020-03-31") == .passed)
    #expect(try way.stage("2020-04-01") == .certified)
    #expect(try way.stage("2023-03-31") == .certified)
    #expect(try way.stage("2023-04-01") == .expired)
    #expect(
      way.history.standingHistory.certifiedIntervals() == [
        CertifiedInterval(from: try ProgrammeFixture.day("2020-04-01"), until: try ProgrammeFixture.day("2023-04-01"))
      ])
  }

  @Test("an impossible step names all that is missing, and leaves the history as it was")
  func refusal() throws {
    var way = try ProgrammeFixture()
    try way.take(.apply(tier: .model), "2020-01-10")
    let before = way.history
    let until = try ProgrammeFixture.day("2021-01-01")
    let event = ProgrammeEvent(
      id: OperationID(high: 9, low: 9), store: before.store, step: .certify(until: until),
      effective: try ProgrammeFixture.day("2020-01-11"), recordedAt: 9, recordedBy: "HQ")
    let refusal = #expect(throws: ProgrammeRefusal.self) { try way.history.record(event, context: way.context) }
    #expect(refusal?.stage == .applied)
    #expect(
      refusal?.obstacles == [
        .stepsFirst([.accept, .reviewDocuments, .beginRefit, .finishRefit, .passInspection]), .inspectionMissing,
      ])
    #expect(way.history == before)
  }

  @Test("no certificate after a failed critical item, however high the score, nor on an old inspection")
  func certificate() throws {
    var way = try ProgrammeFixture()
    let until = try ProgrammeFixture.day("2022-06-01")
    try way.reachAcceptance()
    try way.inspect("2020-03-10", failing: ["licence"])
    #expect(try way.obstacles(.certify(until: until), "2020-03-11") == ["steps_first", "critical_items_failed"])
    try way.take(.answerRectification(evidence: []), "2020-03-12")
    try way.inspect("2020-03-15")
    #expect(try way.obstacles(.certify(until: until), "2020-06-13") == [])
    #expect(try way.obstacles(.certify(until: until), "2020-06-14") == ["inspection_too_old"])
    let tooLong = try ProgrammeFixture.day("2023-03-17")
    #expect(try way.obstacles(.certify(until: tooLong), "2020-03-16") == ["certificate_end_outside"])
  }

  @Test("a promise that is kept costs nothing; a broken one suspends the certificate until it is made good")
  func promises() throws {
    let promise = PaperPromise(papers: ["health certificate"], due: try ProgrammeFixture.day("2020-02-19"))
    var kept = try ProgrammeFixture()
    try kept.reachAcceptance(promise: promise)
    try kept.take(.keepPromise, "2020-02-19")
    try kept.inspect("2020-03-10")
    #expect(try kept.obstacles(.certify(until: try ProgrammeFixture.day("2023-03-15")), "2020-03-15") == [])

    // Granted while the promise was open.
    var broken = try ProgrammeFixture()
    try broken.take(.apply(tier: .model), "2020-01-01")
    let later = PaperPromise(papers: ["lease"], due: try ProgrammeFixture.day("2020-02-01"))
    try broken.take(.accept(promise: later), "2020-01-02")
    try broken.take(.reviewDocuments, "2020-01-03")
    try broken.take(.beginRefit, "2020-01-04")
    try broken.take(.finishRefit, "2020-01-20")
    try broken.inspect("2020-01-21")
    try broken.take(.certify(until: try ProgrammeFixture.day("2023-01-22")), "2020-01-22")
    #expect(try broken.stage("2020-02-01") == .certified)
    #expect(try broken.stage("2020-02-02") == .suspended)
    #expect(try broken.obstacles(.reinstate, "2020-03-01") == ["promise_broken"])
    try broken.take(.keepPromise, "2020-03-01")
    try broken.take(.reinstate, "2020-03-02")
    #expect(try broken.stage("2020-03-02") == .certified)
    #expect(try broken.stage("2020-02-15") == .suspended)
  }

  @Test("papers that came in time but were recorded late undo the suspension, for later data versions only")
  func lateKeeping() throws {
    var way = try ProgrammeFixture()
    try way.take(.apply(tier: .model), "2020-01-01")
    let promise = PaperPromise(papers: ["lease"], due: try ProgrammeFixture.day("2020-02-01"))
    try way.take(.accept(promise: promise), "2020-01-02")
    try way.take(.reviewDocuments, "2020-01-03")
    try way.take(.beginRefit, "2020-01-04")
    try way.take(.finishRefit, "2020-01-20")
    try way.inspect("2020-01-21")
    try way.take(.certify(until: try ProgrammeFixture.day("2023-01-22")), "2020-01-22")
    try way.take(.keepPromise, "2020-01-30")
    let standing = way.history.standingHistory
    let day = try ProgrammeFixture.day("2020-02-15")
    #expect(standing.standing(on: day, asOf: 7) == .suspended)
    #expect(standing.standing(on: day, asOf: 8) == .certified)
  }

  @Test("what is recorded late may not make a later step impossible")
  func lateAndImpossible() throws {
    var way = try ProgrammeFixture()
    try way.reachCertificate()
    let before = way.history
    let refusal = #expect(throws: ProgrammeRefusal.self) { try way.take(.withdraw(reason: ""), "2020-02-15") }
    #expect(
      refusal?.obstacles == [.breaksLater(step: .finishRefit, on: try ProgrammeFixture.day("2020-03-01"))])
    #expect(way.history == before)
  }

  @Test("a move rests the certificate until the new premises are inspected; a transfer does not")
  func moveAndTransfer() throws {
    var way = try ProgrammeFixture()
    try way.reachCertificate()
    try way.take(.transfer(owner: "Li"), "2020-06-01")
    #expect(try way.stage("2020-06-01") == .certified)
    try way.take(.move(region: try #require(RegionCode("330683"))), "2020-07-01")
    #expect(try way.stage("2020-07-01") == .suspended)
    #expect(try way.obstacles(.reinstate, "2020-07-10") == ["premises_not_inspected"])
    try way.inspect("2020-07-10")
    try way.take(.reinstate, "2020-07-11")
    #expect(try way.stage("2020-07-11") == .certified)
  }

  @Test("a renewal begins where the term ends, is had only around its end, and needs a fresh inspection")
  func renewal() throws {
    var way = try ProgrammeFixture()
    try way.reachCertificate()
    let until = try ProgrammeFixture.day("2026-03-15")
    #expect(
      try way.obstacles(.renew(until: until), "2022-12-14") == [
        "inspection_too_old", "renewal_outside",
      ])
    try way.inspect("2023-03-01")
    try way.take(.renew(until: until), "2023-03-02")
    #expect(try way.stage("2023-03-15") == .certified)
    #expect(try way.stage("2026-03-15") == .expired)
    #expect(way.history.standingHistory.certifiedIntervals().count == 1)
  }

  @Test("after a revocation a store waits a year before it can apply, and then starts anew")
  func revocation() throws {
    var way = try ProgrammeFixture()
    try way.reachCertificate()
    try way.take(.revoke(reason: "mark misused"), "2021-01-01")
    #expect(try way.obstacles(.reinstate, "2021-02-01") == ["only_from"])
    #expect(try way.obstacles(.apply(tier: .model), "2021-12-31") == ["barred_until"])
    try way.take(.apply(tier: .model), "2022-01-01")
    let state = way.history.state(on: try ProgrammeFixture.day("2022-01-01"))
    #expect(state.stage == .applied)
    #expect(state.inspection == nil)
    #expect(state.firstCertified == (try ProgrammeFixture.day("2020-03-15")))
  }

  @Test("nothing happens to a closed store, in the future, twice, or to another store")
  func context() throws {
    var way = try ProgrammeFixture()
    try way.reachCertificate()
    way.closed = try ProgrammeFixture.day("2021-05-01")
    way.today = try ProgrammeFixture.day("2021-06-01")
    let outcome = try way.book.outcome(of: try ProgrammeFixture.inspection("2021-05-10"))
    #expect(try way.obstacles(.inspect(outcome), "2021-05-10") == ["store_closed"])
    #expect(try way.obstacles(.withdraw(reason: "closed"), "2021-05-10") == [])
    #expect(try way.obstacles(.withdraw(reason: "closed"), "2021-06-02") == ["in_future"])
    let first = try #require(way.history.events.first)
    #expect(throws: ProgrammeRefusal.self) { try way.history.record(first, context: way.context) }
    var other = ProgrammeHistory(store: try ProgrammeFixture.store("S2"))
    #expect(throws: ProgrammeRefusal.self) { try other.record(first, context: way.context) }
    #expect(other.events.isEmpty)
  }

  @Test("a store certified on paper is carried over, and a spot check that fails opens a rectification")
  func carriedOver() throws {
    var way = try ProgrammeFixture()
    try way.take(.carryOver(tier: .model, until: nil), "2019-05-01")
    #expect(try way.stage("2029-05-01") == .certified)
    try way.inspect("2020-05-01", failing: ["tools", "sign"])
    #expect(try way.stage("2020-05-01") == .certified)
    #expect(way.history.state(on: way.today).rectification?.isOverdue(on: way.today) == true)
    try way.take(.answerRectification(evidence: []), "2020-05-10")
    try way.inspect("2020-05-20")
    #expect(way.history.state(on: way.today).rectification == nil)
  }
}
