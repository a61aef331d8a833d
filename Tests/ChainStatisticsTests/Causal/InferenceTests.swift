import ChainStatistics
import Foundation
import Testing

@Suite("Errors, bands and tests")
struct InferenceTests {
  static let law = SimulatedChain.Law(units: 900, holes: 0.05)

  @Test(
    "the bootstrap's errors are those of the influence functions, but for the draw",
    arguments: [BootstrapPlan.Weights.rademacher, .mammen])
  func bootstrapErrors(weights: BootstrapPlan.Weights) throws {
    let plan = BootstrapPlan(draws: 2000, seed: 11, weights: weights)
    let found = try SimulatedChain(seed: 12, Self.law).panel().effects(CausalDesign(bootstrap: plan))
    let bands = try #require(found.bands)
    #expect(abs(bands.simpleError / found.effects.simple.se - 1) < 0.1)
    #expect(abs(bands.event.overallError / found.effects.event.se - 1) < 0.1)
    for (error, part) in zip(bands.event.errors, found.effects.event.by) { #expect(abs(error / part.se - 1) < 0.12) }
    for family in [bands.event, bands.group, bands.calendar] {
      #expect(family.critical > 1.96)
      #expect(family.critical < 3.5)
    }
    #expect(bands.group.errors.count == found.effects.group.by.count)
  }

  @Test("a seed gives the same bands again, and another seed gives others")
  func seeds() throws {
    let panel = try SimulatedChain(seed: 13, Self.law).panel()
    func bands(_ seed: UInt64) throws -> UniformBands? {
      try panel.effects(CausalDesign(bootstrap: BootstrapPlan(draws: 199, seed: seed))).bands
    }
    #expect(try bands(1) == bands(1))
    #expect(try bands(1) != bands(2))
  }

  @Test("every unit entered twice, in clusters of two, has the errors of the panel itself")
  func clusters() throws {
    let chain = SimulatedChain(seed: 14, Self.law)
    var twice = chain
    twice.cohorts += chain.cohorts
    twice.columns = chain.columns.map { $0 + $0 }
    let numbers = Array(chain.cohorts.indices)
    let design = CausalDesign(bootstrap: BootstrapPlan(draws: 499, seed: 1))
    let single = try chain.panel().effects(design)
    let clustered = try twice.panel(clusters: numbers + numbers).effects(design)
    #expect(same(single.effects, clustered.effects, within: 1e-12))
    #expect(abs(single.effects.pretrend.statistic - clustered.effects.pretrend.statistic) < 1e-6)
    let bands = try #require(clustered.bands)
    #expect(abs(bands.simpleError / single.effects.simple.se - 1) < 0.2)
    let apart = try twice.panel().effects(design)
    #expect(abs(apart.effects.simple.se * 2.0.squareRoot() - single.effects.simple.se) < 1e-12)
  }

  @Test("clusters and covariates go together")
  func clusteredCovariates() throws {
    let chain = SimulatedChain(seed: 15, Self.law)
    var twice = chain
    twice.cohorts += chain.cohorts
    twice.columns = chain.columns.map { $0 + $0 }
    let numbers = Array(chain.cohorts.indices)
    let design = CausalDesign(adjustment: .doublyRobust)
    let single = try chain.panel(covariates: [UnitCovariate(name: "size", values: chain.size)]).effects(design)
    let size = UnitCovariate(name: "size", values: chain.size + chain.size)
    let clustered = try twice.panel(covariates: [size], clusters: numbers + numbers).effects(design)
    #expect(same(single.effects, clustered.effects, within: 1e-9))
  }

  @Test("the interval of the simple figure covers the truth about 95 times of 100")
  func coverage() throws {
    var (covered, adjusted, rejected) = (0, 0, 0)
    for seed in 0..<200 {
      let law = SimulatedChain.Law(units: 300, periods: 6, effect: 0.1, holes: 0.05, selection: 0)
      let plain = try SimulatedChain(seed: UInt64(1000 + seed), law).panel().effects().effects
      let interval = plain.simple.interval()
      if interval.lower < 0.1, interval.upper > 0.1 { covered += 1 }
      if plain.pretrend.p < 0.05 { rejected += 1 }
      let selected = SimulatedChain(seed: UInt64(1000 + seed), SimulatedChain.Law(units: 300, periods: 6, holes: 0.05))
      let panel = try selected.panel(factors: selected.factors)
      let strata = try panel.effects(CausalDesign(adjustment: .stratified)).effects.simple.interval()
      if strata.lower < 0.1, strata.upper > 0.1 { adjusted += 1 }
    }
    #expect((180...198).contains(covered))
    #expect((180...198).contains(adjusted))
    #expect((2...26).contains(rejected))
  }

  @Test("the test of the time before treatment sees a trend")
  func pretrendSeen() throws {
    let chain = SimulatedChain(seed: 16, SimulatedChain.Law(units: 900, selection: 6))
    #expect(try chain.panel(factors: chain.factors).effects().effects.pretrend.p < 1e-3)
    let strata = try chain.panel(factors: chain.factors).effects(CausalDesign(adjustment: .stratified))
    #expect(strata.effects.pretrend.p > 0.01)
  }

  @Test("with many small cohorts at most twelve times before treatment are tested, not hundreds of cells")
  func pretrendOfSmallCohorts() throws {
    let law = SimulatedChain.Law(units: 300, periods: 40, selection: 0)
    let test = try SimulatedChain(seed: 17, law).panel().effects().effects.pretrend
    #expect(test.by == "event")
    #expect(test.df == 12)
    #expect(test.p > 0.001)
  }

  @Test("quantiles of the normal law", arguments: [(0.975, 1.959963984540054), (0.5, 0), (1e-10, -6.361340902404056)])
  func quantiles(share: Double, value: Double) {
    #expect(abs(NormalLaw.quantile(share) - value) < 1e-12)
  }

  @Test("an effect on logarithms is told as a ratio, its interval with it")
  func ratios() {
    let interval = PanelEffects.Figure(att: log(1.12), se: 0.01).interval().ofRatios
    #expect(abs(interval.effect - 0.12) < 1e-15)
    #expect(abs(interval.lower - (1.12 * exp(-0.01959963984540054) - 1)) < 1e-15)
  }
}
