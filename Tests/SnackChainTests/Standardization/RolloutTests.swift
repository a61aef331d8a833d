import SnackChain
import Testing

@Suite("Counts, visits and the waiting list")
struct RolloutTests {
  @Test("the six counts are kept apart, and an earlier data version gives its own")
  func counts() throws {
    func day(_ text: String) throws -> CalendarDay { try ProgrammeFixture.day(text) }
    func row(
      _ code: String, _ events: [StandingEvent], closed: String? = nil, registered: String? = nil
    ) throws -> StandingTable.Row {
      StandingTable.Row(
        store: try ProgrammeFixture.store(code), registered: try registered.map(day), closed: try closed.map(day),
        standing: StandingHistory(events))
    }
    let march = try day("2022-03-01")
    let table = StandingTable([
      try row("never", []), try row("later", [], registered: "2023-01-01"),
      try row("applied", [StandingEvent(.applied, effective: march, recordedAt: 1)]),
      try row("valid", [StandingEvent(.certified, effective: march, recordedAt: 1)]),
      try row("late", [StandingEvent(.certified, effective: march, recordedAt: 5)]),
      try row("closed", [StandingEvent(.certified, effective: march, recordedAt: 1)], closed: "2022-06-10"),
      try row(
        "suspended",
        [
          StandingEvent(.certified, effective: march, recordedAt: 1),
          StandingEvent(.suspended, effective: try day("2022-05-01"), recordedAt: 2),
        ]),
      try row(
        "corrected",
        [
          StandingEvent(.certified, effective: march, recordedAt: 1),
          StandingEvent(.applied, effective: march, recordedAt: 6),
        ]),
    ])
    let month = try #require(YearMonth("2022-06"))
    func counts(_ version: Int64) -> ProgrammeCounts {
      .counting(table, month: month, asOf: version, estimated: 30_000) {
        ["valid", "closed", "later"].contains($0.description)
      }
    }
    let now = counts(9)
    #expect((now.month, now.dataVersion, now.estimated) == (month, 9, 30_000))
    #expect((now.registered, now.applied, now.certifiedEver) == (6, 6, 4))
    #expect((now.validNow, now.reporting) == (2, 2))
    #expect(counts(4).certifiedEver == 4)
    #expect(counts(4).applied == 5)
    #expect(counts(4).validNow == 2)
  }

  @Test("visits are ranked by weighed reasons, and say why")
  func visits() throws {
    let today = try ProgrammeFixture.day("2023-02-01")
    var certified = try ProgrammeFixture()
    try certified.reachCertificate()
    let state = certified.history.state(on: today)
    func subject(_ code: String, _ change: (inout VisitSubject) -> Void = { _ in }) throws -> VisitSubject {
      var subject = VisitSubject(store: try ProgrammeFixture.store(code), state: state)
      change(&subject)
      return subject
    }
    let subjects = [
      try subject("B"), try subject("A"),
      try subject("C") {
        $0.newComplaints = 2
        $0.lastReported = YearMonth("2022-10")
        ($0.growth, $0.peerGrowth) = (-2_000, 100)
      },
      try subject("D") { $0.state = ProgrammeState() },
    ]
    let plan = VisitRules().plan(subjects, on: today)
    #expect(plan.map(\.store.description) == ["C", "A", "B"])
    #expect(
      plan.first?.reasons.map(\.reason) == [
        .complaints(2), .expiresSoon(on: try ProgrammeFixture.day("2023-03-15"), days: 42), .silent(months: 3),
        .fallingBehind(growth: -2_000, peers: 100), .neverSpotChecked(since: try ProgrammeFixture.day("2020-03-15")),
      ])
    #expect(plan.first?.points == 60 + 20 + 20 + 15 + 15)
    #expect(VisitRules().plan(subjects.reversed(), on: today) == plan)

    func overruling(_ code: String, _ decision: VisitOverruling.Decision, at version: Int64) throws -> VisitOverruling {
      VisitOverruling(
        id: OperationID(high: 3, low: UInt64(version)), store: try ProgrammeFixture.store(code), decision: decision,
        reason: "road closed", decidedBy: "Wang", effective: try ProgrammeFixture.day("2023-01-20"),
        recordedAt: version)
    }
    let overruled = VisitRules().plan(
      subjects, on: today,
      overrulings: [
        try overruling("C", .first, at: 1),
        try overruling("C", .notBefore(try ProgrammeFixture.day("2023-02-02")), at: 2),
        try overruling("B", .first, at: 3),
      ])
    #expect(overruled.map(\.store.description) == ["B", "A"])
    #expect(overruled.map(\.rank) == [3, 2])
  }

  @Test("the waiting list goes by rule, then by day, then by a lottery that anyone can draw again")
  func waitingList() throws {
    func application(_ code: String, _ tier: Tier, _ day: String, region: String = "330683") throws
      -> WaitingApplication
    {
      WaitingApplication(
        store: try ProgrammeFixture.store(code), tier: tier, region: try #require(RegionCode(region)),
        applied: try ProgrammeFixture.day(day))
    }
    let alike = try (0..<200).map { try application("T\($0)", .convenience, "2022-05-02") }
    let others = [
      try application("early", .convenience, "2022-05-01"), try application("flag", .flagship, "2022-09-01"),
      try application("shanghai", .convenience, "2022-08-01", region: "310101"),
    ]
    let shanghai = try #require(RegionCode("310000"))
    let order = WaitingOrder(rules: [.tier(.flagship), .region(shanghai)], seed: 20_230_223)
    let places = order.places(alike + others + alike)
    #expect(places.prefix(3).map(\.application.store.description) == ["flag", "shanghai", "early"])
    #expect(places.prefix(3).map(\.tied) == [1, 1, 1])
    #expect(places.map(\.place) == Array(1...203))
    #expect(places.dropFirst(3).allSatisfy { $0.tied == 200 && $0.priority == nil })
    #expect(order.places((others + alike).reversed()) == places)
    #expect(WaitingOrder(rules: order.rules, seed: 1).places(alike + others).map(\.draw) != places.map(\.draw))
    // Nobody's number changes because others leave.
    let few = order.places(Array(alike.prefix(50)))
    let numbers = Dictionary(uniqueKeysWithValues: places.map { ($0.application.store, $0.draw) })
    #expect(few.allSatisfy { numbers[$0.application.store] == $0.draw })
  }

  @Test("the lottery's number is the documented one")
  func lottery() throws {
    // The first output of SplitMix64 from the state seed XOR byte, as its authors publish it for state 0.
    let store = try ProgrammeFixture.store("A")
    #expect(LotteryDraw.number(of: store, seed: UInt64(UInt8(ascii: "A"))) == 0xE220_A839_7B1D_CDAF)
  }
}
