import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

/// `people add`
struct AddPerson: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "add", .hqPeopleAdd,
    examples: [
      "people add wang --role inspector --regions 3306,44 --database sqlite:hq.sqlite",
      "people add chen --role association --regions all",
    ])

  @Argument(help: ArgumentHelp(Message.hqOptionAccount)) var name: AccountName
  @Option(help: ArgumentHelp(Message.hqOptionRole)) var role: Role
  @Option(help: ArgumentHelp(Message.hqOptionScope)) var regions: RegionScope
  @Option(help: ArgumentHelp(Message.hqOptionPositionFrom)) var from: CalendarDay?
  @Option(help: ArgumentHelp(Message.hqOptionNote)) var note: String?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let day = from ?? todayInChina()
    let change = try await database.withLedger(as: access) { ledger, access in
      try await ledger.recordPosition(
        Position(role: role, scope: regions), of: name, validFrom: day, note: note, access: access)
    }
    let door = Door(options)
    if door.format != .table {
      try door.write(AccountListing.listing([change.account], on: day))
    } else if change.isNew {
      door.write(.hqPositionRecorded(name, role: role, scope: regions, from: day))
    } else {
      door.write(.hqPositionUnchanged(name))
    }
  }
}

/// `people revoke`
struct RevokePerson: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "revoke", .hqPeopleRevoke, examples: ["people revoke wang --database sqlite:hq.sqlite"])

  @Argument(help: ArgumentHelp(Message.hqOptionAccount)) var name: AccountName
  @Option(help: ArgumentHelp(Message.hqOptionPositionFrom)) var from: CalendarDay?
  @Option(help: ArgumentHelp(Message.hqOptionNote)) var note: String?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let day = from ?? todayInChina()
    let change = try await database.withLedger(as: access) { ledger, access in
      try await ledger.recordPosition(nil, of: name, validFrom: day, note: note, access: access)
    }
    let door = Door(options)
    if door.format != .table {
      try door.write(AccountListing.listing([change.account], on: day))
    } else {
      door.write(change.isNew ? .hqAccountRevoked(name, from: day) : .hqPositionUnchanged(name))
    }
  }
}

/// `people list`
struct ListPeople: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "list", .hqPeopleList, examples: ["people list --all --format json --database sqlite:hq.sqlite"])

  @Flag(help: ArgumentHelp(Message.hqOptionRevokedToo)) var all = false
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let today = todayInChina()
    let accounts = try await database.withLedger { try await $0.accounts(asOf: asOf) }
    let shown = accounts.filter { account in
      all || account.positions.entries.contains { $0.validFrom > today && $0.fact != nil }
        || account.position(on: today) != nil
    }
    try Door(options).write(AccountListing.listing(shown, on: today))
  }
}

/// Accounts as a listing.
enum AccountListing {
  static func listing(_ accounts: [Account], on day: CalendarDay) -> Listing {
    Listing(
      columns: [
        .init("name", Message(zh: "账号", en: "Account")), .init("role", Message(zh: "身份", en: "Role")),
        .init("regions", Message(zh: "地区", en: "Regions")), .init("valid_from", Message(zh: "从哪天起", en: "Valid from")),
        .init("recorded_at", Message(zh: "记入版本", en: "Recorded at")),
      ],
      rows: accounts.map { account in
        let entry = account.positions.entries.last { $0.validFrom <= day } ?? account.positions.entries.first
        let position = entry?.fact
        return [
          .text(account.name.description),
          position.map { .message(.role($0.role), code: $0.role.rawValue) }
            ?? .message(.hqAccountWithout, code: "revoked"),
          position.map { .message(.regionScope($0.scope), code: $0.scope.description) } ?? .none,
          .optional(entry?.validFrom.description), .optional(entry.map { Int($0.recordedAt) }),
        ]
      })
  }
}
