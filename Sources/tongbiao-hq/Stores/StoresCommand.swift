import ArgumentParser
import CommandLineDoor
import Localization

/// `stores`
struct StoresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "stores", .hqStores,
    subcommands: [
      ImportStores.self, ListStores.self, ShowStore.self, InviteStore.self, ListDevices.self, RevokeDevice.self,
      TransferStore.self, HandOverStore.self,
    ])
}
