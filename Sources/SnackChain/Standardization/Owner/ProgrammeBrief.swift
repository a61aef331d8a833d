/// What an owner is told about the store's place in the programme, as of a day.
public struct ProgrammeBrief: Hashable, Sendable, Codable {
  /// The day that it is told of.
  public var day: CalendarDay
  /// The stage.
  public var stage: ProgrammeStage
  /// The day from which the stage holds.
  public var since: CalendarDay?
  /// The tier applied for or held.
  public var tier: Tier?
  /// The first day without the certificate.
  public var termEnd: CalendarDay?
  /// Papers still owed.
  public var papers: [String]
  /// What failed at the latest inspection and has to be put right.
  public var failedItems: [String]
  /// The inspection at which it failed.
  public var inspection: OperationID?
  /// The day of the latest inspection.
  public var inspected: CalendarDay?
  /// Its score in hundredths of a point of 10.
  public var scoreHundredths: Int?
  /// The day of the owner's answer to what failed.
  public var answered: CalendarDay?
  /// The place in the waiting list, from 1.
  public var waitingPlace: Int?
  /// How many wait.
  public var waitingTotal: Int?
  /// The day of the published list that the place is of.
  public var waitingDay: CalendarDay?
  /// What has to happen next.
  public var next: [NextStep]
  /// What going on is worth.
  public var benefits: [ProgrammeBenefit]
  /// The version of the standard in force.
  public var standardVersion: String?

  /// Makes the brief of a state.
  public init(_ state: ProgrammeState, on day: CalendarDay, book: StandardBook, benefits: [ProgrammeBenefit] = []) {
    self.day = day
    stage = state.stage
    since = state.since
    tier = state.tier
    termEnd = state.termEnd
    papers = state.promise?.promise.papers ?? []
    failedItems = state.rectification?.items ?? []
    inspection = state.rectification == nil ? nil : state.inspection?.outcome.inspection
    inspected = state.inspection?.day
    scoreHundredths = state.inspection?.outcome.judgement.score.hundredths
    answered = state.rectification?.answered
    next = state.nextSteps(on: day, terms: book.terms(on: day))
    let tier = state.tier
    self.benefits = state.standing == .certified ? [] : benefits.filter { tier.map($0.tiers.contains) ?? true }
    standardVersion = book.inForce(on: day)?.version
  }

  /// Takes the store's place from the list that was published last, as long as the store waits.
  public mutating func wait(in list: PublishedWaitingList, as store: StoreCode) {
    guard stage == .applied, let place = list.place(of: store) else { return }
    (waitingPlace, waitingTotal, waitingDay) = (place, list.applications.count, list.day)
  }

  /// Whether there is a step that leads to a certificate or keeps it, so that its worth is of interest.
  public var leadsToCertificate: Bool {
    stage.standing != .certified || next.contains { $0.kind == .renew }
  }

  /// Whether the owner has something to put right.
  public var isAnswerWanted: Bool { inspection != nil && answered == nil }

  enum CodingKeys: String, CodingKey {
    case day, stage, since, tier, papers, inspection, inspected, answered, next, benefits
    case termEnd = "term_end"
    case failedItems = "failed_items"
    case scoreHundredths = "score_hundredths"
    case waitingPlace = "waiting_place"
    case waitingTotal = "waiting_total"
    case waitingDay = "waiting_day"
    case standardVersion = "standard_version"
  }
}
