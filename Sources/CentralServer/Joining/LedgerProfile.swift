import CentralLedger
import SnackChain
import SyncProtocol

extension CentralLedger {
  /// What a store's own devices are told about it.
  func profile(of code: StoreCode, at now: Timestamp) async throws(CentralLedgerError) -> StoreProfile {
    guard let store = try await store(code, asOf: nil) else { throw .unknownStore(code) }
    return try StoreProfile(store, at: now)
  }
}

extension StoreProfile {
  /// The facts of `store` that hold at `now`.
  init(_ store: Store, at now: Timestamp) throws(CentralLedgerError) {
    let today = now.dayInChina
    guard let region = store.regions.value(on: today) ?? store.regions.latest else {
      throw .corrupt("store \(store.code) has no region")
    }
    self.init(
      store: store.code, name: store.names.value(on: today) ?? store.names.latest ?? store.code.description,
      region: region, opened: store.opened, closed: store.closed, standing: store.standing.standing(on: today))
  }
}
