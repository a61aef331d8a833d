import ArgumentParser
import CommandLineDoor
import Localization
import StoreLedger
import SyncProtocol

/// `tongbiao export`
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "export", .ownerExport, examples: ["export --format csv > reports.csv", "export --format json > everything.json"])

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() throws {
    let door = Door(options)
    let ledger = try store.openLedger()
    let picture = try ledger.picture()
    let listing = ReportListing.csv(of: picture.months.map(\.current.operation))
    guard door.format == .json else { return try door.write(listing) }
    try door.writeJSON(
      Everything(
        profile: picture.profile, months: picture.months.map(MonthFields.init),
        revisions: picture.months.flatMap { $0.revisions.map(\.operation) },
        receipts: try ledger.receipts().map(\.receipt), receiptKeys: try ledger.receiptKeys(),
        benchmarks: try ledger.benchmarks(), statement: try ledger.statement()))
  }

  /// The fields of `--format json`.
  private struct Everything: Encodable {
    let profile: StoreProfile
    let months: [MonthFields]
    let revisions: [ReportOperation]
    let receipts: [Receipt]
    let receiptKeys: [ReceiptKey]
    let benchmarks: BenchmarkPack?
    let statement: TurnoverStatement?

    enum CodingKeys: String, CodingKey {
      case profile, months, revisions, receipts, benchmarks, statement
      case receiptKeys = "receipt_keys"
    }
  }
}
