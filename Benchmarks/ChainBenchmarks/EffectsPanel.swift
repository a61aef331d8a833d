import ChainStatistics
import DemoChain

/// A balanced panel of stores in 24 cohorts and one that never joins, the same for both sides of a comparison.
struct EffectsPanel {
  let periods = Array(1...36)
  let cohorts: [Int?]
  let columns: [[Double]]

  init(units: Int) {
    var generator = SystemSeed(state: 20_230_228)
    // One store in eight joins, evenly over the periods 13 to 36.
    let cohorts = (0..<units).map { $0 % 8 == 0 ? 13 + $0 / 8 % 24 : nil }
    let levels = (0..<units).map { _ in generator.unit() }
    self.cohorts = cohorts
    columns = periods.map { period in
      (0..<units).map { unit in
        let effect = cohorts[unit].map { period >= $0 ? 0.1133 : 0 } ?? 0
        return 10 + levels[unit] + 0.01 * Double(period) + effect + 0.2 * (generator.unit() - 0.5)
      }
    }
  }

  func panel() throws -> EventPanel { try EventPanel(periods: periods, columns: columns, cohorts: cohorts) }

  func write(to path: String) throws {
    var text = "unit,time,cohort,y\n"
    for (column, period) in periods.enumerated() {
      for (unit, cohort) in cohorts.enumerated() {
        text += "\(unit),\(period),\(cohort ?? 0),\(columns[column][unit])\n"
      }
    }
    try ChainBenchmarks.write(text, to: path)
  }
}

/// A generator with a fixed start, so that every run measures the same figures.
struct SystemSeed: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }

  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}
