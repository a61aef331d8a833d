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
      "rollup --by tier --period year-to-date --growth --from 2022-12 --to 2022-12 --database sqlite:hq.sqlite",
    ])

  @Option(help: ArgumentHelp(Message.hqOptionBy)) var by: RollupDimension = .province
  @Option(help: ArgumentHelp(Message.hqOptionFrom)) var from: YearMonth?
  @Option(help: ArgumentHelp(Message.hqOptionTo)) var to: YearMonth?
  @Option(help: ArgumentHelp(Message.hqOptionPeriod)) var period: RollupPeriodKind = .month
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @Option(name: .customLong("deadline-day"), help: ArgumentHelp(Message.hqOptionDeadline)) var deadlineDay = 10
  @Flag(help: ArgumentHelp(Message.hqOptionGrowth)) var growth = false
  @Option(name: .customLong("min-open-days"), help: ArgumentHelp(Message.hqOptionMinOpenDays))
  var minOpenDays = TurnoverPanel.usualMinOpenDays
  @Option(help: ArgumentHelp(Message.hqOptionDraws)) var draws = 999
  @Option(help: ArgumentHelp(Message.hqOptionDrawSeed)) var seed: UInt64 = 20_230_228
  @Option(name: .long, parsing: .upToNextOption, help: ArgumentHelp(Message.hqOptionDiff)) var diff: [Int64] = []
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func validate() throws {
    if let from, let to, to < from { throw ValidationError(Message.hqMonthsReversed[options.language]) }
    if !diff.isEmpty && diff.count != 2 { throw ValidationError(Message.hqDiffNeedsTwo[options.language]) }
    guard (1...28).contains(deadlineDay) else { throw ValidationError(Message.hqDeadlineRange[options.language]) }
    guard (0...31).contains(minOpenDays) else { throw ValidationError(Message.hqOpenDaysRange[options.language]) }
    guard (0...100_000).contains(draws) else { throw ValidationError(Message.hqDrawsRange[options.language]) }
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
    let quick = try quick()
    let answer = if let quick { quick } else { try await fromPanel() }
    let statement = RollupStatement(
      answer, measures: try seeds.measures(), names: try RollupNames(seeds), language: door.language)
    try statement.write(on: door)
  }

  /// From the snapshot alone, where it is up to date and has all that is asked for.
  private func quick() throws -> RollupAnswer? {
    guard !growth, let path = try database.path(), let snapshot = CurrentSnapshot(ofDatabase: path),
      asOf == nil || asOf == snapshot.dataVersion, let reported = snapshot.reported
    else { return nil }
    guard let rollup = snapshot.rollup(request(months(of: reported))) else { return nil }
    return RollupAnswer(
      rollup: rollup, growth: nil, isSynthetic: snapshot.isSynthetic, headsOutside: snapshot.headsOutside,
      unreconciled: UnreconciledRemainder([]))
  }

  private func fromPanel() async throws -> RollupAnswer {
    try await database.withLedger { ledger in
      let reading = try await PanelReading(ledger, database: database, asOf: asOf, covering: asked)
      let fed = reading.fed
      let request = request(months(of: fed.reported ?? fed.panel.months))
      let options = RollupGrowthOptions(minOpenDays: minOpenDays, draws: draws, seed: seed)
      let rows = growth ? try fed.panel.growth(request, options: options) : nil
      return RollupAnswer(
        rollup: try fed.panel.rollup(request),
        growth: rows.map { RollupAnswer.Growth(rows: $0, options: options) }, isSynthetic: fed.isSynthetic,
        headsOutside: fed.headsOutside, unreconciled: UnreconciledRemainder(try await ledger.unreconciled()))
    }
  }

  private func request(_ months: ClosedRange<YearMonth>) -> RollupRequest {
    RollupRequest(
      by: by, months: months, periods: period, measures: .all, deadline: ReportDeadline(day: deadlineDay))
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
