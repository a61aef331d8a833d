import CentralLedger
import Localization
import PanelFeed
import SnackChain

/// One store's way through the programme: where it stands, what comes next, its steps and its inspections.
struct StoreWay {
  let programme: StoreProgramme
  let inspections: [RecordedInspection]
  let day: CalendarDay
  private let shared: [SharedPhotograph]
  private let state: ProgrammeState
  private let terms: StandardTerms

  init(
    _ programme: StoreProgramme, inspections: [RecordedInspection], shared: [SharedPhotograph], book: StandardBook,
    day: CalendarDay
  ) {
    self.programme = programme
    self.inspections = inspections
    self.shared = shared
    self.day = day
    state = programme.history.state(on: day)
    terms = book.terms(on: day)
  }

  /// Where the store stands, its next step, what it has to put right.
  var facts: [PageContent.Fact] {
    guard state.since != nil else { return [] }
    var facts = [
      PageContent.Fact(
        name: .hqFactStage, value: .programmeStage(state.stage), note: state.since.map { .webSince($0) })
    ]
    if let next = state.nextSteps(on: day, terms: terms).first {
      facts.append(
        .init(
          name: .hqFactNext, value: .nextStepName(next.kind), note: next.due.map { .webDueOn($0) },
          isWarning: next.isOverdue(on: day)))
    }
    if let rectification = state.rectification {
      facts.append(
        .init(
          name: .hqFactRectification, value: .count(rectification.items.count),
          note: .hqRectificationState(rectification, on: day), isWarning: rectification.isOverdue(on: day)))
    }
    if let note = Message.hqSharedPhotographs(shared) {
      facts.append(.init(name: .hqFactSharedPhotographs, value: .count(shared.count), note: note, isWarning: true))
    }
    return facts
  }

  /// The steps, with who recorded them; what only time will do comes last.
  var steps: Sheet {
    var events = programme.history.events[...]
    let rows = programme.history.path().map { step -> [PageCell] in
      let event = step.step.isAutomatic ? nil : events.popFirst()
      let isAhead = step.step.isAutomatic && step.day > day
      return [
        .day(step.day),
        .message(
          Message.programmeStep(step.step) + (isAhead ? .hqWayAhead : Message(verbatim: "")),
          code: step.step.rawValue),
        .message(.programmeStage(step.stage), code: step.stage.rawValue),
        event.map { .text($0.recordedBy) } ?? .none, event.map { .serial($0.recordedAt) } ?? .none,
      ]
    }
    var sheet = Sheet(
      "programme", .webWay,
      columns: [
        .init("effective", .webDay), .init("step", .webStep), .init("stage", .hqFactStage),
        .init("recorded_by", .webBy), .init("recorded_at", .webRecordedAt),
      ], rows: .all(rows))
    sheet.emptiness = .webNoWay
    return sheet
  }

  /// The inspections, the latest first.
  var inspected: Sheet {
    var sheet = Sheet(
      "inspections", .webInspections,
      columns: [
        .init("day", .webDay), .init("purpose", .webPurpose), .init("result", .webResult), .init("score", .webScore),
        .init("failed", .webItems), .init("version", .webStandardVersion), .init("inspectors", .webInspectors),
        .init("state", .webState), .init("recorded_at", .webRecordedAt),
      ],
      rows: .all(
        inspections.reversed().map { one in
          let (inspection, judgement) = (one.inspection, one.outcome.judgement)
          let state = one.use.rawValue
          return [
            .day(inspection.day),
            .message(.inspectionPurpose(inspection.purpose), code: inspection.purpose.rawValue),
            .message(
              .webPassed(judgement.isAcceptable), code: judgement.isAcceptable ? "passed" : "failed"),
            .text(judgement.score.description), .text(judgement.failed.joined(separator: " ")),
            .text(inspection.version), .text(inspection.inspectors.joined(separator: " ")),
            .message(.hqInspectionCounts(state), code: state), .serial(one.recordedAt),
          ]
        }))
    sheet.emptiness = .webNoInspections
    return sheet
  }
}
