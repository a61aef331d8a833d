extension ProgrammeState {
  /// What the store's own history puts in the way of a step: the table first, then what the step rests on.
  func obstacles(to step: ProgrammeStep) -> [ProgrammeObstacle] {
    var found: [ProgrammeObstacle] = []
    let kind = step.kind
    if StageTable.target(of: kind, from: stage) == nil {
      if let path = StageTable.stepsBefore(kind, from: stage), !path.isEmpty {
        found.append(.stepsFirst(path))
      } else {
        found.append(.onlyFrom(StageTable.stages(allowing: kind)))
      }
    }
    switch step {
    case .certify where stage.standing == .applied:
      found += obstaclesOfInspection + obstaclesOfPromise
    case .renew where found.isEmpty:
      found += obstaclesOfInspection + obstaclesOfPromise
    case .reinstate where found.isEmpty:
      if let moved = movedUninspected { found.append(.premisesNotInspected(moved: moved)) }
      if let rectification { found.append(.rectificationOpen(due: rectification.due, items: rectification.items)) }
      found += obstaclesOfPromise
    case .answerRectification where found.isEmpty && rectification == nil: found.append(.nothingToRectify)
    case .keepPromise where found.isEmpty && promise == nil: found.append(.nothingPromised)
    default: break
    }
    return found
  }

  /// A certificate rests on an inspection that was passed, of the premises where the store is now.
  private var obstaclesOfInspection: [ProgrammeObstacle] {
    guard let inspection else {
      return [movedUninspected.map { .premisesNotInspected(moved: $0) } ?? .inspectionMissing]
    }
    let judgement = inspection.outcome.judgement
    if !judgement.failedCritical.isEmpty {
      return [.criticalItemsFailed(on: inspection.day, items: judgement.failedCritical)]
    }
    return judgement.isAcceptable ? [] : [.inspectionFailed(on: inspection.day, items: judgement.failed)]
  }

  private var obstaclesOfPromise: [ProgrammeObstacle] {
    guard let promise, promise.isBroken else { return [] }
    return [.promiseBroken(due: promise.promise.due, papers: promise.promise.papers)]
  }
}

/// What a new event is judged against besides the store's own history.
public struct ProgrammeContext: Sendable {
  /// The versions of the standard.
  public let book: StandardBook
  /// Today in China: nothing can have taken effect later.
  public let today: CalendarDay
  /// The first day on which the store no longer traded, or `nil` while it trades.
  public let closed: CalendarDay?

  /// Makes a context.
  public init(book: StandardBook, today: CalendarDay, closed: CalendarDay? = nil) {
    self.book = book
    self.today = today
    self.closed = closed
  }

  /// The first day without the certificate that is granted or renewed on `day`, by the standard that the store was
  /// inspected by. A renewal before the end of a term begins where the term ends.
  public func certificateEnd(for state: ProgrammeState, on day: CalendarDay) -> CalendarDay {
    let version = state.inspection.flatMap { book[$0.outcome.version] }
    let months = (version?.terms ?? book.terms(on: day)).certificateMonths
    let start = state.stage == .certified ? state.termEnd ?? day : day
    return start.adding(months: months)
  }

  /// What the standard and the calendar put in the way of a step that is recorded now.
  func obstacles(to step: ProgrammeStep, on day: CalendarDay, in state: ProgrammeState) -> [ProgrammeObstacle] {
    var found: [ProgrammeObstacle] = []
    if day > today { found.append(.inFuture(today: today)) }
    if let closed, closed <= day, needsTradingStore(step.kind) { found.append(.storeClosed(closed)) }
    let terms = book.terms(on: day)
    switch step {
    case .apply where state.stage == .revoked:
      if let until = state.since?.adding(days: terms.barredAfterRevocationDays), day < until {
        found.append(.barredUntil(until))
      }
    case .accept(let promise?):
      if promise.papers.allSatisfy(\.isEmpty) { found.append(.promiseWithoutPapers) }
      let latest = day.adding(days: terms.promiseDays)
      if promise.due < day || promise.due > latest { found.append(.promiseDayOutside(from: day, to: latest)) }
    case .inspect(let outcome), .decide(let outcome):
      if (book[outcome.version]?.validFrom).map({ $0 > day }) ?? true {
        found.append(.unknownVersion(outcome.version))
      }
    case .certify(let until):
      found += age(of: state.inspection, on: day, terms) + end(until, on: day, state)
    case .renew(let until):
      found += age(of: state.inspection, on: day, terms) + end(until, on: day, state)
      found += renewal(on: day, state, terms)
    case .carryOver(_, let until?) where until <= day:
      found.append(.certificateEndOutside(from: day.adding(days: 1), to: until))
    default: break
    }
    return found
  }

  private func needsTradingStore(_ kind: StepKind) -> Bool {
    switch kind {
    case .withdraw, .revoke, .suspend, .decline, .keepPromise, .decidePass, .decideFail, .termEnd, .promiseBreach:
      false
    default: true
    }
  }

  private func age(
    of inspection: DatedInspection?, on day: CalendarDay, _ terms: StandardTerms
  ) -> [ProgrammeObstacle] {
    guard let inspection, inspection.outcome.judgement.isAcceptable,
      inspection.day.adding(days: terms.inspectionValidDays) < day
    else { return [] }
    return [.inspectionTooOld(on: inspection.day, days: terms.inspectionValidDays)]
  }

  private func end(_ until: CalendarDay, on day: CalendarDay, _ state: ProgrammeState) -> [ProgrammeObstacle] {
    let latest = certificateEnd(for: state, on: day)
    return until > day && until <= latest ? [] : [.certificateEndOutside(from: day.adding(days: 1), to: latest)]
  }

  private func renewal(
    on day: CalendarDay, _ state: ProgrammeState, _ terms: StandardTerms
  ) -> [ProgrammeObstacle] {
    guard let end = state.termEnd else { return [] }
    let (opens, closes) = (end.adding(days: -terms.renewalOpensDays), end.adding(days: terms.renewalGraceDays))
    return opens <= day && day <= closes ? [] : [.renewalOutside(from: opens, to: closes)]
  }
}
