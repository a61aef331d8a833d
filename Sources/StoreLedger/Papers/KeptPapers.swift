import Foundation
import GRDB
import SnackChain
import SyncProtocol

// What HQ gives an owner besides answers: kept here so that it is read offline.
extension StoreLedger {
  /// What kinds of papers are kept, one of each.
  enum PaperKind: String {
    case benchmarks, statement, effect
  }

  /// What stores like this one took, as HQ told last.
  public func benchmarks() throws(LedgerProblem) -> BenchmarkPack? {
    try read { try Self.paper(.benchmarks, in: $0) }
  }

  /// HQ's signed word on the last months, as it came last.
  public func statement() throws(LedgerProblem) -> TurnoverStatement? {
    try read { try Self.paper(.statement, in: $0) }
  }

  /// What HQ last published of the programme's effect.
  public func effect() throws(LedgerProblem) -> EffectPaper? {
    try read { try Self.paper(.effect, in: $0) }
  }

  /// HQ's messages that nobody has seen yet, oldest first.
  public func unseenMessages() throws(LedgerProblem) -> [HeadquartersMessage] {
    try read { database in
      try database.rows(
        sql: "SELECT number, sent_at, content FROM message WHERE shown_at IS NULL ORDER BY number"
      ).map { row in
        guard let sentAt = Timestamp(row[1] as String) else { throw DamagedRow() }
        return HeadquartersMessage(number: row[0], sentAt: sentAt, text: row[2])
      }
    }
  }

  /// Notes that messages up to a number were shown.
  public func noteShown(upTo number: Int64, now: Timestamp) throws(LedgerProblem) {
    try write { database in
      try database.run(
        sql: "UPDATE message SET shown_at = ? WHERE shown_at IS NULL AND number <= ?",
        arguments: [now.description, number])
    }
  }

  /// Takes what came with an answer. A paper that no pinned key signed, or that is another store's, is not kept.
  static func keepPapers(
    of response: SyncResponse, store: StoreCode, keys: [ReceiptKey], now: Timestamp, in database: Database
  ) throws {
    if let pack = response.benchmarks {
      try keep(pack, .benchmarks, pack.dataVersion, keys: keys, now: now, in: database)
    }
    if let statement = response.statement, statement.store == store {
      try keep(statement, .statement, statement.dataVersion, keys: keys, now: now, in: database)
    }
    if let effect = response.effect {
      try keep(effect, .effect, effect.dataVersion, keys: keys, now: now, in: database)
    }
    for message in response.messages ?? [] {
      try database.run(
        sql: "INSERT OR IGNORE INTO message (number, sent_at, content, received_at) VALUES (?, ?, ?, ?)",
        arguments: [message.number, message.sentAt.description, message.text, now.description])
    }
  }

  private static func keep(
    _ paper: some SignedByHeadquarters, _ kind: PaperKind, _ version: Int64, keys: [ReceiptKey], now: Timestamp,
    in database: Database
  ) throws {
    guard paper.isSigned(byOneOf: keys) else {
      try raise(LedgerAlarm.Code.badReceipt, detail: kind.rawValue, now: now, in: database)
      return
    }
    let content = String(decoding: try JSONEncoder().encode(paper), as: UTF8.self)
    try database.run(
      sql: "INSERT OR REPLACE INTO gift (kind, data_version, content, received_at) VALUES (?, ?, ?, ?)",
      arguments: [kind.rawValue, version, content, now.description])
  }

  /// What is kept, to be told to HQ.
  static func heldPapers(in database: Database) throws -> HeldPapers {
    func version(_ kind: PaperKind) throws -> Int64 {
      try database.value(Int64.self, sql: "SELECT data_version FROM gift WHERE kind = ?", arguments: [kind.rawValue])
        ?? 0
    }
    return HeldPapers(
      benchmarks: try version(.benchmarks), statement: try version(.statement), effect: try version(.effect),
      message: try database.value(Int64.self, sql: "SELECT max(number) FROM message") ?? 0)
  }

  /// A paper is verified again when it is read: what was changed behind our back is not shown.
  private static func paper<Paper: SignedByHeadquarters>(_ kind: PaperKind, in database: Database) throws -> Paper? {
    guard
      let content = try database.value(
        String.self, sql: "SELECT content FROM gift WHERE kind = ?", arguments: [kind.rawValue]),
      let paper = try? JSONDecoder().decode(Paper.self, from: Data(content.utf8)),
      paper.isSigned(byOneOf: try pinnedKeys(in: database))
    else { return nil }
    return paper
  }
}
