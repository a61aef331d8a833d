import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

/// `stores hand-over`
struct HandOverStore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "hand-over", .hqHandOver, examples: ["stores hand-over SZ000001"])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let invite = try await database.withLedger(as: access) { ledger, access in
      try await ledger.handOver(store, access: access)
    }
    try InviteStore.write(invite, on: Door(options))
  }
}
