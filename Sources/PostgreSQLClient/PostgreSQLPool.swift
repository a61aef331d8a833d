import Dispatch
import Synchronization

/// A few connections to one database, and the threads that wait on them: what is asked for while all are in use waits
/// its turn without holding a thread.
public final class PostgreSQLPool: Sendable {
  /// What is done with a connection, or with the reason that there is none. Whether the connection is still good.
  public typealias Job = @Sendable (Lease) -> Void

  private struct State {
    var running = 0
    var waiting: [Job] = []
    var isClosed = false
  }

  /// A connection outside of use. It is handed from thread to thread, and used by one at a time.
  private struct Idle: @unchecked Sendable {
    let connection: PostgreSQLConnection
  }

  private let address: PostgreSQLAddress
  private let limit: Int
  private let state = Mutex(State())
  private let idle = Mutex<[Idle]>([])
  private let queue: DispatchQueue

  /// Makes a pool of at most `limit` connections. None is made before it is needed.
  public init(_ address: PostgreSQLAddress, limit: Int, label: String) {
    self.address = address
    self.limit = limit
    queue = DispatchQueue(label: label, qos: .userInitiated, attributes: .concurrent)
  }

  /// Runs `job` on a thread of the pool as soon as one of its connections is free. `false` after ``close()``.
  public func run(_ job: @escaping Job) -> Bool {
    let starts: Bool? = state.withLock { state in
      if state.isClosed { return nil }
      if state.running < limit {
        state.running += 1
        return true
      }
      state.waiting.append(job)
      return false
    }
    guard let starts else { return false }
    if starts { queue.async { self.work(job) } }
    return true
  }

  /// Takes no more jobs and lets go of the connections; jobs under way and waiting are finished.
  public func close() {
    state.withLock { $0.isClosed = true }
    queue.sync(flags: .barrier) {}
    idle.withLock { $0 = [] }
  }

  private func work(_ first: @escaping Job) {
    var job = first
    while true {
      job(Lease(pool: self))
      let next: Job? = state.withLock { state in
        guard !state.waiting.isEmpty else {
          state.running -= 1
          return nil
        }
        return state.waiting.removeFirst()
      }
      guard let next else { return }
      job = next
    }
  }

  /// The right to one of the pool's connections, as long as a job runs.
  public struct Lease {
    private let pool: PostgreSQLPool

    fileprivate init(pool: PostgreSQLPool) { self.pool = pool }

    /// A connection whose other side has not hung up, as far as one can tell without asking; a new one where there is
    /// none.
    public func take() throws(PostgreSQLError) -> PostgreSQLConnection {
      while let kept = pool.idle.withLock({ $0.popLast() }) {
        if !kept.connection.isBroken, (try? kept.connection.refreshPlans()) != nil { return kept.connection }
      }
      return try PostgreSQLConnection(pool.address)
    }

    /// Gives a connection back that is in no transaction. One that is not given back is closed.
    public func give(back connection: PostgreSQLConnection) {
      guard !connection.isBroken else { return }
      let kept = Idle(connection: connection)
      pool.idle.withLock { $0.append(kept) }
    }
  }
}
