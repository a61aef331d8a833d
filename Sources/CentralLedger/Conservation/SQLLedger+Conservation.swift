import SnackChain
import SyncProtocol

extension SQLLedger {
  func noteTotals(of device: String, store: StoreCode, believed: [YearTotal]?) async {
    committer.noteTotals(device: device, store: store, believed: believed)
  }

  func unreconciled() async throws(CentralLedgerError) -> [UnreconciledYear] {
    try await read { try BelievedTotals.differences($0) }
  }
}
