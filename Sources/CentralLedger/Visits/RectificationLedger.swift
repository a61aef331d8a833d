import SnackChain
import SyncProtocol

/// What owners answer to rectifications, and what they are told of the programme.
public protocol RectificationLedger: Sendable {
  /// Takes a device's answers, each for itself: into the store's history, once, with a signed receipt. The same again
  /// gets the first receipt.
  ///
  /// Only photographs count that devices of the same store have sent, on the day of the inspection or later: another
  /// store's are as if they were not there.
  func answer(
    _ operations: [RectificationOperation], of device: Device, seeds: StandardBook
  ) async throws(CentralLedgerError) -> [RectificationOutcome]

  /// Whether a device of the store has sent a photograph.
  func hasSent(_ digest: EvidenceDigest, store: StoreCode) async throws(CentralLedgerError) -> Bool

  /// Notes a photograph that a device has sent, once it is kept. The same again changes nothing.
  func noteSent(_ file: EvidenceFile, by device: Device) async throws(CentralLedgerError)

  /// The photographs that devices of a store have sent and devices of another store too, as known now: they come in
  /// outside the feed, so there is no version to read them as of.
  ///
  /// - Returns: none where the store is outside the scope; other stores outside it are only counted.
  func sharedPhotographs(
    of store: StoreCode, access: Access
  ) async throws(CentralLedgerError) -> [SharedPhotograph]
}
