import ChainStatistics
import DemoChain
import Foundation
import SnackChain

/// How often the intervals cover the truth: many demo chains with a known effect, one line of a table for each method.
struct CoverageStudy {
  let seeds: Int
  let stores: Int
  private let truth = 0.12

  init(seeds: Int, stores: Int) {
    self.seeds = seeds
    self.stores = stores
  }

  private struct Tally {
    var covered = 0
    var sum = 0.0
    var width = 0.0

    mutating func add(_ estimate: Double, _ low: Double, _ high: Double, truth: Double) {
      if low <= truth && truth <= high { covered += 1 }
      sum += estimate
      width += high - low
    }
  }

  func run() throws {
    var causal = Tally()
    var plain = Tally()
    var raw = Tally()
    var gap = Tally()
    for seed in 1...seeds {
      let demo = try DemoPanel(stores: stores, seed: UInt64(seed))
      let panel = try demo.panel()
      let events = try panel.programmePanel(panel.months)
      try add(events, .stratified, to: &causal)
      try add(events, .none, to: &plain)
      let month = panel.months.upperBound
      let year = try panel.yearOnYear(in: month)
      let interval = try panel.growthIntervals(of: .upgraded, in: month, draws: 199, seed: UInt64(seed)).ratioOfSums
      if let ratio = year.upgraded.ratioOfSums, let interval {
        raw.add(ratio, interval.lowerBound, interval.upperBound, truth: truth)
        if let others = year.others.ratioOfSums {
          gap.add(ratio - others, interval.lowerBound - others, interval.upperBound - others, truth: truth)
        }
      }
    }
    print("true effect: +12.0%; \(seeds) demo chains of \(stores) stores x 36 months")
    print("method                                          mean     width    truth within its 95% interval")
    line("raw year on year of upgraded stores", raw)
    line("minus the others' year on year", gap)
    line("causal, not adjusted", plain)
    line("causal, within province and form", causal)
  }

  private func add(_ events: EventPanel, _ adjustment: CausalDesign.Adjustment, to tally: inout Tally) throws {
    let effect = try events.effects(CausalDesign(adjustment: adjustment)).effects.simple
    let reach = 1.959964 * effect.se
    tally.add(exp(effect.att) - 1, exp(effect.att - reach) - 1, exp(effect.att + reach) - 1, truth: truth)
  }

  private func line(_ name: String, _ tally: Tally) {
    let count = Double(seeds)
    print(
      name.padding(toLength: 46, withPad: " ", startingAt: 0), percent(tally.sum / count), percent(tally.width / count),
      percent(Double(tally.covered) / count), separator: "  ")
  }

  private func percent(_ value: Double) -> String { String(format: "%6.1f%%", value * 100) }
}
