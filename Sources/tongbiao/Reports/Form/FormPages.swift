import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

// What each page of the form shows.
extension ReportForm {
  /// The first line of every page.
  var title: Message { .ownerFormTitle(overview.picture.profile.store, overview.picture.profile.name) }

  /// Shows the page of the question.
  func show() {
    let steps = steps
    screen.begin(title, right: .ownerFormPlace((steps.firstIndex(of: step) ?? 0) + 1, of: steps.count))
    screen.space()
    if let notice {
      screen.say(notice, .notice)
      screen.space()
    }
    showQuestion()
    screen.space()
    screen.say(keys, .quiet)
  }

  /// What stands before the cursor: the value that Enter takes.
  var prompt: Message {
    switch step {
    case .month: .ownerPrompt(draft.month.description)
    case .turnover: .ownerPrompt(draft.turnover?.grouped)
    case .reason: .ownerPrompt("\((ZeroReason.allCases.firstIndex(of: draft.reason ?? .closed) ?? 0) + 1)")
    case .openDays: .ownerPrompt("\(suggestedDays)")
    case .takeaway: .ownerPrompt(draft.takeaway?.grouped)
    case .commission: .ownerPrompt(draft.commission?.grouped)
    case .because: .ownerPrompt(draft.because.map(\.visible))
    case .check: .ownerPrompt(nil)
    }
  }

  private var keys: Message {
    switch step {
    case .check: return isDoubtful ? .ownerCheckDoubtfulKeys : .ownerCheckKeys
    case .month, .reason, .openDays: return .ownerFormKeys(.value)
    case .turnover: return .ownerFormKeys(draft.turnover == nil ? .none : .value)
    case .takeaway: return .ownerFormKeys(draft.takeaway == nil ? .unknown : .value)
    case .commission: return .ownerFormKeys(draft.commission == nil ? .unknown : .value)
    case .because: return .ownerFormKeys(draft.because == nil ? .none : .value)
    }
  }

  private func showQuestion() {
    let month = draft.month
    switch step {
    case .month:
      ask(.ownerAskMonth, .ownerAskMonthHelp)
      let due = overview.due.prefix(3)
      if !due.isEmpty { screen.space() }
      for month in due {
        let deadline = overview.deadline(of: month)
        screen.say(.ownerDue(month, until: deadline, isOverdue: overview.today > deadline), indent: 2)
      }
    case .turnover:
      ask(.ownerAskTurnover(month), draft.bills == nil ? .ownerAskTurnoverHelp : .ownerAskCashHelp)
      beside(draft.bills.map { Message.ownerBillsAndCash($0, cash: draft.cash) } ?? []) { .ownerBesideFigures($0) }
      screen.space()
      screen.say(.ownerPurpose, .quiet)
      for line in Message.ownerReaders { screen.say(line, .quiet) }
    case .reason:
      screen.say(.ownerAskReason, .heading)
      screen.space()
      screen.table(ZeroReason.allCases.enumerated().map { Message.ownerReasonChoice($0 + 1, $1) })
    case .openDays:
      ask(.ownerAskOpenDays(month), .ownerAskOpenDaysHelp(month))
      beside { .ownerBesideDays($0) }
    case .takeaway:
      ask(.ownerAskTakeaway, .ownerAskTakeawayHelp)
      beside { .ownerBesideAmount($0?.takeaway) }
    case .commission:
      ask(.ownerAskCommission, .ownerAskCommissionHelp)
      beside { .ownerBesideAmount($0?.commission) }
    case .because: ask(.ownerAskBecause, .ownerAskBecauseHelp)
    case .check: showCheck()
    }
  }

  private func showCheck() {
    screen.say(.ownerAskCheck(draft.month), .heading)
    screen.space()
    screen.table(Message.ownerCheckAnswers(report, because: corrected == nil ? nil : draft.because))
    let words = doubtWords
    if !words.isEmpty { screen.space() }
    for doubt in words { screen.say(doubt, .notice) }
  }

  private func ask(_ question: Message, _ help: Message) {
    screen.say(question, .heading)
    screen.say(help, .quiet)
  }

  private func beside(_ rows: [(Message, Message)] = [], _ shown: (MonthlyReport?) -> Message) {
    screen.space()
    let (before, lastYear) = (draft.month.previous, draft.month.lastYear)
    screen.table(
      rows + [
        (.ownerBeside(before, isLastYear: false), shown(figures(of: before))),
        (.ownerBeside(lastYear, isLastYear: true), shown(figures(of: lastYear))),
      ])
  }

  /// What the rules and a look at last month find in the answers.
  var findings: [ReportFinding] { (try? ledger.findings(in: report, now: .now)) ?? [] }

  /// Whether somebody has to say that it is right.
  var isDoubtful: Bool {
    step == .check && (findings.contains { $0.weight == .confirm } || timesBefore != nil)
  }

  private var doubtWords: [Message] {
    var words = findings.map(Message.finding)
    if let (tenths, isAbove) = timesBefore {
      let isLastYear = figures(of: draft.month.previous) == nil
      words.append(.ownerManyTimes(tenths: tenths, isAbove: isAbove, isLastYear: isLastYear))
    }
    return words
  }

  /// Many times last month (or last year's, where that one is missing), or a small part of it, where the rules have not
  /// asked about the size already.
  private var timesBefore: (tenths: Int64, isAbove: Bool)? {
    let isAsked = findings.contains {
      switch $0 {
      case .farAboveMedian, .farBelowMedian: true
      default: false
      }
    }
    guard !isAsked, report.reason == nil else { return nil }
    let base = figures(of: draft.month.previous) ?? figures(of: draft.month.lastYear)
    return MonthComparison.doubtfulTimes(of: report.turnover, over: base?.turnover)
  }

  /// The whole month less as many days as were left out last month.
  var suggestedDays: Int {
    if let days = draft.openDays, days > 0 { return days }
    let last = draft.month.previous
    let rest = figures(of: last)?.openDays.map { max(0, last.dayCount - $0) } ?? 0
    return max(1, draft.month.dayCount - rest)
  }
}
