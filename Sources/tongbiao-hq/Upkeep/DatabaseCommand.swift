import ArgumentParser
import CentralLedger
import CommandLineDoor
import Foundation
import Localization
import Synchronization

/// `database`
struct DatabaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "database", .hqDatabase, subcommands: [CopyDatabase.self, DistributeDatabase.self])
}

/// `database copy`
struct CopyDatabase: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "copy", .hqDatabaseCopy,
    examples: [
      "database copy --from sqlite:hq.sqlite --to postgres://hq@db.example/hq",
      "database copy --from postgres://hq@db.example/hq --to sqlite:hq.sqlite --format json",
    ])

  @Option(help: ArgumentHelp(Message.hqOptionCopyFrom)) var from: String
  @Option(help: ArgumentHelp(Message.hqOptionCopyTo)) var to: String
  @Option(help: ArgumentHelp(Message.hqOptionKeys)) var fromKeys: String?
  @Option(help: ArgumentHelp(Message.hqOptionKeys)) var toKeys: String?
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let line = Mutex(Progress(.hqCopyingRows, on: door))
    let summary = try await LedgerMove.run(
      from: try DatabaseOptions.named(from).address(), LedgerOptions(keyFile: fromKeys),
      to: try DatabaseOptions.named(to).address(), LedgerOptions(keyFile: toKeys)
    ) { _, rows in
      line.withLock { $0.update(rows, of: nil) }
      return .next
    }
    line.withLock { $0.finish() }
    let result = CopyResult(summary)
    switch door.format {
    case .json: try door.writeJSON(result)
    case .csv:
      try door.write(
        Listing(
          columns: [.init("table", .hqCopyTable), .init("rows", .hqCopyRows)],
          rows: summary.tables.map { [.text($0.name), .integer(Int64($0.rows))] }))
    case .table:
      door.write(
        .hqCopied(
          rows: summary.rows, number: summary.auditNumber, head: summary.auditDigest, resumed: summary.resumed))
    }
  }
}

/// What became of a copy, as JSON has it.
private struct CopyResult: Encodable {
  struct Table: Encodable {
    let table: String
    let rows: Int
  }

  let rows: Int
  let tables: [Table]
  let resumed: Bool
  let auditNumber: Int64
  let auditHead: String
  let secondsCopying: Double
  let secondsVerifying: Double
  var verified = true

  init(_ summary: LedgerMove.Summary) {
    rows = summary.rows
    tables = summary.tables.map { Table(table: $0.name, rows: $0.rows) }
    resumed = summary.resumed
    auditNumber = summary.auditNumber
    auditHead = summary.auditDigest
    secondsCopying = summary.secondsCopying
    secondsVerifying = summary.secondsVerifying
  }

  enum CodingKeys: String, CodingKey {
    case rows, tables, resumed, verified
    case auditNumber = "audit_number"
    case auditHead = "audit_head"
    case secondsCopying = "seconds_copying"
    case secondsVerifying = "seconds_verifying"
  }
}
