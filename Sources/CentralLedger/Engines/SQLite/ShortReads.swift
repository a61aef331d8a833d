import GRDB
import Synchronization

/// Readings of few rows that wait together are made together, in one snapshot: on a busy server the way to a connection
/// and back costs more than what most of them read.
///
/// Each sees all that was committed before it was asked for, because the snapshot is taken after that.
final class ShortReads: Sendable {
  typealias Reading = @Sendable (Result<Database, any Error>) -> Void

  /// How many are made in one snapshot, and how many snapshots at once.
  private static let (groupLimit, groupsAtOnce) = (32, 2)

  private struct State {
    var waiting: [Reading] = []
    var groups = 0
  }

  private let pool: DatabasePool
  private let state = Mutex(State())

  init(_ pool: DatabasePool) { self.pool = pool }

  func add(_ reading: @escaping Reading) {
    let begins = state.withLock { state in
      state.waiting.append(reading)
      guard state.groups < Self.groupsAtOnce else { return false }
      state.groups += 1
      return true
    }
    if begins { readGroup() }
  }

  private func readGroup() {
    // Not in a transaction of the pool's: it looks at the schema before it calls, and its snapshot is from then on. What
    // was asked for since would be read as it was before it was asked for.
    pool.asyncUnsafeRead { database in
      let group = self.takeGroup()
      var rest = group[...]
      do {
        try database.get().inTransaction(.deferred) {
          while let reading = rest.popFirst() { reading(database) }
          return .commit
        }
      } catch {
        // Each that was read has its answer; the end of a transaction that only read takes nothing back.
        for reading in rest { reading(.failure(error)) }
      }
      let goesOn = self.state.withLock { state in
        if state.waiting.isEmpty { state.groups -= 1 }
        return !state.waiting.isEmpty
      }
      if goesOn { self.readGroup() }
    }
  }

  private func takeGroup() -> [Reading] {
    state.withLock { state in
      let group = Array(state.waiting.prefix(Self.groupLimit))
      state.waiting.removeFirst(group.count)
      return group
    }
  }
}
