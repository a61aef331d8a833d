import CentralLedger
import ChainStatistics
import CommandLineDoor
import Foundation
import Localization
import PanelFeed
import SeedData
import SnackChain

/// A statement frozen for good: what was computed, from which data and by which program.
///
/// Nobody has to trust the file: whoever has the ledger computes it again as of its data version and compares every
/// byte. The audit entry that it names vouches for the data.
struct PublishedStatement {
  /// What the file says of itself, before the figures.
  struct Head: Codable, Equatable {
    var kind: String
    var programVersion: String
    var month: YearMonth
    var terms: UpliftTerms
    var dataVersion: Int64
    var language: Language
    var auditNumber: Int64
    var inputsDigest: String

    enum CodingKeys: String, CodingKey {
      case kind, month, terms, language
      case programVersion = "program_version"
      case dataVersion = "data_version"
      case auditNumber = "audit_number"
      case inputsDigest = "inputs_sha256"
    }
  }

  static let kind = StatementDraft.upliftKind

  private struct Whole: Encodable {
    let head: Head
    let statement: UpliftJSON

    enum CodingKeys: String, CodingKey { case statement }

    func encode(to encoder: any Encoder) throws {
      try head.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(statement, forKey: .statement)
    }
  }

  /// The head of the file.
  let head: Head
  /// Every byte of it.
  let bytes: Data

  /// What the ledger keeps of it.
  var draft: StatementDraft {
    StatementDraft(
      kind: head.kind, month: head.month, dataVersion: head.dataVersion, programVersion: head.programVersion,
      inputsDigest: head.inputsDigest, content: String(decoding: bytes, as: UTF8.self))
  }

  /// Computes a statement.
  ///
  /// - Throws: what ledger, panel and seed data say.
  init(
    _ ledger: any CentralLedger, database: DatabaseOptions, month: YearMonth?, terms: UpliftTerms, asOf version: Int64?,
    language: Language
  ) async throws {
    let seeds = try Seeds.chosen(by: environment())
    let statement = try await UpliftStatement(ledger, database: database, month: month, asOf: version, terms: terms)
    let anchor = try await AuditAnchor.youngest(of: ledger, upTo: statement.single.dataVersion)
    let report = UpliftReport(statement, measures: try seeds.measures(), figures: try seeds.publishedFigures())
    head = Head(
      kind: Self.kind, programVersion: programVersion, month: statement.month, terms: terms,
      dataVersion: statement.single.dataVersion, language: language, auditNumber: anchor?.number ?? 0,
      inputsDigest: anchor?.digest ?? "")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    bytes = try encoder.encode(Whole(head: head, statement: report.json(in: language))) + Data("\n".utf8)
  }
}
