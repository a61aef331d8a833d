import ArgumentParser
import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao amend MONTH AMOUNT --because TEXT`
struct AmendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "amend", .ownerAmend,
    examples: ["amend 2023-02 35120 --because 漏了外卖", "amend 2023-02 --keep-theirs"])

  @Argument(help: ArgumentHelp(Message.ownerOptionMonth))
  var month: String

  @Argument(help: ArgumentHelp(Message.ownerOptionAmount))
  var amount: String?

  @Option(help: ArgumentHelp(Message.ownerOptionBecause))
  var because: String?

  @Option(help: ArgumentHelp(Message.ownerOptionOpenDays))
  var openDays: String?

  @Option(help: ArgumentHelp(Message.ownerOptionTakeaway))
  var takeaway: String?

  @Option(help: ArgumentHelp(Message.ownerOptionCommission))
  var commission: String?

  @Option(help: ArgumentHelp(Message.ownerOptionReason))
  var reason: ZeroReason?

  @Option(help: ArgumentHelp(Message.ownerOptionNote))
  var note: String?

  @Flag(help: ArgumentHelp(Message.ownerOptionKeepTheirs))
  var keepTheirs = false

  @Flag(help: ArgumentHelp(Message.ownerOptionYes))
  var yes = false

  @OptionGroup var assistance: AssistanceOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let month = try TypedFigures.month(month)
    let turnover = try amount.map(TypedFigures.amount)
    let days = try openDays.map(TypedFigures.days)
    let takeaway = try takeaway.map(TypedFigures.amount)
    let commission = try commission.map(TypedFigures.amount)
    let because = TypedFigures.note(because)
    guard keepTheirs || (turnover != nil && because != nil) else {
      throw DoorFailure(
        "incomplete", .ownerAmendIncomplete, advice: .ownerAlreadyReportedAdvice(month), status: .usage)
    }
    let ledger = try store.openLedger()
    if keepTheirs {
      try ledger.keepHeld(month, now: .now)
      return door.say(.ownerKeptTheirs(month))
    }
    guard let turnover, let because else { return }
    guard let record = try ledger.month(month) else { throw LedgerProblem.nothingToCorrect(month) }
    // What is not named stays as it was.
    var report = record.current.operation.report
    report.turnover = turnover
    report.openDays = days ?? report.openDays
    report.reason = turnover == .zero ? reason ?? report.reason : reason
    report.takeaway = takeaway ?? report.takeaway
    report.commission = commission ?? report.commission
    report.note = TypedFigures.note(note) ?? report.note
    try SavedReport.save(
      report, because: because, yes: yes, helper: try assistance.helper(on: door), in: ledger, door: door)
  }
}
