import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `inspect conflicts`
struct ListConflicts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "conflicts", .hqInspectConflicts, examples: ["inspect conflicts --database sqlite:hq.sqlite"])

  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let seeds = try Seeds.chosen(by: environment()).standards()
    let (found, book) = try await database.withLedger(as: access) { ledger, access in
      (try await ledger.inspectionConflicts(access: access), try await ledger.standardBook(seeds: seeds, asOf: nil))
    }
    let open = Set(found.filter(\.isOpenConflict).map(\.inspection.store))
    try Door(options).write(InspectionListing.recorded(found.filter { open.contains($0.inspection.store) }, book: book))
  }
}

/// `inspect decide`
struct DecideInspection: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "decide", .hqInspectDecide, examples: ["inspect decide SZ000001 --keep 0190a5c4-7e1b --reason 李督导核对了原件"])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @Option(help: ArgumentHelp(Message.hqOptionKeep)) var keep: String
  @Option(help: ArgumentHelp(Message.hqOptionReason)) var reason: String
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let seeds = try Seeds.chosen(by: environment()).standards()
    let (outcome, after, book) = try await database.withLedger(as: access) { ledger, access in
      let one = try await ledger.inspections(of: store, asOf: nil, access: access).named(keep)
      let outcome = try await ledger.decide(
        keep: one.inspection.id, of: store, reason: reason, seeds: seeds, access: access)
      return (
        outcome, try await ledger.inspections(of: store, asOf: nil, access: access),
        try await ledger.standardBook(seeds: seeds, asOf: nil)
      )
    }
    if door.format != .table, outcome.isKept { return try door.write(InspectionListing.recorded(after, book: book)) }
    if outcome == .upheld { return door.write(.hqUpheld(store)) }
    try StepReport(outcome, store: store).write(on: door)
  }
}
