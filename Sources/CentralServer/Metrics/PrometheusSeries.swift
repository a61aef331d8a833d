import CoreMetrics
import Synchronization

/// One line, or one histogram's lines, of the text.
protocol PrometheusSeries: AnyObject, Sendable {
  func write(_ name: String, _ labels: String, to out: inout String)
}

private func line(_ name: String, _ labels: String, _ value: String, to out: inout String) {
  out += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
}

/// A number that only grows.
final class PrometheusCounter: CounterHandler, PrometheusSeries {
  private let value = Atomic<Int64>(0)

  func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }

  func reset() { value.store(0, ordering: .relaxed) }

  func write(_ name: String, _ labels: String, to out: inout String) {
    line(name, labels, String(value.load(ordering: .relaxed)), to: &out)
  }
}

/// A number that goes up and down.
final class PrometheusGauge: MeterHandler, RecorderHandler, PrometheusSeries {
  private let value = Mutex(0.0)

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }
  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }

  func write(_ name: String, _ labels: String, to out: inout String) {
    let value = value.withLock { $0 }
    // Whole numbers without a point, as long as a double holds them exactly.
    let text = value == value.rounded() && abs(value) < 9e15 ? String(Int64(value)) : String(value)
    line(name, labels, text, to: &out)
  }
}

/// How often something took how long.
final class PrometheusHistogram: TimerHandler, PrometheusSeries {
  /// The upper bounds in seconds.
  static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private struct State {
    var counts = [Int64](repeating: 0, count: PrometheusHistogram.bounds.count + 1)
    var nanoseconds: Int64 = 0
  }

  private let state = Mutex(State())

  func recordNanoseconds(_ duration: Int64) {
    let seconds = Double(duration) / 1e9
    let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    state.withLock {
      $0.counts[place] += 1
      $0.nanoseconds &+= duration
    }
  }

  func write(_ name: String, _ labels: String, to out: inout String) {
    let state = state.withLock { $0 }
    let more = labels.isEmpty ? "" : labels + ","
    var sum: Int64 = 0
    for (place, count) in state.counts.enumerated() {
      sum += count
      let bound = place < Self.bounds.count ? String(Self.bounds[place]) : "+Inf"
      line("\(name)_bucket", "\(more)le=\"\(bound)\"", String(sum), to: &out)
    }
    line("\(name)_sum", labels, String(Double(state.nanoseconds) / 1e9), to: &out)
    line("\(name)_count", labels, String(sum), to: &out)
  }
}
