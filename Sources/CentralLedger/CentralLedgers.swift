import Dispatch
import Foundation
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

  /// Opens the ledger at `address`: `sqlite:FILE` or `postgres://…`.
  ///
  /// A file that is not ours, or is newer than this program, is left exactly as it is.
  public static func open(
    _ address: String, _ opening: Opening = .createIfMissing, options: LedgerOptions = LedgerOptions()
  ) async throws(CentralLedgerError) -> any CentralLedger {
    let engine = try await engine(address, opening, options: options)
    return try await SQLLedger.open(engine, keyFile: keyFile(of: address, options: options), options: options)
  }

  /// Opens the engine that an address names, on a thread that may wait.
  static func engine(
    _ address: String, _ opening: Opening, options: LedgerOptions
  ) async throws(CentralLedgerError) -> any LedgerEngine {
    let opened: Result<any LedgerEngine, CentralLedgerError> = await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .userInitiated).async {
        do throws(CentralLedgerError) {
          continuation.resume(returning: .success(try connect(address, opening, options: options)))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try opened.get()
  }

  private static func connect(
    _ address: String, _ opening: Opening, options: LedgerOptions
  ) throws(CentralLedgerError) -> any LedgerEngine {
    if isServer(address) { return try PostgreSQLEngine(address: address, opening: opening, options: options) }
    guard let path = path(of: address) else { throw .unknownAddress(address) }
    return try SQLiteEngine(path: path, opening: opening, options: options)
  }

  /// Whether the address names a server rather than a file.
  public static func isServer(_ address: String) -> Bool {
    address.hasPrefix("postgres://") || address.hasPrefix("postgresql://")
  }

  private static func path(of address: String) -> String? {
    address.hasPrefix("sqlite:") && address.utf8.count > 7 ? String(address.dropFirst(7)) : nil
  }

  /// Where the private keys of the ledger at `address` are.
  public static func keyFile(of address: String, options: LedgerOptions) -> String {
    options.keyFile ?? path(of: address).map { $0 + ".keys" } ?? defaultKeyFile(of: address)
  }

  /// Beside a server there is no place for private keys: they are below the home of whoever runs the program.
  private static func defaultKeyFile(of address: String) -> String {
    let name = address.split(separator: "?")[0].split(separator: "/").last.map(String.init) ?? ""
    let safe = name.filter { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    return NSHomeDirectory() + "/.tongbiao-hq/" + (safe.isEmpty ? "postgres" : safe) + ".keys"
  }
}

/// How a ledger behaves, whatever its engine.
public struct LedgerOptions: Sendable {
  /// Where the private keys are; `nil` for the database's path with `.keys` appended, or, for a server, a file in
  /// `~/.tongbiao-hq`. Several nodes on one database each need a copy of the same file.
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
  /// How many connections to a server may read at once.
  public var readerLimit: Int
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
    readerLimit = 4
    inviteDays = 7
  }
}
