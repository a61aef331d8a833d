import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization

/// `database distribute`
struct DistributeDatabase: ParsableCommand {
  static let configuration = CommandConfiguration(
    "distribute", .hqDatabaseDistribute, examples: ["database distribute | psql postgres://hq@db.example/hq"])

  @OptionGroup var options: DoorOptions

  func run() throws {
    Door(options).write(Message(verbatim: LedgerDistribution.citusScript))
  }
}
