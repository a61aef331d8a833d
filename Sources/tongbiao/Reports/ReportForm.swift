import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// The form: one question after the other on a terminal. Every answer is kept as a draft at once, so that leaving it at
/// any moment loses nothing.
struct ReportForm {
  private let door: Door
  private let ledger: StoreLedger
  private let store: StoreCode
  private let overview: StoreOverview

  /// The questions, in order. The raw values stand in drafts.
  enum Step: String {
    case month, turnover, reason, openDays = "open_days", takeaway, commission, check
  }

  /// What an answer leads to.
  private enum Move {
    case go(Step)
    case back
    case quit
    case saved
  }

  init(door: Door, ledger: StoreLedger, store: StoreCode) throws {
    self.door = door
    self.ledger = ledger
    self.store = store
    overview = StoreOverview(try ledger.picture())
  }

  /// Asks until the report is saved or the owner leaves.
  func run(month: YearMonth? = nil, turnover: Money? = nil) throws {
    door.say(.ownerFormKeys)
    door.say(.ownerPurpose)
    let suggested = month ?? overview.picture.drafts.last ?? overview.due.first ?? overview.today.yearMonth.previous
    var draft = ReportDraft(month: suggested, turnover: turnover, step: Step.month.rawValue)
    var step = Step.month
    if let month {
      if try isReported(month) { throw LedgerProblem.alreadyReported(month, try reportedTurnover(month)) }
      step = try begin(month, &draft)
      if let turnover {
        draft.turnover = turnover
        step = turnover == .zero ? .reason : .openDays
      }
    } else if overview.picture.drafts.contains(suggested) {
      step = try begin(suggested, &draft)
    }
    var path = Self.path(to: step, in: draft)
    while true {
      switch try ask(step, &draft) {
      case .go(let next):
        path.append(step)
        step = next
        draft.step = next.rawValue
        if step != .month { try ledger.keep(draft, now: .now) }
      case .back:
        step = path.popLast() ?? .month
      case .quit:
        let isKept = try ledger.draft(of: draft.month) != nil
        return door.say(isKept ? .ownerDraftKept(draft.month) : .ownerFormLeft)
      case .saved: return
      }
    }
  }

  /// The questions that were answered before `step`, so that `b` leads back also in a draft of yesterday.
  private static func path(to step: Step, in draft: ReportDraft) -> [Step] {
    var path: [Step] = [.month, .turnover]
    path += draft.turnover == .zero ? [.reason] : [.openDays, .takeaway]
    if draft.takeaway.map({ $0 > .zero }) == true { path.append(.commission) }
    return Array(path.prefix { $0 != step })
  }

  /// Takes up the draft of a month, if there is one.
  private func begin(_ month: YearMonth, _ draft: inout ReportDraft) throws -> Step {
    if let kept = try ledger.draft(of: month) {
      draft = kept
      door.say(.ownerDraftFound(month))
      return Step(rawValue: kept.step) ?? .turnover
    }
    if draft.month != month { draft = ReportDraft(month: month, step: Step.turnover.rawValue) }
    return .turnover
  }

  private func ask(_ step: Step, _ draft: inout ReportDraft) throws -> Move {
    while true {
      guard let typed = door.ask(question(step, draft)) else {
        door.say(Message(verbatim: ""))
        return .quit
      }
      let answer = HalfWidth.folding(typed).lowercased().filter { !$0.isWhitespace }
      if answer == "q" { return .quit }
      if answer == "b" { return .back }
      do throws(DoorFailure) {
        if let move = try take(step, typed: typed, answer: answer, &draft) { return move }
        door.say(.ownerAnswerUnreadable(typed))
      } catch {
        // What is wrong with the figure is said, and the same question comes again.
        door.say(error.message)
      }
    }
  }

  private func question(_ step: Step, _ draft: ReportDraft) -> Message {
    let lastMonth = figures(of: draft.month.previous)
    switch step {
    case .month: return .ownerAskMonth(draft.month)
    case .turnover:
      return .ownerAskTurnover(
        draft.month, lastMonth: lastMonth?.turnover, lastYear: figures(of: draft.month.lastYear)?.turnover,
        suggested: draft.turnover)
    case .reason: return .ownerAskReason(draft.reason ?? .closed)
    case .openDays:
      return .ownerAskOpenDays(lastMonth: lastMonth?.openDays, suggested: suggestedDays(draft))
    case .takeaway: return .ownerAskTakeaway(lastMonth: lastMonth?.takeaway, suggested: draft.takeaway)
    case .commission: return .ownerAskCommission(suggested: draft.commission)
    case .check:
      let report = report(draft)
      let findings = doubts(report)
      let words = findings.isEmpty ? Message(verbatim: "") : Message(verbatim: "\n") + Message.words(findings)
      return .ownerCheckAnswers(report) + words + Message(verbatim: "\n")
        + (findings.contains { $0.weight == .confirm } ? .ownerAskSaveDoubtful : .ownerAskSave)
    }
  }

  /// Takes an answer; `nil` where it cannot be read.
  private func take(
    _ step: Step, typed: String, answer: String, _ draft: inout ReportDraft
  ) throws(DoorFailure) -> Move? {
    switch step {
    case .month:
      let month = answer.isEmpty ? draft.month : try TypedFigures.month(typed)
      return try onLedger {
        if try isReported(month) {
          door.say(.ownerFormAlreadyReported(month))
          return .go(.month)
        }
        return .go(try begin(month, &draft))
      }
    case .turnover:
      guard let turnover = answer.isEmpty ? draft.turnover : try TypedFigures.amount(typed) else { return nil }
      draft.turnover = turnover
      if turnover != .zero { draft.reason = nil }
      return .go(turnover == .zero ? .reason : .openDays)
    case .reason:
      guard let reason = answer.isEmpty ? draft.reason ?? .closed : reason(answer) else { return nil }
      draft.reason = reason
      draft.openDays = 0
      return .go(.check)
    case .openDays:
      draft.openDays = answer.isEmpty ? suggestedDays(draft) : try TypedFigures.days(typed)
      return .go(.takeaway)
    case .takeaway:
      if !answer.isEmpty { draft.takeaway = try TypedFigures.amount(typed) }
      guard let takeaway = draft.takeaway, takeaway > .zero else { return .go(.check) }
      return .go(.commission)
    case .commission:
      if !answer.isEmpty { draft.commission = try TypedFigures.amount(typed) }
      return .go(.check)
    case .check: return try save(draft, answer: answer)
    }
  }

  private func save(_ draft: ReportDraft, answer: String) throws(DoorFailure) -> Move? {
    let report = report(draft)
    let findings = doubts(report)
    let refusals = findings.filter { $0.weight == .refuse }
    if !refusals.isEmpty {
      door.say(.ownerRefused(refusals))
      return .go(.turnover)
    }
    let isDoubtful = findings.contains { $0.weight == .confirm }
    let isYes = ["y", "yes", "是", "好"].contains(answer) || (answer.isEmpty && !isDoubtful)
    guard isYes else {
      return ["n", "no", "否", "不"].contains(answer) || answer.isEmpty ? .go(.turnover) : nil
    }
    return try onLedger {
      let saved = try ledger.save(
        ReportEntry(report, confirmed: .codes(Set(findings.map(\.code)))), now: .now)
      try SavedReport.tell(saved.operation, in: ledger, door: door)
      return .saved
    }
  }

  /// Errors of the ledger end the form with their own words; everything typed is in the draft.
  private func onLedger<Value>(_ body: () throws -> Value) throws(DoorFailure) -> Value {
    do {
      return try body()
    } catch {
      throw explainFailure(error) ?? DoorFailure("failed", .ownerFormLeft, status: .software)
    }
  }

  private func report(_ draft: ReportDraft) -> MonthlyReport {
    MonthlyReport(
      store: store, month: draft.month, turnover: draft.turnover ?? .zero, openDays: draft.openDays,
      reason: draft.reason, takeaway: draft.takeaway, commission: draft.commission, note: draft.note)
  }

  private func doubts(_ report: MonthlyReport) -> [ReportFinding] {
    (try? ledger.findings(in: report, now: .now)) ?? []
  }

  private func figures(of month: YearMonth) -> MonthlyReport? {
    overview.picture.months.first { $0.month == month }?.current.operation.report
  }

  private func isReported(_ month: YearMonth) throws -> Bool {
    guard let record = try ledger.month(month) else { return false }
    return record.held != nil || record.state == .waiting
  }

  private func reportedTurnover(_ month: YearMonth) throws -> Money {
    try ledger.month(month)?.current.operation.report.turnover ?? .zero
  }

  /// The whole month less as many days as were left out last month.
  private func suggestedDays(_ draft: ReportDraft) -> Int {
    if let days = draft.openDays { return days }
    let last = draft.month.previous
    let rest = figures(of: last)?.openDays.map { max(0, last.dayCount - $0) } ?? 0
    return max(1, draft.month.dayCount - rest)
  }

  private func reason(_ answer: String) -> ZeroReason? {
    if let number = Int(answer), ZeroReason.allCases.indices.contains(number - 1) {
      return ZeroReason.allCases[number - 1]
    }
    return ZeroReason.allCases.first {
      $0.rawValue == answer || Message.zeroReason($0).zh == answer
    }
  }
}
