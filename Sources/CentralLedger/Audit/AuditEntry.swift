import SnackChain

/// One link of the audit chain.
public struct AuditEntry: Hashable, Sendable {
  /// Its number, from 1 without a gap.
  public var number: Int64
  /// When, by HQ's clock.
  public var at: Timestamp
  /// Who.
  public var actor: String
  /// What was done, as a stable code.
  public var action: Action
  /// What it was done to, as short text without personal data.
  public var subject: String
  /// The first position of the feed that belongs to it, or 0.
  public var firstPosition: Int64
  /// The last position of the feed that belongs to it, or 0.
  public var lastPosition: Int64
  /// SHA-256 over the contents, hexadecimal.
  public var contentDigest: String
  /// SHA-256 over the predecessor's digest and all of the above, hexadecimal.
  public var digest: String

  /// The things that are audited.
  public enum Action: String, Hashable, Sendable, CaseIterable {
    /// The ledger was made.
    case ledgerCreated = "ledger_created"
    /// A signing key was added.
    case keyAdded = "key_added"
    /// A register was imported.
    case registerImported = "register_imported"
    /// A standing was recorded.
    case standingRecorded = "standing_recorded"
    /// Reports of devices were taken.
    case reportsReceived = "reports_received"
    /// Reports were imported from a file.
    case reportsImported = "reports_imported"
    /// An invite was made.
    case inviteMade = "invite_made"
    /// A device joined.
    case deviceJoined = "device_joined"
    /// A device was revoked.
    case deviceRevoked = "device_revoked"
    /// Two ledgers were seen under one device's key.
    case deviceQuarantined = "device_quarantined"
    /// Somebody was given a position or lost it.
    case accountChanged = "account_changed"
    /// A statement was published.
    case statementPublished = "statement_published"
    /// A message was sent to owners.
    case messageSent = "message_sent"
    /// A recovery code was made for a store.
    case recoveryCodeMade = "recovery_code_made"
    /// A store was handed over to a new owner.
    case storeHandedOver = "store_handed_over"
    /// A month was closed.
    case periodClosed = "period_closed"
    /// A month was opened again.
    case periodReopened = "period_reopened"
    /// What an account proves itself with was set or taken away.
    case proofChanged = "proof_changed"
    /// Somebody signed in to the dashboard.
    case signedIn = "signed_in"
    /// Somebody signed out.
    case signedOut = "signed_out"
    /// A table was taken away as a file.
    case tableExported = "table_exported"
    /// Somebody looked at an owner's telephone number.
    case phoneSeen = "phone_seen"
    /// A manifest of evidence was signed.
    case evidenceSigned = "evidence_signed"
    /// A decision about a visit or a complaint was recorded.
    case visitNoted = "visit_noted"
    /// Steps, inspections and decisions of the programme were recorded.
    case programmeRecorded = "programme_recorded"
    /// A version of the standard was put in force.
    case standardAdopted = "standard_adopted"
    /// A bundle was made for an inspector to take along.
    case bundleMade = "bundle_made"
  }

  /// Makes an entry.
  public init(
    number: Int64, at: Timestamp, actor: String, action: Action, subject: String, firstPosition: Int64,
    lastPosition: Int64, contentDigest: String, digest: String
  ) {
    self.number = number
    self.at = at
    self.actor = actor
    self.action = action
    self.subject = subject
    self.firstPosition = firstPosition
    self.lastPosition = lastPosition
    self.contentDigest = contentDigest
    self.digest = digest
  }
}

/// What walking the audit chain found.
public enum AuditVerdict: Hashable, Sendable {
  /// Every link holds.
  case intact(entries: Int64, head: String)
  /// The first link that does not hold.
  case broken(number: Int64, Fault)

  /// What can be wrong with a link.
  public enum Fault: Hashable, Sendable {
    /// The entry's own digest is not that of its fields and its predecessor.
    case chain
    /// The data that it vouches for were changed.
    case content
    /// A number is missing, or the head names another entry.
    case gap
  }
}
