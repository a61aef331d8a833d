import SnackChain
import SyncProtocol

/// Conservation: what a device was acknowledged and what the ledger holds are the same, year by year, in count and sum.
/// Where they are not, that is kept until they are, and shown wherever a sum is shown.
public protocol ConservationLedger: Sendable {
  /// Records what a device that sent nothing and missed nothing believes the ledger to hold; `nil` where both agree.
  /// Written with the next group.
  func noteTotals(of device: String, store: StoreCode, believed: [YearTotal]?) async

  /// The years in which a device and the ledger did not agree when they last spoke, in the order of store, device, year.
  func unreconciled() async throws(CentralLedgerError) -> [UnreconciledYear]
}

/// A year in which a device believes the ledger to hold something else than it holds.
public struct UnreconciledYear: Hashable, Sendable {
  /// The store.
  public let store: StoreCode
  /// The device.
  public let device: String
  /// The year.
  public let year: Int
  /// What the device believes; zero months where it knows of none.
  public let believed: YearTotal
  /// What the ledger holds now.
  public let held: YearTotal
  /// When the device said so.
  public let heardAt: Timestamp

  /// Makes a difference.
  public init(
    store: StoreCode, device: String, year: Int, believed: YearTotal, held: YearTotal, heardAt: Timestamp
  ) {
    self.store = store
    self.device = device
    self.year = year
    self.believed = believed
    self.held = held
    self.heardAt = heardAt
  }
}
