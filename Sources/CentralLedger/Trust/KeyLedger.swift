import SnackChain
import SyncProtocol

/// The keys that sign HQ's receipts, and how one follows another.
public protocol KeyLedger: Sendable {
  /// The public keys that sign or signed receipts, newest first.
  func receiptKeys() async throws(CentralLedgerError) -> [ReceiptKey]

  /// The statements by which devices come from older keys to newer ones, oldest first.
  func keySuccessions() async throws(CentralLedgerError) -> [KeySuccession]

  /// Makes a new key that signs from now on. The old one signs that it is followed, and is forgotten; receipts that it
  /// signed stay good. Other processes on the same key file take the new key by themselves.
  func rotateReceiptKey(actor: String) async throws(CentralLedgerError) -> KeySuccession
}
