import SnackChain

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Time and chance, handed in: a test or a simulator gives its own.
public struct SyncEnvironment: Sendable {
  /// The device's clock.
  public var now: @Sendable () -> Timestamp
  /// Waits for so many milliseconds; throws when the task is cancelled.
  public var sleep: @Sendable (Int64) async throws -> Void
  /// Where random numbers come from.
  public var random: SyncRandom

  /// Makes an environment.
  public init(
    now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (Int64) async throws -> Void,
    random: SyncRandom
  ) {
    self.now = now
    self.sleep = sleep
    self.random = random
  }

  /// The system's clock and generator.
  public static var system: SyncEnvironment {
    SyncEnvironment(
      now: { .now }, sleep: { try await Task.sleep(for: .milliseconds($0)) },
      random: SyncRandom { UInt64.random(in: 0 ... .max) })
  }
}

/// A source of random numbers that can be handed from task to task.
public struct SyncRandom: RandomNumberGenerator, Sendable {
  private let draw: @Sendable () -> UInt64

  /// Draws from a function.
  public init(_ draw: @escaping @Sendable () -> UInt64) { self.draw = draw }

  public func next() -> UInt64 { draw() }
}

extension Timestamp {
  /// This moment by the system's clock.
  public static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
