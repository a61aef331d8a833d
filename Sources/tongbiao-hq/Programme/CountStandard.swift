import ArgumentParser
import CentralLedger
import CommandLineDoor
import Localization
import SeedData
import SnackChain

/// `standard counts`
struct CountStandard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "counts", .hqStandardCounts,
    examples: [
      "standard counts --month 2023-02 --database sqlite:hq.sqlite", "standard counts --month 2023-02 --as-of 1200",
    ])

  @Option(help: ArgumentHelp(Message.hqOptionMonth)) var month: YearMonth?
  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let month = month ?? todayInChina().yearMonth
    let published = try Seeds.chosen(by: environment()).publishedFigures()
    let counts = try await database.withLedger(as: access) { ledger, access in
      try await sayIfSynthetic(ledger, on: door)
      // The estimate is of the whole country: beside the counts of some regions it would mislead.
      let estimated = access.scope == .everywhere ? published.storesEstimated : nil
      return try await ledger.programmeCounts(of: month, asOf: asOf, estimated: estimated, access: access)
    }
    let rows: [(String, Int?)] = [
      ("estimated", counts.estimated), ("registered", counts.registered), ("applied", counts.applied),
      ("certified_ever", counts.certifiedEver), ("valid_now", counts.validNow), ("reporting", counts.reporting),
    ]
    let listing = Listing(
      columns: [
        .init("count", Message(zh: "口径", en: "Count")), .init("stores", Message(zh: "家数", en: "Stores")),
        .init("definition", Message(zh: "定义", en: "Definition")),
      ],
      rows: rows.map { key, count in
        [
          .message(.hqCount(key), code: key), .optional(count),
          .message(.hqCountDefinition(key), code: Message.hqCountDefinition(key)[door.language]),
        ]
      })
    try door.write(
      listing,
      json: CountsJSON(
        month: month.description, dataVersion: counts.dataVersion,
        counts: Dictionary(uniqueKeysWithValues: rows),
        definitions: Dictionary(
          uniqueKeysWithValues: rows.map { ($0.0, Message.hqCountDefinition($0.0)[door.language]) })))
    if door.format == .table { door.write(.hqCountsFooter(month, version: counts.dataVersion)) }
  }

  private struct CountsJSON: Encodable {
    let month: String
    let dataVersion: Int64
    let counts: [String: Int?]
    let definitions: [String: String]

    enum CodingKeys: String, CodingKey {
      case month, counts, definitions
      case dataVersion = "data_version"
    }
  }
}
