import ArgumentParser
import BillImport
import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao import FILE…`
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "import", .ownerImport, examples: ["import wechat.csv alipay.zip --dry-run", "import meituan.xlsx"])

  @Argument(help: ArgumentHelp(Message.ownerOptionBills))
  var files: [String]

  @Flag(help: ArgumentHelp(Message.ownerOptionTransfers))
  var transfers = false

  @Flag(help: ArgumentHelp(Message.ownerOptionRedPackets))
  var redPackets = false

  @Flag(help: ArgumentHelp(Message.ownerOptionPreview))
  var dryRun = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let ledger = try store.openLedger()
    var importing = ImportOptions()
    importing.countsTransfers = transfers
    importing.countsRedPackets = redPackets
    let preview = BillImport.preview(files.map { BillFile(path: $0) }, options: importing)
    let drafts = dryRun ? [] : try keepDrafts(of: preview, in: ledger, door: door)
    try door.write(BillListing.months(of: preview), json: ImportFields(preview, drafts: drafts))
    tell(preview, drafts: drafts, on: door)
    if !preview.refused.isEmpty {
      throw DoorFailure("files_refused", .ownerBillsRefused(preview.refused.count), status: .dataError)
    }
  }

  /// Keeps a draft of each month that has no figure yet. What was typed is never overwritten.
  private func keepDrafts(of preview: BillPreview, in ledger: StoreLedger, door: Door) throws -> [YearMonth] {
    let code = try ledger.profile().store
    var kept: [YearMonth] = []
    for month in preview.countedMonths {
      guard let report = month.draft(store: code) else { continue }
      if let record = try ledger.month(month.month) {
        let typed = record.current.operation.report.turnover
        if typed != report.turnover { door.say(.ownerBillGap(month.month, typed: typed, bills: report.turnover)) }
        continue
      }
      // A draft in which the owner has gone beyond the figure holds what was typed.
      let before = try ledger.draft(of: month.month)
      if let typed = before?.turnover, typed != report.turnover, before?.step != FormStep.turnover.rawValue {
        door.say(.ownerBillGap(month.month, typed: typed, bills: report.turnover))
        continue
      }
      // The figure is the next question, so that cash is added to it.
      var draft = ReportDraft(
        month: month.month, turnover: report.turnover, openDays: report.openDays,
        step: FormStep.turnover.rawValue)
      draft.takeaway = report.takeaway
      draft.commission = report.commission
      draft.source = .bills
      try ledger.keep(draft, now: .now)
      kept.append(month.month)
    }
    return kept
  }

  private func tell(_ preview: BillPreview, drafts: [YearMonth], on door: Door) {
    var sums: [String: (count: Int, sum: Money)] = [:]
    for left in preview.months.flatMap(\.leftOut) + preview.leftOutWithoutMonth {
      let before = sums[left.reason.code] ?? (0, .zero)
      sums[left.reason.code] = (before.count + left.count, before.sum.adding(left.sum) ?? before.sum)
    }
    for (code, left) in sums.sorted(by: { $0.key < $1.key }) {
      door.say(.ownerBillLeftOut(code, count: left.count, sum: left.sum))
    }
    var told: Set<String> = []
    for warning in preview.warnings where told.insert(warning.code).inserted {
      door.say(.ownerBillWarning(warning.code))
    }
    for file in preview.refused { door.say(.ownerBillRefused(file.name, file.problem.code)) }
    if !drafts.isEmpty { door.say(.ownerBillDrafts(drafts)) }
  }
}

/// Months of bills as rows.
enum BillListing {
  static func months(of preview: BillPreview) -> Listing {
    Listing(
      columns: [
        .init("month", .ownerColumnMonth), .init("orders", .ownerColumnOrders), .init("sales", .ownerColumnSales),
        .init("refunds", .ownerColumnRefunds), .init("turnover", .ownerColumnTurnover),
        .init("takeaway", .ownerColumnTakeaway), .init("commission", .ownerColumnCommission),
        .init("open_days_seen", .ownerColumnOpenDays),
      ],
      rows: preview.countedMonths.map { month in
        [
          .text(month.month.description), .integer(Int64(month.orders)), .money(month.sales), .money(month.refunds),
          .money(month.turnover), .money(month.takeaway), .optional(month.commission),
          .integer(Int64(month.openDaysSeen)),
        ]
      })
  }
}

/// The fields of `import --format json`.
struct ImportFields: Encodable {
  let months: [Month]
  let refused: [Refused]
  let warnings: [String]
  let repeatedRows: Int
  let drafts: [YearMonth]

  struct Month: Encodable {
    let month: YearMonth
    let orders, openDaysSeen: Int
    let sales, refunds, turnover, takeaway: Money
    @OrNull var commission: Money?

    enum CodingKeys: String, CodingKey {
      case month, orders
      case openDaysSeen = "open_days_seen"
      case sales = "sales_fen"
      case refunds = "refunds_fen"
      case turnover = "turnover_fen"
      case takeaway = "takeaway_fen"
      case commission = "commission_fen"
    }
  }

  struct Refused: Encodable {
    let file, code: String
  }

  init(_ preview: BillPreview, drafts: [YearMonth]) {
    months = preview.countedMonths.map {
      Month(
        month: $0.month, orders: $0.orders, openDaysSeen: $0.openDaysSeen, sales: $0.sales, refunds: $0.refunds,
        turnover: $0.turnover, takeaway: $0.takeaway, commission: $0.commission)
    }
    refused = preview.refused.map { Refused(file: $0.name, code: $0.problem.code) }
    warnings = preview.warnings.map(\.code)
    repeatedRows = preview.repeatedRows
    self.drafts = drafts
  }

  enum CodingKeys: String, CodingKey {
    case months, refused, warnings, drafts
    case repeatedRows = "repeated_rows"
  }
}
