import Synchronization

/// A value that is read when it is first asked for, and then kept. A failure is kept as well.
final class Once<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, SeedProblem>?>(nil)

  /// The value, read by `read` the first time.
  func value(_ read: () throws(SeedProblem) -> Value) throws(SeedProblem) -> Value {
    let kept = result.withLock { kept in
      if let kept { return kept }
      let fresh: Result<Value, SeedProblem>
      do throws(SeedProblem) {
        fresh = .success(try read())
      } catch {
        fresh = .failure(error)
      }
      kept = fresh
      return fresh
    }
    return try kept.get()
  }
}
