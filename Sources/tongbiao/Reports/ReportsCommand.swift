import ArgumentParser
import CommandLineDoor
import Localization
import StoreLedger
import SyncProtocol

/// `tongbiao reports`
struct ReportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "reports", .ownerReports, examples: ["reports", "reports --format json"])

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let months = try store.openLedger().months()
    if months.isEmpty && door.format == .table { return door.say(.ownerNoReports) }
    try door.write(ReportListing.states(of: months), json: months.map(MonthFields.init))
  }
}
