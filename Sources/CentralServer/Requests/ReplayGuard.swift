import Synchronization
import SnackChain
import SyncProtocol

/// Remembers the nonces of the time window, so that a recorded request cannot be played again.
///
/// Kept by this process: a request that another node or a restarted one sees again is still harmless, because every
/// operation in it is applied once by its identity.
final class ReplayGuard: Sendable {
  private struct Window {
    var current: Set<Int> = []
    var previous: Set<Int> = []
    var byDevice: [String: Int] = [:]
    var turned: Int64 = 0
  }

  private let window = Mutex(Window())
  private let limit: Int
  private let deviceLimit: Int

  /// - Parameters:
  ///   - limit: nonces kept in each half of the memory (8 bytes each); beyond it requests are put off rather than let
  ///     in unchecked.
  ///   - deviceLimit: nonces of one device in each half, so that one device cannot use up everybody's room.
  init(limit: Int = 2_000_000, deviceLimit: Int = 60_000) {
    self.limit = limit
    self.deviceLimit = deviceLimit
  }

  /// Takes a nonce that was not seen before.
  ///
  /// - Throws: ``ServerProblem/replayed``, or busy where there is no more room to remember.
  func admit(device: String, nonce: String, at now: Timestamp) throws {
    // Swift seeds its hashing anew in each process: nobody outside can look for two nonces that fall together.
    var hasher = Hasher()
    hasher.combine(device)
    hasher.combine(nonce)
    let key = hasher.finalize()
    let verdict = window.withLock { window -> ServerProblem? in
      // Twice the tolerance on either side of HQ's clock: what is older fails by its time.
      let age = now.milliseconds / 1000 - window.turned
      if age > 2 * RequestSignature.window || age < 0 {
        window.previous = age > 4 * RequestSignature.window ? [] : window.current
        window.current = []
        window.byDevice = [:]
        window.turned = now.milliseconds / 1000
      }
      if window.current.contains(key) || window.previous.contains(key) { return .replayed }
      let sent = window.byDevice[device, default: 0]
      guard sent < deviceLimit else { return .tooMany(retryAfter: 60) }
      guard window.current.count < limit else { return .busy(retryAfter: 30) }
      window.current.insert(key)
      window.byDevice[device] = sent + 1
      return nil
    }
    if let verdict { throw verdict }
  }
}
