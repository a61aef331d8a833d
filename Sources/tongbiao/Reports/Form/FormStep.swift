import Localization
import SnackChain
import StoreLedger

/// The questions of the form, in order. The raw values stand in drafts.
enum FormStep: String {
  case month, turnover, reason, openDays = "open_days", takeaway, commission, because, check

  /// The questions of a month, as far as the answers so far tell.
  static func all(for draft: ReportDraft, asksMonth: Bool, corrects: Bool) -> [FormStep] {
    var steps: [FormStep] = asksMonth ? [.month, .turnover] : [.turnover]
    if draft.turnover == .zero {
      steps.append(.reason)
    } else {
      steps += [.openDays, .takeaway]
      if draft.takeaway.map({ $0 > .zero }) == true { steps.append(.commission) }
    }
    if corrects { steps.append(.because) }
    return steps + [.check]
  }

  /// What an answer leads to.
  enum Move {
    case next
    case go(FormStep)
    case again(Message)
    case saved(SavedRevision)
  }
}
