import ChainStatistics
import CommandLineDoor
import Localization

/// The effects of any panel in a file.
struct PanelUplift {
  let estimate: CausalEstimate
  let panel: EventPanel
  let control: ControlGroup
  let bands: BandsJSON?
  private let svg: String?

  /// Reads the file and estimates.
  ///
  /// - Throws: `DoorFailure` with line and reason.
  init(_ columns: PanelFileOptions, control: ControlGroup, bands plan: BootstrapPlan?, svg: String?) throws {
    let reader = try PanelFileReader(columns)
    let scale = reader.scale ?? .integers
    self.control = control
    self.svg = svg
    do throws(PanelRefusal) {
      panel = try EventPanel(
        rows: reader.rows, covariateNames: columns.covariateNames, scale: scale, log: columns.log)
      estimate = try panel.effects(
        CausalDesign(
          control: control, adjustment: columns.covariateNames.isEmpty ? .none : .doublyRobust, bootstrap: plan))
      bands = BandsJSON(estimate, plan, cluster: columns.cluster)
    } catch {
      throw explain(error, scale: scale)
    }
  }

  /// Writes it in the format asked for; what was left out is always said.
  func write(on door: Door) throws {
    switch door.format {
    case .json: try door.writeJSON(PanelUpliftJSON(self))
    case .csv: try door.write(groupTime)
    case .table:
      try door.write(aggregates)
      let test = estimate.effects.pretrend
      door.write(.hqPretrend(statistic: test.statistic, df: test.df, p: test.p))
      if let bands { door.write(.hqBands(critical: bands.event.critical, draws: bands.draws, seed: bands.seed)) }
      door.write(Message(verbatim: EventStudyPlot(estimate.effects.event).text))
    }
    for note in leftOut { door.say(note) }
    if let svg {
      try EventStudySVG(effects: estimate.effects, title: .hqEventStudy, isLog: false, language: door.language)
        .write(to: svg)
    }
  }

  private var leftOut: [Message] {
    let left = panel.leftOut
    return [
      ("always_treated", left.alwaysTreated), ("never_seen", left.neverSeen),
      ("without_covariate", left.withoutCovariate), ("empty_rows", left.emptyRows),
      ("non_positive_rows", left.nonPositiveRows), ("changing_covariates", left.changingCovariates),
    ].filter { $0.1 > 0 }.map { Message.hqPanelLeftOut($0.0, count: $0.1) }
  }

  private var groupTime: Listing {
    Listing(
      columns: [
        .init("cohort", .hqCohort), .init("time", .hqPeriod), .init("att", .hqEffect), .init("se", .hqStandardError),
        .init("treated", .hqTreated), .init("control", .hqControls),
      ],
      rows: estimate.effects.groupTime.map {
        [
          .text($0.cohort.description), .text($0.time.description), .text($0.att.short), .text($0.se.short),
          .integer(Int64($0.treated)), .integer(Int64($0.control)),
        ]
      })
  }

  private var aggregates: Listing {
    let effects = estimate.effects
    func row(_ name: Message, _ att: Double, _ se: Double) -> [Listing.Cell] {
      [
        .message(name, code: name.en), .text(att.short), .text(se.short), .text((att - 1.96 * se).short),
        .text((att + 1.96 * se).short),
      ]
    }
    return Listing(
      columns: [
        .init("aggregate", .hqAggregate), .init("att", .hqEffect), .init("se", .hqStandardError),
        .init("low", .hqLow), .init("high", .hqHigh),
      ],
      rows: [
        row(.hqAggregateSimple, effects.simple.att, effects.simple.se),
        row(.hqAggregateGroup, effects.group.att, effects.group.se),
        row(.hqAggregateCalendar, effects.calendar.att, effects.calendar.se),
        row(.hqAggregateEvent, effects.event.att, effects.event.se),
      ])
  }
}

extension Double {
  /// Six decimals, or nothing where the figure is not finite.
  var short: String {
    guard isFinite, magnitude < 1e9 else { return isFinite ? String(self) : "" }
    let scaled = (magnitude * 1e6).rounded()
    let whole = Int(scaled)
    let decimals = String(whole % 1_000_000 + 1_000_000).dropFirst()
    return (self < 0 && whole > 0 ? "-" : "") + "\(whole / 1_000_000).\(decimals)"
  }
}

/// The effects in the fields of the contract, and beside them what they rest on.
private struct PanelUpliftJSON: Encodable {
  let effects: PanelEffects
  let leftOut: PanelLeftOut
  let control: String
  let units: Int
  let treatedUnits: Int
  let fallbacks: CellFallbacks
  let bands: BandsJSON?

  init(_ uplift: PanelUplift) {
    effects = uplift.estimate.effects
    leftOut = uplift.panel.leftOut
    control = uplift.control.rawValue
    units = uplift.estimate.units
    treatedUnits = uplift.estimate.treatedUnits
    fallbacks = uplift.estimate.fallbacks
    bands = uplift.bands
  }

  enum CodingKeys: String, CodingKey {
    case control, units, fallbacks, bands
    case leftOut = "left_out"
    case treatedUnits = "treated_units"
  }

  func encode(to encoder: any Encoder) throws {
    try effects.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(leftOut, forKey: .leftOut)
    try container.encode(control, forKey: .control)
    try container.encode(units, forKey: .units)
    try container.encode(treatedUnits, forKey: .treatedUnits)
    try container.encode(fallbacks, forKey: .fallbacks)
    try container.encodeIfPresent(bands, forKey: .bands)
  }
}
