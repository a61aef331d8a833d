import ArgumentParser
import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// The form: one question a screen. Every answer is kept as a draft at once, so that leaving it at any moment loses
/// nothing.
struct ReportForm {
  let door: Door
  let screen: TerminalScreen
  let ledger: StoreLedger
  let overview: StoreOverview
  /// Who types for the owner.
  let helper: String?

  var draft: ReportDraft
  var step: FormStep
  /// The figure of the month that is corrected, if it has one.
  var corrected: MonthlyReport?
  /// What is said above the next question.
  var notice: Message?
  /// Whether the month was given, so that it is no question.
  let isMonthGiven: Bool

  /// Takes up the draft of `month`, or begins one; without a month, of the month that is due.
  init(
    on door: Door, ledger: StoreLedger, month: YearMonth? = nil, turnover: Money? = nil,
    helper: String? = nil
  ) throws {
    self.door = door
    self.ledger = ledger
    self.helper = helper
    screen = TerminalScreen(on: door)
    overview = StoreOverview(try ledger.picture())
    let suggested = month ?? overview.picture.drafts.last ?? overview.due.first ?? overview.today.yearMonth.previous
    draft = ReportDraft(month: suggested, step: FormStep.month.rawValue)
    step = .month
    isMonthGiven = month != nil
    if isMonthGiven || overview.picture.drafts.contains(suggested) { try begin(suggested) }
    if let turnover, month != nil {
      draft.turnover = turnover
      step = turnover == .zero ? .reason : .openDays
    }
  }

  /// Asks until the report is saved or the owner leaves.
  ///
  /// - Returns: what was saved; `nil` where the owner left.
  mutating func run() throws -> SavedRevision? {
    while true {
      show()
      guard let typed = screen.ask(prompt) else {
        door.say(Message(verbatim: ""))
        return try leave()
      }
      let answer = HalfWidth.folding(typed).lowercased().filter { !$0.isWhitespace }
      if answer == "q" { return try leave() }
      notice = nil
      if answer == "b" {
        goBack()
        continue
      }
      do throws(DoorFailure) {
        switch try take(typed, answer: answer) {
        case .next: try advance()
        case .go(let next): try go(to: next)
        case .again(let words): notice = words
        case .saved(let saved): return saved
        }
      } catch {
        // What is wrong with the figure is said, and the same question comes again. A disk that fails ends the form.
        guard error.status == ExitCode.dataError.rawValue else { throw error }
        notice = error.message
      }
    }
  }

  /// The questions of this month.
  var steps: [FormStep] { FormStep.all(for: draft, asksMonth: !isMonthGiven, corrects: corrected != nil) }

  /// Takes up the month: its draft, its figure to be corrected, or an empty page.
  mutating func begin(_ month: YearMonth) throws {
    let record = try ledger.month(month)
    corrected = record.flatMap { $0.held != nil || $0.state == .waiting ? $0.current.operation.report : nil }
    if let kept = try ledger.draft(of: month) {
      draft = kept
      step = FormStep(rawValue: kept.step) ?? .turnover
      if step == .month { step = .turnover }
      notice = .ownerDraftFound(month)
      return
    }
    draft = ReportDraft(month: month, step: FormStep.turnover.rawValue)
    draft.helper = helper
    step = .turnover
    guard let corrected else { return }
    draft.turnover = corrected.turnover
    draft.openDays = corrected.openDays
    draft.reason = corrected.reason
    draft.takeaway = corrected.takeaway
    draft.commission = corrected.commission
    draft.note = corrected.note
    notice = .ownerCorrecting(month, corrected.turnover)
  }

  private mutating func advance() throws(DoorFailure) {
    let steps = steps
    guard let place = steps.firstIndex(of: step), place + 1 < steps.count else { return }
    try go(to: steps[place + 1])
  }

  private mutating func go(to next: FormStep) throws(DoorFailure) {
    step = next
    draft.step = next.rawValue
    let kept = draft
    try onLedger { try ledger.keep(kept, now: .now) }
  }

  private mutating func goBack() {
    let steps = steps
    guard let place = steps.firstIndex(of: step), place > 0 else { return }
    step = steps[place - 1]
  }

  private func leave() throws -> SavedRevision? {
    if !screen.isPlain { screen.begin(title) }
    door.say(try ledger.draft(of: draft.month) != nil ? .ownerDraftKept(draft.month) : .ownerFormLeft)
    return nil
  }

  /// Errors of the ledger end the form with their own words; everything typed is in the draft.
  func onLedger<Value>(_ body: () throws -> Value) throws(DoorFailure) -> Value {
    do {
      return try body()
    } catch {
      throw explainFailure(error) ?? DoorFailure("failed", .ownerFormLeft, status: .software)
    }
  }

  /// The figures of a month, if the ledger has any.
  func figures(of month: YearMonth) -> MonthlyReport? {
    overview.picture.months.first { $0.month == month }?.current.operation.report
  }

  /// The report as the answers so far make it.
  var report: MonthlyReport {
    MonthlyReport(
      store: overview.picture.profile.store, month: draft.month, turnover: draft.turnover ?? .zero,
      openDays: draft.openDays, reason: draft.reason, takeaway: draft.takeaway, commission: draft.commission,
      note: draft.note)
  }
}
