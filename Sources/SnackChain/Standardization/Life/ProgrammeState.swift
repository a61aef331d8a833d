/// A promise of papers as it stands.
public struct OpenPromise: Hashable, Sendable, Codable {
  /// What was promised, and by when.
  public let promise: PaperPromise
  /// Whether its day went by before the papers came.
  public internal(set) var isBroken = false
}

/// What has to be put right after a failed inspection.
public struct OpenRectification: Hashable, Sendable, Codable {
  /// The items that failed.
  public let items: [String]
  /// The last day.
  public let due: CalendarDay
  /// The day of the owner's answer, or `nil` while there is none.
  public internal(set) var answered: CalendarDay?

  /// Whether the day went by without an answer.
  public func isOverdue(on day: CalendarDay) -> Bool { answered == nil && due < day }
}

/// An inspection and its day.
public struct DatedInspection: Hashable, Sendable, Codable {
  /// The day of the visit.
  public let day: CalendarDay
  /// What it came to.
  public let outcome: InspectionOutcome
}

/// Where a store stands after some of its events: read from them, never stored.
public struct ProgrammeState: Hashable, Sendable, Codable {
  /// The stage.
  public internal(set) var stage = ProgrammeStage.outside
  /// The day from which the stage holds, or `nil` where nothing ever happened.
  public internal(set) var since: CalendarDay?
  /// The day of the application under way or last granted.
  public internal(set) var applied: CalendarDay?
  /// The tier applied for.
  public internal(set) var tier: Tier?
  /// Papers still owed.
  public internal(set) var promise: OpenPromise?
  /// What still has to be put right.
  public internal(set) var rectification: OpenRectification?
  /// The latest inspection since the application, whatever it came to.
  public internal(set) var inspection: DatedInspection?
  /// The first day of the first certificate.
  public internal(set) var firstCertified: CalendarDay?
  /// The first day after the current or last certificate; `nil` where there is none or it names no end.
  public internal(set) var termEnd: CalendarDay?
  /// The day of the last move, as long as the new premises were not inspected.
  public internal(set) var movedUninspected: CalendarDay?
  /// The day of the last transfer, as long as the store was not inspected since.
  public internal(set) var transferredUninspected: CalendarDay?

  /// The state before any event.
  public init() {}

  /// The first day after the certificate, as long as the store holds, rests or can still renew one.
  public var certificateEnd: CalendarDay? {
    switch stage {
    case .certified, .suspended, .expired: termEnd
    default: nil
    }
  }

  /// The standing that the stage means.
  public var standing: Standing { stage.standing }

  /// Takes the steps that time alone takes, up to and including `day`, telling `seen` of each.
  mutating func advance(to day: CalendarDay, seen: (CalendarDay, StepKind, ProgrammeStage) -> Void) {
    while let next = nextAutomatic, next.day <= day {
      enter(StageTable.target(of: next.step, from: stage) ?? stage, on: next.day)
      if next.step == .promiseBreach { promise?.isBroken = true }
      seen(next.day, next.step, stage)
    }
  }

  /// What time does next, if anything: a promise is broken on the day after it was due, a term ends on its day.
  private var nextAutomatic: (day: CalendarDay, step: StepKind)? {
    var next: (day: CalendarDay, step: StepKind)?
    if let promise, !promise.isBroken, StageTable.target(of: .promiseBreach, from: stage) != nil {
      next = (promise.promise.due.adding(days: 1), .promiseBreach)
    }
    if let termEnd, StageTable.target(of: .termEnd, from: stage) != nil, next.map({ termEnd < $0.day }) ?? true {
      next = (termEnd, .termEnd)
    }
    return next
  }

  private mutating func enter(_ target: ProgrammeStage, on day: CalendarDay) {
    if target != stage || since == nil { since = day }
    stage = target
  }

  /// Takes a step that was found possible.
  mutating func take(_ step: ProgrammeStep, on day: CalendarDay) {
    enter(StageTable.target(of: step.kind, from: stage) ?? stage, on: day)
    switch step {
    case .apply(let tier): begin(tier, on: day)
    case .accept(let promise): self.promise = promise.map { OpenPromise(promise: $0) }
    case .inspect(let outcome):
      inspected(outcome, on: day)
      movedUninspected = nil
      transferredUninspected = nil
    case .decide(let outcome): inspected(outcome, on: day)
    case .answerRectification: rectification?.answered = day
    case .certify(let until), .renew(let until): certified(until: until, on: day)
    case .carryOver(let tier, let until):
      self.tier = tier
      certified(until: until, on: day)
    case .keepPromise: promise = nil
    case .transfer: transferredUninspected = day
    case .move:
      movedUninspected = day
      // What failed was of the old premises, and so was what passed.
      inspection = nil
      rectification = nil
    case .decline, .withdraw, .revoke:
      promise = nil
      rectification = nil
    case .reviewDocuments, .beginRefit, .finishRefit, .suspend, .reinstate: break
    }
  }

  private mutating func begin(_ tier: Tier, on day: CalendarDay) {
    let first = firstCertified
    let since = since
    self = ProgrammeState()
    self.stage = .applied
    self.since = since
    self.tier = tier
    applied = day
    firstCertified = first
  }

  private mutating func inspected(_ outcome: InspectionOutcome, on day: CalendarDay) {
    inspection = DatedInspection(day: day, outcome: outcome)
    rectification = outcome.rectifyBy.map { OpenRectification(items: outcome.judgement.failed, due: $0) }
  }

  private mutating func certified(until: CalendarDay?, on day: CalendarDay) {
    firstCertified = firstCertified ?? day
    termEnd = until
  }
}
