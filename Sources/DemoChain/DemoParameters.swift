import SnackChain

/// What a demo chain is drawn from. The same parameters and regions always give the same chain, to the last fen.
public struct DemoParameters: Hashable, Sendable {
  /// How many stores the register has, closed ones included.
  public let stores: Int
  /// How many months of reports there are, ending with ``lastMonth``.
  public let months: Int
  /// The last month reported.
  public let lastMonth: YearMonth
  /// Which of all possible chains is drawn.
  public let seed: UInt64
  /// What the programme truly does to a certified store's turnover, as a fraction: `0.12` is +12%.
  public let trueEffect: Double
  /// How many of 30,000 stores are certified by the first day of the last month.
  public let certifiedOf30000: Int
  /// New Year's days by the Chinese calendar: around them stores close for some days.
  public let springFestivals: [CalendarDay]

  /// Makes parameters. What lies outside of the possible is brought to its edge: at least one store, 1 to 600 months, a
  /// true effect of -100% to +1000% (what is no number is none), 0 to 30,000 certified.
  public init(
    stores: Int = 30_000, months: Int = 36, lastMonth: YearMonth = YearMonth(index: 2023 * 12 + 1), seed: UInt64 = 1,
    trueEffect: Double = 0.12, certifiedOf30000: Int = 3_512,
    springFestivals: [CalendarDay] = DemoParameters.knownSpringFestivals
  ) {
    self.stores = max(1, stores)
    self.months = min(600, max(1, months))
    self.lastMonth = lastMonth
    self.seed = seed
    self.trueEffect = trueEffect.isFinite ? min(10, max(-1, trueEffect)) : 0
    self.certifiedOf30000 = min(30_000, max(0, certifiedOf30000))
    self.springFestivals = springFestivals
  }

  /// New Year's days 2019 to 2027, for callers without the seed table.
  public static let knownSpringFestivals: [CalendarDay] = [
    (2019, 2, 5), (2020, 1, 25), (2021, 2, 12), (2022, 2, 1), (2023, 1, 22), (2024, 2, 10), (2025, 1, 29),
    (2026, 2, 17), (2027, 2, 6),
  ].compactMap { CalendarDay(year: $0.0, month: $0.1, day: $0.2) }

  /// The first month reported.
  public var firstMonth: YearMonth { lastMonth.adding(months: 1 - months) }

  /// How many stores are certified by the first day of the last month, as far as there are enough that could be.
  public var certified: Int { (stores * certifiedOf30000 + 15_000) / 30_000 }

  /// The first whole months under the certificate, one cohort each: the last 24, but never more than two thirds of the
  /// window, so that each cohort has months before it.
  public var cohorts: ClosedRange<YearMonth> {
    lastMonth.adding(months: 1 - max(1, min(24, months * 2 / 3)))...lastMonth
  }
}

/// A division with its share of the chain's stores.
public struct WeightedRegion: Hashable, Sendable {
  /// The division a store is registered in, a county as a rule.
  public let code: RegionCode
  /// Its share, in any unit; not negative.
  public let weight: Double

  /// Makes a weighted division.
  public init(_ code: RegionCode, weight: Double) {
    self.code = code
    self.weight = weight
  }

  /// One division in each of fourteen provinces, for trials where no register of counties is at hand.
  public static let sample: [WeightedRegion] = [
    (330_683, 32.0), (310_115, 19.0), (320_508, 15.0), (340_104, 5.5), (440_305, 5.5), (110_105, 3.5), (370_102, 3.0),
    (350_203, 3.0), (420_106, 2.5), (360_103, 2.5), (410_105, 2.5), (510_104, 2.0), (430_102, 2.0), (610_113, 2.0),
  ].compactMap { entry in RegionCode(number: entry.0).map { WeightedRegion($0, weight: entry.1) } }
}
