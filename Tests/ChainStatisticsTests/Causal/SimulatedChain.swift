import ChainStatistics
import Foundation

/// A panel drawn from a known law: growth differs between regions and forms, and so does who joins.
struct SimulatedChain {
  var columns: [[Double]]
  var cohorts: [Int?]
  var region: [Int] = []
  var form: [Int] = []
  var size: [Double] = []

  struct Law {
    var units = 400
    var periods = 8
    var effect = 0.1
    var holes = 0.0
    /// How much of the difference in growth between profiles there is.
    var selection = 1.0
  }

  init(seed: UInt64, _ law: Law = Law()) {
    var random = SplitMix(state: seed)
    columns = [[Double]](repeating: [Double](repeating: .nan, count: law.units), count: law.periods)
    cohorts = [Int?](repeating: nil, count: law.units)
    for unit in 0..<law.units {
      let place = Int(random.uniform() * 3)
      let kind = Int(random.uniform() * 2)
      let level = random.normal()
      region.append(place)
      form.append(kind)
      size.append(level)
      if random.uniform() < 0.2 + 0.1 * Double(place) + 0.1 * Double(kind) {
        cohorts[unit] = 4 + Int(random.uniform() * Double(law.periods - 4))
      }
      let growth = law.selection * (0.02 * Double(place) + 0.03 * Double(kind))
      var noise = random.normal() * 0.2
      for period in 0..<law.periods {
        noise = 0.5 * noise + random.normal() * 0.15
        var value = level + growth * Double(period) + 0.05 * Double(period % 3) + noise
        if let cohort = cohorts[unit], period >= cohort { value += law.effect }
        if random.uniform() >= law.holes { columns[period][unit] = value }
      }
    }
  }

  var factors: [UnitFactor] { [UnitFactor(name: "region", levels: region), UnitFactor(name: "form", levels: form)] }

  /// Region and form as one factor: the saturated set.
  var saturated: [UnitFactor] {
    [UnitFactor(name: "profile", levels: zip(region, form).map { $0 * 10 + $1 })]
  }

  func panel(factors: [UnitFactor] = [], covariates: [UnitCovariate] = [], clusters: [Int]? = nil) throws -> EventPanel
  {
    try EventPanel(
      periods: Array(columns.indices), columns: columns, cohorts: cohorts, factors: factors, covariates: covariates,
      clusters: clusters)
  }
}

/// A small generator, the same on every machine.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * Double.pi * uniform())
  }
}

/// Whether two sets of effects are the same but for rounding.
func same(_ left: PanelEffects, _ right: PanelEffects, within tolerance: Double) -> Bool {
  func near(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= tolerance || (one.isNaN && other.isNaN) }
  let cells = zip(left.groupTime, right.groupTime).allSatisfy {
    $0.cohort == $1.cohort && $0.time == $1.time && near($0.att, $1.att) && near($0.se, $1.se)
  }
  let aggregates = zip([left.group, left.calendar, left.event], [right.group, right.calendar, right.event]).allSatisfy {
    near($0.att, $1.att) && near($0.se, $1.se) && $0.by.count == $1.by.count
      && zip($0.by, $1.by).allSatisfy { near($0.att, $1.att) && near($0.se, $1.se) }
  }
  return cells && aggregates && left.groupTime.count == right.groupTime.count
    && near(left.simple.att, right.simple.att) && near(left.simple.se, right.simple.se)
}
