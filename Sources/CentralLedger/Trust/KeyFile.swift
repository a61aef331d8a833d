import Foundation
import SyncProtocol
import Synchronization

/// The key file of a ledger that is open: what is in it now, also where another process has put a new key there.
final class KeyFile: Sendable {
  /// Which file it was: a new one has another number, time or size.
  private struct Mark: Equatable {
    let node: UInt64
    let seconds: Int
    let nanoseconds: Int
    let size: Int64
  }

  private struct State {
    var keyring: Keyring
    var mark: Mark?
    /// The public keys that the database lists, newest first, once they were asked for under these keys.
    var listed: [ReceiptKey]?
  }

  let path: String
  private let state: Mutex<State>

  init(_ keyring: Keyring, path: String) {
    self.path = path
    state = Mutex(State(keyring: keyring, mark: Self.mark(path)))
  }

  /// The keys. A file that cannot be read just now leaves those that are known.
  var current: Keyring {
    state.withLock { state in
      let mark = Self.mark(path)
      if let mark, mark != state.mark, let keyring = try? Keyring.read(path) {
        state = State(keyring: keyring, mark: mark)
      }
      return state.keyring
    }
  }

  /// What ``list(_:)`` was told since the keys last changed.
  var listed: [ReceiptKey]? {
    _ = current
    return state.withLock { $0.listed }
  }

  /// Keeps what the database lists: it is asked with every session, and changes with the key file only.
  func list(_ keys: [ReceiptKey], under keyring: Keyring) {
    state.withLock { state in
      guard state.keyring.publicKeys == keyring.publicKeys else { return }
      state.listed = keys
    }
  }

  /// Puts other keys into the file, durably.
  func replace(by keyring: Keyring) throws(CentralLedgerError) {
    try keyring.replace(path)
    state.withLock { $0 = State(keyring: keyring, mark: Self.mark(path)) }
  }

  private static func mark(_ path: String) -> Mark? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Mark(
      node: UInt64(status.st_ino), seconds: Int(status.st_mtim.tv_sec), nanoseconds: Int(status.st_mtim.tv_nsec),
      size: Int64(status.st_size))
  }
}
