import SnackChain
import Synchronization

/// Slows the guessing of passwords: after some wrong ones an account, and an address, waits ever longer.
final class SignInThrottle: Sendable {
  private struct Failures {
    var count: Int
    var until: Int64
  }

  private let failures = Mutex<[String: Failures]>([:])
  /// Wrong tries that are free.
  private static let free = 5
  /// The longest wait in seconds.
  private static let longest: Int64 = 900
  private static let most = 20_000

  /// The seconds that somebody has to wait before the next try; 0 for none.
  func wait(_ keys: [String], at now: Timestamp) -> Int {
    failures.withLock { failures in
      keys.map { key in Int(max(0, ((failures[key]?.until ?? 0) - now.milliseconds + 999) / 1000)) }.max() ?? 0
    }
  }

  /// Remembers a wrong try.
  func noteFailure(_ keys: [String], at now: Timestamp) {
    failures.withLock { failures in
      for key in keys {
        if failures.count >= Self.most, failures[key] == nil {
          failures = failures.filter { $0.value.until > now.milliseconds }
        }
        var known = failures[key] ?? Failures(count: 0, until: 0)
        known.count += 1
        let over = known.count - Self.free
        let seconds = over < 0 ? 0 : min(Self.longest, 5 << Int64(min(over, 10)))
        known.until = now.milliseconds + seconds * 1000
        failures[key] = known
      }
    }
  }

  /// Forgets the wrong tries of whoever got it right.
  func forget(_ keys: [String]) { failures.withLock { failures in for key in keys { failures[key] = nil } } }
}
