/// What takes long to work out is kept, a bounded number of times: whoever asks gets the last one, which says its own
/// data version, while the next is being made. Who asks first either waits, or is told that it is not there yet.
actor KeptWork<Key: Hashable & Sendable, Value: Sendable> {
  private struct Kept {
    let result: Result<Value, any Error>
    let at: ContinuousClock.Instant
  }

  private var kept: [Key: Kept] = [:]
  private var order: [Key] = []
  private var making: [Key: Task<Void, Never>] = [:]
  private let clock = ContinuousClock()
  private let most: Int
  private let freshness: Duration

  /// How long somebody waits between two looks.
  private static var pause: Duration { .milliseconds(5) }

  /// Makes an empty store.
  ///
  /// - Parameters:
  ///   - most: how many are kept.
  ///   - freshness: how old one may be before the next is made.
  init(most: Int, freshness: Duration) {
    self.most = most
    self.freshness = freshness
  }

  /// The value of a key.
  ///
  /// - Parameters:
  ///   - patience: how long to wait for the first one; `nil` for as long as it takes.
  ///   - isCurrent: whether a kept value is that of now.
  /// - Returns: the value, or `nil` where it was not there in time. It goes on being made.
  /// - Throws: what making it threw.
  func value(
    _ key: Key, patience: Duration? = nil, isCurrent: @Sendable (Value) -> Bool,
    make: @escaping @Sendable () async throws -> Value
  ) async throws -> Value? {
    if let found = kept[key] {
      let isGood = (try? found.result.get()).map(isCurrent) ?? false
      if !isGood, making[key] == nil, found.at.duration(to: clock.now) >= freshness { begin(key, make) }
      return try found.result.get()
    }
    if making[key] == nil { begin(key, make) }
    guard let patience else {
      await making[key]?.value
      return try kept[key]?.result.get()
    }
    let end = clock.now + patience
    while kept[key] == nil, clock.now < end { try await Task.sleep(for: Self.pause) }
    return try kept[key]?.result.get()
  }

  private func begin(_ key: Key, _ make: @escaping @Sendable () async throws -> Value) {
    making[key] = Task.detached(priority: .utility) {
      let result: Result<Value, any Error>
      do { result = .success(try await make()) } catch { result = .failure(error) }
      await self.keep(result, key)
    }
  }

  private func keep(_ result: Result<Value, any Error>, _ key: Key) {
    making[key] = nil
    if kept[key] == nil { order.append(key) }
    kept[key] = Kept(result: result, at: clock.now)
    if order.count > most { kept[order.removeFirst()] = nil }
  }
}
