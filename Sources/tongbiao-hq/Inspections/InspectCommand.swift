import ArgumentParser
import CommandLineDoor
import Localization

/// `inspect`
struct InspectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "inspect", .hqInspect,
    subcommands: [
      PlanInspection.self, ListTasks.self, PackInspections.self, FillInspections.self, ReturnInspections.self,
      RecordInspection.self, ShowInspections.self, ListConflicts.self, DecideInspection.self, NextVisits.self,
      OverruleVisit.self, RecordComplaint.self, PrintSheet.self,
    ])
}
