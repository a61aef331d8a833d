import CentralLedger
import Foundation
import SnackChain
import Synchronization

/// A reader of the change feed, as panels on every node are: it asks ten times a second for what is new, and notes how
/// long after HQ took a figure it has it.
final class FeedWatch: Sendable {
  /// What it saw.
  struct Seen: Sendable {
    var figures = 0
    /// Places that did not follow on the one before.
    var gaps = 0
    /// The longest time from HQ taking a figure to its being here, in seconds.
    var longest = 0.0
    /// Sum of all those times.
    var total = 0.0
    var readings = 0
  }

  private struct State {
    var seen = Seen()
    var isOver = false
  }

  private let state = Mutex(State())
  private let ledger: any CentralLedger

  init(_ ledger: any CentralLedger) { self.ledger = ledger }

  var seen: Seen { state.withLock { $0.seen } }

  func stop() async {
    // What came last shall still be seen.
    try? await Task.sleep(for: .milliseconds(500))
    state.withLock { $0.isOver = true }
  }

  func run() async {
    guard var cursor = try? await ledger.dataVersion() else { return }
    while !state.withLock({ $0.isOver }) {
      try? await Task.sleep(for: .milliseconds(100))
      var more = true
      while more, let changes = try? await ledger.changes(after: cursor, limit: 1000) {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        state.withLock { state in
          state.seen.readings += 1
          for head in changes.heads {
            if head.position != cursor + 1 { state.seen.gaps += 1 }
            cursor = head.position
            let late = Double(now - head.receivedAt.milliseconds) / 1000
            state.seen.figures += 1
            state.seen.total += late
            state.seen.longest = max(state.seen.longest, late)
          }
        }
        // After a replica without the last figures was promoted, the feed goes on from an earlier place.
        cursor = changes.upTo
        more = changes.more
      }
    }
  }
}
