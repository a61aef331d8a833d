import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// What every command that records a step of a store has in common.
struct StepOptions: ParsableArguments {
  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @Option(help: ArgumentHelp(Message.hqOptionOn)) var on: CalendarDay?
  @Option(help: ArgumentHelp(Message.hqOptionNote)) var note: String?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions
}

/// A command that records one step of one store.
protocol StepCommand: AsyncParsableCommand {
  var step: StepOptions { get }

  /// The step as the options say, for a store that stands there.
  func programmeStep(for context: StepContext) throws -> ProgrammeStep
}

/// What a step is made for.
struct StepContext {
  let programme: StoreProgramme
  let book: StandardBook
  let day: CalendarDay

  /// The first day without a certificate that is granted or renewed on the day.
  var certificateEnd: CalendarDay {
    ProgrammeContext(book: book, today: day, closed: programme.store.closed)
      .certificateEnd(for: programme.history.state(on: day), on: day)
  }
}

extension StepCommand {
  func run() async throws {
    let seeds = try Seeds.chosen(by: environment()).standards()
    let day = step.on ?? todayInChina()
    let outcome = try await step.database.withLedger(as: step.access) { ledger, access in
      guard let programme = try await ledger.programme(of: step.store, asOf: nil, access: access) else {
        return ProgrammeOutcome.unknownStore(step.store)
      }
      let book = try await ledger.standardBook(seeds: seeds, asOf: nil)
      let request = StepRequest(
        id: OperationID(at: currentMoment()), store: step.store,
        step: try programmeStep(for: StepContext(programme: programme, book: book, day: day)), effective: day,
        note: step.note)
      return try await ledger.record([.step(request)], seeds: seeds, access: access).outcomes[0]
    }
    try StepReport(outcome, store: step.store).write(on: Door(step.options))
  }
}

/// Says what became of an entry: the event and where the store stands, or a failure with all that is missing.
struct StepReport {
  private let outcome: ProgrammeOutcome
  private let store: StoreCode

  init(_ outcome: ProgrammeOutcome, store: StoreCode) {
    self.outcome = outcome
    self.store = store
  }

  func write(on door: Door) throws {
    switch outcome {
    case .recorded(let event, let state), .repeated(let event, let state): try write(event, state, on: door)
    case .conflict, .decided, .upheld: break
    default: throw failure
    }
  }

  /// The steps that a person can record from a stage; an inspection stands there once, whatever it will come to. What
  /// there is nothing for in the state, where that is known, is left out.
  static func next(from stage: ProgrammeStage, in state: ProgrammeState? = nil) -> [StepKind] {
    StageTable.steps(from: stage).filter { step in
      switch step {
      case .decidePass, .decideFail, .carryOver, .failInspection: false
      case .keepPromise: state?.promise != nil
      case .answerRectification: stage == .rectifying || state?.rectification != nil
      default: true
      }
    }
  }

  /// What can be done instead: the refused step itself only where another day or another paper would do.
  private static func next(after refusal: ProgrammeRefusal) -> [StepKind] {
    let wasTyping = refusal.obstacles.allSatisfy {
      switch $0 {
      case .inFuture, .promiseDayOutside, .promiseWithoutPapers, .certificateEndOutside, .renewalOutside: true
      default: false
      }
    }
    return next(from: refusal.stage).filter { wasTyping || $0 != refusal.step }
  }

  private func write(_ event: ProgrammeEvent, _ state: ProgrammeState, on door: Door) throws {
    guard door.format == .table else {
      let listing = Listing(
        columns: [
          .init("store", .hqFactCode), .init("step", .hqFactNext), .init("effective", .hqFactSince),
          .init("recorded_at", Message(zh: "记入版本", en: "Recorded at")), .init("stage", .hqFactStage),
          .init("standing", .hqFactStanding), .init("certificate_until", .hqFactUntil), .init("id", .hqFactCode),
        ],
        rows: [
          [
            .text(event.store.description), .text(event.step.kind.rawValue), .text(event.effective.description),
            .integer(event.recordedAt), .text(state.stage.rawValue), .text(state.standing.rawValue),
            .optional(state.certificateEnd?.description), .text(event.id.description),
          ]
        ])
      return try door.write(listing)
    }
    door.write(.hqStepRecorded(store, step: event.step.kind, day: event.effective, stage: state.stage))
    switch event.step {
    case .certify(let until), .renew(let until), .carryOver(_, let until?): door.write(.hqCertificateEnds(until))
    case .accept(let promise?): door.write(.hqPromiseOpen(promise))
    case .inspect, .decide:
      if let open = state.rectification { door.write(.hqRectifyBy(open.due, items: open.items)) }
    default: break
    }
    door.write(.hqNextSteps(Self.next(from: state.stage, in: state)))
  }

  /// The failure that a person is told of.
  var failure: DoorFailure {
    switch outcome {
    case .refused(let refusal):
      DoorFailure(
        refusal.obstacles.first?.code ?? "refused", .programmeRefusal(refusal),
        advice: .hqRefusedStep(Self.next(after: refusal)), status: .dataError)
    case .unjudged(let problem):
      DoorFailure(problem.code, .inspectionProblem(problem), advice: .hqRefusedStep([]), status: .dataError)
    case .unknownStore(let code):
      DoorFailure("unknown_store", .hqNoStoreInScope(code), advice: .hqRefusedStep([]), status: .dataError)
    case .notOwnVisit:
      DoorFailure("not_own_visit", .hqNotOwnVisit, advice: .hqNotOwnVisitAdvice, status: .notAllowed)
    case .notAllowed(let deed):
      DoorFailure("not_allowed", .hqNotAllowed(deed), advice: .hqNotAllowedAdvice, status: .notAllowed)
    case .evidenceMissing(let digests):
      DoorFailure(
        "evidence_missing", .hqEvidenceMissing(digests), advice: .hqRefusedStep([]), status: .dataError)
    case .nothingToDecide:
      DoorFailure("nothing_to_decide", .hqNothingToDecide, advice: .hqNothingToDecideAdvice, status: .dataError)
    case .changed, .recorded, .repeated, .conflict, .decided, .upheld:
      DoorFailure("changed", .hqEntryChanged, status: .dataError)
    }
  }
}
