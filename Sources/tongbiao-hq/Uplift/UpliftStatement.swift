import CentralLedger
import ChainStatistics
import CommandLineDoor
import Localization
import PanelFeed
import SnackChain

/// What an estimate is asked for besides, and a published statement is not.
struct UpliftTrials {
  /// Whether it is tried on parts of the chain and with dates that are too early.
  var isSensitive = false
  /// How bands over all months are drawn.
  var bands: BootstrapPlan?
  /// The level of regions that errors and bands are by; `nil` for stores.
  var clusteredBy: RegionLevel?
}

/// The uplift of one month: the same stores, against the rest, and the causal estimate.
struct UpliftStatement {
  /// The month asked for.
  let month: YearMonth
  /// What it was computed with.
  let terms: UpliftTerms
  /// What was asked for besides.
  let trials: UpliftTrials
  /// The month against the same month a year before, literally.
  let single: YearOnYear
  /// January and February together, where the month is one of them.
  let festival: YearOnYear?
  /// The causal estimate, or why there is none.
  let causal: Result<CausalSummary, PanelRefusal>
  /// Whether all of it is about a synthetic chain.
  let isSynthetic: Bool

  /// The comparison that may be said aloud: the combined one where there is one.
  var spoken: YearOnYear { festival ?? single }

  /// Reads the panel and computes.
  ///
  /// - Throws: `DoorFailure` of a month without reports, or what panel and ledger say.
  init(
    _ ledger: any CentralLedger, database: DatabaseOptions, month: YearMonth?, asOf version: Int64?, terms: UpliftTerms,
    trials: UpliftTrials = UpliftTrials()
  ) async throws {
    let needed = month.map { month in
      // January and February are compared together, and each with the year before.
      let first = month.month <= 2 ? month.adding(months: 1 - month.month) : month
      return first.lastYear...(month.month <= 2 ? first.next : month)
    }
    let reading = try await PanelReading(ledger, database: database, asOf: version, covering: needed)
    guard let reported = reading.fed.reported else {
      throw DoorFailure("no_reports", .hqNoReports, advice: .hqNoReportsAdvice, status: .dataError)
    }
    let month = month ?? reported.upperBound
    guard reported.contains(month) else {
      throw DoorFailure(
        "month_outside", .hqMonthOutside(month, first: reported.lowerBound, last: reported.upperBound),
        status: .dataError)
    }
    let fed = needed == nil ? try await Self.widened(reading, ledger, to: month) : reading.fed
    try self.init(fed, month: month, terms: terms, reported: reported, trials: trials)
  }

  /// Computes from a panel that covers the month and the year before.
  init(
    _ fed: FedPanel, month: YearMonth, terms: UpliftTerms, reported: ClosedRange<YearMonth>, trials: UpliftTrials
  ) throws {
    self.month = month
    self.terms = terms
    self.trials = trials
    isSynthetic = fed.isSynthetic
    var options = YearOnYearOptions(minOpenDays: terms.minOpenDays, coverageFloor: terms.floor)
    single = try fed.panel.yearOnYear(in: month, options: options)
    if month.month <= 2 {
      options.combinesFestival = true
      festival = try fed.panel.yearOnYear(in: month, options: options)
    } else {
      festival = nil
    }
    causal = CausalSummary.estimate(
      fed.panel, months: reported.lowerBound...month, minOpenDays: terms.minOpenDays, control: terms.control,
      withTrials: trials.isSensitive, bootstrap: trials.bands, clusteredBy: trials.clusteredBy)
  }

  private static func widened(
    _ reading: PanelReading, _ ledger: any CentralLedger, to month: YearMonth
  ) async throws -> FedPanel {
    let first = month.month <= 2 ? month.adding(months: 1 - month.month) : month
    return try await PanelFeed(ledger).covering(
      first.lastYear...(month.month <= 2 ? first.next : month), reading.fed)
  }
}
