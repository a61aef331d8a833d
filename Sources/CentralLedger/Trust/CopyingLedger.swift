/// A ledger that can be copied while others read and write it.
public protocol CopyingLedger: Sendable {
  /// Writes all of the ledger as it was at one moment during this call into a new file of the engine's own kind.
  ///
  /// - Parameter path: where; nothing may be there.
  func copy(to path: String) async throws(CentralLedgerError) -> LedgerCopy

  /// Where the ledger's private keys are: not in the database.
  var keyFilePath: String { get }
}

/// What a copy is.
public struct LedgerCopy: Hashable, Sendable {
  /// The engine that can open it.
  public let engine: String
  /// The data version that it holds, where that is known without opening it.
  public let dataVersion: Int64?

  /// Names the engine.
  public init(engine: String, dataVersion: Int64? = nil) {
    self.engine = engine
    self.dataVersion = dataVersion
  }
}

extension SQLLedger {
  func copy(to path: String) async throws(CentralLedgerError) -> LedgerCopy { try await engine.copied(to: path) }

  var keyFilePath: String { keys.path }
}
