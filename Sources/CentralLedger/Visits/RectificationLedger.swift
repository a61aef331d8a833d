import SnackChain
import SyncProtocol

/// What owners answer to rectifications, and what they are told of the programme.
public protocol RectificationLedger: Sendable {
  /// Takes a device's answers, each for itself: into the store's history, once, with a signed receipt. The same again
  /// gets the first receipt.
  ///
  /// - Parameter files: the photographs that are here, by digest.
  func answer(
    _ operations: [RectificationOperation], files: [EvidenceDigest: EvidenceFile], of device: Device,
    seeds: StandardBook
  ) async throws(CentralLedgerError) -> [RectificationOutcome]
}
