import ArgumentParser
import CentralServer
import CommandLineDoor
import Foundation
import Localization
import Logging
import SnackChain
import SyncProtocol

/// `bundle`
struct BundleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration("bundle", .hqBundle, subcommands: [TakeBundle.self])
}

/// `bundle take`
struct TakeBundle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "take", .hqBundleTake, examples: ["bundle take /media/usb/out.tongbiao --answer /media/usb/answer.tongbiao"])

  @Argument(help: ArgumentHelp(Message.hqOptionBundle)) var file: String
  @Option(name: [.short, .long], help: ArgumentHelp(Message.hqOptionBundleAnswer)) var answer: String?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    guard let content = FileManager.default.contents(atPath: file) else {
      throw DoorFailure("no_file", .hqUnreadableFile(file, reason: systemReason(ENOENT)), status: .noInput)
    }
    let target = answer ?? file + ".answer"
    let programme = try DatabaseOptions.servedProgramme(beside: try database.address())
    let (paper, outcomes) = try await database.withLedger { ledger in
      try await BundleDesk(ledger: ledger, programme: programme, logger: Logger(label: "bundle")).take(content)
    }
    do {
      try JSONEncoder().encode(paper).write(to: URL(filePath: target), options: .atomic)
    } catch {
      throw DoorFailure("cannot_write", .hqCannotWrite(target), status: .cannotCreate)
    }
    func count(_ verdict: OperationOutcome.Verdict) -> Int { outcomes.count { $0.verdict == verdict } }
    let (accepted, repeated) = (count(.accepted), count(.repeated))
    let others = outcomes.count - accepted - repeated
    switch door.format {
    case .table: door.write(.hqBundleTaken(accepted: accepted, repeated: repeated, others: others, file: target))
    case .json, .csv:
      try door.write(
        Listing(
          columns: ["accepted", "repeated", "not_taken", "answer"].map { .init($0, Message(verbatim: $0)) },
          rows: [[.integer(Int64(accepted)), .integer(Int64(repeated)), .integer(Int64(others)), .text(target)]]))
    }
  }
}
