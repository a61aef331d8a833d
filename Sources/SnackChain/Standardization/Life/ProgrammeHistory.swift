/// All that happened to one store in the programme, and where it stood on any day as far as any data version knew.
///
/// Events are appended in the order in which they are learnt and read in the order in which they took effect. An event
/// that is learnt late is taken in where all that is known to have followed stays possible.
public struct ProgrammeHistory: Hashable, Sendable {
  /// The store.
  public let store: StoreCode
  /// In the order of effect, then of recording.
  public private(set) var events: [ProgrammeEvent] = []
  /// The state after all events, on the day of the last.
  private var latest = ProgrammeState()
  private var newest: Int64 = .min

  /// A history without events.
  public init(store: StoreCode) { self.store = store }

  /// Reads what was recorded before, in the order of recording. What the standard asked at the time is not asked again.
  public init(store: StoreCode, recorded: [ProgrammeEvent]) throws(ProgrammeRefusal) {
    self.store = store
    for event in recorded { try insert(event, context: nil) }
  }

  /// Records an event, or says all that is missing for it and stays as it was.
  public mutating func record(_ event: ProgrammeEvent, context: ProgrammeContext) throws(ProgrammeRefusal) {
    try insert(event, context: context)
  }

  /// What stands in the way of a step on a day, without recording it; empty where nothing does.
  public func obstacles(
    to step: ProgrammeStep, on day: CalendarDay, context: ProgrammeContext
  ) -> [ProgrammeObstacle] {
    let state = state(on: day)
    return state.obstacles(to: step) + context.obstacles(to: step, on: day, in: state)
  }

  private mutating func insert(_ event: ProgrammeEvent, context: ProgrammeContext?) throws(ProgrammeRefusal) {
    let place = events.lastIndex { $0.effective <= event.effective }.map { $0 + 1 } ?? 0
    let isLast = place == events.count
    var state = isLast ? latest : Self.fold(events[..<place])
    state.advance(to: event.effective) { _, _, _ in }
    var found = identityObstacles(event)
    found += state.obstacles(to: event.step)
    found += context?.obstacles(to: event.step, on: event.effective, in: state) ?? []
    guard found.isEmpty else { throw refusal(event, in: state, found) }
    let before = state
    state.take(event.step, on: event.effective)
    for later in events[place...] {
      state.advance(to: later.effective) { _, _, _ in }
      guard state.obstacles(to: later.step).isEmpty else {
        throw refusal(event, in: before, [.breaksLater(step: later.step.kind, on: later.effective)])
      }
      state.take(later.step, on: later.effective)
    }
    events.insert(event, at: place)
    latest = state
    newest = event.recordedAt
  }

  private func identityObstacles(_ event: ProgrammeEvent) -> [ProgrammeObstacle] {
    if event.store != store { return [.otherStore(event.store)] }
    if events.contains(where: { $0.id == event.id }) { return [.alreadyRecorded] }
    return event.recordedAt < newest ? [.recordedBefore(newest)] : []
  }

  private func refusal(
    _ event: ProgrammeEvent, in state: ProgrammeState, _ obstacles: [ProgrammeObstacle]
  ) -> ProgrammeRefusal {
    ProgrammeRefusal(step: event.step.kind, day: event.effective, stage: state.stage, obstacles: obstacles)
  }

  private static func fold(_ events: some Sequence<ProgrammeEvent>) -> ProgrammeState {
    var state = ProgrammeState()
    for event in events {
      state.advance(to: event.effective) { _, _, _ in }
      state.take(event.step, on: event.effective)
    }
    return state
  }

  /// Where the store stood on `day`, as far as data version `version` knew.
  public func state(on day: CalendarDay, asOf version: Int64 = .max) -> ProgrammeState {
    var state = Self.fold(events.lazy.filter { $0.effective <= day && $0.recordedAt <= version })
    state.advance(to: day) { _, _, _ in }
    return state
  }

  /// The standing on `day`, as far as data version `version` knew.
  public func standing(on day: CalendarDay, asOf version: Int64 = .max) -> Standing {
    state(on: day, asOf: version).standing
  }
}
