import CentralLedger

/// The entry of the audit chain that vouches for all data up to a version: who has the same entry has the same data.
public enum AuditAnchor {
  private static let page = 1_000

  /// The youngest entry about data that were there at `version`; `nil` where there are none.
  ///
  /// It stays the same however much is added later, so that what names it can be checked at any time.
  ///
  /// - Throws: what the ledger says.
  public static func youngest(
    of ledger: any CentralLedger, upTo version: Int64
  ) async throws(CentralLedgerError) -> AuditEntry? {
    // Most of the time the end of the chain is asked for; only for earlier versions it is walked from its start.
    let count = try await ledger.health().auditEntries
    if count > page, let found = try await last(of: ledger, after: count - Int64(page) / 2, upTo: version) {
      return found
    }
    return try await last(of: ledger, after: 0, upTo: version)
  }

  private static func last(
    of ledger: any CentralLedger, after start: Int64, upTo version: Int64
  ) async throws(CentralLedgerError) -> AuditEntry? {
    var after = start
    var found: AuditEntry?
    while true {
      let entries = try await ledger.auditEntries(after: after, limit: page)
      for entry in entries where entry.lastPosition > 0 {
        if entry.lastPosition > version { return found }
        found = entry
      }
      guard entries.count == page, let last = entries.last else { return found }
      after = last.number
    }
  }
}
