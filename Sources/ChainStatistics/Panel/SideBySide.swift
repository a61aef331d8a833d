import Dispatch
import Synchronization

/// What `work` gives for each number below `count`, in their order, worked out on as many threads as there are processors.
func sideBySide<Result: Sendable>(_ count: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
  let found = Mutex([Result?](repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { number in
    let result = work(number)
    found.withLock { $0[number] = result }
  }
  return found.withLock { $0.compactMap(\.self) }
}
