import ChainStatistics
import Foundation
import Testing

@Suite("Adjustment for who joins")
struct AdjustmentTests {
  static let law = SimulatedChain.Law(units: 900, holes: 0.05)

  @Test(
    "with a saturated factor strata, regression and doubly robust are one estimator", arguments: ControlGroup.allCases)
  func saturated(control: ControlGroup) throws {
    let panel = try SimulatedChain(seed: 3, Self.law).panel(factors: SimulatedChain(seed: 3, Self.law).saturated)
    let strata = try panel.effects(CausalDesign(control: control, adjustment: .stratified)).effects
    let regression = try panel.effects(CausalDesign(control: control, adjustment: .outcomeRegression)).effects
    let robust = try panel.effects(CausalDesign(control: control, adjustment: .doublyRobust)).effects
    #expect(same(strata, regression, within: 1e-11))
    #expect(same(strata, robust, within: 1e-9))
    let plain = try panel.effects(CausalDesign(control: control)).effects
    #expect(abs(plain.simple.att - strata.simple.att) > 0.01)
  }

  @Test(
    "factors give what dummies written as numbers give",
    arguments: [CausalDesign.Adjustment.outcomeRegression, .doublyRobust], ControlGroup.allCases)
  func dummies(adjustment: CausalDesign.Adjustment, control: ControlGroup) throws {
    let chain = SimulatedChain(seed: 4, Self.law)
    let dummies = [
      UnitCovariate(name: "r1", values: chain.region.map { $0 == 1 ? 1 : 0 }),
      UnitCovariate(name: "r2", values: chain.region.map { $0 == 2 ? 1 : 0 }),
      UnitCovariate(name: "f1", values: chain.form.map { Double($0) }),
    ]
    let design = CausalDesign(control: control, adjustment: adjustment)
    let byFactor = try chain.panel(factors: chain.factors).effects(design)
    let byNumber = try chain.panel(covariates: dummies).effects(design)
    #expect(same(byFactor.effects, byNumber.effects, within: 1e-9))
    #expect(abs(byFactor.effects.pretrend.statistic - byNumber.effects.pretrend.statistic) < 1e-6)
    #expect(byFactor.fallbacks == CellFallbacks())
  }

  @Test("a stratum without controls is compared with its region, and the cell is counted")
  func parentStratum() throws {
    var chain = SimulatedChain(seed: 5, Self.law)
    for unit in chain.cohorts.indices where chain.region[unit] == 0 && chain.form[unit] == 1 {
      if chain.cohorts[unit] == nil { chain.form[unit] = 0 }
    }
    let found = try chain.panel(factors: chain.factors).effects(CausalDesign(adjustment: .stratified))
    #expect(found.fallbacks.pooledStrata == found.effects.groupTime.count)
    #expect(found.effects.groupTime.allSatisfy { $0.att.isFinite && $0.se > 0 })
    // The same by hand: without the second factor in that region, its strata are the region's.
    var merged = chain
    for unit in chain.cohorts.indices where chain.region[unit] == 0 { merged.form[unit] = 0 }
    let byHand = try merged.panel(factors: merged.factors).effects(CausalDesign(adjustment: .stratified))
    #expect(abs(found.effects.simple.att - byHand.effects.simple.att) < 1e-12)
    #expect(abs(found.effects.simple.se - byHand.effects.simple.se) < 1e-12)
  }

  @Test("a region in which a cohort has nobody does not break the score")
  func emptyRegion() throws {
    var chain = SimulatedChain(seed: 6, Self.law)
    for unit in chain.cohorts.indices where chain.region[unit] == 2 && chain.cohorts[unit] == 5 {
      chain.cohorts[unit] = 6
    }
    let panel = try chain.panel(factors: chain.saturated)
    let robust = try panel.effects(CausalDesign(adjustment: .doublyRobust))
    let strata = try panel.effects(CausalDesign(adjustment: .stratified))
    #expect(robust.fallbacks.separated == 0)
    #expect(same(robust.effects, strata.effects, within: 1e-9))
  }

  @Test("a covariate that separates treated from controls falls back to regression, and is counted")
  func separation() throws {
    let chain = SimulatedChain(seed: 7, Self.law)
    let tells = chain.cohorts.enumerated().map { unit, cohort in
      (cohort == nil ? 0 : 3) + 0.5 * sin(Double(unit))
    }
    let panel = try chain.panel(covariates: [UnitCovariate(name: "tells", values: tells)])
    let robust = try panel.effects(CausalDesign(adjustment: .doublyRobust))
    let regression = try panel.effects(CausalDesign(adjustment: .outcomeRegression))
    #expect(robust.fallbacks.separated == robust.effects.groupTime.count)
    #expect(same(robust.effects, regression.effects, within: 0))
  }

  @Test("a covariate given twice changes nothing and is counted", arguments: [1.0, 1e6])
  func collinear(scale: Double) throws {
    let chain = SimulatedChain(seed: 8, Self.law)
    let size = UnitCovariate(name: "size", values: chain.size)
    let again = UnitCovariate(name: "again", values: chain.size.map { $0 * scale + 5 })
    let once = try chain.panel(covariates: [size]).effects(CausalDesign(adjustment: .doublyRobust))
    let twice = try chain.panel(covariates: [size, again]).effects(CausalDesign(adjustment: .doublyRobust))
    #expect(same(once.effects, twice.effects, within: 1e-8))
    #expect(once.fallbacks.collinear == 0)
    #expect(twice.fallbacks.collinear == twice.effects.groupTime.count)
  }

  @Test("a unit without a covariate is left out and counted")
  func missingCovariate() throws {
    let chain = SimulatedChain(seed: 9)
    var values = chain.size
    values[17] = .nan
    let panel = try chain.panel(covariates: [UnitCovariate(name: "size", values: values)])
    #expect(panel.leftOut.withoutCovariate == 1)
    #expect(panel.unitCount == 399)
  }

  @Test("small levels are pooled, levels and growth are read before treatment, quantiles are equally large")
  func covariates() {
    let region = UnitFactor(name: "region", levels: [1, 1, 1, 1, 2, 2, 2, 3, 4, 4])
    #expect(region.pooling(fewest: 0.2).levels == [1, 1, 1, 1, 2, 2, 2, UnitFactor.pooledLevel, 4, 4])
    let columns = [[1, 4, .nan], [3, .nan, .nan], [5, 6, 2], [100, 100, 100]]
    let level = UnitCovariate.level(named: "level", of: columns, periods: 3).values
    #expect(level == [3, 5, 2])
    let growth = UnitCovariate.growth(named: "growth", of: columns, periods: 3).values
    #expect(growth[0] == 2)
    #expect(growth[1] == 1)
    #expect(growth[2].isNaN)
    let values = UnitCovariate(name: "x", values: [4, 1, 3, 2, .nan, 8, 7, 6, 5])
    #expect(UnitFactor(quantilesOf: values, groups: 4).levels == [1, 0, 1, 0, -1, 3, 3, 2, 2])
  }
}
