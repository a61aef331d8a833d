import CentralLedger

/// How a ledger says that its data are made up: the audit chain, which nobody can rewrite unseen, names who imported the
/// register.
public enum SyntheticMark {
  /// The actor in whose name a synthetic register is imported.
  public static let actor = "demo"

  /// Whether a ledger was filled with a synthetic chain.
  ///
  /// - Throws: what the ledger says.
  public static func isSet(in ledger: any CentralLedger) async throws(CentralLedgerError) -> Bool {
    // A demo is only ever put into an empty ledger, so its register is among the first things that were done.
    let entries = try await ledger.auditEntries(after: 0, limit: 32)
    return entries.contains { $0.action == .registerImported && $0.actor == actor }
  }
}
