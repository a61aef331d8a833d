import SnackChain
import Testing

@Suite("Random histories of stores in the programme")
struct ProgrammeModelTests {
  /// The stages that may follow a stage, written down a second time and by hand.
  private static let mayFollow: [ProgrammeStage: Set<ProgrammeStage>] = [
    .outside: [.applied, .certified],
    .applied: [.accepted, .outside, .withdrawn],
    .accepted: [.documentsReviewed, .outside, .withdrawn],
    .documentsReviewed: [.refitting, .outside, .withdrawn],
    .refitting: [.awaitingAcceptance, .withdrawn],
    .awaitingAcceptance: [.passed, .rectifying, .withdrawn],
    .rectifying: [.awaitingReinspection, .awaitingAcceptance, .passed, .withdrawn],
    .awaitingReinspection: [.passed, .rectifying, .awaitingAcceptance, .withdrawn],
    .passed: [.certified, .rectifying, .awaitingAcceptance, .withdrawn],
    .certified: [.suspended, .expired, .revoked, .withdrawn],
    .suspended: [.certified, .expired, .revoked, .withdrawn],
    .expired: [.certified, .applied, .withdrawn],
    .revoked: [.applied],
    .withdrawn: [.applied],
  ]

  /// Ten thousand and more histories a run, in eight parts so that they use all cores.
  private static let partCount: UInt64 = 8
  private static let historiesOfPart: UInt64 = 1_300
  private static let baseSeed = UInt64.random(in: 0...UInt64(UInt32.max))

  @Test(
    "no random history reaches what the table forbids, and every reading agrees with a slow one",
    arguments: 0..<partCount)
  func histories(part: UInt64) throws {
    let source = try RandomHistories()
    var reached: Set<ProgrammeStage> = []
    var taken: Set<StepKind> = []
    var lateAccepted = 0
    for number in 0..<Self.historiesOfPart {
      let seed = Self.baseSeed &* 1_000_003 &+ part &* Self.historiesOfPart &+ number
      let run = try run(source, seed: seed)
      reached.formUnion(run.stages)
      taken.formUnion(run.steps)
      lateAccepted += run.late
    }
    // What was never reached was not tested.
    #expect(reached == Set(ProgrammeStage.allCases), "base seed \(Self.baseSeed)")
    #expect(taken == Set(StepKind.allCases), "base seed \(Self.baseSeed)")
    #expect(lateAccepted > 100, "base seed \(Self.baseSeed)")
  }

  private func run(
    _ source: RandomHistories, seed: UInt64
  ) throws -> (stages: Set<ProgrammeStage>, steps: Set<StepKind>, late: Int) {
    var random = SeededGenerator(seed: seed)
    var history = ProgrammeHistory(store: source.store)
    var recorded: [ProgrammeEvent] = []
    var late = 0
    let context = ProgrammeContext(book: source.book, today: source.firstDay.adding(days: 20_000))
    for version in 1...Int64(Int.random(in: 4...20, using: &random)) {
      let event = source.attempt(after: history, version: version, using: &random)
      let before = history
      do {
        try history.record(event, context: context)
        recorded.append(event)
        if let last = before.events.last, event.effective < last.effective {
          late += 1
          check(
            inOrder(before, with: event)?.path() == history.path(),
            "recorded late it leads elsewhere than in time, seed \(seed)")
          expectOnlyLaterChanged(before, history, event, seed: seed, using: &random)
        }
      } catch {
        check(history == before, "a refusal changed the history, seed \(seed)")
        if case .breaksLater? = error.obstacles.first {
          check(inOrder(before, with: event) == nil, "refused, though what followed stays possible, seed \(seed)")
        }
        check(!error.obstacles.isEmpty, "a refusal without a reason, seed \(seed)")
      }
    }
    let path = history.path()
    expectAllowed(path, seed: seed)
    expectEarned(history, seed: seed)
    expectReadingsAgree(history, recorded, source.firstDay, seed: seed, using: &random)
    check(
      try ProgrammeHistory(store: source.store, recorded: recorded) == history,
      "read again it stands elsewhere, seed \(seed)")
    return (Set(path.map(\.stage)), Set(path.map(\.step)), late)
  }

  /// The same events had they all been learnt in the order in which they took effect, or `nil` where that cannot be.
  private func inOrder(_ history: ProgrammeHistory, with late: ProgrammeEvent) -> ProgrammeHistory? {
    let earlier = history.events.filter { $0.effective <= late.effective }
    let all = earlier + [late] + history.events.filter { $0.effective > late.effective }
    return try? ProgrammeHistory(
      store: history.store,
      recorded: all.enumerated().map { place, event in
        ProgrammeEvent(
          id: event.id, store: event.store, step: event.step, effective: event.effective, recordedAt: Int64(place),
          recordedBy: event.recordedBy)
      })
  }

  private func expectAllowed(_ path: [PathStep], seed: UInt64) {
    var stage = ProgrammeStage.outside
    var day: CalendarDay?
    for step in path {
      check(
        step.stage == stage || Self.mayFollow[stage]?.contains(step.stage) == true,
        "\(stage) to \(step.stage) by \(step.step) on \(step.day), seed \(seed)")
      check(day.map { $0 <= step.day } ?? true, "time ran backwards at \(step.day), seed \(seed)")
      check(
        StageTable.target(of: step.step, from: stage) == step.stage,
        "\(step.step) from \(stage) is not in the table, on \(step.day), seed \(seed)")
      (stage, day) = (step.stage, step.day)
    }
  }

  /// No certificate without what it rests on, read off the events alone: an inspection of these premises that was passed
  /// since the application, and no broken promise. A suspension is lifted on the same terms.
  private func expectEarned(_ history: ProgrammeHistory, seed: UInt64) {
    var inspection: InspectionOutcome?
    var isMoved = false
    var due: CalendarDay?
    for event in history.events {
      let isBroken = due.map { $0 < event.effective } ?? false
      switch event.step {
      case .apply: (inspection, isMoved, due) = (nil, false, nil)
      case .accept(let promise): due = promise?.due
      case .keepPromise, .decline, .withdraw, .revoke: due = nil
      case .inspect(let outcome): (inspection, isMoved) = (outcome, false)
      case .decide(let outcome): inspection = outcome
      case .move: (inspection, isMoved) = (nil, true)
      case .certify, .renew:
        check(inspection?.judgement.isAcceptable == true, "\(event.effective) rests on nothing, seed \(seed)")
        check(!isBroken, "\(event.effective) in spite of a broken promise, seed \(seed)")
      case .reinstate:
        check(inspection?.judgement.isAcceptable != false, "\(event.effective) unmended, seed \(seed)")
        check(!isMoved && !isBroken, "\(event.effective) too early, seed \(seed)")
      default: break
      }
    }
  }

  private func expectReadingsAgree(
    _ history: ProgrammeHistory, _ recorded: [ProgrammeEvent], _ first: CalendarDay, seed: UInt64,
    using random: inout SeededGenerator
  ) {
    let dated = history.standingHistory
    let table = StandingTable([
      StandingTable.Row(store: history.store, registered: nil, closed: nil, standing: dated)
    ])
    for _ in 0..<4 {
      let month = first.yearMonth.adding(months: Int.random(in: -1...90, using: &random))
      let version = Int64.random(in: 0...21, using: &random)
      for day in [month.firstDay, month.lastDay] {
        let slow = SlowReading.standing(recorded, on: day, asOf: version)
        check(history.standing(on: day, asOf: version) == slow, "\(day) at \(version), seed \(seed)")
        check(dated.standing(on: day, asOf: version) == slow, "dated: \(day) at \(version), seed \(seed)")
        check(table.standings(on: day, asOf: version) == [slow], "table: \(day) at \(version), seed \(seed)")
      }
    }
  }

  private func expectOnlyLaterChanged(
    _ before: ProgrammeHistory, _ after: ProgrammeHistory, _ event: ProgrammeEvent, seed: UInt64,
    using random: inout SeededGenerator
  ) {
    for _ in 0..<3 {
      let earlier = event.effective.adding(days: -Int.random(in: 1...400, using: &random))
      check(after.state(on: earlier) == before.state(on: earlier), "\(earlier) changed, seed \(seed)")
      let anyDay = event.effective.adding(days: Int.random(in: -400...1_500, using: &random))
      let version = event.recordedAt - 1
      check(
        after.state(on: anyDay, asOf: version) == before.state(on: anyDay),
        "\(anyDay) changed for data version \(version), seed \(seed)")
    }
  }

  /// `#expect` for conditions checked half a million times a run.
  private func check(_ holds: Bool, _ comment: @autoclosure () -> String) {
    if !holds { Issue.record("\(comment())") }
  }
}
