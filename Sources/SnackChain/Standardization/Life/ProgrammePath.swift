/// One step of a store's way, taken by somebody or by time.
public struct PathStep: Hashable, Sendable {
  /// The day.
  public let day: CalendarDay
  /// What was done, or what time did.
  public let step: StepKind
  /// The stage from then on.
  public let stage: ProgrammeStage
}

extension ProgrammeHistory {
  /// Every step with the stage that it led to, in order, as far as data version `version` knew. Ends with what time
  /// alone will do if nothing else happens.
  public func path(asOf version: Int64 = .max) -> [PathStep] {
    var steps: [PathStep] = []
    var state = ProgrammeState()
    for event in events where event.recordedAt <= version {
      state.advance(to: event.effective) { steps.append(PathStep(day: $0, step: $1, stage: $2)) }
      state.take(event.step, on: event.effective)
      steps.append(PathStep(day: event.effective, step: event.step.kind, stage: state.stage))
    }
    state.advance(to: CalendarDay(number: .max)) { steps.append(PathStep(day: $0, step: $1, stage: $2)) }
    return steps
  }

  /// The same standings as dated facts, for all who count: of any day and any data version they say what `standing`
  /// says, the ends of terms and broken promises included.
  public var standingHistory: StandingHistory {
    var history = StandingHistory()
    for version in Set(events.map(\.recordedAt)).sorted() {
      for correction in standingCorrections(to: history, asOf: version) { history.insert(correction) }
    }
    return history
  }

  /// What has to be added to standings that are known so that of any day they say what this history says as of
  /// `version`, which is when the additions are recorded. Empty where they say it already.
  public func standingCorrections(to known: StandingHistory, asOf version: Int64) -> [StandingEvent] {
    let timeline = timeline(asOf: version)
    var days = Set(timeline.map(\.day))
    days.formUnion(known.events.map(\.effective))
    var corrections: [StandingEvent] = []
    var corrected = known
    var next = 0
    var now = Standing.outside
    // Where neither the old reading nor the new one changes, they need no comparing.
    for day in days.sorted() {
      while next < timeline.count, timeline[next].day <= day {
        now = timeline[next].standing
        next += 1
      }
      guard corrected.standing(on: day) != now else { continue }
      let correction = StandingEvent(now, effective: day, recordedAt: version)
      corrected.insert(correction)
      corrections.append(correction)
    }
    return corrections
  }

  private func timeline(asOf version: Int64) -> [(day: CalendarDay, standing: Standing)] {
    var timeline: [(day: CalendarDay, standing: Standing)] = []
    for step in path(asOf: version) {
      if timeline.last?.day == step.day { timeline.removeLast() }
      if (timeline.last?.standing ?? .outside) != step.stage.standing {
        timeline.append((step.day, step.stage.standing))
      }
    }
    return timeline
  }
}
