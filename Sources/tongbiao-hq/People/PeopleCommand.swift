import ArgumentParser
import CommandLineDoor
import Localization

/// `people`
struct PeopleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "people", .hqPeople,
    subcommands: [AddPerson.self, ListPeople.self, RevokePerson.self, SetPassword.self, SetCode.self],
    defaultSubcommand: ListPeople.self)
}
