/// Something that has to happen for a store to go on in the programme, and who has to do it.
public struct NextStep: Hashable, Sendable, Codable {
  /// What has to happen.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    /// The owner applies.
    case apply
    /// Headquarters decides about the application.
    case awaitDecision = "await_decision"
    /// Headquarters reviews the papers.
    case awaitReview = "await_review"
    /// The owner hands in what was promised.
    case handInPapers = "hand_in_papers"
    /// The owner begins the refit.
    case beginRefit = "begin_refit"
    /// The owner finishes the refit.
    case finishRefit = "finish_refit"
    /// An inspector comes.
    case awaitInspection = "await_inspection"
    /// The owner puts right what failed and answers.
    case answerRectification = "answer_rectification"
    /// An inspector comes again.
    case awaitReinspection = "await_reinspection"
    /// Headquarters grants the certificate.
    case awaitCertificate = "await_certificate"
    /// The owner asks for renewal.
    case renew
    /// Headquarters lifts the suspension.
    case awaitReinstatement = "await_reinstatement"
    /// Nothing but the monthly report.
    case report
  }

  /// Who has to do it.
  public enum Actor: String, Hashable, Sendable, CaseIterable, Codable {
    /// The owner.
    case owner
    /// Headquarters.
    case headquarters
    /// An inspector.
    case inspector
  }

  /// What.
  public let kind: Kind
  /// The last day on which it can be done in time, where there is one.
  public let due: CalendarDay?
  /// The first day on which it can be done, where that has not come.
  public let from: CalendarDay?

  /// Makes a step.
  public init(_ kind: Kind, due: CalendarDay? = nil, from: CalendarDay? = nil) {
    self.kind = kind
    self.due = due
    self.from = from
  }

  /// Who has to do it.
  public var actor: Actor {
    switch kind {
    case .apply, .handInPapers, .beginRefit, .finishRefit, .answerRectification, .renew, .report: .owner
    case .awaitDecision, .awaitReview, .awaitCertificate, .awaitReinstatement: .headquarters
    case .awaitInspection, .awaitReinspection: .inspector
    }
  }

  /// Whether its last day went by.
  public func isOverdue(on day: CalendarDay) -> Bool { due.map { $0 < day } ?? false }
}

extension ProgrammeState {
  /// All that has to happen next on `day`, the owner's part first, the earliest deadline first.
  public func nextSteps(on day: CalendarDay, terms: StandardTerms) -> [NextStep] {
    let steps = debts + stageSteps(on: day, terms: terms)
    let unique = steps.enumerated().filter { place, step in !steps[..<place].contains { $0.kind == step.kind } }
    return unique.sorted { left, right in
      let (l, r) = (left.element, right.element)
      let owners = (l.actor == .owner ? 0 : 1, r.actor == .owner ? 0 : 1)
      return (owners.0, l.due?.number ?? .max, left.offset) < (owners.1, r.due?.number ?? .max, right.offset)
    }.map(\.element)
  }

  /// Whether the way through the programme is open, so that what is owed matters.
  private var isUnderWay: Bool {
    switch stage {
    case .outside, .revoked, .withdrawn: false
    default: true
    }
  }

  private var debts: [NextStep] {
    guard isUnderWay else { return [] }
    var found: [NextStep] = []
    if let promise { found.append(NextStep(.handInPapers, due: promise.promise.due)) }
    if let rectification {
      found.append(
        rectification.answered == nil
          ? NextStep(.answerRectification, due: rectification.due) : NextStep(.awaitReinspection))
    }
    if movedUninspected != nil { found.append(NextStep(.awaitInspection)) }
    return found
  }

  private func stageSteps(on day: CalendarDay, terms: StandardTerms) -> [NextStep] {
    switch stage {
    case .outside, .withdrawn: return [NextStep(.apply)]
    case .revoked:
      let free = since.map { $0.adding(days: terms.barredAfterRevocationDays) }
      return [NextStep(.apply, from: free.flatMap { $0 > day ? $0 : nil })]
    case .applied: return [NextStep(.awaitDecision)]
    case .accepted: return [NextStep(.awaitReview)]
    case .documentsReviewed: return [NextStep(.beginRefit)]
    case .refitting: return [NextStep(.finishRefit)]
    case .awaitingAcceptance: return [NextStep(.awaitInspection)]
    case .rectifying: return [NextStep(.answerRectification, due: rectification?.due)]
    case .awaitingReinspection: return [NextStep(.awaitReinspection)]
    case .passed: return [NextStep(.awaitCertificate)]
    case .suspended: return debts.isEmpty ? [NextStep(.awaitReinstatement)] : []
    case .certified: return renewal(on: day, terms: terms) + [NextStep(.report)]
    case .expired:
      let grace = termEnd.map { $0.adding(days: terms.renewalGraceDays) }
      if let grace, day <= grace { return [NextStep(.renew, due: grace)] }
      return [NextStep(.apply)]
    }
  }

  private func renewal(on day: CalendarDay, terms: StandardTerms) -> [NextStep] {
    guard let termEnd, termEnd.adding(days: -terms.renewalOpensDays) <= day else { return [] }
    return [NextStep(.renew, due: termEnd.adding(days: -1))]
  }
}
