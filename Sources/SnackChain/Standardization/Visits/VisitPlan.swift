/// A reason with the points it gave.
public struct WeighedReason: Hashable, Sendable {
  /// The reason.
  public let reason: VisitReason
  /// Its points.
  public let points: Int
}

/// What a person decided otherwise than the ranked list.
public struct VisitOverruling: Hashable, Sendable, Codable {
  /// What was decided.
  public enum Decision: Hashable, Sendable, Codable {
    /// Visit before all that are not decided on.
    case first
    /// Not before a day.
    case notBefore(CalendarDay)
  }

  /// Made once.
  public let id: OperationID
  /// The store.
  public let store: StoreCode
  /// What was decided.
  public let decision: Decision
  /// Why.
  public let reason: String
  /// Who decided.
  public let decidedBy: String
  /// The day from which it holds.
  public let effective: CalendarDay
  /// The data version at which HQ recorded it.
  public let recordedAt: Int64

  /// Makes an overruling.
  public init(
    id: OperationID, store: StoreCode, decision: Decision, reason: String, decidedBy: String, effective: CalendarDay,
    recordedAt: Int64
  ) {
    self.id = id
    self.store = store
    self.decision = decision
    self.reason = reason
    self.decidedBy = decidedBy
    self.effective = effective
    self.recordedAt = recordedAt
  }
}

/// A place in the list of whom to visit next.
public struct PlannedVisit: Hashable, Sendable {
  /// The store.
  public let store: StoreCode
  /// The sum of the reasons' points.
  public let points: Int
  /// Why, the weightiest first.
  public let reasons: [WeighedReason]
  /// Its place by points alone, from 1.
  public let rank: Int
  /// What a person decided, where that moved the store.
  public let overruling: VisitOverruling?
}

extension VisitRules {
  /// Whom to visit next, most points first, ties by store code: the same question always has the same answer.
  ///
  /// An overruling in force moves a store to the top, or leaves it out until its day; of two for one store the one
  /// recorded later counts, and an inspection since then ends it.
  public func plan(
    _ subjects: [VisitSubject], on today: CalendarDay, overrulings: [VisitOverruling] = []
  ) -> [PlannedVisit] {
    let weighed: [(subject: VisitSubject, reasons: [WeighedReason], points: Int)] = subjects.compactMap { subject in
      let reasons = reasons(for: subject, on: today)
      return (subject, reasons, reasons.reduce(0) { $0 + $1.points })
    }
    let ranked = weighed.sorted { ($1.points, $0.subject.store) < ($0.points, $1.subject.store) }
    var decided: [StoreCode: VisitOverruling] = [:]
    let inOrder = overrulings.sorted { ($0.recordedAt, $0.id) < ($1.recordedAt, $1.id) }
    for overruling in inOrder where overruling.effective <= today { decided[overruling.store] = overruling }
    var first: [PlannedVisit] = []
    var rest: [PlannedVisit] = []
    for (place, entry) in ranked.enumerated() {
      var overruling = decided[entry.subject.store]
      if let visited = entry.subject.state.inspection?.day, let made = overruling?.effective, visited > made {
        overruling = nil
      }
      let visit = PlannedVisit(
        store: entry.subject.store, points: entry.points, reasons: entry.reasons, rank: place + 1,
        overruling: overruling)
      switch overruling?.decision {
      case .first: first.append(visit)
      case .notBefore(let day) where today < day: continue
      default: if entry.points > 0 { rest.append(visit) }
      }
    }
    return first + rest
  }

  /// Why a store should be visited, the weightiest reason first.
  public func reasons(for subject: VisitSubject, on today: CalendarDay) -> [WeighedReason] {
    let found = programmeReasons(subject.state, today) + tradingReasons(subject, today)
    return found.compactMap { reason in
      let points = (points[reason.code] ?? 0) * repeats(of: reason)
      return points > 0 ? WeighedReason(reason: reason, points: points) : nil
    }.sorted { ($1.points, $0.reason.code) < ($0.points, $1.reason.code) }
  }

  /// How often a reason counts: once, or by how much there is of it.
  private func repeats(of reason: VisitReason) -> Int {
    let amount: Int
    switch reason {
    case .complaints(let count): amount = count
    case .silent(let months): amount = months - silentMonths + 1
    case .rectificationOverdue(_, let days): amount = 1 + days / 30
    default: amount = 1
    }
    return max(1, min(amount, mostRepeats))
  }

  private func programmeReasons(_ state: ProgrammeState, _ today: CalendarDay) -> [VisitReason] {
    var found: [VisitReason] = []
    if let since = state.since, state.stage == .awaitingAcceptance {
      found.append(.inspectionDue(.acceptance, since: since))
    }
    if let rectification = state.rectification {
      if let answered = rectification.answered {
        found.append(.rectificationAnswered(on: answered))
      } else if rectification.isOverdue(on: today) {
        found.append(
          .rectificationOverdue(due: rectification.due, days: Int(today.number - rectification.due.number)))
      }
    }
    if let promise = state.promise, promise.isBroken { found.append(.promiseBroken(due: promise.promise.due)) }
    if let moved = state.movedUninspected, state.stage != .awaitingAcceptance { found.append(.moved(on: moved)) }
    if let transferred = state.transferredUninspected { found.append(.transferred(on: transferred)) }
    switch state.stage {
    case .certified, .suspended: found += termReasons(state, today)
    case .expired:
      if let end = state.termEnd, end.adding(days: expiredWithinDays) >= today { found.append(.expired(on: end)) }
    default: break
    }
    return found
  }

  private func termReasons(_ state: ProgrammeState, _ today: CalendarDay) -> [VisitReason] {
    var found: [VisitReason] = []
    if let end = state.termEnd, end.adding(days: -expiresWithinDays) <= today {
      found.append(.expiresSoon(on: end, days: Int(end.number - today.number)))
    }
    guard let certified = state.firstCertified else { return found }
    if let last = state.inspection?.day, last > certified {
      if last.adding(months: spotCheckEveryMonths) <= today { found.append(.spotCheckDue(last: last)) }
    } else if certified.adding(months: firstSpotCheckMonths) <= today {
      found.append(.neverSpotChecked(since: certified))
    }
    return found
  }

  private func tradingReasons(_ subject: VisitSubject, _ today: CalendarDay) -> [VisitReason] {
    var found: [VisitReason] = []
    if let growth = subject.growth, let peers = subject.peerGrowth, growth <= peers - behindPeersBy {
      found.append(.fallingBehind(growth: growth, peers: peers))
    }
    if let known = subject.lastReported ?? subject.firstDue?.previous {
      let silent = Int(today.yearMonth.previous.index - known.index)
      if silent >= silentMonths { found.append(.silent(months: silent)) }
    }
    if subject.newComplaints > 0 { found.append(.complaints(subject.newComplaints)) }
    return found
  }
}
