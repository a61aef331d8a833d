import SnackChain

/// Who joined the programme, and in which month.
///
/// Joining becomes likelier with the growth of the part of the country and of the form, and with the store's level, but
/// never with the chance that moves single months: so raw comparisons flatter the programme, and a comparison that
/// holds part and form fixed does not.
struct Programme {
  /// The first whole month under the certificate of each store, as an index; 0 for a store without one.
  private let cohorts: [Int32]

  private struct Candidate {
    let store: Int32
    let score: Double
    let order: Double
  }

  /// How strongly growth (per unit of yearly log growth) and level pull a store into the programme, against a chance of
  /// variance 1.
  private static let pullOfGrowth = 11.0
  private static let pullOfLevel = 0.25

  init(_ parameters: DemoParameters, regions: RegionDraw) {
    let first = parameters.cohorts.lowerBound
    let openBy = first.adding(months: -3).firstDay
    let closedFrom = parameters.lastMonth.adding(months: -8).firstDay
    var candidates: [Candidate] = []
    for index in 0..<parameters.stores {
      let profile = StoreProfile(index, parameters: parameters, regions: regions)
      guard profile.opened <= openBy || parameters.months < 6, profile.closed.map({ $0 > closedFrom }) ?? true else {
        continue
      }
      var random = SplitMix64(seed: parameters.seed, store: index, purpose: .programme)
      let growth = Market(regions.codes[profile.region]).yearlyGrowth + profile.form.yearlyGrowth
      let score =
        Self.pullOfGrowth * growth + Self.pullOfLevel * profile.levelDeviation + random.normal()
      // A store that closes in the last months joined in the first half, well before.
      let order = random.uniform() * (profile.closed == nil ? 1 : 0.4)
      candidates.append(Candidate(store: Int32(clamping: index), score: score, order: order))
    }
    candidates.sort { ($0.score, $1.store) > ($1.score, $0.store) }
    var joined = Array(candidates.prefix(parameters.certified))
    joined.sort { ($0.order, $0.store) < ($1.order, $1.store) }
    cohorts = Self.cohorts(of: joined, parameters: parameters)
  }

  /// Cohorts grow by 3% of the first one's size from month to month.
  private static func cohorts(of joined: [Candidate], parameters: DemoParameters) -> [Int32] {
    var cohorts = [Int32](repeating: 0, count: parameters.stores)
    let range = parameters.cohorts
    let count = range.lowerBound.distance(to: range.upperBound) + 1
    let sizes = (0..<count).map { 100 + 3 * $0 }
    let total = sizes.reduce(0, +)
    var before = 0
    for (offset, size) in sizes.enumerated() {
      let from = joined.count * before / total
      before += size
      for candidate in joined[from..<(joined.count * before / total)] {
        cohorts[Int(candidate.store)] = range.lowerBound.index + Int32(clamping: offset)
      }
    }
    return cohorts
  }

  /// The first whole month under the certificate, or `nil` for a store that never had one.
  func cohort(of store: Int) -> YearMonth? {
    cohorts[store] == 0 ? nil : YearMonth(index: cohorts[store])
  }
}
