/// What stands in the way of a step.
public enum ProgrammeObstacle: Hashable, Sendable {
  /// These steps come first.
  case stepsFirst([StepKind])
  /// No way forward leads from the stage to the step, which can be taken from these.
  case onlyFrom([ProgrammeStage])
  /// There is no inspection to rest on.
  case inspectionMissing
  /// The latest inspection was not passed.
  case inspectionFailed(on: CalendarDay, items: [String])
  /// Critical items failed at the latest inspection.
  case criticalItemsFailed(on: CalendarDay, items: [String])
  /// The latest inspection is older than the standard lets it be.
  case inspectionTooOld(on: CalendarDay, days: Int)
  /// The store moved, and the new premises were not inspected.
  case premisesNotInspected(moved: CalendarDay)
  /// What failed was not yet found to be put right.
  case rectificationOpen(due: CalendarDay, items: [String])
  /// There is nothing to put right.
  case nothingToRectify
  /// Promised papers did not come in time and are still owed.
  case promiseBroken(due: CalendarDay, papers: [String])
  /// No papers are owed.
  case nothingPromised
  /// A promise names no papers.
  case promiseWithoutPapers
  /// A promise is due before it was made or later than the standard allows.
  case promiseDayOutside(from: CalendarDay, to: CalendarDay)
  /// A certificate ends before it begins or later than the standard allows.
  case certificateEndOutside(from: CalendarDay, to: CalendarDay)
  /// A renewal comes before or after the days in which it can be had.
  case renewalOutside(from: CalendarDay, to: CalendarDay)
  /// After a revocation, a store cannot apply before a day.
  case barredUntil(CalendarDay)
  /// The store closed.
  case storeClosed(CalendarDay)
  /// The event is another store's.
  case otherStore(StoreCode)
  /// The inspection was judged by a version that does not exist, or did not on that day.
  case unknownVersion(String)
  /// The day has not come.
  case inFuture(today: CalendarDay)
  /// Data versions only grow.
  case recordedBefore(Int64)
  /// The event is already in the history.
  case alreadyRecorded
  /// Recorded now, it would make a later step impossible.
  case breaksLater(step: StepKind, on: CalendarDay)

  /// The stable name for machines.
  public var code: String {
    switch self {
    case .stepsFirst: "steps_first"
    case .onlyFrom: "only_from"
    case .inspectionMissing: "inspection_missing"
    case .inspectionFailed: "inspection_failed"
    case .criticalItemsFailed: "critical_items_failed"
    case .inspectionTooOld: "inspection_too_old"
    case .premisesNotInspected: "premises_not_inspected"
    case .rectificationOpen: "rectification_open"
    case .nothingToRectify: "nothing_to_rectify"
    case .promiseBroken: "promise_broken"
    case .nothingPromised: "nothing_promised"
    case .promiseWithoutPapers: "promise_without_papers"
    case .promiseDayOutside: "promise_day_outside"
    case .certificateEndOutside: "certificate_end_outside"
    case .renewalOutside: "renewal_outside"
    case .barredUntil: "barred_until"
    case .storeClosed: "store_closed"
    case .otherStore: "other_store"
    case .unknownVersion: "unknown_version"
    case .inFuture: "in_future"
    case .recordedBefore: "recorded_before"
    case .alreadyRecorded: "already_recorded"
    case .breaksLater: "breaks_later"
    }
  }
}

/// A step that was not taken, and all that is missing for it.
public struct ProgrammeRefusal: Error, Hashable, Sendable {
  /// The step.
  public let step: StepKind
  /// The day on which it was to take effect.
  public let day: CalendarDay
  /// The stage that the store was in on that day.
  public let stage: ProgrammeStage
  /// What is missing, the nearest first; never empty.
  public let obstacles: [ProgrammeObstacle]

  /// Makes a refusal.
  public init(step: StepKind, day: CalendarDay, stage: ProgrammeStage, obstacles: [ProgrammeObstacle]) {
    self.step = step
    self.day = day
    self.stage = stage
    self.obstacles = obstacles
  }
}
