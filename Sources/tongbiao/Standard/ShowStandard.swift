import ArgumentParser
import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao standard show`
struct ShowStandard: ParsableCommand {
  static let configuration = CommandConfiguration(
    "show", .ownerStandardShow, examples: ["standard", "standard show --format json"])

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let ledger = try store.openLedger()
    let picture = try ledger.programme()
    guard let brief = picture.brief else {
      throw DoorFailure(
        "programme_unknown", .ownerStandardUnknown, advice: .ownerStandardUnknownAdvice, status: .unavailable)
    }
    let average = AverageMonth.of(try ledger.months())
    let effect = try ledger.effect()
    switch door.format {
    case .table: for line in Self.lines(picture, brief, effect?.effect, average: average) { door.write(line) }
    case .json: try door.writeJSON(StandardFields(picture, brief, effect, average: average))
    case .csv: try door.write(Self.listing(brief))
    }
  }

  /// Today in China as far as the device knows, never before the day that HQ spoke of.
  static func today(_ brief: ProgrammeBrief) -> CalendarDay { max(Timestamp.now.dayInChina, brief.day) }

  private static func lines(
    _ picture: ProgrammePicture, _ brief: ProgrammeBrief, _ effect: ProgrammeEffect?, average: Money?
  ) -> [Message] {
    var lines: [Message] = [.ownerStage(brief.stage, since: brief.since, tier: brief.tier)]
    if let end = brief.termEnd, brief.stage.standing == .certified { lines.append(.ownerTermEnd(end)) }
    if let place = brief.waitingPlace, let total = brief.waitingTotal {
      lines.append(.ownerWaitingPlace(place, of: total, on: brief.waitingDay ?? brief.day))
    } else if brief.stage == .applied {
      lines.append(.ownerWaitingUnknown)
    }
    lines.append(.ownerNextHeading)
    for step in brief.next {
      lines.append(.ownerNextStep(step, on: today(brief)))
      if step.kind == .handInPapers { lines.append(.ownerPapersOwed(brief.papers)) }
      if step.kind == .answerRectification {
        for item in brief.failedItems {
          let known = picture.checklist?.checklist.first { $0.id == item }
          lines.append(.ownerFailedItem(item, known?.question, isCritical: known?.isCritical ?? false))
        }
      }
    }
    if brief.leadsToCertificate {
      lines.append(.ownerWorthHeading)
      lines += Message.ownerEffect(effect, average: average)
      lines += brief.benefits.map(Message.ownerBenefit)
    }
    if let check = picture.selfCheck {
      lines.append(
        .ownerSelfCheckLine(
          check.judgement.score, failed: check.judgement.failed.count, on: check.madeAt.dayInChina))
    }
    for answer in picture.answers {
      lines.append(.ownerAnswerLine(on: answer.operation.recordedAt.dayInChina, answer.progress.message))
    }
    if let moment = picture.learntAt { lines.append(.ownerStandardAsOf(moment.inChina)) }
    return lines
  }

  private static func listing(_ brief: ProgrammeBrief) -> Listing {
    Listing(
      columns: ["stage", "step", "actor", "due"].map { .init($0, Message(verbatim: $0)) },
      rows: brief.next.map { step in
        [
          .text(brief.stage.rawValue), .text(step.kind.rawValue), .text(step.actor.rawValue),
          .optional(step.due?.description),
        ]
      })
  }
}

extension KeptAnswer.Progress {
  /// How far it has come, for people.
  var message: Message {
    switch self {
    case .waiting(let problem): problem.map(Message.ownerAnswerHindered) ?? .ownerAnswerWaiting
    case .held: .ownerAnswerHeld
    case .refused(let code): .ownerAnswerRefused(code)
    }
  }

  /// The same as a stable name.
  var code: String {
    switch self {
    case .waiting: "waiting"
    case .held: "held"
    case .refused: "refused"
    }
  }
}

/// What the store takes in an average month.
enum AverageMonth {
  /// The mean of the last twelve months with turnover, or `nil` where there is none.
  static func of(_ months: [MonthRecord]) -> Money? {
    let figures = months.map(\.current.operation.report.turnover).filter { $0 > .zero }.suffix(12)
    guard let total = Money.sum(figures), !figures.isEmpty else { return nil }
    return Money(fen: total.fen / Int64(figures.count))
  }
}

/// The fields of `standard --format json`.
struct StandardFields: Encodable {
  let programme: ProgrammeBrief
  @OrNull var learntAt: Timestamp?
  @OrNull var averageMonth: Money?
  @OrNull var checklistVersion: String?
  @OrNull var selfCheck: SelfCheck?
  /// What headquarters published of the programme's effect, as it signed it.
  @OrNull var effect: EffectPaper?
  let answers: [Answer]

  struct Answer: Encodable {
    let operation: RectificationOperation
    let state: String
    @OrNull var problem: String?
  }

  init(_ picture: ProgrammePicture, _ brief: ProgrammeBrief, _ effect: EffectPaper?, average: Money?) {
    programme = brief
    learntAt = picture.learntAt
    averageMonth = average
    self.effect = effect
    checklistVersion = picture.checklist?.version
    selfCheck = picture.selfCheck
    answers = picture.answers.map { answer in
      let problem: String? =
        switch answer.progress {
        case .waiting(let problem): problem
        case .held: nil
        case .refused(let code): code
        }
      return Answer(operation: answer.operation, state: answer.progress.code, problem: problem)
    }
  }

  enum CodingKeys: String, CodingKey {
    case programme, answers, effect
    case learntAt = "learnt_at"
    case averageMonth = "average_month_fen"
    case checklistVersion = "checklist_version"
    case selfCheck = "self_check"
  }
}
