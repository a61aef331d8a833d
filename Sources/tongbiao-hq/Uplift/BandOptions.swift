import ArgumentParser
import ChainStatistics
import CommandLineDoor
import Localization

/// Bands that hold for all months at once.
struct BandOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Message.hqOptionBands)) var bands: Int?
  @Option(name: .customLong("band-seed"), help: ArgumentHelp(Message.hqOptionBandSeed)) var seed: UInt64 = 20_230_228

  func validate() throws {
    if let bands, !(19...100_000).contains(bands) { throw ValidationError(Message.hqBandsRange[Language.current]) }
  }

  /// How they are drawn, or `nil` where none were asked for.
  var plan: BootstrapPlan? { bands.map { BootstrapPlan(draws: $0, seed: seed) } }
}

/// Bands in the fields of JSON: beside each part of an aggregate its own band, and what it was made with.
struct BandsJSON: Encodable {
  /// The bands of one aggregate.
  struct Family: Encodable {
    /// The band of one part.
    struct Part: Encodable {
      let key: PeriodLabel
      let se: Double
      let low: Double
      let high: Double
    }

    let se: Double
    let critical: Double
    let by: [Part]

    init(_ family: UniformBands.Family, _ aggregate: PanelEffects.Aggregate) {
      se = family.overallError
      critical = family.critical
      by = zip(aggregate.by, family.errors).compactMap { part, error in
        let half = family.critical * error
        guard half.isFinite, part.att.isFinite else { return nil }
        return Part(key: part.key, se: error, low: part.att - half, high: part.att + half)
      }
    }

    enum CodingKeys: String, CodingKey { case se, critical, by }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(se.isFinite ? se : nil, forKey: .se)
      try container.encode(critical.isFinite ? critical : nil, forKey: .critical)
      try container.encode(by, forKey: .by)
    }
  }

  let draws: Int
  let seed: UInt64
  let cluster: String
  let confidence: Double
  let group: Family
  let calendar: Family
  let event: Family

  init?(_ estimate: CausalEstimate, _ plan: BootstrapPlan?, cluster: String?) {
    guard let plan, let bands = estimate.bands else { return nil }
    draws = plan.draws
    seed = plan.seed
    self.cluster = cluster ?? "unit"
    confidence = bands.confidence
    group = Family(bands.group, estimate.effects.group)
    calendar = Family(bands.calendar, estimate.effects.calendar)
    event = Family(bands.event, estimate.effects.event)
  }
}
