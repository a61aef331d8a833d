import ArgumentParser
import CentralLedger
import CommandLineDoor
import Foundation
import Localization
import SeedData
import SnackChain

/// `standard versions`
struct ListVersions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "versions", .hqStandardVersions, examples: ["standard versions --database sqlite:hq.sqlite"])

  @Option(name: .customLong("as-of"), help: ArgumentHelp(Message.hqOptionAsOf)) var asOf: Int64?
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let seeds = try Seeds.chosen(by: environment()).standards()
    let book = try await database.withLedger { try await $0.standardBook(seeds: seeds, asOf: asOf) }
    let inForce = book.inForce(on: todayInChina())?.version
    let door = Door(options)
    let listing = Listing(
      columns: [
        .init("version", Message(zh: "版本", en: "Version")), .init("valid_from", Message(zh: "施行", en: "In force from")),
        .init("title", Message(zh: "名称", en: "Title")), .init("items", Message(zh: "检查项", en: "Items")),
        .init("critical", Message(zh: "关键项", en: "Critical")), .init("basis", Message(zh: "来源", en: "Basis")),
        .init("in_force", Message(zh: "现行", en: "Now in force")),
      ],
      rows: book.versions.map { version in
        [
          .text(version.version), .text(version.validFrom.description),
          .text(Message(zh: version.title.zh, en: version.title.en)[door.language]),
          .integer(Int64(version.checklist.count)), .integer(Int64(version.checklist.count { $0.isCritical })),
          .message(.standardBasis(version.basis), code: version.basis?.description ?? "headquarters"),
          .message(
            version.version == inForce ? Message(zh: "是", en: "yes") : Message(verbatim: ""),
            code: String(version.version == inForce)),
        ]
      })
    try door.write(listing)
  }
}

/// `standard version`
struct ShowVersion: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "version", .hqStandardVersion,
    examples: ["standard version 1 --database sqlite:hq.sqlite", "standard version 1 --format json > 2.json"])

  @Argument(help: ArgumentHelp(Message.hqOptionVersionName)) var version: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let seeds = try Seeds.chosen(by: environment()).standards()
    let book = try await database.withLedger { try await $0.standardBook(seeds: seeds, asOf: nil) }
    guard let found = book[version] else {
      throw DoorFailure("unknown_version", .hqNoStandardVersion(version), status: .dataError)
    }
    func text(_ wording: Wording) -> Listing.Cell { .text(Message(zh: wording.zh, en: wording.en)[door.language]) }
    let listing = Listing(
      columns: [
        .init("item", Message(zh: "项目", en: "Item")), .init("question", Message(zh: "要求", en: "What is asked")),
        .init("weight", Message(zh: "分值", en: "Points")), .init("critical", Message(zh: "关键项", en: "Critical")),
        .init("evidence", Message(zh: "证据", en: "Evidence")), .init("tiers", Message(zh: "档次", en: "Tiers")),
        .init("basis", Message(zh: "来源", en: "Basis")),
      ],
      rows: found.checklist.map { item in
        [
          .text(item.id), text(item.question), .integer(Int64(item.weight)),
          .message(
            item.isCritical ? Message(zh: "是", en: "yes") : Message(verbatim: ""), code: String(item.isCritical)),
          .text(item.evidence.map(\.rawValue).joined(separator: "|")),
          .message(
            .joined(item.tiers.map(Message.tier), zh: "、", en: ", "),
            code: item.tiers.map(\.rawValue).joined(separator: "|")),
          .message(.standardBasis(item.basis), code: item.basis?.description ?? "headquarters"),
        ]
      })
    try door.write(listing, json: found)
  }
}

/// `standard adopt`
struct AdoptVersion: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    "adopt", .hqStandardAdopt, examples: ["standard adopt 2.json --database sqlite:hq.sqlite"])

  @Argument(help: ArgumentHelp(Message.hqOptionVersionFile)) var file: String
  @OptionGroup var access: AccessOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: DoorOptions

  func run() async throws {
    let door = Door(options)
    let seeds = try Seeds.chosen(by: environment()).standards()
    let version = try Self.read(file)
    let adoption = try await database.withLedger(as: access) { ledger, access in
      try await ledger.adopt(version, seeds: seeds, access: access)
    }
    switch adoption {
    case .refused(let problems):
      throw DoorFailure(
        problems.first?.code ?? "refused", .hqStandardRefused(problems), advice: .hqNothingKept, status: .dataError)
    case .adopted(let dataVersion): try write(version, isNew: true, dataVersion, on: door)
    case .repeated: try write(version, isNew: false, nil, on: door)
    }
  }

  private func write(_ version: StandardVersion, isNew: Bool, _ dataVersion: Int64?, on door: Door) throws {
    if door.format == .table {
      return door.write(
        isNew ? .hqStandardAdopted(version.version, from: version.validFrom) : .hqStandardKnown(version.version))
    }
    try door.write(
      Listing(
        columns: [
          .init("version", Message(zh: "版本", en: "Version")),
          .init("valid_from", Message(zh: "施行", en: "In force from")),
          .init("adopted", Message(zh: "新增", en: "Adopted")),
          .init("data_version", Message(zh: "数据版本", en: "Data version")),
        ],
        rows: [
          [
            .text(version.version), .text(version.validFrom.description), .text(String(isNew)),
            .optional(dataVersion.map { Int($0) }),
          ]
        ]))
  }

  /// Files above this are no version of a standard.
  private static let mostBytes = 4_000_000

  private static func read(_ path: String) throws -> StandardVersion {
    guard let handle = FileHandle(forReadingAtPath: path), let data = try? handle.read(upToCount: mostBytes + 1) else {
      throw DoorFailure(
        "unreadable_file", .hqUnreadableFile(path, reason: systemReason(ENOENT)), advice: .hqNothingKept,
        status: .noInput)
    }
    do {
      guard data.count <= mostBytes else { throw CocoaError(.fileReadTooLarge) }
      return try JSONDecoder().decode(StandardVersion.self, from: data)
    } catch let error as DecodingError {
      throw DoorFailure(
        "no_standard_version", .hqStandardUnreadable(error.place), advice: .hqNothingKept, status: .dataError)
    } catch {
      throw DoorFailure("no_standard_version", .hqStandardUnreadable(path), advice: .hqNothingKept, status: .dataError)
    }
  }
}

extension DecodingError {
  /// Where in a document something was wrong, as a path of keys.
  var place: String {
    switch self {
    case .keyNotFound(let key, let context): (context.codingPath + [key]).map(\.stringValue).joined(separator: ".")
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      context.codingPath.isEmpty ? "JSON" : context.codingPath.map(\.stringValue).joined(separator: ".")
    @unknown default: "JSON"
    }
  }
}
