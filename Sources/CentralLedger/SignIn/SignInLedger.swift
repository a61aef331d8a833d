import SnackChain

/// What people sign in to the dashboard with, and the sessions that they are in. A session is good on every node, and
/// ends on all of them at once.
public protocol SignInLedger: Sendable {
  /// Sets what an account proves itself with, or takes it away with `nil`. Appended and audited; all sessions of the
  /// account end.
  ///
  /// - Throws: ``CentralLedgerError/notAllowed(_:)`` where `access` may not manage people and is not the account itself;
  ///   ``CentralLedgerError/unknownAccount(_:)``.
  func setProof(_ proof: String?, _ kind: SignInProof, of name: AccountName, access: Access)
    async throws(CentralLedgerError)

  /// What an account proves itself with.
  func proofs(of name: AccountName) async throws(CentralLedgerError) -> [SignInProof: String]

  /// Takes note that a time step of a one-time code was used, and says whether it is the first time: each code is good
  /// once, on all nodes together.
  func useCodeStep(_ step: Int64, of name: AccountName) async throws(CentralLedgerError) -> Bool

  /// Begins a session.
  func beginSession(_ session: SignInSession) async throws(CentralLedgerError)

  /// The session of a token's digest, ended or not, or `nil` where there is none.
  func session(_ tokenDigest: String) async throws(CentralLedgerError) -> SignInSession?

  /// Takes note that a session is being used.
  func touchSession(_ tokenDigest: String, at moment: Timestamp) async throws(CentralLedgerError)

  /// Ends a session; one that has ended stays as it is.
  func endSession(_ tokenDigest: String, at moment: Timestamp, access: Access) async throws(CentralLedgerError)

  /// Writes into the audit chain that somebody did or saw something.
  func noteDeed(_ action: AuditEntry.Action, _ subject: String, access: Access) async throws(CentralLedgerError)
}

/// What an account proves itself with.
public enum SignInProof: String, Hashable, Sendable, CaseIterable {
  /// The hash of a password, with its salt and costs.
  case password
  /// The secret of one-time codes (TOTP), which is kept sealed.
  case codeSecret = "totp"
}

/// A session of the dashboard. The token itself is only in the browser; here is its digest.
public struct SignInSession: Hashable, Sendable {
  /// SHA-256 of the token, hexadecimal.
  public var tokenDigest: String
  /// Whose it is.
  public var account: AccountName
  /// When it began.
  public var began: Timestamp
  /// When it was last used.
  public var lastUsed: Timestamp
  /// When it ended before its time, if it did.
  public var ended: Timestamp?

  /// Makes a session.
  public init(
    tokenDigest: String, account: AccountName, began: Timestamp, lastUsed: Timestamp, ended: Timestamp? = nil
  ) {
    self.tokenDigest = tokenDigest
    self.account = account
    self.began = began
    self.lastUsed = lastUsed
    self.ended = ended
  }
}
