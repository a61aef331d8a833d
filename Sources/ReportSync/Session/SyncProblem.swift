import StoreLedger

/// Why a session, or a joining, did not come to its end. What was saved is kept in every case.
public enum SyncProblem: Error, Hashable, Sendable {
  /// The ledger could not be read or written, or another process is syncing.
  case ledger(LedgerProblem)
  /// HQ did not answer.
  case transport(TransportProblem)
  /// HQ has too much to do, and says when to come back, in seconds.
  case busy(retryAfter: Int64?)
  /// Something broke at HQ; carries the status and the id of its log's entry.
  case serverBroken(status: Int, instance: String?)
  /// HQ does not know this device any more.
  case revoked
  /// HQ has seen two ledgers that are copies of each other send under this device's key, and takes nothing from either.
  case cloned
  /// The clocks of HQ and the device do not come together.
  case clockSkew
  /// HQ refused the whole request, with this code.
  case refused(code: String, status: Int)
  /// Whoever answered is not HQ: a sign-in page of the network, or a redirect. Carries the status.
  case notHeadquarters(status: Int)
  /// HQ's answer contradicts itself; nothing of it was taken.
  case contradictory(String)
  /// The device's key is missing or damaged.
  case deviceKey(path: String)
  /// The session was cancelled.
  case cancelled

  /// Whether the same request may do better later.
  public var isTransient: Bool {
    switch self {
    case .transport(let problem):
      switch problem {
      case .unreachable, .tooSlow, .cutOff: true
      case .notTrusted, .tooLarge, .cancelled, .local: false
      }
    case .busy, .serverBroken, .notHeadquarters: true
    case .ledger(let problem):
      switch problem {
      case .busy, .syncingElsewhere, .leaseLost: true
      default: false
      }
    case .revoked, .cloned, .clockSkew, .refused, .contradictory, .deviceKey, .cancelled: false
    }
  }

  /// A stable code.
  public var code: String {
    switch self {
    case .ledger(let problem): problem.code
    case .transport(let problem):
      switch problem {
      case .unreachable: "unreachable"
      case .tooSlow: "too_slow"
      case .notTrusted: "not_trusted"
      case .cutOff: "cut_off"
      case .tooLarge: "answer_too_large"
      case .cancelled: "cancelled"
      case .local: "transport_failed"
      }
    case .busy: "busy"
    case .serverBroken: "server_error"
    case .revoked: "device_revoked"
    case .cloned: "device_cloned"
    case .clockSkew: "clock_skew"
    case .refused(let code, _): code
    case .notHeadquarters: "not_headquarters"
    case .contradictory: "contradictory_answer"
    case .deviceKey: "device_key"
    case .cancelled: "cancelled"
    }
  }
}
