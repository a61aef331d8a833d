import ArgumentParser
import CommandLineDoor
import Localization
import ReportSync
import SnackChain
import StoreLedger
import SyncProtocol

/// `tongbiao recovery`
struct RecoveryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration("recovery", .ownerRecovery, examples: ["recovery"])

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let ledger = try store.openLedger()
    guard let enrollment = try ledger.enrollment() else { throw DoorFailure.notJoined }
    let answer = try await Recovery(ledger: ledger, transport: try SyncRun.transport(of: ledger)).code()
    switch door.format {
    case .table:
      door.write(.ownerRecoveryCode(answer.code, server: enrollment.server, until: answer.expires.dayInChina))
    case .json, .csv:
      let columns = ["code", "server", "expires"].map { Listing.Column($0, Message(verbatim: $0)) }
      try door.write(
        Listing(
          columns: columns, rows: [[.text(answer.code), .text(enrollment.server), .text(answer.expires.description)]]))
    }
  }
}
