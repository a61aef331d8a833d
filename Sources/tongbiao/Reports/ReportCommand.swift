import ArgumentParser
import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

extension ZeroReason: ExpressibleByArgument {}

/// `tongbiao report [MONTH AMOUNT]`
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "report", .ownerReport,
    examples: [
      "report", "report 2023-02 33000 --open-days 24", "report 2023-01 0 --reason holiday",
      "report 2023-02 3.3万 --open-days 24 --takeaway 12000 --commission 2400 --yes",
    ])

  @Argument(help: ArgumentHelp(Message.ownerOptionMonth))
  var month: String?

  @Argument(help: ArgumentHelp(Message.ownerOptionAmount))
  var amount: String?

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

  @Flag(help: ArgumentHelp(Message.ownerOptionYes))
  var yes = false

  @OptionGroup var assistance: AssistanceOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    // What was typed is judged before anything is opened: a slip of the finger is told in any case.
    let month = try month.map(TypedFigures.month)
    let turnover = try amount.map(TypedFigures.amount)
    let days = try openDays.map(TypedFigures.days)
    let takeaway = try takeaway.map(TypedFigures.amount)
    let commission = try commission.map(TypedFigures.amount)
    let ledger = try store.openLedger()
    let code = try ledger.profile().store

    guard let month, let turnover else {
      guard door.isInteractive, !yes else {
        throw DoorFailure("incomplete", .ownerIncomplete, advice: .ownerIncompleteAdvice, status: .usage)
      }
      return try await ask(ledger, on: door, month: month)
    }
    // A month without takings had no open day, unless it is said otherwise. Any other month needs the number: guessed
    // days would make a wrong comparison, and unknown ones none.
    guard let days = days ?? (turnover == .zero ? 0 : nil) else {
      if door.isInteractive && !yes {
        return try await ask(ledger, on: door, month: month, turnover: turnover)
      }
      throw DoorFailure("open_days_missing", .ownerOpenDaysMissing, advice: .ownerOpenDaysMissingAdvice, status: .usage)
    }
    let report = MonthlyReport(
      store: code, month: month, turnover: turnover, openDays: days, reason: reason, takeaway: takeaway,
      commission: commission, note: TypedFigures.note(note))
    try SavedReport.save(
      report, because: nil, yes: yes, helper: try assistance.helper(on: door), in: ledger, door: door)
  }

  private func ask(
    _ ledger: StoreLedger, on door: Door, month: YearMonth?, turnover: Money? = nil
  ) async throws {
    var form = try ReportForm(
      on: door, ledger: ledger, month: month, turnover: turnover, helper: try assistance.helper(on: door))
    guard let saved = try form.run() else { return }
    _ = try await FormEnding(door: door, ledger: ledger).show(saved)
  }
}
