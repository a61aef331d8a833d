import SnackChain
import SyncProtocol

/// What headquarters gives others to prove its counts with.
public protocol EvidenceLedger: Sendable {
  /// All certificates of a year within the scope with the inspections and files that they rest on, from one snapshot.
  func acceptances(
    in year: Int, asOf version: Int64?, access: Access
  ) async throws(CentralLedgerError) -> AcceptanceYear

  /// Signs a manifest of evidence with the key that signs receipts, and notes it in the audit chain.
  ///
  /// - Parameter subject: what it is, without personal data: the chain keeps it.
  func signEvidence(
    _ content: [UInt8], subject: String, access: Access
  ) async throws(CentralLedgerError) -> EvidenceSignature
}

/// A signature over a manifest, with the key that made it.
public struct EvidenceSignature: Hashable, Sendable, Codable {
  /// The key.
  public let key: ReceiptKey
  /// Ed25519 over every byte of the manifest, base64.
  public let signature: String

  /// Makes a signature.
  public init(key: ReceiptKey, signature: String) {
    self.key = key
    self.signature = signature
  }
}

/// Takes whole ways through the programme at once, such as those of a synthetic chain.
public protocol ProgrammeImportLedger: Sendable {
  /// Writes the ways of stores that have none yet in one transaction, with one entry of the audit chain. What a standard
  /// or a calendar would say of single steps is not asked; what the table of stages forbids is refused, all of it.
  ///
  /// - Returns: the data version afterwards.
  func importProgrammes(_ batch: [ProgrammeImport], access: Access) async throws(CentralLedgerError) -> Int64
}
