import ArgumentParser
import CentralLedger
import ChainStatistics
import CommandLineDoor
import Localization
import PanelFeed
import SeedData
import SnackChain

/// `remind`
struct RemindCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "remind", .hqRemind,
    examples: [
      "remind --month 2023-02 --limit 50 --database sqlite:hq.sqlite",
      "remind --as wang --format csv --database sqlite:hq.sqlite",
    ])

  @Option(help: ArgumentHelp(Message.hqOptionMonth)) var month: YearMonth?
  @Option(help: ArgumentHelp(Message.hqOptionRemindLimit)) var limit: Int?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let regions = try Seeds.chosen(by: environment()).regions()
    let (fed, scope) = try await database.withLedger(as: access) { ledger, access in
      (try await PanelReading(ledger, database: database, asOf: nil, covering: nil).fed, access.scope)
    }
    let panel = scope == .everywhere ? fed.panel : fed.panel.narrowed(to: scope)
    let month = month ?? fed.reported?.upperBound ?? todayInChina().yearMonth.previous
    let reminders = try panel.reminders(in: month)
    try door.write(
      Listing(
        columns: [
          .init("store", .hqFactCode), .init("name", .hqFactName), .init("region", .hqFactRegion),
          .init("adds", .webAdds), .init("turnover_share", .webAddsTurnover),
          .init("comparison_share", .webAddsComparison), .init("expected_fen", .webLastFigure),
          .init("last_reported", .webLastReported),
        ],
        rows: reminders.prefix(limit.map { max(0, $0) } ?? .max).map { reminder in
          [
            .text(panel.code(ofRow: reminder.row)), .text(panel.name(ofRow: reminder.row)),
            .optional(panel.region(ofRow: reminder.row, in: month).map { regions.fullName(of: $0) }),
            .share(reminder.adds), .share(reminder.turnoverShare), .share(reminder.comparisonShare),
            .money(Money(fen: reminder.expectedFen)), .optional(reminder.lastReported?.description),
          ]
        }))
    door.say(.hqDefinition(.webCallsDefinition))
    door.say(.hqDataVersion(fed.panel.dataVersion))
    if fed.isSynthetic { door.say(.hqSynthetic) }
  }
}
