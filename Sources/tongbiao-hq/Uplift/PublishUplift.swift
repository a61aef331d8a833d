import ArgumentParser
import CentralLedger
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
    let (statement, recorded) = try await database.withLedger { ledger in
      let statement = try await PublishedStatement(
        ledger, database: database, month: month, terms: uplift.terms, asOf: asOf, language: door.language)
      // The file first: what the ledger lists as published must have been handed out.
      do {
        try statement.bytes.write(to: URL(filePath: file), options: .withoutOverwriting)
      } catch {
        throw DoorFailure(
          "unwritable_file", .hqUnwritableFile(file, reason: systemReason(errno)), advice: .hqNothingKept,
          status: .cannotCreate)
      }
      return (statement, try await ledger.recordStatement(statement.draft, actor: localActor()))
    }
    if door.format == .json {
      try door.writeJSON(RecordedHead(head: statement.head, digest: recorded.digest, position: recorded.position))
    } else {
      door.write(
        .hqPublished(file, month: statement.head.month, version: statement.head.dataVersion))
    }
  }
}

/// The head of a statement, with the name that the ledger has it by.
private struct RecordedHead: Encodable {
  let head: PublishedStatement.Head
  let digest: String?
  let position: Int64?

  enum CodingKeys: String, CodingKey {
    case digest = "statement_sha256"
    case position = "recorded_at"
  }

  func encode(to encoder: any Encoder) throws {
    try head.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(digest, forKey: .digest)
    try container.encode(position, forKey: .position)
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
    let (again, recorded) = try await database.withLedger { ledger in
      let again = try await PublishedStatement(
        ledger, database: database, month: head.month, terms: head.terms, asOf: head.dataVersion,
        language: head.language)
      return (again, try await ledger.statement(LedgerStatement.digest(of: Array(found))))
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
      try door.writeJSON(RecordedHead(head: head, digest: recorded?.digest, position: recorded?.position))
    } else {
      door.write(.hqStatementHolds(file, month: head.month, version: head.dataVersion))
      if recorded == nil { door.write(.hqStatementNotListed) }
    }
  }
}

/// `publish`: the same by the name of what is done.
struct PublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "publish", .hqPublish,
    subcommands: [PublishUpliftAlias.self, VerifyUplift.self, ListStatements.self, ShowStatement.self])
}

/// `publish uplift`
struct PublishUpliftAlias: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "uplift", .hqUpliftPublish, examples: ["publish uplift uplift-2023-02.json --month 2023-02"])

  @OptionGroup var publish: PublishUplift

  func run() async throws { try await publish.run() }
}
