import ChainStatistics
import Testing

@Suite("What would overturn the effect")
struct SensitivityTests {
  @Test("the breakdown value is the effect over the largest step before, times the mean number of steps after")
  func breakdown() throws {
    let estimate = try MpdtaFixture("mpdta").panel().effects()
    let bound = try #require(BreakdownBound(estimate))
    #expect(bound.stepEvent == -3)
    #expect(abs(bound.largestStep - 0.03050665558) < 1e-9)
    // Cells at 0, 1, 2 and 3 periods weigh 191, 60, 20 and 20 counties.
    let reach: Double = Double(191 * 1 + 60 * 2 + 20 * 3 + 20 * 4) / 291
    #expect(abs(bound.reach - reach) < 1e-12)
    #expect(abs(bound.ofEffect - 0.03995127516 / (reach * 0.03050665558)) < 1e-8)
    let beyond = 0.03995127516 - 1.959963984540054 * 0.01203401277
    #expect(abs(bound.ofInterval - beyond / (reach * 0.03050665558)) < 1e-8)
  }

  @Test("equal response leaves nothing to bound")
  func noAttrition() throws {
    let panel = try MpdtaFixture("mpdta").panel()
    let estimate = try panel.effects()
    let bounds = LeeBounds(panel, estimate, control: .never)
    #expect(bounds.lower == estimate.effects.simple.att)
    #expect(bounds.upper == estimate.effects.simple.att)
    #expect(bounds.treatedResponse == 1)
  }

  @Test("the arm that answers more often is trimmed from both ends", arguments: [true, false])
  func attrition(controlsMissing: Bool) throws {
    // Four treated change by 1, 2, 3, 6; four controls by 0, 0, 1, 1; half of one arm is missing afterwards.
    let after = controlsMissing ? [1, 2, 3, 6, 0, .nan, 1, .nan] : [1, .nan, 3, .nan, 0, 0, 1, 1]
    let panel = try EventPanel(
      periods: [1, 2], columns: [[Double](repeating: 0, count: 8), after],
      cohorts: [2, 2, 2, 2, nil, nil, nil, nil])
    let estimate = try panel.effects()
    let bounds = LeeBounds(panel, estimate, control: .never)
    #expect(bounds.treatedResponse == (controlsMissing ? 1 : 0.5))
    #expect(bounds.controlResponse == (controlsMissing ? 0.5 : 1))
    // Lowest two of the treated: 1.5, highest two: 4.5, controls 0.5. Else: treated 2, controls 0 and 1.
    #expect(abs(bounds.lower - 1) < 1e-12)
    #expect(abs(bounds.upper - (controlsMissing ? 4 : 2)) < 1e-12)
    #expect(bounds.lowerEnd < bounds.lower)
    #expect(bounds.upperEnd > bounds.upper)
  }

  @Test("a subset of all units is the panel itself, and leaving out a region equals a panel without it")
  func subsets() throws {
    let chain = SimulatedChain(seed: 21, SimulatedChain.Law(units: 600, holes: 0.05))
    let panel = try chain.panel(factors: chain.factors)
    let design = CausalDesign(adjustment: .stratified)
    let whole = try panel.effects(design).effects
    #expect(same(try panel.keeping { _ in true }.effects(design).effects, whole, within: 0))
    let rest = chain.region.indices.filter { chain.region[$0] != 1 }
    var without = chain
    without.columns = chain.columns.map { column in rest.map { column[$0] } }
    without.cohorts = rest.map { chain.cohorts[$0] }
    without.region = rest.map { chain.region[$0] }
    without.form = rest.map { chain.form[$0] }
    let expected = try without.panel(factors: without.factors).effects(design).effects.simple
    let found = panel.leavingOutEach(chain.region, design)
    #expect(found.map(\.group) == [0, 1, 2])
    #expect(found[1].simple == expected)
    #expect(found[1].units == rest.count)
    let within = panel.withinEach(chain.region, design)
    #expect(within.reduce(0) { $0 + $1.units } == 600)
    #expect(within.allSatisfy { abs(($0.simple?.att ?? 0) - 0.1) < 0.1 })
  }

  @Test("a group that has no treated units says so and stops nothing")
  func emptySubset() throws {
    var chain = SimulatedChain(seed: 22)
    for unit in chain.cohorts.indices where chain.region[unit] == 2 { chain.cohorts[unit] = nil }
    let found = try chain.panel().withinEach(chain.region, CausalDesign())
    #expect(found[2].refusal == .noTreated)
    #expect(found[2].simple == nil)
    #expect(found[0].simple != nil)
  }

  @Test("a placebo date finds nothing where nothing was, and what was there where something was")
  func placebo() throws {
    let law = SimulatedChain.Law(units: 900, effect: 0.5, selection: 0)
    var chain = SimulatedChain(seed: 23, law)
    let clean = try chain.panel().placebo(periodsEarlier: 2, CausalDesign()).effects
    #expect(abs(clean.simple.att) < 3 * clean.simple.se)
    #expect(clean.event.by.map(\.key.ordinal).max() == 1)
    for (unit, cohort) in chain.cohorts.enumerated() {
      guard let cohort else { continue }
      chain.columns[cohort - 1][unit] += 0.3
      chain.columns[cohort - 2][unit] += 0.3
    }
    let anticipated = try chain.panel().placebo(periodsEarlier: 2, CausalDesign()).effects
    #expect(abs(anticipated.simple.att - 0.3) < 3 * anticipated.simple.se)
    #expect(throws: PanelRefusal.option(name: "periodsEarlier")) {
      try chain.panel().placebo(periodsEarlier: 0, CausalDesign())
    }
  }
}
