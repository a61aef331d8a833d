import CoreMetrics
import Synchronization

/// Counters, gauges and durations of one process, told in Prometheus' text format (version 0.0.4).
///
/// Series are made once and kept: how many there can be is decided by the code that makes them, never by what a
/// request says.
public final class PrometheusMetrics: MetricsFactory {
  private let families = Mutex<[String: Family]>([:])

  /// Makes an empty set.
  public init() {}

  /// One name with all its series.
  private struct Family {
    let kind: String
    var series: [String: any PrometheusSeries]
  }

  /// All series, by name and labels.
  public var text: String {
    let families = families.withLock { $0 }
    var out = ""
    for (name, family) in families.sorted(by: { $0.key < $1.key }) {
      out += "# TYPE \(name) \(family.kind)\n"
      for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) { series.write(name, labels, to: &out) }
    }
    return out
  }

  private func series<Series: PrometheusSeries>(
    _ name: String, _ kind: String, _ dimensions: [(String, String)], _ make: () -> Series
  ) -> Series {
    let labels = dimensions.map { "\(Self.name($0.0))=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    return families.withLock { families in
      if let known = families[name]?.series[labels] as? Series { return known }
      let made = make()
      families[name, default: Family(kind: kind, series: [:])].series[labels] = made
      return made
    }
  }

  /// Letters, digits and underscores: what a name may hold.
  private static func name(_ label: String) -> String {
    String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  /// A counter; its name ends in `_total`.
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    series(Self.name(label) + "_total", "counter", dimensions) { PrometheusCounter() }
  }

  /// A gauge that can be set and moved.
  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(Self.name(label), "gauge", dimensions) { PrometheusGauge() }
  }

  /// A gauge that holds the last value.
  public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    series(Self.name(label), "gauge", dimensions) { PrometheusGauge() }
  }

  /// A histogram of seconds; its name ends in `_seconds`.
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(Self.name(label) + "_seconds", "histogram", dimensions) { PrometheusHistogram() }
  }

  /// Series stay: Prometheus wants counters that only grow.
  public func destroyCounter(_ handler: any CounterHandler) {}
  /// See ``destroyCounter(_:)``.
  public func destroyMeter(_ handler: any MeterHandler) {}
  /// See ``destroyCounter(_:)``.
  public func destroyRecorder(_ handler: any RecorderHandler) {}
  /// See ``destroyCounter(_:)``.
  public func destroyTimer(_ handler: any TimerHandler) {}
}
