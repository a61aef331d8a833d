import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SnackChain

/// `publish list`
struct ListStatements: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "list", .hqPublishList, examples: ["publish list --format json --database sqlite:hq.sqlite"])

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let statements = try await database.withLedger { try await $0.statements() }
    try Door(options).write(
      Listing(
        columns: [
          .init("published_at", Message(zh: "定稿时间", en: "Published")), .init("month", Message(zh: "月份", en: "Month")),
          .init("data_version", Message(zh: "数据版本", en: "Data version")),
          .init("program_version", Message(zh: "程序版本", en: "Program")),
          .init("published_by", Message(zh: "定稿人", en: "By")), .init("kind", Message(zh: "类别", en: "Kind")),
          .init("recorded_at", Message(zh: "流水号", en: "Position")),
          .init("statement_sha256", Message(zh: "摘要", en: "Digest")),
        ],
        rows: statements.map {
          [
            .text($0.publishedAt.description), .text($0.draft.month.description), .integer($0.draft.dataVersion),
            .text($0.draft.programVersion), .text($0.publishedBy), .text($0.draft.kind), .integer($0.position),
            .text($0.digest),
          ]
        }))
  }
}

/// `publish show`
struct ShowStatement: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "show", .hqPublishShow, examples: ["publish show DIGEST --database sqlite:hq.sqlite > statement.json"])

  @Argument(help: ArgumentHelp(Message.hqOptionDigest)) var digest: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let statement = try await database.withLedger { try await $0.statement(digest.lowercased()) }
    guard let statement else {
      throw DoorFailure("unknown_statement", .hqUnknownStatement(digest), status: .dataError)
    }
    Door(options).write(statement.draft.content)
  }
}
