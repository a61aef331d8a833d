import SnackChain

enum SQLiteLedger {
  static func open(
    path: String, opening: CentralLedgers.Opening, options: LedgerOptions
  ) async throws(CentralLedgerError) -> any CentralLedger {
    throw .engineNotBuiltIn("sqlite")
  }
}
