import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

/// `stores invite`
struct InviteStore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "invite", .hqStoresInvite,
    examples: ["stores invite SZ000001 --database sqlite:hq.sqlite", "stores invite SZ000001 --format json"])

  @Argument(help: ArgumentHelp(Message.hqOptionStore)) var store: StoreCode
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let invite = try await database.withLedger { try await $0.makeInvite(for: store, actor: localActor()) }
    try Self.write(invite, on: door)
  }

  /// Shows an invite, once: HQ keeps only its hash.
  static func write(_ invite: Invite, on door: Door) throws {
    switch door.format {
    case .json:
      try door.writeJSON(
        InviteJSON(store: invite.store.description, code: invite.code, expires: invite.expires.description))
    case .csv:
      try door.write(
        Listing(
          columns: [
            .init("store", .hqFactCode), .init("code", .hqInviteCode), .init("expires", .hqInviteExpires),
          ],
          rows: [[.text(invite.store.description), .text(invite.code), .text(invite.expires.description)]]))
    case .table:
      door.write(.hqInvite(store: invite.store.description, code: invite.code, expires: invite.expires.inChina))
    }
  }

  private struct InviteJSON: Encodable {
    let store: String
    let code: String
    let expires: String
  }
}
