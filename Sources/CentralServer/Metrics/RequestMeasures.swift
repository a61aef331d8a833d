import CoreMetrics
import Synchronization

/// What is counted of requests: how many by route and status, how long they took, and how many are under way.
final class RequestMeasures: Sendable {
  private struct Key: Hashable {
    let route: String
    let status: Int
  }

  private struct Series: Sendable {
    let count: Counter
    let duration: Timer
  }

  private let factory: any MetricsFactory
  private let active: Meter
  private let series = Mutex<[Key: Series]>([:])

  init(_ factory: any MetricsFactory) {
    self.factory = factory
    active = Meter(label: "http.server.active_requests", dimensions: [], factory: factory)
  }

  func begin() { active.increment() }

  /// - Parameter route: the pattern, not the path: strangers must not be able to make series.
  func end(route: String, status: Int, took duration: Duration) {
    active.decrement()
    let found = series.withLock { series in
      if let known = series[Key(route: route, status: status)] { return known }
      let made = Series(
        count: Counter(
          label: "http.server.requests",
          dimensions: [("route", route), ("status", String(status))], factory: factory),
        duration: Timer(label: "http.server.request.duration", dimensions: [("route", route)], factory: factory))
      series[Key(route: route, status: status)] = made
      return made
    }
    found.count.increment()
    found.duration.recordNanoseconds(
      duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000)
  }
}
