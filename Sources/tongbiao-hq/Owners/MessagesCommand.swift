import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain
import SyncProtocol

/// `messages`
struct MessagesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration("messages", .hqMessages, subcommands: [SendMessage.self])
}

/// `messages send`
struct SendMessage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "send", .hqMessagesSend,
    examples: ["messages send '本月 10 日前请填月报' --region 330000", "messages send '请回电' --to SZ000001"])

  @Argument(help: ArgumentHelp(Message.hqOptionMessage)) var text: String
  @Option(help: ArgumentHelp(Message.hqOptionMessageTo)) var to: [StoreCode] = []
  @Option(help: ArgumentHelp(Message.hqOptionMessageRegion)) var region: RegionCode?
  @Flag(help: ArgumentHelp(Message.hqOptionMessageEveryone)) var everyone = false
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    guard (1...HeadquartersMessage.longest).contains(text.count) else {
      throw DoorFailure("message_length", .hqMessageLength, status: .usage)
    }
    guard [!to.isEmpty, region != nil, everyone].count(where: { $0 }) == 1 else {
      throw DoorFailure("message_to_whom", .hqMessageToWhom, status: .usage)
    }
    let sent = try await database.withLedger(as: access) { ledger, access in
      try await ledger.sendMessage(text, to: to.isEmpty ? nil : to, region: region, access: access)
    }
    switch door.format {
    case .table: door.write(.hqMessageSent(sent.number, sent.stores))
    case .json, .csv:
      try door.write(
        Listing(
          columns: ["number", "stores"].map { .init($0, Message(verbatim: $0)) },
          rows: [[.integer(sent.number), .integer(Int64(sent.stores))]]))
    }
  }
}
