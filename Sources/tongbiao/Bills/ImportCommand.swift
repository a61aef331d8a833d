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
    importing.templates = try KnownTills.templates(in: ledger)
    importing.knownHolders = try KnownAccounts.holders(in: ledger)
    var known = try KnownBills(in: ledger)
    let earlier = known.takeEarlier(besides: files)
    let preview = BillImport.preview((files + earlier).map { BillFile(path: $0) }, options: importing)
    for file in preview.files { door.say(BillTelling.words(for: file)) }
    if !earlier.isEmpty { door.say(.ownerBillTogether(earlier)) }
    if !known.gone.isEmpty { door.say(.ownerBillGone(known.gone)) }
    let drafts = dryRun ? [] : try keepDrafts(of: preview, in: ledger, door: door)
    if !dryRun {
      try known.remember(preview, files: files + earlier, drafts: drafts, in: ledger)
      try KnownAccounts.remember(preview, in: ledger)
    }
    if door.format == .table, preview.countedMonths.isEmpty {
      if !preview.files.isEmpty { door.say(.ownerBillNothing) }
    } else {
      try door.write(
        BillListing.months(of: preview), json: ImportFields(preview, drafts: drafts, language: door.language))
    }
    BillTelling.tell(preview, on: door)
    if !drafts.isEmpty { door.say(.ownerBillDrafts(drafts)) }
    if !preview.refused.isEmpty {
      let words: Message = preview.files.isEmpty ? .ownerBillsAllRefused : .ownerBillsRefused(preview.refused.count)
      throw DoorFailure("files_refused", words, status: .dataError)
    }
  }

  /// Keeps a draft of each month that has no figure yet. What was typed is never overwritten.
  private func keepDrafts(of preview: BillPreview, in ledger: StoreLedger, door: Door) throws -> [YearMonth] {
    let code = try ledger.profile().store
    var kept: [YearMonth] = []
    for month in preview.countedMonths {
      guard let report = month.draft(store: code) else { continue }
      if let record = try ledger.month(month.month), record.held != nil || record.state == .waiting {
        let typed = record.current.operation.report.turnover
        if typed != report.turnover { door.say(.ownerBillGap(month.month, typed: typed, bills: report.turnover)) }
        continue
      }
      let before = try ledger.draft(of: month.month)
      if let before, before.bills == nil, let typed = before.turnover {
        if typed != report.turnover {
          door.say(.ownerBillDraftGap(month.month, typed: typed, bills: report.turnover))
          continue
        }
      }
      try ledger.keep(Self.draft(of: report, after: before), now: .now)
      kept.append(month.month)
    }
    return kept
  }

  /// The draft that the bills make: the figure is the next question, so that cash is added to it. Cash that was added
  /// to an earlier sum of bills stays.
  private static func draft(of report: MonthlyReport, after before: ReportDraft?) -> ReportDraft {
    var draft = before ?? ReportDraft(month: report.month, step: FormStep.turnover.rawValue)
    let cash = draft.cash ?? .zero
    draft.bills = report.turnover
    draft.turnover = report.turnover.adding(cash)
    if draft.step == FormStep.month.rawValue || draft.step == FormStep.turnover.rawValue || draft.openDays == nil {
      draft.step = FormStep.turnover.rawValue
      draft.openDays = report.openDays
    }
    draft.takeaway = report.takeaway ?? draft.takeaway
    draft.commission = report.commission ?? draft.commission
    if draft.source == .owner { draft.source = .bills }
    return draft
  }
}
