import Synchronization
import SnackChain
import SyncProtocol

/// Remembers the nonces of the time window, so that a recorded request cannot be played again.
///
/// Kept by this process: a request that another node or a restarted one sees again is still harmless, because every
/// operation in it is applied once by its identity.
final class ReplayGuard: Sendable {
  private struct Window {
    var current: Set<String> = []
    var previous: Set<String> = []
    var turned: Int64 = 0
  }

  private let window = Mutex(Window())
  private let limit: Int

  /// - Parameter limit: nonces kept in each half of the memory; beyond it requests are put off rather than let in
  ///   unchecked.
  init(limit: Int = 200_000) { self.limit = limit }

  /// Takes a nonce that was not seen before.
  ///
  /// - Throws: ``ServerProblem/replayed``, or busy where there is no more room to remember.
  func admit(device: String, nonce: String, at now: Timestamp) throws {
    let verdict = window.withLock { window -> ServerProblem? in
      // Twice the tolerance on either side of HQ's clock: what is older fails by its time.
      let age = now.milliseconds / 1000 - window.turned
      if age > 2 * RequestSignature.window || age < 0 {
        window.previous = age > 4 * RequestSignature.window ? [] : window.current
        window.current = []
        window.turned = now.milliseconds / 1000
      }
      let key = device + " " + nonce
      if window.current.contains(key) || window.previous.contains(key) { return .replayed }
      guard window.current.count < limit else { return .busy(retryAfter: 30) }
      window.current.insert(key)
      return nil
    }
    if let verdict { throw verdict }
  }
}
