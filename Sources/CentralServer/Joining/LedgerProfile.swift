import CentralLedger
import SnackChain
import SyncProtocol

extension CentralLedger {
  /// What a store's own devices are told about it.
  func profile(of code: StoreCode, at now: Timestamp) async throws(CentralLedgerError) -> StoreProfile {
    guard let store = try await store(code, asOf: nil), let region = store.regions.latest else {
      throw .unknownStore(code)
    }
    return StoreProfile(
      store: code, name: store.names.latest ?? code.description, region: region, opened: store.opened,
      closed: store.closed, standing: store.standing.standing(on: now.dayInChina))
  }
}
