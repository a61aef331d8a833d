import GRDBSQLite
import SnackChain

/// What is asked of a ledger before something that was derived from it is used: where it stands, and what one entry of
/// its audit chain is.
///
/// One connection that can only read, one statement: opening the whole ledger with its writer, its keys and its readers
/// would take longer than most answers.
public struct LedgerGlance: Hashable, Sendable {
  /// The number of the latest change.
  public let dataVersion: Int64
  /// The digest of the audit entry that was asked for; `nil` where there is none of that number.
  public let auditDigest: String?

  /// Looks at the ledger in a file of SQLite; `nil` where that cannot be done at a glance, or devices and ledger do
  /// not agree: whoever wants to know more opens it.
  public init?(path: String, auditNumber: Int64) {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK else {
      return nil
    }
    sqlite3_busy_timeout(handle, 1_000)
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    let question = """
      SELECT position, (SELECT digest FROM audit_entry WHERE number = ?)
      FROM ledger_head WHERE singleton = 1 AND NOT EXISTS (SELECT 1 FROM believed_total)
      """
    guard sqlite3_prepare_v2(handle, question, -1, &statement, nil) == SQLITE_OK,
      sqlite3_bind_int64(statement, 1, auditNumber) == SQLITE_OK, sqlite3_step(statement) == SQLITE_ROW
    else { return nil }
    dataVersion = sqlite3_column_int64(statement, 0)
    auditDigest = sqlite3_column_text(statement, 1).map { String(cString: $0) }
  }
}
