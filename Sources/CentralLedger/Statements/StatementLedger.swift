import Crypto
import SnackChain
import SyncProtocol

/// The statements that headquarters has published, as they were, byte for byte. Appended, twice dated, audited.
public protocol StatementLedger: Sendable {
  /// Records a statement. One whose text is there already is not recorded again.
  func recordStatement(_ draft: StatementDraft, actor: String) async throws(CentralLedgerError) -> LedgerStatement

  /// All statements, the latest first.
  func statements() async throws(CentralLedgerError) -> [LedgerStatement]

  /// Of the statements of a kind, the one about the latest month, and of several the one published last, where it stands
  /// after `position` in the feed.
  func latestStatement(of kind: String, after position: Int64) async throws(CentralLedgerError) -> LedgerStatement?

  /// The statement whose text has that SHA-256, or `nil` where there is none.
  func statement(_ digest: String) async throws(CentralLedgerError) -> LedgerStatement?
}

/// A statement before it is recorded.
public struct StatementDraft: Hashable, Sendable {
  /// The kind of those about the programme's effect.
  public static let upliftKind = "tongbiao-uplift-1"

  /// What kind of statement it is, and which version of its form.
  public var kind: String
  /// The month that it is about.
  public var month: YearMonth
  /// The version of the data that it was made from.
  public var dataVersion: Int64
  /// The version of the program that made it.
  public var programVersion: String
  /// The digest of the audit entry that vouches for the data.
  public var inputsDigest: String
  /// Every byte of it.
  public var content: String

  /// Makes a draft.
  public init(
    kind: String, month: YearMonth, dataVersion: Int64, programVersion: String, inputsDigest: String, content: String
  ) {
    self.kind = kind
    self.month = month
    self.dataVersion = dataVersion
    self.programVersion = programVersion
    self.inputsDigest = inputsDigest
    self.content = content
  }
}

/// A statement as it is recorded.
public struct LedgerStatement: Hashable, Sendable {
  /// What was published.
  public let draft: StatementDraft
  /// The SHA-256 of its text, hexadecimal: the name by which it is found.
  public let digest: String
  /// When it was published, by HQ's clock.
  public let publishedAt: Timestamp
  /// Who published it.
  public let publishedBy: String
  /// Its place in the feed.
  public let position: Int64
  /// Whether it was recorded just now.
  public let isNew: Bool

  /// The name of a text: its SHA-256, hexadecimal.
  public static func digest(of text: [UInt8]) -> String { SHA256.hash(data: text).hexadecimal }

  /// Makes a statement.
  public init(
    draft: StatementDraft, digest: String, publishedAt: Timestamp, publishedBy: String, position: Int64, isNew: Bool
  ) {
    self.draft = draft
    self.digest = digest
    self.publishedAt = publishedAt
    self.publishedBy = publishedBy
    self.position = position
    self.isNew = isNew
  }
}

/// The table of published statements.
enum StatementSchema {
  static let step: [SchemaStatement] = [
    """
    CREATE TABLE published_statement (
      digest TEXT NOT NULL,
      recorded_at BIGINT NOT NULL,
      kind TEXT NOT NULL,
      month INTEGER NOT NULL,
      data_version BIGINT NOT NULL,
      program_version TEXT NOT NULL,
      inputs_digest TEXT NOT NULL,
      published_at BIGINT NOT NULL,
      published_by TEXT NOT NULL,
      content TEXT NOT NULL,
      PRIMARY KEY (digest)
    )
    """,
    .appendOnly(table: "published_statement"),
  ]
}
