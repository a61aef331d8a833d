import ChainStatistics
import CommandLineDoor
import Localization
import SnackChain

/// The causal estimate as JSON has it.
struct CausalJSON: Encodable {
  let result: Result<CausalSummary, PanelRefusal>
  let control: ControlGroup
  let trials: UpliftTrials
  let language: Language

  init(
    _ result: Result<CausalSummary, PanelRefusal>, control: ControlGroup, trials: UpliftTrials, language: Language
  ) {
    self.result = result
    self.control = control
    self.trials = trials
    self.language = language
  }

  enum CodingKeys: String, CodingKey {
    case method, outcome, control, adjustment, att, se, interval, effect, pretrend, simple, group, calendar, event
    case level, stores, treated, months, cohorts, unavailable, message, fallbacks, breakdown, robustness, bands
    case effectInterval = "effect_interval"
    case groupTime = "group_time"
    case neverTreated = "never_treated"
    case leftOut = "left_out"
    case leeBounds = "lee_bounds"
  }

  /// An interval of a level of confidence.
  struct Interval: Encodable {
    let low: Double
    let high: Double
    let level = CausalSummary.confidence

    init(_ range: ClosedRange<Double>) {
      low = range.lowerBound
      high = range.upperBound
    }
  }

  private struct Level: Encodable {
    let attFen: Double
    let seFen: Double

    enum CodingKeys: String, CodingKey {
      case attFen = "att_fen"
      case seFen = "se_fen"
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode("callaway_santanna_2021", forKey: .method)
    try container.encode("log_turnover", forKey: .outcome)
    try container.encode(control, forKey: .control)
    try container.encode("stratified by province (those under 5% of stores pooled) and form", forKey: .adjustment)
    switch result {
    case .failure(let refusal):
      try container.encodeNil(forKey: .att)
      try container.encodeNil(forKey: .se)
      try container.encodeNil(forKey: .interval)
      try container.encodeNil(forKey: .effect)
      try container.encode(refusal.code, forKey: .unavailable)
      try container.encode(explain(refusal, scale: .months).message[language], forKey: .message)
    case .success(let summary):
      let effects = summary.estimate.effects
      try container.encode(effects.simple.att.isFinite ? effects.simple.att : nil, forKey: .att)
      try container.encode(effects.simple.se.isFinite ? effects.simple.se : nil, forKey: .se)
      try container.encode(summary.interval.map(Interval.init), forKey: .interval)
      try container.encode(summary.growthEffect.isFinite ? summary.growthEffect : nil, forKey: .effect)
      try container.encode(summary.growthInterval.map(Interval.init), forKey: .effectInterval)
      try container.encode(effects.pretrend, forKey: .pretrend)
      try container.encode(effects.simple, forKey: .simple)
      try container.encode(effects.group, forKey: .group)
      try container.encode(effects.calendar, forKey: .calendar)
      try container.encode(effects.event, forKey: .event)
      try container.encode(effects.groupTime, forKey: .groupTime)
      try container.encode(summary.estimate.units, forKey: .stores)
      try container.encode(summary.estimate.treatedUnits, forKey: .treated)
      try container.encode(summary.neverTreated, forKey: .neverTreated)
      try container.encode(summary.cohorts, forKey: .cohorts)
      try container.encode(
        ["first": summary.months.lowerBound, "last": summary.months.upperBound], forKey: .months)
      try container.encode(summary.leftOut, forKey: .leftOut)
      try container.encode(summary.estimate.fallbacks, forKey: .fallbacks)
      try container.encode(SensitivityJSON.Lee(summary.lee), forKey: .leeBounds)
      try container.encode(summary.breakdown.map(SensitivityJSON.Breakdown.init), forKey: .breakdown)
      try container.encodeIfPresent(summary.robustness.map(SensitivityJSON.Robustness.init), forKey: .robustness)
      try container.encodeIfPresent(
        BandsJSON(summary.estimate, trials.bands, cluster: trials.clusteredBy?.rawValue ?? "store"), forKey: .bands)
      if let level = summary.level?.effects.simple, level.att.isFinite, level.se.isFinite {
        try container.encode(Level(attFen: level.att, seFen: level.se), forKey: .level)
      }
    }
  }
}

/// What may be said in one figure, and why not where nothing may.
struct Headline: Encodable {
  let measure = "ratio_of_sums"
  let period: String
  let value: Double?
  let withheld: String?

  init(_ year: YearOnYear) {
    period = year.period.description
    value = year.upgraded.headline
    withheld = value == nil ? (year.upgraded.stores == 0 ? "no_comparable_stores" : "coverage_below_floor") : nil
  }
}
