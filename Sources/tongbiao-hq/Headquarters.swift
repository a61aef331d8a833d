import ArgumentParser
import CommandLineDoor
import Localization

/// The root of headquarters' command line.
struct Headquarters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tongbiao-hq", abstract: Message.hqProgram[Language.current], version: programVersion,
    subcommands: [
      ServeCommand.self, DemoCommand.self, PeopleCommand.self, StandardCommand.self, InspectCommand.self,
      StoresCommand.self, ReportsCommand.self, RemindCommand.self,
      RollupCommand.self, UpliftCommand.self, PublishCommand.self, AuditCommand.self, DoctorCommand.self,
      MessagesCommand.self, BundleCommand.self, StatementCommand.self, DatabaseCommand.self,
      KeysCommand.self, BackupCommand.self, RestoreCommand.self,
    ])
}
