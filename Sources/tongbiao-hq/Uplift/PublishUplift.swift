import ArgumentParser
import CommandLineDoor
import Foundation
import Localization
import SnackChain

/// `uplift publish`
struct PublishUplift: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "publish", .hqUpliftPublish,
    examples: ["uplift publish uplift-2023-02.json --month 2023-02 --database sqlite:hq.sqlite"])

  @Argument(help: ArgumentHelp(Message.hqOptionOutput)) var file: String
  @Option(help: ArgumentHelp(Message.hqOptionMonth)) var month: YearMonth?
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @OptionGroup var uplift: UpliftOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    guard !FileManager.default.fileExists(atPath: file) else {
      throw DoorFailure("file_exists", .hqFileExists(file), advice: .hqNothingKept, status: .cannotCreate)
    }
    let statement = try await database.withLedger {
      try await PublishedStatement(
        $0, database: database, month: month, terms: uplift.terms, asOf: asOf, language: door.language)
    }
    do {
      try statement.bytes.write(to: URL(filePath: file), options: .withoutOverwriting)
    } catch {
      throw DoorFailure(
        "unwritable_file", .hqUnwritableFile(file, reason: systemReason(errno)), advice: .hqNothingKept,
        status: .cannotCreate)
    }
    if door.format == .json {
      try door.writeJSON(statement.head)
    } else {
      door.write(
        .hqPublished(file, month: statement.head.month, version: statement.head.dataVersion))
    }
  }
}

/// `uplift verify`
struct VerifyUplift: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "verify", .hqUpliftVerify,
    examples: ["uplift verify uplift-2023-02.json --database sqlite:hq.sqlite"])

  @Argument(help: ArgumentHelp(Message.hqOptionStatement)) var file: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let found: Data
    do {
      found = try Data(contentsOf: URL(filePath: file))
    } catch {
      throw DoorFailure("unreadable_file", .hqUnreadableFile(file, reason: systemReason(errno)), status: .noInput)
    }
    guard let head = try? JSONDecoder().decode(PublishedStatement.Head.self, from: found),
      head.kind == PublishedStatement.kind
    else { throw DoorFailure("not_a_statement", .hqNotAStatement(file), status: .dataError) }
    let again = try await database.withLedger {
      try await PublishedStatement(
        $0, database: database, month: head.month, terms: head.terms, asOf: head.dataVersion, language: head.language)
    }
    guard again.bytes == found else {
      if again.head.inputsDigest != head.inputsDigest {
        throw DoorFailure("other_data", .hqStatementOtherData(file), status: .dataError)
      }
      let isOtherProgram = head.programVersion != programVersion
      throw DoorFailure(
        isOtherProgram ? "other_program" : "tampered",
        isOtherProgram ? .hqStatementOtherProgram(file, version: head.programVersion) : .hqStatementTampered(file),
        status: .dataError)
    }
    if door.format == .json {
      try door.writeJSON(head)
    } else {
      door.write(.hqStatementHolds(file, month: head.month, version: head.dataVersion))
    }
  }
}

/// `publish`: the same by the name of what is done.
struct PublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "publish", .hqPublish, subcommands: [PublishUpliftAlias.self, VerifyUplift.self])
}

/// `publish uplift`
struct PublishUpliftAlias: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "uplift", .hqUpliftPublish, examples: ["publish uplift uplift-2023-02.json --month 2023-02"])

  @OptionGroup var publish: PublishUplift

  func run() async throws { try await publish.run() }
}
