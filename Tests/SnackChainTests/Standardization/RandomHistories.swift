import SnackChain

/// SplitMix64: the same seed always draws the same histories.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

/// Random attempts at steps: sensible ones and senseless ones, in time and late.
struct RandomHistories {
  let book: StandardBook
  let store: StoreCode
  let firstDay: CalendarDay
  let passed: InspectionOutcome
  let failed: [InspectionOutcome]

  init() throws {
    book = try ProgrammeFixture.book()
    store = try ProgrammeFixture.store()
    firstDay = try ProgrammeFixture.day("2020-01-01")
    let book = book
    passed = try book.outcome(of: try ProgrammeFixture.inspection("2020-01-01"))
    failed = try [["licence"], ["sign", "tools"]].map {
      try book.outcome(of: try ProgrammeFixture.inspection("2020-01-01", failing: $0))
    }
  }

  private static let all = StepKind.allCases.filter { !$0.isAutomatic }

  private static let forward: [ProgrammeStage: [StepKind]] = [
    .outside: [.apply, .apply, .apply, .carryOver], .applied: [.accept], .accepted: [.reviewDocuments, .keepPromise],
    .documentsReviewed: [.beginRefit], .refitting: [.finishRefit],
    .awaitingAcceptance: [.passInspection, .failInspection],
    .rectifying: [.answerRectification, .answerRectification, .decidePass],
    .awaitingReinspection: [.passInspection, .failInspection], .passed: [.certify, .certify, .decideFail],
    .certified: [.suspend, .move, .passInspection, .renew, .failInspection, .keepPromise],
    .suspended: [.keepPromise, .passInspection, .reinstate, .reinstate, .revoke], .expired: [.passInspection, .renew],
    .revoked: [.apply], .withdrawn: [.apply],
  ]

  /// The next attempt: usually a step that suits the stage, sometimes any; usually later, sometimes in the past.
  func attempt(
    after history: ProgrammeHistory, version: Int64, using random: inout SeededGenerator
  ) -> ProgrammeEvent {
    let last = history.events.last?.effective ?? firstDay
    let isLate = !history.events.isEmpty && Int.random(in: 0..<100, using: &random) < 20
    let span = Int(last.number - firstDay.number)
    let gap = Int.random(in: 0..<100, using: &random) < 5 ? 900 : 40
    let day =
      isLate
      ? firstDay.adding(days: Int.random(in: 0...max(0, span), using: &random))
      : last.adding(days: Int.random(in: 0...gap, using: &random))
    let state = history.state(on: day)
    let suited = Int.random(in: 0..<100, using: &random) < 75 ? Self.forward[state.stage] ?? Self.all : Self.all
    let kind = suited.randomElement(using: &random) ?? .apply
    return ProgrammeEvent(
      id: OperationID(high: 5, low: UInt64(version)), store: store,
      step: step(kind, day: day, state: state, using: &random), effective: day, recordedAt: version, recordedBy: "HQ")
  }

  private func step(
    _ kind: StepKind, day: CalendarDay, state: ProgrammeState, using random: inout SeededGenerator
  ) -> ProgrammeStep {
    let context = ProgrammeContext(book: book, today: day)
    switch kind {
    case .apply: return .apply(tier: .model)
    case .accept:
      let promise = PaperPromise(papers: ["lease"], due: day.adding(days: Int.random(in: 0...30, using: &random)))
      return .accept(promise: Bool.random(using: &random) ? promise : nil)
    case .decline: return .decline(reason: "")
    case .reviewDocuments: return .reviewDocuments
    case .beginRefit: return .beginRefit
    case .finishRefit: return .finishRefit
    case .passInspection: return .inspect(passed)
    case .failInspection: return .inspect(failed[Int.random(in: 0...1, using: &random)])
    case .decidePass: return .decide(passed)
    case .decideFail: return .decide(failed[Int.random(in: 0...1, using: &random)])
    case .answerRectification: return .answerRectification(evidence: [])
    case .certify: return .certify(until: context.certificateEnd(for: state, on: day))
    case .carryOver:
      let end = day.adding(days: Int.random(in: 1...500, using: &random))
      return .carryOver(tier: nil, until: Bool.random(using: &random) ? end : nil)
    case .suspend: return .suspend(reason: "")
    case .reinstate: return .reinstate
    case .renew: return .renew(until: context.certificateEnd(for: state, on: day))
    case .transfer: return .transfer(owner: "Li")
    case .move: return RegionCode("330683").map { .move(region: $0) } ?? .reinstate
    case .revoke: return .revoke(reason: "")
    case .withdraw: return .withdraw(reason: "")
    case .keepPromise, .termEnd, .promiseBreach: return .keepPromise
    }
  }
}

/// A slow, independent reading of events: no table, no stages, only what each event means for the standing.
enum SlowReading {
  static func standing(_ recorded: [ProgrammeEvent], on day: CalendarDay, asOf version: Int64) -> Standing {
    var known = recorded.filter { $0.recordedAt <= version && $0.effective <= day }
    known.sort { ($0.effective, $0.recordedAt) < ($1.effective, $1.recordedAt) }
    var standing = Standing.outside
    var end: CalendarDay?
    var due: CalendarDay?
    // Every day on which anything can change: events, ends of terms, days after promises.
    var days = Set(known.map(\.effective))
    for event in known {
      switch event.step {
      case .accept(let promise?): days.insert(promise.due.adding(days: 1))
      case .certify(let until), .renew(let until), .carryOver(_, let until?): days.insert(until)
      default: break
      }
    }
    for today in days.sorted() where today <= day {
      if let promised = due, promised < today {
        if standing == .certified { standing = .suspended }
        due = nil
      }
      if end == today, standing == .certified || standing == .suspended { standing = .expired }
      for event in known where event.effective == today {
        switch event.step {
        case .apply: (standing, due, end) = (.applied, nil, nil)
        case .accept(let promise): due = promise?.due
        case .keepPromise: due = nil
        case .decline: (standing, due) = (.outside, nil)
        case .certify(let until), .renew(let until): (standing, end) = (.certified, until)
        case .carryOver(_, let until): (standing, end) = (.certified, until)
        case .suspend: standing = .suspended
        case .reinstate: standing = .certified
        case .move: if standing == .certified { standing = .suspended }
        case .revoke: (standing, due) = (.revoked, nil)
        case .withdraw: (standing, due) = (.withdrawn, nil)
        default: break
        }
      }
    }
    return standing
  }
}
