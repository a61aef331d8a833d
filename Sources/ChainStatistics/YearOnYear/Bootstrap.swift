import SnackChain

/// Intervals of an arm's growth: how much it would vary if other stores of the same kind had been in the chain.
public struct GrowthIntervals: Hashable, Sendable {
  /// The arm.
  public let arm: ProgrammeArm
  /// Comparable stores that were drawn from.
  public let stores: Int
  /// How often a chain was drawn.
  public let draws: Int
  /// The seed of the draws: the same panel, options and seed give the same intervals.
  public let seed: UInt64
  /// The share of draws that the intervals hold.
  public let level: Double
  /// The interval of the ratio of sums, as growth; `nil` for fewer than two stores.
  public let ratioOfSums: ClosedRange<Double>?
  /// The interval of the mean of ratios, as growth.
  public let meanOfRatios: ClosedRange<Double>?
  /// The interval of the median of ratios, as growth.
  public let medianOfRatios: ClosedRange<Double>?
}

extension TurnoverPanel {
  /// Draws as many stores as an arm has, with replacement, `draws` times, and takes the middle of what comes out
  /// (percentile bootstrap, Efron 1979, clustered by store: a store is drawn with both of its periods).
  ///
  /// The generator is SplitMix64 (Steele, Lea and Flood 2014) from `seed`; a store is chosen by the high half of the product
  /// of a draw and the number of stores, which favours none by more than that number over 2^64.
  ///
  /// - Parameters:
  ///   - draws: at least 1; with fewer than 200 the ends of a 95% interval are coarse.
  ///   - level: between 0 and 1, drawn into 0.5 to 0.999.
  /// - Throws: `PanelError.monthOutside` where a month is not in the panel.
  public func growthIntervals(
    of arm: ProgrammeArm, in month: YearMonth, options: YearOnYearOptions = YearOnYearOptions(), draws: Int = 999,
    level: Double = 0.95, seed: UInt64
  ) throws(PanelError) -> GrowthIntervals {
    let (_, indices) = try comparedMonths(month, combinesFestival: options.combinesFestival)
    let periods = ComparedPeriods(
      self, now: indices, minOpenDays: options.minOpenDays,
      members: options.region.map { self.members(of: $0, month: indices.upperBound - 1) })
    let members = periods.members(of: arm)
    var pairs: [StorePair] = []
    for word in members.indices {
      forEachRow(in: periods.comparable[word] & members[word], base: word * 64) { row in
        pairs.append(
          StorePair(
            now: periods.now.fen[row],
            then: periods.then.fen[row]))
      }
    }
    let (draws, level) = (max(draws, 1), min(max(level, 0.5), 0.999))
    let intervals = pairs.count < 2 ? nil : BootstrapSample(pairs).intervals(draws: draws, seed: seed, level: level)
    return GrowthIntervals(
      arm: arm, stores: pairs.count, draws: draws, seed: seed, level: level, ratioOfSums: intervals?.ratioOfSums,
      meanOfRatios: intervals?.meanOfRatios, medianOfRatios: intervals?.medianOfRatios)
  }
}

/// What one store took in the two periods.
struct StorePair {
  let now: Int64
  let then: Int64
  var ratio: Double { Double(now) / Double(then) }
}

/// The growth of one drawn chain.
struct ResampledGrowth {
  let ratioOfSums: Double
  let meanOfRatios: Double
  let medianOfRatios: Double
}

/// The stores to draw from, in the order of their ratios: then the median of a draw is found by counting.
struct BootstrapSample {
  private let pairs: [StorePair]
  private let ratios: [Double]

  init(_ pairs: [StorePair]) {
    self.pairs = pairs.sorted { ($0.ratio, $0.then, $0.now) < ($1.ratio, $1.then, $1.now) }
    ratios = self.pairs.map(\.ratio)
  }

  /// The middle `level` of what comes out of `draws` chains.
  func intervals(draws: Int, seed: UInt64, level: Double) -> GrowthIntervalSet {
    let sample = drawn(draws, seed: seed)
    func interval(_ measure: (ResampledGrowth) -> Double) -> ClosedRange<Double> {
      let sorted = sample.map(measure).sorted()
      return sorted.quantile((1 - level) / 2)...sorted.quantile((1 + level) / 2)
    }
    return GrowthIntervalSet(
      ratioOfSums: interval(\.ratioOfSums), meanOfRatios: interval(\.meanOfRatios),
      medianOfRatios: interval(\.medianOfRatios))
  }

  private func drawn(_ draws: Int, seed: UInt64) -> [ResampledGrowth] {
    var generator = SeededGenerator(seed: seed)
    var times = [Int64](repeating: 0, count: pairs.count)
    return (0..<draws).map { _ in
      for place in times.indices { times[place] = 0 }
      for _ in pairs.indices { times[generator.index(below: pairs.count)] += 1 }
      return growth(times)
    }
  }

  private func growth(_ times: [Int64]) -> ResampledGrowth {
    // A store can be drawn as often as there are stores: sums of fen times draws are kept as doubles, whose error of one
    // part in 10^16 is nothing beside the interval's.
    var (now, then, sum) = (0.0, 0.0, 0.0)
    for place in pairs.indices {
      let weight = Double(times[place])
      now += weight * Double(pairs[place].now)
      then += weight * Double(pairs[place].then)
      sum += weight * ratios[place]
    }
    let count = pairs.count
    let (lower, upper) = (ratio(at: (count - 1) / 2, times), ratio(at: count / 2, times))
    return ResampledGrowth(
      ratioOfSums: now / then - 1, meanOfRatios: sum / Double(count) - 1, medianOfRatios: (lower + upper) / 2 - 1)
  }

  /// The ratio at a place of the drawn stores in order.
  private func ratio(at place: Int, _ times: [Int64]) -> Double {
    var seen: Int64 = 0
    for index in times.indices {
      seen += times[index]
      if seen > Int64(place) { return ratios[index] }
    }
    return ratios[ratios.count - 1]
  }
}

/// SplitMix64, after Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
private struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func index(below count: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Int(mixed.multipliedFullWidth(by: UInt64(count)).high)
  }
}

extension [Double] {
  /// The quantile of sorted values, between the two nearest (type 7 of Hyndman and Fan 1996).
  fileprivate func quantile(_ share: Double) -> Double {
    let place = share * Double(count - 1)
    let below = Swift.min(Swift.max(Int(place), 0), count - 1)
    let above = Swift.min(below + 1, count - 1)
    return self[below] + (place - Double(below)) * (self[above] - self[below])
  }
}
