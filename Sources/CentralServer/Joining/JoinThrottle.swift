import SnackChain
import Synchronization
import SyncProtocol

/// Slows the guessing of invite codes: after ten wrong ones a caller waits.
final class JoinThrottle: Sendable {
  private struct Failures {
    var count: Int
    var since: Int64
  }

  private let failures = Mutex<[CallerAddress: Failures]>([:])
  /// Wrong codes that a caller has free.
  static let free = 10
  /// Seconds after which failures are forgotten.
  static let memory: Int64 = 600
  private static let callerLimit = 10_000

  /// - Throws: too many requests, with the seconds to wait.
  func check(_ caller: CallerAddress, at now: Timestamp) throws {
    let wait = failures.withLock { failures -> Int64? in
      guard let known = failures[caller], known.count >= Self.free else { return nil }
      let left = known.since + Self.memory - now.milliseconds / 1000
      if left > 0 && left <= Self.memory { return left }
      failures[caller] = nil
      return nil
    }
    if let wait { throw ServerProblem.tooMany(retryAfter: Int(wait)) }
  }

  /// Remembers a wrong code.
  func noteFailure(_ caller: CallerAddress, at now: Timestamp) {
    failures.withLock { failures in
      if failures.count >= Self.callerLimit, failures[caller] == nil {
        let oldest = failures.min { $0.value.since < $1.value.since }
        if let oldest { failures[oldest.key] = nil }
      }
      let second = now.milliseconds / 1000
      var known = failures[caller] ?? Failures(count: 0, since: second)
      if second - known.since > Self.memory { known = Failures(count: 0, since: second) }
      known.count += 1
      failures[caller] = known
    }
  }
}
