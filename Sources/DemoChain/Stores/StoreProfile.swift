import SnackChain

/// What is drawn of a store before the programme is known: enough to say who joins.
struct StoreProfile {
  let region: Int
  let form: StoreForm
  /// How far the usual turnover lies from that of its form, with variance 1.
  let levelDeviation: Double
  let opened: CalendarDay
  let closed: CalendarDay?
  /// What is left to draw of the store.
  var rest: SplitMix64

  /// Shares of the forms among all stores.
  private static let familyShare = 0.62
  private static let stallShare = 0.20
  /// Openings and closures within a month, as shares of all stores.
  private static let monthlyOpenings = 0.0035
  private static let monthlyClosures = 0.0025

  init(_ index: Int, parameters: DemoParameters, regions: RegionDraw) {
    var random = SplitMix64(seed: parameters.seed, store: index, purpose: .profile)
    region = regions.draw(random.uniform())
    let kind = random.uniform()
    form =
      kind < Self.familyShare ? .familyStore : kind < Self.familyShare + Self.stallShare ? .stall : .counter
    levelDeviation = random.normal()

    let first = parameters.firstMonth.firstDay
    let days = Int(parameters.lastMonth.lastDay.number - first.number) + 1
    let openingShare = Self.monthlyOpenings * Double(parameters.months)
    let opening = random.uniform()
    let age = random.uniform()
    if opening < openingShare {
      opened = first.adding(days: Int(age * Double(days)))
    } else {
      // Older stores: up to fifteen years, more of them young.
      opened = first.adding(days: -1 - Int(age * age * 5_475))
    }
    let closing = random.uniform() / (Self.monthlyClosures * Double(parameters.months))
    let closingDay = first.adding(days: Int(closing * Double(days)))
    closed = closing < 1 && closingDay.number - opened.number > 200 ? closingDay : nil
    rest = random
  }
}

/// Draws divisions by their weights.
struct RegionDraw {
  let codes: [RegionCode]
  private let bounds: [Double]

  /// Divisions without a positive weight are never drawn. Without any division all stores stand in Shengzhou.
  init(_ regions: [WeightedRegion]) {
    var usable = regions.filter { $0.weight > 0 && $0.weight.isFinite }
    if usable.isEmpty { usable = WeightedRegion.sample.filter { $0.code.number == 330_683 } }
    codes = usable.map(\.code)
    var sum = 0.0
    let total = usable.reduce(0) { $0 + $1.weight }
    bounds = usable.map { entry in
      sum += entry.weight
      return sum / total
    }
  }

  /// The place in ``codes`` that a number in 0..<1 falls on.
  func draw(_ uniform: Double) -> Int {
    var low = 0
    var high = bounds.count - 1
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] > uniform { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
