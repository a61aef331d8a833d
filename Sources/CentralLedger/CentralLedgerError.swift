import SnackChain

/// Why the ledger could not do what it was asked. Data only: the wording is the doors'.
public enum CentralLedgerError: Error, Hashable, Sendable {
  /// The address is not `sqlite:FILE` or `postgres://…`.
  case unknownAddress(String)
  /// A program of PostgreSQL that is needed is not on this machine.
  case toolMissing(name: String)
  /// A program of PostgreSQL did not do what it was asked; its own words.
  case toolFailed(name: String, message: String)
  /// There is no such database, and the caller did not ask for a new one.
  case notFound(path: String)
  /// The file is no central ledger; it was not touched.
  case notALedger(path: String)
  /// The schema is newer than this program knows; the file was not touched.
  case newerSchema(found: Int, known: Int)
  /// The folder or file cannot be written or read; the system's error number.
  case notAccessible(path: String, errno: Int32)
  /// The private keys are gone or unreadable: nothing can be signed.
  case keysUnavailable(path: String)
  /// The key file is there, but it is that of another ledger.
  case keysOfAnother(path: String)
  /// The server is there or was, and cannot be used now; it may be again by itself.
  case unavailable(Unavailability, server: String)
  /// The server does not take our name or password.
  case signInRefused(server: String)
  /// The address holds a password, which would stand in process lists and logs.
  case passwordInAddress
  /// The server's version is older than what this program was made for.
  case serverTooOld(found: Int, needed: Int)
  /// The database that a ledger shall be moved to holds another one.
  case targetNotEmpty
  /// The source of a move has changed since it was begun.
  case sourceMovedOn
  /// A move into this database was broken off: it is no ledger yet.
  case moveUnfinished
  /// Both sides of a move do not hold the same rows.
  case copyDiffers(table: String)
  /// The disk is full.
  case diskFull
  /// Another process holds the database for longer than we wait, or the queue is full.
  case busy(retryAfterSeconds: Int)
  /// The database contradicts itself: stop and restore.
  case corrupt(String)
  /// The ledger was closed.
  case closed
  /// The register has no store of that code.
  case unknownStore(StoreCode)
  /// There is no device of that id.
  case unknownDevice(String)
  /// The invite is unknown, expired or used (told alike).
  case inviteInvalid
  /// A month cannot be closed or opened again.
  case period(PeriodProblem)
  /// A data version that does not exist yet.
  case unknownVersion(Int64)
  /// The role does not allow it.
  case notAllowed(Deed)
  /// There is no such account to change.
  case unknownAccount(AccountName)
  /// There is no such account, or it has no rights on that day (told alike).
  case accountGivesNoAccess(AccountName)
  /// The events of the programme say how the store stands: papers no longer do.
  case programmeKeepsStanding(StoreCode)
  /// The engine said something else; for the log, never for people.
  case engine(code: Int, message: String)

  /// Why a server cannot be used now.
  public enum Unavailability: String, Hashable, Sendable {
    /// Nobody answers, or the connection broke.
    case unreachable
    /// It starts, or shuts down.
    case starting
    /// It takes no more connections.
    case tooManyConnections = "too_many_connections"
    /// It takes nothing new: a replica, or a primary that was set to read only.
    case readOnly = "read_only"
  }
}
