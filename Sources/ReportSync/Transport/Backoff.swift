/// How long to wait before trying again: full jitter, so that thousands of devices do not come back at once
/// (Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
public struct Backoff: Hashable, Sendable {
  /// The first wait is up to this, in milliseconds; each further one up to twice as long.
  public static let base: Int64 = 1000
  /// No wait is longer: 15 minutes.
  public static let cap: Int64 = 900_000

  /// How many waits there have been in a row.
  public private(set) var attempts = 0

  /// Starts anew.
  public init() {}

  /// The next wait in milliseconds: at random up to the bound, but never less than the server asked for.
  public mutating func next(
    retryAfter seconds: Int64?, random generator: inout some RandomNumberGenerator
  ) -> Int64 {
    let bound = attempts < 20 ? min(Self.cap, Self.base << Int64(attempts)) : Self.cap
    attempts += 1
    let jitter = Int64.random(in: 0...bound, using: &generator)
    guard let seconds else { return jitter }
    // Whoever is told the same second must not come back in the same millisecond.
    return seconds * 1000 + jitter / 4
  }

  /// After a success.
  public mutating func reset() { attempts = 0 }
}
