import CommandLineDoor
import Localization
import SnackChain
import StoreLedger
import SyncProtocol

/// Reports as rows.
enum ReportListing {
  /// The columns of headquarters' import, and those that only the owner has.
  static func csv(of operations: [ReportOperation]) -> Listing {
    Listing(
      columns: [
        .init("store", .ownerColumnStore), .init("month", .ownerColumnMonth),
        .init("turnover", .ownerColumnTurnover), .init("open_days", .ownerColumnOpenDays),
        .init("reason", .ownerColumnReason), .init("takeaway", .ownerColumnTakeaway),
        .init("commission", .ownerColumnCommission), .init("note", .ownerColumnNote),
      ],
      rows: operations.map { operation in
        let report = operation.report
        return [
          .text(report.store.description), .text(report.month.description), .money(report.turnover),
          .optional(report.openDays), reason(report.reason), .optional(report.takeaway),
          .optional(report.commission), .optional(report.note),
        ]
      })
  }

  /// Months with their state.
  static func states(of months: [MonthRecord]) -> Listing {
    let reports = months.map(\.current.operation.report)
    return Listing(
      columns: [
        .init("month", .ownerColumnMonth), .init("turnover", .ownerColumnTurnover),
        .init("open_days", .ownerColumnOpenDays), .init("reason", .ownerColumnReason),
        .init("year_on_year", .ownerColumnYearOnYear), .init("revision", .ownerColumnRevision),
        .init("state", .ownerColumnState),
      ],
      rows: months.map { record in
        let report = record.current.operation.report
        return [
          .text(record.month.description), .money(report.turnover), .optional(report.openDays),
          reason(report.reason), .rate(MonthComparison(report, others: reports).yearOnYear),
          .integer(Int64(record.revisions.count)),
          .message(.ownerState(record.state.rawValue), code: record.state.rawValue),
        ]
      })
  }

  /// The months at a glance, for a screen.
  static func glance(at months: [MonthRecord], among all: [MonthRecord]) -> Listing {
    let reports = all.map(\.current.operation.report)
    return Listing(
      columns: [
        .init("month", .ownerColumnMonth), .init("turnover", .ownerColumnTurnover),
        .init("open_days", .ownerColumnOpenDays), .init("year_on_year", .ownerColumnYearOnYear),
        .init("state", .ownerColumnState),
      ],
      rows: months.map { record in
        let report = record.current.operation.report
        return [
          .text(record.month.description), .money(report.turnover), .optional(report.openDays),
          .rate(MonthComparison(report, others: reports).yearOnYear),
          .message(.ownerState(record.state.rawValue), code: record.state.rawValue),
        ]
      })
  }

  private static func reason(_ reason: ZeroReason?) -> Listing.Cell {
    reason.map { .message(.zeroReason($0), code: $0.rawValue) } ?? .none
  }
}

/// One month as `--format json` has it.
struct MonthFields: Encodable {
  let store: StoreCode
  let month: YearMonth
  let turnover: Money
  @OrNull var openDays: Int?
  @OrNull var reason: ZeroReason?
  @OrNull var takeaway: Money?
  @OrNull var commission: Money?
  @OrNull var note: String?
  let state: String
  let revisions: Int
  @OrNull var heldTurnover: Money?
  @OrNull var problem: String?

  init(_ record: MonthRecord) {
    let report = record.current.operation.report
    store = report.store
    month = record.month
    turnover = report.turnover
    openDays = report.openDays
    reason = report.reason
    takeaway = report.takeaway
    commission = report.commission
    note = report.note
    state = record.state.rawValue
    revisions = record.revisions.count
    heldTurnover = record.held?.operation.report.turnover
    problem =
      record.undecided.last.flatMap { if case .refused(let code) = $0.progress { code } else { nil } }
  }

  enum CodingKeys: String, CodingKey {
    case store, month, reason, note, state, revisions, problem
    case turnover = "turnover_fen"
    case openDays = "open_days"
    case takeaway = "takeaway_fen"
    case commission = "commission_fen"
    case heldTurnover = "held_turnover_fen"
  }
}
