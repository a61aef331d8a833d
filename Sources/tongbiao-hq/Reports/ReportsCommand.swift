import ArgumentParser
import CommandLineDoor
import Localization

/// `reports`
struct ReportsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "reports", .hqReports,
    subcommands: [
      ImportReports.self, ExportReports.self, ShowReports.self, MissingReports.self, LateReports.self,
      CloseReports.self, ReopenReports.self, ListClosings.self,
    ])
}
