import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// What is due and what needs the owner, computed from the ledger.
struct StoreOverview {
  let picture: LedgerPicture
  /// Months without a figure, newest first.
  let due: [YearMonth]
  /// Today in China by HQ's clock, as far as it is known.
  let today: CalendarDay

  init(_ picture: LedgerPicture, now: Timestamp = .now) {
    self.picture = picture
    let moment = Timestamp(milliseconds: now.milliseconds + picture.enrollment.clockOffset)
    today = moment.dayInChina
    let last = today.yearMonth.previous
    // Nobody is asked for months from before the first one that is known here.
    var first = picture.months.first?.month ?? last
    if let opened = picture.profile.opened, opened.yearMonth > first { first = opened.yearMonth }
    var end = last
    if let closed = picture.profile.closed, closed.yearMonth < end { end = closed.yearMonth }
    let known = Set(picture.months.map(\.month))
    due = first <= end ? stride(from: end, through: first, by: -1).filter { !known.contains($0) } : []
  }

  /// The last day on which a report of `month` is on time.
  func deadline(of month: YearMonth) -> CalendarDay {
    let next = month.next
    return next.firstDay.adding(days: min(picture.profile.deadlineDay, next.dayCount) - 1)
  }

  /// Months that the owner has to decide about.
  var undecided: [MonthRecord] { picture.months.filter { !$0.undecided.isEmpty } }

  /// Months that HQ holds.
  var heldCount: Int { picture.months.count { $0.held != nil } }

  /// What comes next.
  enum Step: Hashable {
    case report(YearMonth)
    case sync

    /// The command that does it.
    var command: String {
      switch self {
      case .report(let month): "tongbiao report \(month)"
      case .sync: "tongbiao sync"
      }
    }

    /// What a person calls it.
    var words: Message {
      switch self {
      case .report(let month): .ownerStepReport(month)
      case .sync: .ownerStepSync
      }
    }
  }

  /// The likely next step, or `nil`.
  var nextStep: Step? {
    if let draft = picture.drafts.last { return .report(draft) }
    if let refused = undecided.first(where: { $0.state == .refused && $0.held == nil }) {
      return .report(refused.month)
    }
    if let month = due.first { return .report(month) }
    return picture.waiting > 0 ? .sync : nil
  }

  /// The store in a few words, where several stand in a list.
  var summary: Message {
    if let month = due.first {
      return .ownerDue(month, until: deadline(of: month), isOverdue: today > deadline(of: month))
    }
    return picture.waiting > 0 ? .ownerCounts(held: heldCount, waiting: picture.waiting) : .ownerNothingDue
  }

  /// What a person reads: the store, what is due, what needs a decision.
  var lines: [Message] {
    let profile = picture.profile
    var lines: [Message] = [.ownerStoreLine(profile.store, profile.name, profile.standing)]
    for month in due.prefix(3) {
      lines.append(.ownerDue(month, until: deadline(of: month), isOverdue: today > deadline(of: month)))
    }
    if due.count > 3 { lines.append(.ownerMoreDue(due.count - 3)) }
    if due.isEmpty { lines.append(.ownerNothingDue) }
    lines.append(.ownerCounts(held: heldCount, waiting: picture.waiting))
    for record in undecided {
      for revision in record.undecided {
        let mine = revision.operation.report.turnover
        switch revision.progress {
        case .refused(let code): lines.append(.ownerRefusedMonth(record.month, code))
        default:
          lines.append(
            .ownerConflictMonth(record.month, mine: mine, theirs: record.held?.operation.report.turnover))
        }
      }
    }
    for alarm in picture.alarms { lines.append(.ownerAlarm(alarm.code, alarm.detail)) }
    return lines
  }
}
