import ArgumentParser
import CentralLedger
import ChainStatistics
import CommandLineDoor
import Localization
import PanelFeed
import SeedData
import SnackChain

extension RollupDimension: ExpressibleByArgument {}
extension RollupPeriodKind: ExpressibleByArgument {}

/// `rollup`
struct RollupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "rollup", .hqRollup,
    examples: [
      "rollup --by province --from 2022-03 --to 2023-02 --database sqlite:hq.sqlite",
      "rollup --by standing --period quarter --format json --database sqlite:hq.sqlite",
      "rollup --by city --as-of 120000 --format csv --database sqlite:hq.sqlite",
    ])

  @Option(help: ArgumentHelp(Message.hqOptionBy)) var by: RollupDimension = .province
  @Option(help: ArgumentHelp(Message.hqOptionFrom)) var from: YearMonth?
  @Option(help: ArgumentHelp(Message.hqOptionTo)) var to: YearMonth?
  @Option(help: ArgumentHelp(Message.hqOptionPeriod)) var period: RollupPeriodKind = .month
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp(Message.hqOptionDiff)) var diff: [Int64] = []
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func validate() throws {
    if let from, let to, to < from { throw ValidationError(Message.hqMonthsReversed[options.language]) }
    if !diff.isEmpty && diff.count != 2 { throw ValidationError(Message.hqDiffNeedsTwo[options.language]) }
  }

  func run() async throws {
    let door = Door(options)
    let seeds = try Seeds.chosen(by: environment())
    if diff.count == 2 {
      return try await database.withLedger { ledger in
        try await RollupDifference(ledger, database: database, from: diff[0], to: diff[1])
          .write(by: by, months: asked, regions: try seeds.regions(), on: door)
      }
    }
    let (rollup, fed) = try await database.withLedger { ledger in
      let reading = try await PanelReading(ledger, database: database, asOf: asOf, covering: asked)
      let months = self.months(of: reading.fed.reported ?? reading.fed.panel.months)
      let fed = reading.fed
      let request = RollupRequest(by: by, months: months, periods: period, measures: [.openDays, .platforms])
      return (try fed.panel.rollup(request), fed)
    }
    let statement = RollupStatement(
      rollup, isSynthetic: fed.isSynthetic, headsOutside: fed.headsOutside, measures: try seeds.measures(),
      names: try RollupNames(seeds), language: door.language)
    try statement.write(on: door)
  }

  /// The months asked for, where both ends are named.
  private var asked: ClosedRange<YearMonth>? {
    guard let from, let to else { return from.map { $0...$0 } ?? to.map { $0...$0 } }
    return from...to
  }

  /// The months to show: as asked, the others from the reports that there are.
  private func months(of reported: ClosedRange<YearMonth>) -> ClosedRange<YearMonth> {
    let first = from ?? min(reported.lowerBound, to ?? reported.lowerBound)
    return first...max(first, to ?? reported.upperBound)
  }
}
