import ChainStatistics
import CommandLineDoor
import Localization
import SnackChain

/// How much the estimate can bear, in words.
struct SensitivityReport {
  private let summary: CausalSummary
  private let regions: RegionTable

  init(_ summary: CausalSummary, regions: RegionTable) {
    self.summary = summary
    self.regions = regions
  }

  /// Writes what was found, and nothing where nothing was asked for and nothing is to be feared.
  func write(on door: Door) throws {
    guard let trials = summary.trials else { return }
    if let breakdown = summary.breakdown, breakdown.ofInterval.isFinite {
      door.write(.hqBreakdown(breakdown.ofInterval))
    }
    var listing = Listing(columns: [
      .init("trial", .hqTrial), .init("stores", .hqStoresColumn), .init("effect", .hqEffect), .init("low", .hqLow),
      .init("high", .hqHigh),
    ])
    func cells(_ effect: PanelEffects.Figure?) -> [Listing.Cell] {
      guard let effect else { return [.rate(nil), .rate(nil), .rate(nil)] }
      let half = CausalSummary.quantile * effect.se
      return [effect.att, effect.att - half, effect.att + half].map { .rate(growth(ofLog: $0)) }
    }
    for trial in trials.placebos {
      let name = Message.hqPlacebo(trial.monthsEarlier)
      listing.rows.append([.message(name, code: name.en), .none] + cells(trial.effect))
    }
    for trial in trials.withoutEach {
      let name = Message.hqWithout(regions.name(of: trial.province))
      listing.rows.append([.message(name, code: name.en), .integer(Int64(trial.stores))] + cells(trial.effect))
    }
    try door.write(listing)
  }
}
