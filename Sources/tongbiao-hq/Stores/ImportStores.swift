import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `stores import`
struct ImportStores: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "import", .hqStoresImport,
    examples: [
      "stores import stores.csv --database sqlite:hq.sqlite",
      "stores import stores.csv --dry-run --database sqlite:hq.sqlite",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionFile)) var file: String
  @Flag(help: ArgumentHelp(Message.hqOptionDryRun)) var dryRun = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    var progress = Progress(.hqReadingFile, on: door)
    let regions = try Seeds.chosen(by: environment()).regions()
    let read = try StoreFile(path: file, regions: regions, progress: &progress)
    progress.finish()
    let summary = try await database.withLedger(.createIfMissing) { ledger in
      try await ledger.importStores(read.stores, options: RegisterImportOptions(actor: localActor(), dryRun: dryRun))
    }
    var refused = read.refused
    for problem in summary.refused { refused.append(RowFinding(problem)) }
    try write(summary, refused: refused, warnings: read.warnings, rows: read.rows, on: door)
    if refused.count > 0 {
      door.say(.hqRefusedAdvice)
      throw ExitCode.dataError
    }
  }

  private func write(
    _ summary: RegisterImportSummary, refused: RowFindings, warnings: RowFindings, rows: Int, on door: Door
  ) throws {
    switch door.format {
    case .json:
      try door.writeJSON(
        StoreImportJSON(
          rows: rows, imported: summary.added, changed: summary.changed, unchanged: summary.unchanged,
          refused: refused.sorted, warnings: warnings.sorted, refusedCount: refused.count,
          warningCount: warnings.count, dataVersion: summary.dataVersion, dryRun: dryRun))
    case .csv:
      try door.write(
        Listing(columns: RowFindings.columns, rows: refused.rows(kind: "refused") + warnings.rows(kind: "warning")))
    case .table:
      warnings.say(head: Message.hqWarningHead, on: door)
      refused.say(head: Message.hqRefusedHead, on: door)
      door.write(
        .hqStoresImported(
          rows: rows, added: summary.added, changed: summary.changed, unchanged: summary.unchanged,
          refused: refused.count, dryRun: dryRun))
    }
  }
}

private struct StoreImportJSON: Encodable {
  let rows: Int
  let imported: Int
  let changed: Int
  let unchanged: Int
  let refused: [RowFinding]
  let warnings: [RowFinding]
  let refusedCount: Int
  let warningCount: Int
  let dataVersion: Int64
  let dryRun: Bool

  enum CodingKeys: String, CodingKey {
    case rows, imported, changed, unchanged, refused, warnings
    case refusedCount = "refused_count"
    case warningCount = "warning_count"
    case dataVersion = "data_version"
    case dryRun = "dry_run"
  }
}

extension RowFinding {
  /// What the ledger says of a store.
  fileprivate init(_ problem: RegisterRowProblem) {
    let store = problem.store.description
    switch problem.reason {
    case .contradictsLine(let line):
      self.init(
        line: problem.line, code: "contradicts_line", value: store, field: "code", store: store,
        message: .hqContradictsLine(line))
    case .closedBeforeOpening:
      self.init(
        line: problem.line, code: "closed_before_opening", value: store, field: "closed", store: store,
        message: .hqClosedBeforeOpening)
    case .programmeKeepsStanding:
      self.init(
        line: problem.line, code: "programme_keeps_standing", value: store, field: "certified", store: store,
        message: .hqProgrammeKeepsStanding)
    case .unreadableName:
      self.init(
        line: problem.line, code: "unreadable_name", value: store, field: "name", store: store,
        message: .hqUnreadableName)
    }
  }
}
