import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import PanelFeed
import SnackChain
import Synchronization

/// `reports import`
struct ImportReports: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "import", .hqReportsImport,
    examples: [
      "reports import history.csv --database sqlite:hq.sqlite",
      "reports import history.csv --dry-run --format json --database sqlite:hq.sqlite",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionFile)) var file: String
  @Flag(help: ArgumentHelp(Message.hqOptionDryRun)) var dryRun = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let (outcome, rows) = try await database.withLedger { ledger in
      let index = try await ledger.storeIndex()
      var reading = Progress(.hqReadingFile, on: door)
      let read = try ReportFile(path: file, index: index, progress: &reading)
      reading.finish()
      let count = read.batch.rows.count
      let writing = Mutex(Progress(.hqWritingRows, on: door))
      let summary = try await ledger.importReports(
        read.batch,
        options: ReportImportOptions(
          actor: localActor(), dryRun: dryRun, listLimit: RowFindings.keptOfKind)
      ) { done in writing.withLock { $0.update(done, of: count) } }
      writing.withLock { $0.finish() }
      return (ReportImportOutcome(summary, refused: read.refused, warnings: read.warnings, dryRun: dryRun), read.rows)
    }
    try outcome.write(rows: rows, on: door)
    if outcome.refused.count > 0 { throw ExitCode.dataError }
  }
}

/// What became of a file of figures, for people and for programs.
struct ReportImportOutcome {
  let summary: ReportImportSummary
  private(set) var refused: RowFindings
  private(set) var warnings: RowFindings
  let dryRun: Bool

  init(_ summary: ReportImportSummary, refused: RowFindings, warnings: RowFindings, dryRun: Bool) {
    self.summary = summary
    self.dryRun = dryRun
    self.refused = refused
    self.warnings = warnings
    for finding in summary.refused { self.refused.append(RowFinding(finding)) }
    for finding in summary.warnings { self.warnings.append(RowFinding(finding)) }
    self.refused.add(unlisted: summary.refusedCount - summary.refused.count)
    self.warnings.add(unlisted: summary.warningCount - summary.warnings.count)
  }

  func write(rows: Int, on door: Door) throws {
    switch door.format {
    case .json:
      try door.writeJSON(
        ReportImportJSON(
          rows: rows, imported: summary.added, unchanged: summary.unchanged, corrected: summary.revised,
          refused: refused.sorted, warnings: warnings.sorted, refusedCount: refused.count,
          warningCount: warnings.count, refusedByCode: refused.counts, warningsByCode: warnings.counts,
          dataVersion: summary.dataVersion, dryRun: dryRun))
    case .csv:
      try door.write(
        Listing(columns: RowFindings.columns, rows: refused.rows(kind: "refused") + warnings.rows(kind: "warning")))
    case .table:
      warnings.say(head: Message.hqWarningHead, on: door)
      refused.say(head: Message.hqRefusedHead, on: door)
      door.write(
        .hqReportsImported(
          rows: rows, imported: summary.added, corrected: summary.revised, unchanged: summary.unchanged,
          refused: refused.count, dryRun: dryRun))
    }
    if refused.count > 0 { door.say(.hqRefusedAdvice) }
  }
}

private struct ReportImportJSON: Encodable {
  let rows: Int
  let imported: Int
  let unchanged: Int
  let corrected: Int
  let refused: [RowFinding]
  let warnings: [RowFinding]
  let refusedCount: Int
  let warningCount: Int
  let refusedByCode: [String: Int]
  let warningsByCode: [String: Int]
  let dataVersion: Int64
  let dryRun: Bool

  enum CodingKeys: String, CodingKey {
    case rows, imported, unchanged, corrected, refused, warnings
    case refusedCount = "refused_count"
    case warningCount = "warning_count"
    case refusedByCode = "refused_by_code"
    case warningsByCode = "warnings_by_code"
    case dataVersion = "data_version"
    case dryRun = "dry_run"
  }
}

extension RowFindings {
  /// The columns of findings as a listing.
  static let columns: [Listing.Column] = [
    .init("kind", Message(zh: "类别", en: "Kind")), .init("line", Message(zh: "行", en: "Line")),
    .init("code", Message(zh: "代码", en: "Code")), .init("value", Message(zh: "值", en: "Value")),
    .init("message", Message(zh: "说明", en: "Message")),
  ]
}

extension RowFinding {
  /// What the ledger says of a figure.
  init(_ finding: ReportImportFinding) {
    let store = finding.store.description
    switch finding.kind {
    case .rule(let rule):
      self.init(
        line: finding.line, code: rule.code, value: rule.value ?? "\(store) \(finding.month)", store: store,
        message: .finding(rule))
    case .contradictsLine(let line):
      self.init(
        line: finding.line, code: "contradicts_line", value: "\(store) \(finding.month)", store: store,
        message: .hqContradictsFigure(line))
    case .periodClosed:
      self.init(
        line: finding.line, code: "period_closed", value: "\(store) \(finding.month)", store: store,
        message: .hqPeriodClosedRow)
    }
  }
}

extension ReportFinding {
  /// The value that the finding is about.
  fileprivate var value: String? {
    switch self {
    case .negativeTurnover(let amount), .turnoverBeyondPossible(let amount), .takeawayBeyondTurnover(let amount),
      .commissionBeyondTurnover(let amount), .farAboveMedian(let amount, _), .farBelowMedian(let amount, _):
      amount.description
    case .impossibleOpenDays(let days), .moreOpenDaysThanMonth(let days, _): "\(days)"
    case .futureMonth(let month), .monthNotOver(let month): month.description
    case .zeroWithoutReason: "0"
    case .beforeOpening(let day), .afterClosing(let day): day.description
    case .unreadableNote, .turnoverWithoutOpenDays, .openDaysUnknown: nil
    }
  }
}
