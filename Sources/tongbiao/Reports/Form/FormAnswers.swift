import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

// What each answer does.
extension ReportForm {
  /// Takes an answer. What cannot be read throws or asks again; the question stays.
  mutating func take(_ typed: String, answer: String) throws(DoorFailure) -> FormStep.Move {
    switch step {
    case .month:
      let month = answer.isEmpty ? draft.month : try TypedFigures.month(typed)
      do { try begin(month) } catch {
        throw explainFailure(error) ?? DoorFailure("failed", .ownerFormLeft, status: .software)
      }
      return .go(step)
    case .turnover:
      guard var turnover = answer.isEmpty ? draft.turnover : try TypedFigures.amount(typed) else {
        return .again(.ownerAskTurnover(draft.month))
      }
      // Beside bills, +2000 is their sum and 2,000 yuan of cash.
      if let bills = draft.bills, answer.hasPrefix("+") { turnover = bills.adding(turnover) ?? turnover }
      // What cannot be is said where it was typed.
      if turnover < .zero { return .again(.finding(.negativeTurnover(turnover))) }
      if turnover > .largestMonthlyFigure { return .again(.finding(.turnoverBeyondPossible(turnover))) }
      draft.turnover = turnover
      if turnover != .zero { draft.reason = nil }
      return .next
    case .reason:
      guard let reason = answer.isEmpty ? draft.reason ?? .closed : reason(answer) else {
        return .again(.ownerAnswerUnreadable(typed))
      }
      draft.reason = reason
      draft.openDays = 0
      draft.takeaway = nil
      draft.commission = nil
      return .next
    case .openDays:
      let days = answer.isEmpty ? suggestedDays : try TypedFigures.days(typed)
      guard (0...99).contains(days) else { return .again(.finding(.impossibleOpenDays(days))) }
      draft.openDays = days
      return .next
    case .takeaway:
      let takeaway = answer.isEmpty ? draft.takeaway : try TypedFigures.amount(typed)
      if let takeaway, takeaway < .zero || takeaway > draft.turnover ?? .zero {
        return .again(.finding(.takeawayBeyondTurnover(takeaway)))
      }
      draft.takeaway = takeaway
      if takeaway == nil || takeaway == .zero { draft.commission = nil }
      return .next
    case .commission:
      let commission = answer.isEmpty ? draft.commission : try TypedFigures.amount(typed)
      if let commission, commission < .zero || commission > draft.turnover ?? .zero {
        return .again(.finding(.commissionBeyondTurnover(commission)))
      }
      draft.commission = commission
      return .next
    case .because:
      draft.because = TypedFigures.note(typed) ?? draft.because
      return draft.because == nil ? .again(.ownerAskBecause) : .next
    case .check: return try check(typed, answer: answer)
    }
  }

  private func check(_ typed: String, answer: String) throws(DoorFailure) -> FormStep.Move {
    let change: [String: FormStep] = [
      "1": .turnover, "2": draft.turnover == .zero ? .reason : .openDays, "3": .takeaway, "4": .commission,
      "5": .because,
      "n": .turnover, "no": .turnover, "否": .turnover, "不": .turnover,
    ]
    if let step = change[answer] {
      return steps.contains(step) ? .go(step) : .again(.ownerAnswerUnreadable(typed))
    }
    let isYes = ["y", "yes", "是", "好", "对"].contains(answer)
    if answer.isEmpty && isDoubtful { return .go(.turnover) }
    guard isYes || answer.isEmpty else { return .again(.ownerAnswerUnreadable(typed)) }
    let refusals = findings.filter { $0.weight == .refuse }
    if !refusals.isEmpty { return .again(.ownerRefused(refusals)) }
    let entry = ReportEntry(
      report, correctionReason: corrected == nil ? nil : draft.because,
      confirmed: .codes(Set(findings.map(\.code))), source: helper == nil ? draft.source : .assisted, helper: helper)
    return .saved(try onLedger { try ledger.save(entry, now: .now) })
  }

  private func reason(_ answer: String) -> ZeroReason? {
    if let number = Int(answer), ZeroReason.allCases.indices.contains(number - 1) {
      return ZeroReason.allCases[number - 1]
    }
    return ZeroReason.allCases.first { $0.rawValue == answer || Message.zeroReason($0).zh == answer }
  }
}
