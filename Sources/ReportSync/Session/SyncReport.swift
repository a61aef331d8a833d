import SnackChain
import StoreLedger

/// What one session did.
public struct SyncReport: Hashable, Sendable {
  /// Revisions that left the device.
  public var sent = 0
  /// Taken by HQ now.
  public var accepted = 0
  /// Taken by HQ before; the answer had been lost.
  public var repeated = 0
  /// Not taken; kept and shown.
  public var refused = 0
  /// HQ held another figure; the owner decides.
  public var conflicts = 0
  /// Still waiting to be sent.
  public var waiting = 0
  /// Revisions that came from HQ and were new here.
  public var learnt = 0
  /// Receipts that did not verify; their rows wait.
  public var badReceipts = 0
  /// Years in which HQ and the device do not hold the same.
  public var differences: [TotalsDifference] = []
  /// HQ's clock minus the device's, in milliseconds, where HQ told.
  public var clockOffset: Int64?
  /// Why the session ended before its end; `nil` where it reached it.
  public var problem: SyncProblem?

  /// Nothing done yet.
  public init() {}
}

/// How often a session tries again by itself.
public struct RetryPolicy: Hashable, Sendable {
  /// The most waits in a row.
  public var attempts: Int
  /// The longest that a session waits in all, in milliseconds.
  public var patience: Int64

  /// Makes a policy.
  public init(attempts: Int, patience: Int64) {
    self.attempts = attempts
    self.patience = patience
  }

  /// For a person who is looking on: a few times within some seconds.
  public static let brief = RetryPolicy(attempts: 3, patience: 6000)
  /// Not at all: whoever calls waits.
  public static let none = RetryPolicy(attempts: 0, patience: 0)
}
