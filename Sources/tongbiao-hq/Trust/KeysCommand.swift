import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain
import SyncProtocol

/// `keys`
struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration("keys", .hqKeys, subcommands: [ListKeys.self, RotateKey.self])
}

/// `keys list`
struct ListKeys: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "list", .hqKeysList, examples: ["keys list --database sqlite:hq.sqlite"])

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let (keys, successions) = try await database.withLedger {
      (try await $0.receiptKeys(), try await $0.keySuccessions())
    }
    var listing = Listing(columns: [
      .init("id", .hqKeyColumn), .init("state", .hqKeyState), .init("since", .hqKeySince), .init("key", .hqKeyPublic),
    ])
    for (place, key) in keys.enumerated() {
      let since = successions.first { $0.next.id == key.id }?.changedAt.description
      listing.rows.append([
        .text(key.id),
        place == 0 ? .message(.hqKeySigns, code: "signs") : .message(.hqKeyVerifies, code: "verifies"),
        .optional(since), .text(key.key),
      ])
    }
    try Door(options).write(listing)
  }
}

/// `keys rotate`
struct RotateKey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "rotate", .hqKeysRotate, examples: ["keys rotate --database sqlite:hq.sqlite"])

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let statement = try await database.withLedger { try await $0.rotateReceiptKey(actor: localActor()) }
    switch door.format {
    case .json: try door.writeJSON(statement)
    case .csv:
      try door.write(
        Listing(
          columns: [.init("previous", .hqKeyPrevious), .init("next", .hqKeyNext)],
          rows: [[.text(statement.previous), .text(statement.next.id)]]))
    case .table: door.write(.hqKeyRotated(from: statement.previous, to: statement.next.id))
    }
  }
}
