import ArgumentParser
import ChainStatistics
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `uplift`, `uplift show`
struct ShowUplift: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "show", .hqUpliftShow,
    examples: [
      "uplift --month 2023-02 --lang en --database sqlite:hq.sqlite",
      "uplift --month 2022-12 --control notyet --format json --database sqlite:hq.sqlite",
    ])

  @Option(help: ArgumentHelp(Message.hqOptionMonth)) var month: YearMonth?
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @OptionGroup var uplift: UpliftOptions
  @Option(help: ArgumentHelp(Message.hqOptionSVG)) var svg: String?
  @Flag(help: ArgumentHelp(Message.hqOptionSensitivity)) var sensitivity = false
  @OptionGroup var bands: BandOptions
  @OptionGroup var columns: PanelFileOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func validate() throws {
    if columns.panel != nil && month != nil {
      throw ValidationError(Message.hqMonthOrPanel[options.language])
    }
    if columns.panel == nil, columns.cluster != nil, clusterLevel == nil, columns.cluster != "store" {
      throw ValidationError(Message.hqClusterLevels[options.language])
    }
  }

  /// The level of regions that errors and bands are by.
  private var clusterLevel: RegionLevel? { columns.cluster.flatMap(RegionLevel.init) }

  func run() async throws {
    let door = Door(options)
    if columns.panel != nil {
      return try PanelUplift(columns, control: uplift.control, bands: bands.plan, svg: svg).write(on: door)
    }
    let seeds = try Seeds.chosen(by: environment())
    let statement = try await database.withLedger { ledger in
      try await UpliftStatement(
        ledger, database: database, month: month, asOf: asOf, terms: uplift.terms,
        trials: UpliftTrials(isSensitive: sensitivity, bands: bands.plan, clusteredBy: clusterLevel))
    }
    let report = UpliftReport(statement, measures: try seeds.measures(), figures: try seeds.publishedFigures())
    try report.write(on: door)
    if door.format == .table, case .success(let summary) = statement.causal {
      try SensitivityReport(summary, regions: try seeds.regions()).write(on: door)
    }
    if let svg { try EventStudySVG(statement, language: door.language).write(to: svg) }
  }
}
