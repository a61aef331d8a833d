import Foundation
import GRDB
import SnackChain
import SyncProtocol

/// What the ledger knows of the store's place in the programme.
public struct ProgrammePicture: Hashable, Sendable {
  /// What HQ told last, or `nil` where it has not told anything yet.
  public let brief: ProgrammeBrief?
  /// When it told it.
  public let learntAt: Timestamp?
  /// The checklist that is here, or `nil`.
  public let checklist: StandardVersion?
  /// The owner's own check made last, or `nil`.
  public let selfCheck: SelfCheck?
  /// Answers to rectifications, oldest first.
  public let answers: [KeptAnswer]
}

extension StoreLedger {
  /// The store's place in the programme, read in one snapshot.
  public func programme() throws(LedgerProblem) -> ProgrammePicture {
    try read { database in
      let row = try database.row(sql: "SELECT brief, learnt_at FROM programme_brief")
      return ProgrammePicture(
        brief: try row.map { try Self.decoded($0[0]) }, learntAt: row.flatMap { Timestamp($0[1] as String) },
        checklist: try Self.checklist(in: database), selfCheck: try Self.lastSelfCheck(in: database),
        answers: try Self.keptAnswers(in: database))
    }
  }

  static func checklistVersion(in database: Database) throws -> String? {
    try database.value(String.self, sql: "SELECT version FROM checklist ORDER BY learnt_at DESC, version DESC LIMIT 1")
  }

  static func checklist(in database: Database) throws -> StandardVersion? {
    try database.value(String.self, sql: "SELECT content FROM checklist ORDER BY learnt_at DESC, version DESC LIMIT 1")
      .map { try decoded($0) }
  }

  /// Takes what an answer of HQ tells of the programme.
  static func recordProgramme(_ response: SyncResponse, now: Timestamp, in database: Database) throws {
    if let brief = response.programme {
      try database.run(
        sql: """
          INSERT INTO programme_brief (id, brief, learnt_at) VALUES (1, ?1, ?2)
          ON CONFLICT (id) DO UPDATE SET brief = ?1, learnt_at = ?2
          """, arguments: [try encoded(brief), now.description])
    }
    if let checklist = response.checklist {
      try database.run(
        sql: """
          INSERT INTO checklist (version, content, learnt_at) VALUES (?1, ?2, ?3)
          ON CONFLICT (version) DO UPDATE SET content = ?2, learnt_at = ?3
          """, arguments: [checklist.version, try encoded(checklist), now.description])
    }
  }

  static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func decoded<Value: Decodable>(_ text: String) throws -> Value {
    do { return try JSONDecoder().decode(Value.self, from: Data(text.utf8)) } catch { throw DamagedRow() }
  }
}
