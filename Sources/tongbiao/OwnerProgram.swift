import ArgumentParser
import CommandLineDoor
import Localization

/// The root of the owner's command line.
struct OwnerProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tongbiao", abstract: Message.ownerProgram[Language.current], version: programVersion,
    subcommands: [
      HomeCommand.self, JoinCommand.self, ReportCommand.self, ReportsCommand.self, AmendCommand.self,
      ImportCommand.self, TillCommand.self,
      SyncCommand.self, StatusCommand.self, StandardCommand.self, ReceiptCommand.self, ExportCommand.self,
      StatementCommand.self, BundleCommand.self, RecoveryCommand.self, RemindersCommand.self,
      DoctorCommand.self,
    ], defaultSubcommand: HomeCommand.self)
}
