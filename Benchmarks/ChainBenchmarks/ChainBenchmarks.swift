import ChainStatistics
import Foundation
import SnackChain

/// Measures what runs inside a process: reads a line, does one run, answers with its seconds.
///
/// `ChainBenchmarks NAME [SIZE]` measures; `ChainBenchmarks write-rows FOLDER SIZE` and `write-effects FILE SIZE` write
/// the same data for a peer. `ChainBenchmarks coverage [SEEDS] [STORES]` prints how often intervals hold the truth.
@main
struct ChainBenchmarks {
  static func main() throws {
    let arguments = CommandLine.arguments
    let name = arguments.count > 1 ? arguments[1] : ""
    switch name {
    case "write-rows": try DemoPanel(stores: size(arguments, at: 3, usual: 30_000)).write(to: arguments[2])
    case "write-effects": try EffectsPanel(units: size(arguments, at: 3, usual: 30_000)).write(to: arguments[2])
    case "coverage":
      try CoverageStudy(seeds: size(arguments, at: 2, usual: 200), stores: size(arguments, at: 3, usual: 3_000)).run()
    default: try measure(name, size: size(arguments, at: 2, usual: 30_000))
    }
  }

  static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  private static func size(_ arguments: [String], at index: Int, usual: Int) -> Int {
    arguments.count > index ? Int(arguments[index]) ?? usual : usual
  }

  private static func measure(_ name: String, size: Int) throws {
    switch name {
    case "rollup-province-month":
      let panel = try DemoPanel(stores: size).panel()
      let request = RollupRequest(by: .province, months: panel.months)
      try answer { _ = try panel.rollup(request).total.turnoverFen }
    case "year-on-year":
      let demo = try DemoPanel(stores: size)
      let panel = try demo.panel()
      let months = panel.months.lowerBound.adding(months: 12)...panel.months.upperBound
      let options = YearOnYearOptions(withMedians: false)
      try answer { _ = try panel.yearOnYear(over: months, options: options).reduce(0) { $0 + $1.others.nowFen } }
    case "panel-refresh":
      var panel = try DemoPanel(stores: size).panel()
      let cells = (0..<1000).map { number in
        PanelCell(
          row: number * 29 % panel.storeCount, month: panel.months.upperBound, turnoverFen: Int64(3_000_000 + number),
          openDays: 25)
      }
      try answer { try panel.apply(cells, dataVersion: panel.dataVersion + 1) }
    case "panel-load":
      let bytes = try DemoPanel(stores: size).panel().snapshot()
      let path = NSTemporaryDirectory() + "/panel-\(getpid()).bin"
      try Data(bytes).write(to: URL(filePath: path))
      defer { unlink(path) }
      try answer {
        let mapped = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
        _ = try mapped.withUnsafeBytes { Int64(try TurnoverPanel(snapshot: $0).storeCount) }
      }
    case "did-analytic":
      let panel = try EffectsPanel(units: size).panel()
      try answer { _ = Int64(try panel.effects(CausalDesign()).effects.groupTime.count) }
    case "robustness":
      let panel = try DemoPanel(stores: size).panel()
      let events = try panel.programmePanel(panel.months)
      let design = CausalDesign(adjustment: .stratified)
      let estimate = try events.effects(design)
      try answer {
        let found = panel.robustness(of: estimate, on: events, months: panel.months, design: design)
        guard found.alternatives.count == 3 else { throw Incomplete() }
      }
    case "programme-standing":
      let table = try ProgrammeStandings(stores: size).table
      var month = ProgrammeStandings.first
      try answer {
        guard table.standings(on: month.lastDay).count == size else { throw Incomplete() }
        month = month.adding(months: 1)
      }
    case "did-bootstrap-999":
      let panel = try EffectsPanel(units: size).panel()
      let design = CausalDesign(bootstrap: BootstrapPlan(draws: 999))
      try answer { _ = Int64(try panel.effects(design).effects.groupTime.count) }
    default:
      FileHandle.standardError.write(Data("unknown benchmark: \(name)\n".utf8))
      exit(64)
    }
  }

  private struct Incomplete: Error {}

  private static func answer(_ run: () throws -> Void) throws {
    print("ready")
    fflush(nil)
    while readLine() != nil {
      let start = ContinuousClock.now
      try run()
      let elapsed = ContinuousClock.now - start
      print(Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
      fflush(nil)
    }
  }
}
