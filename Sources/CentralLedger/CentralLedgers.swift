import SnackChain

/// Opens central ledgers by address.
public enum CentralLedgers {
  /// What to do where there is no database yet.
  public enum Opening: Sendable {
    /// An error.
    case existing
    /// Make one.
    case createIfMissing
  }

  /// Opens the ledger at `address`: `sqlite:FILE`, or `postgres://…` where that engine is built in.
  ///
  /// A file that is not ours, or is newer than this program, is left exactly as it is.
  public static func open(
    _ address: String, _ opening: Opening = .createIfMissing, options: LedgerOptions = LedgerOptions()
  ) async throws(CentralLedgerError) -> any CentralLedger {
    if address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") {
      throw .engineNotBuiltIn("postgres")
    }
    guard address.hasPrefix("sqlite:"), address.utf8.count > 7 else { throw .unknownAddress(address) }
    let path = String(address.dropFirst(7))
    return try await SQLLedger.open(keyFile: options.keyFile ?? path + ".keys", options: options) {
      () throws(CentralLedgerError) in try SQLiteEngine(path: path, opening: opening, options: options)
    }
  }
}

/// How a ledger behaves, whatever its engine.
public struct LedgerOptions: Sendable {
  /// Where the private keys are; `nil` for the database's path with `.keys` appended.
  public var keyFile: String?
  /// HQ's clock.
  public var clock: @Sendable () -> Timestamp
  /// How many operations may wait before ``CentralLedgerError/busy(retryAfterSeconds:)``.
  public var queueLimit: Int
  /// How many operations one transaction takes at most.
  public var groupLimit: Int
  /// How long a group waits for company while others are sending, in milliseconds.
  public var groupDelayMilliseconds: Int
  /// How long to wait for a database that another process is writing, in seconds.
  public var busySeconds: Double
  /// Days until an invite expires.
  public var inviteDays: Int

  /// Makes options with the defaults that the house uses.
  public init(keyFile: String? = nil) {
    self.keyFile = keyFile
    clock = { Timestamp.now }
    queueLimit = 16_384
    groupLimit = 512
    groupDelayMilliseconds = 5
    busySeconds = 10
    inviteDays = 7
  }
}
