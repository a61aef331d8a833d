import ArgumentParser
import CommandLineDoor
import Foundation
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao join URL CODE`
struct JoinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "join", .ownerJoin, examples: ["join https://hq.example 7K2MQ-0XW4T"])

  @Argument(help: ArgumentHelp(Message.ownerOptionServer))
  var url: String

  @Argument(help: ArgumentHelp(Message.ownerOptionCode))
  var code: String

  @Option(help: ArgumentHelp(Message.ownerOptionDeviceName))
  var deviceName: String?

  @OptionGroup var options: DoorOptions

  func run() async throws {
    let address = try HeadquartersLine.address(url)
    let joining = Joining(
      home: StoreOptions.home, server: address, transport: HeadquartersLine.transport(to: address))
    let outcome: Joining.Outcome
    do throws(Joining.Problem) {
      outcome = try await joining.join(code: code, deviceName: deviceName ?? Self.hostName)
    } catch {
      switch error {
      case .mistyped:
        throw DoorFailure(
          "invite_mistyped", .ownerInviteMistyped(code), advice: .ownerInviteMistypedAdvice, status: .dataError)
      case .inviteInvalid:
        throw DoorFailure(
          "invite_invalid", .ownerInviteInvalid, advice: .ownerInviteInvalidAdvice, status: .notAllowed)
      case .sync(let problem): throw problem
      }
    }
    let profile = outcome.profile
    let door = Door(options)
    let ledger = try StoreLedger(home: StoreOptions.home, store: profile.store)
    // The history comes at once, so that the first form has last month beside it. Without it joining stands as well.
    let fetched = outcome.wasJoined ? nil : try await SyncRun.once(ledger, on: door)
    switch door.format {
    case .table:
      if let fetched, fetched.problem == nil, fetched.learnt > 0 { door.say(.ownerHistoryFetched(fetched.learnt)) }
      door.write(
        outcome.wasJoined ? .ownerWasJoined(profile.store, profile.name) : .ownerJoined(profile.store, profile.name))
    case .json, .csv:
      let listing = Listing(
        columns: [.init("store", .ownerColumnStore), .init("name", .ownerColumnValue)],
        rows: [[.text(profile.store.description), .text(profile.name)]])
      try door.write(
        listing, json: Joined(store: profile.store, name: profile.name, alreadyJoined: outcome.wasJoined))
    }
  }

  /// The fields of `--format json`.
  private struct Joined: Encodable {
    let store: StoreCode
    let name: String
    let alreadyJoined: Bool

    enum CodingKeys: String, CodingKey {
      case store, name
      case alreadyJoined = "already_joined"
    }
  }

  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "device" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
