import SnackChain

/// The arms that stores are compared in.
public enum ProgrammeArm: String, Hashable, Sendable, CaseIterable, Codable {
  /// Certified after the last day of the period a year before, and on or before the first day of the period; on no day
  /// of the period a year before was there an earlier certificate.
  case upgraded
  /// Certified on or before the first day of the period, and still on its last day. The upgraded are among them.
  case standardised
  /// Without a certificate on every day of the period.
  case others
}

/// How stores are compared with themselves a year before.
public struct YearOnYearOptions: Hashable, Sendable {
  /// Open days that a store must have had in each month: 0 asks for none, and then they need not be known either.
  public var minOpenDays: Int
  /// Whether January and February are taken as one period, of twice as many open days, since Spring Festival falls into
  /// either. Both must be in the panel.
  public var combinesFestival: Bool
  /// The share of an arm's stores due that must be comparable for a headline.
  public var coverageFloor: Double
  /// Which regions count as "the same region" for the gap.
  public var gapLevel: RegionLevel
  /// Only stores that stood in this region on the last day of the period.
  public var region: RegionCode?
  /// Whether medians are wanted: they cost as much as all the rest.
  public var withMedians: Bool

  /// Makes options; as they are made without arguments they are the association's.
  public init(
    minOpenDays: Int = TurnoverPanel.usualMinOpenDays, combinesFestival: Bool = false, coverageFloor: Double = 0.6,
    gapLevel: RegionLevel = .province, region: RegionCode? = nil, withMedians: Bool = true
  ) {
    self.minOpenDays = min(max(minOpenDays, 0), 99)
    self.combinesFestival = combinesFestival
    self.coverageFloor = coverageFloor
    self.gapLevel = gapLevel
    self.region = region
    self.withMedians = withMedians
  }
}

/// Turnover of the same stores over that of a year before, in three arms.
///
/// A store is comparable if it was due and reported in both periods, each above zero and with enough open days.
public struct YearOnYear: Hashable, Sendable {
  /// The period compared: a month, or January and February.
  public let period: RollupPeriod
  /// The same period a year before.
  public let base: RollupPeriod
  /// How it was compared.
  public let options: YearOnYearOptions
  /// The position of the change feed that the panel stood at.
  public let dataVersion: Int64
  /// Stores certified since the period a year before.
  public let upgraded: ArmGrowth
  /// All with a certificate, the upgraded among them.
  public let standardised: ArmGrowth
  /// All without a certificate.
  public let others: ArmGrowth
  /// Stores due whose certificate began or ended within the period: they are in no arm.
  public let inNoArm: [YearOnYearLeftOut]
  /// How much more the upgraded grew than others of the same regions.
  public let upgradedGap: ArmGap
  /// How much more the standardised grew than others of the same regions.
  public let standardisedGap: ArmGap

  /// Whether the period is a January or February alone: Spring Festival falls into one of them in one year and into the
  /// other in the next, so their growth says little.
  public var isDistortedByFestival: Bool { period.first == period.last && period.first.month <= 2 }

  /// The growth of an arm.
  public subscript(arm: ProgrammeArm) -> ArmGrowth {
    switch arm {
    case .upgraded: upgraded
    case .standardised: standardised
    case .others: others
    }
  }
}

/// Growth of one arm. Each measure is growth: 0.2 is 20% more than a year before; `nil` where no store is comparable.
public struct ArmGrowth: Hashable, Sendable {
  /// Stores of the arm due in the period.
  public let due: Int
  /// Stores of the arm that are comparable.
  public let stores: Int
  /// Their turnover in fen.
  public let nowFen: Int64
  /// Their turnover a year before, in fen.
  public let thenFen: Int64
  /// Sum over sum, less 1.
  public let ratioOfSums: Double?
  /// The mean of the stores' own ratios, less 1.
  public let meanOfRatios: Double?
  /// The median of the stores' own ratios, less 1; of an even number the mean of the middle two. `nil` if not asked for.
  public let medianOfRatios: Double?
  /// Why stores due are not comparable; each store has one reason, the first that applies in the order of declaration.
  public let leftOut: [YearOnYearLeftOut]
  /// The share of comparable stores below which there is no headline.
  public let coverageFloor: Double

  /// Comparable stores over stores due; `nil` where none is due.
  public var coverage: Double? { due == 0 ? nil : Double(stores) / Double(due) }
  /// The figure that may be said aloud: the ratio of sums, or `nil` where coverage is below the floor.
  public var headline: Double? {
    guard let coverage, coverage >= coverageFloor else { return nil }
    return ratioOfSums
  }
}

/// Why a store is not in the comparison.
public enum YearOnYearReason: String, Hashable, Sendable, CaseIterable, Codable {
  /// The certificate began within the period.
  case certifiedWithinMonth = "certified_within_month"
  /// The certificate was suspended or ended within the period.
  case certificateEndedWithinMonth = "certificate_ended_within_month"
  /// Due, and no report.
  case missingNow = "missing_now"
  /// Reported, but not due a year before: not yet open, or closed.
  case notDue = "not_due"
  /// Due a year before, and no report of then.
  case missingThen = "missing_then"
  /// Reported zero in one of the periods.
  case zero
  /// Open days of one of the periods are not known.
  case openDaysUnknown = "open_days_unknown"
  /// Too few open days in one of the periods.
  case fewOpenDays = "few_open_days"
}

/// How many stores were left out for a reason.
public struct YearOnYearLeftOut: Hashable, Sendable {
  /// Why.
  public let reason: YearOnYearReason
  /// How many.
  public let stores: Int
}

/// An arm's growth less that of others in the same regions and period.
///
/// Regions are weighted by the arm: by its turnover a year before for the ratio of sums, by its stores for the mean of
/// ratios. So the arm's side is the arm's own growth over the regions that have others to compare with, and the others'
/// side says how they would have grown if they were spread over the regions as the arm is.
public struct ArmGap: Hashable, Sendable {
  /// Regions in which the arm and the others both have comparable stores.
  public let regions: Int
  /// The arm's comparable stores in them.
  public let stores: Int
  /// The arm's comparable stores in regions without comparable others: they are in no gap.
  public let storesWithoutPeers: Int
  /// Growth of the arm's stores in the regions compared, as ratio of sums.
  public let armRatioOfSums: Double?
  /// Growth of the others in those regions, as ratio of sums, weighted by the arm's turnover a year before.
  public let othersRatioOfSums: Double?
  /// Mean growth of the arm's stores in the regions compared.
  public let armMeanOfRatios: Double?
  /// Mean growth of the others in those regions, weighted by the arm's stores.
  public let othersMeanOfRatios: Double?

  /// The gap by ratio of sums, in units of growth: 0.08 is 8 points.
  public var ratioOfSums: Double? { Self.difference(armRatioOfSums, othersRatioOfSums) }
  /// The gap by mean of ratios.
  public var meanOfRatios: Double? { Self.difference(armMeanOfRatios, othersMeanOfRatios) }

  private static func difference(_ left: Double?, _ right: Double?) -> Double? {
    guard let left, let right else { return nil }
    return left - right
  }
}
