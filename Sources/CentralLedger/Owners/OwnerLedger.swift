import SnackChain
import SyncProtocol

/// What HQ has for owners besides their reports: papers that it signs, messages, recovery of a lost device, and the
/// hand-over of a store to a new owner.
public protocol OwnerLedger: Sendable {
  /// Signs a paper with HQ's key.
  func signed<Paper: SignedByHeadquarters>(_ paper: Paper) async throws(CentralLedgerError) -> Paper

  /// What HQ holds of a store, as of a data version, not signed; `nil` where there is nothing.
  func statement(of store: StoreCode, asOf version: Int64) async throws(CentralLedgerError) -> TurnoverStatement?

  /// Sends a message to stores, for their devices to show once.
  ///
  /// - Parameters:
  ///   - stores: to these; `nil` to all stores within the access's regions and `region`.
  /// - Returns: its number, and to how many stores it goes.
  func sendMessage(
    _ text: String, to stores: [StoreCode]?, region: RegionCode?, access: Access
  ) async throws(CentralLedgerError) -> (number: Int64, stores: Int)

  /// Makes a recovery code for a store's device: an invite of 100 bits that is good for years. An earlier one that was
  /// not used is good no longer.
  func makeRecoveryCode(for store: StoreCode, device: String) async throws(CentralLedgerError) -> Invite

  /// Hands a store over to a new owner: devices of the old one are revoked, an invite is made for the new one. The
  /// figures stay with the store; what the old owner wrote does not go to the new one's devices.
  func handOver(_ store: StoreCode, access: Access) async throws(CentralLedgerError) -> Invite

  /// Records that a store changed hands, as a dated event of its way through the programme where it is in it, and hands
  /// it over in the same transaction: both or none.
  ///
  /// - Parameter request: a step of transfer.
  func transfer(
    _ request: StepRequest, seeds: StandardBook, access: Access
  ) async throws(CentralLedgerError) -> TransferOutcome
}

/// What became of a transfer.
public enum TransferOutcome: Hashable, Sendable {
  /// It was handed over; the event is `nil` for a store that is not in the programme.
  case handedOver(ProgrammeOutcome?, Invite)
  /// The step was refused; nothing was handed over.
  case refused(ProgrammeOutcome)
}
