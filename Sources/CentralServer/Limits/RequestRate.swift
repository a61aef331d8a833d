import SnackChain
import Synchronization

/// How often somebody may come: so many a second in the long run, and so many at once before that.
public struct RateAllowance: Hashable, Sendable {
  /// Requests a second in the long run; 0 means without limit.
  public var perSecond: Double
  /// Requests at once after a pause.
  public var burst: Int

  /// Makes an allowance.
  public init(perSecond: Double, burst: Int) {
    self.perSecond = perSecond
    self.burst = max(1, burst)
  }

  /// No limit.
  public static let unlimited = RateAllowance(perSecond: 0, burst: 1)
}

/// Keeps somebody from coming too often, by the generic cell rate algorithm: one number for each caller, the moment at
/// which all that he has used will be his again.
///
/// Memory is bounded: callers are kept in two generations, and the older one goes when the younger is full or when
/// everybody in it has all his allowance again. A caller that is forgotten early gains a burst, nothing else.
final class RequestRate: Sendable {
  private struct Books {
    var current: [Int: Int64] = [:]
    var previous: [Int: Int64] = [:]
    var turned: Int64 = 0
  }

  private let books = Mutex(Books())
  /// Microseconds that one request costs; 0 without limit.
  private let cost: Int64
  /// Microseconds that may be used in advance.
  private let advance: Int64
  private let limit: Int

  /// - Parameter limit: how many callers a generation holds.
  init(_ allowance: RateAllowance, limit: Int = 100_000) {
    cost = allowance.perSecond > 0 ? max(1, Int64(1_000_000 / allowance.perSecond)) : 0
    advance = cost * Int64(allowance.burst)
    self.limit = limit
  }

  /// How many callers are remembered.
  var remembered: Int { books.withLock { $0.current.count + $0.previous.count } }

  /// Counts a request, unless the caller has used up what he has.
  ///
  /// - Throws: too many requests, with the seconds after which the next one is taken.
  func check(_ caller: String, at now: Timestamp) throws {
    guard cost > 0 else { return }
    // Hashing is seeded anew in each process: nobody outside can look for a caller to share a number with.
    let key = caller.hashValue
    let moment = now.milliseconds &* 1000
    let wait = books.withLock { books -> Int64? in
      turn(&books, moment)
      var full = max(books.current[key] ?? books.previous[key] ?? moment, moment)
      // More than can be used: the clock was set back.
      if full > moment + advance { full = moment }
      guard full + cost <= moment + advance else { return full + cost - advance - moment }
      books.current[key] = full + cost
      return nil
    }
    if let wait { throw ServerProblem.tooMany(retryAfter: Int(max(1, (wait + 999_999) / 1_000_000))) }
  }

  private func turn(_ books: inout Books, _ moment: Int64) {
    let age = moment - books.turned
    guard age > advance || age < 0 || books.current.count >= limit else { return }
    books.previous = age > 2 * advance ? [:] : books.current
    books.current = [:]
    books.turned = moment
  }
}
