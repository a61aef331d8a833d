import Synchronization
import SnackChain

/// Slows the guessing of invite codes: after ten wrong ones an address waits.
final class JoinThrottle: Sendable {
  private struct Failures {
    var count: Int
    var since: Int64
  }

  private let failures = Mutex<[String: Failures]>([:])
  /// Wrong codes that an address has free.
  static let free = 10
  /// Seconds after which failures are forgotten.
  static let memory: Int64 = 600
  private static let addressLimit = 10_000

  /// - Throws: too many requests, with the seconds to wait.
  func check(_ address: String, at now: Timestamp) throws {
    let wait = failures.withLock { failures -> Int64? in
      guard let known = failures[address], known.count >= Self.free else { return nil }
      let left = known.since + Self.memory - now.milliseconds / 1000
      if left > 0 && left <= Self.memory { return left }
      failures[address] = nil
      return nil
    }
    if let wait { throw ServerProblem.tooMany(retryAfter: Int(wait)) }
  }

  /// Remembers a wrong code.
  func noteFailure(_ address: String, at now: Timestamp) {
    failures.withLock { failures in
      if failures.count >= Self.addressLimit, failures[address] == nil {
        let oldest = failures.min { $0.value.since < $1.value.since }
        if let oldest { failures[oldest.key] = nil }
      }
      let second = now.milliseconds / 1000
      var known = failures[address] ?? Failures(count: 0, since: second)
      if second - known.since > Self.memory { known = Failures(count: 0, since: second) }
      known.count += 1
      failures[address] = known
    }
  }
}
