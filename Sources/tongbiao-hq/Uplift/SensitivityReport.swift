import ChainStatistics
import CommandLineDoor
import Localization
import SnackChain

/// How much the estimate can bear, in words.
struct SensitivityReport {
  /// Of fewer certified stores no interval can be trusted: they are in JSON only.
  private static let fewestCertified = 10

  private let summary: CausalSummary
  private let regions: RegionTable

  init(_ summary: CausalSummary, regions: RegionTable) {
    self.summary = summary
    self.regions = regions
  }

  /// Writes what was found, and nothing where nothing was asked for and nothing is to be feared.
  func write(on door: Door) throws {
    guard let found = summary.robustness else { return }
    if let breakdown = summary.breakdown, breakdown.ofInterval.isFinite {
      door.write(.hqBreakdown(breakdown.ofInterval))
    }
    var listing = Listing(columns: [
      .init("trial", .hqTrial), .init("stores", .hqStoresColumn), .init("certified", .hqTreated),
      .init("effect", .hqEffect), .init("low", .hqLow),
      .init("high", .hqHigh),
    ])
    func cells(_ effect: PanelEffects.Figure?) -> [Listing.Cell] {
      guard let effect else { return [.rate(nil), .rate(nil), .rate(nil)] }
      let half = CausalSummary.quantile * effect.se
      return [effect.att, effect.att - half, effect.att + half].map { .rate(growth(ofLog: $0)) }
    }
    func add(_ parts: [ProgrammeRobustness.Part], _ name: (String) -> Message) {
      for part in parts where part.certified >= Self.fewestCertified {
        let name = name(part.key)
        listing.rows.append(
          [.message(name, code: name.en), .integer(Int64(part.stores)), .integer(Int64(part.certified))]
            + cells(part.figure))
      }
    }
    add(found.placebo, Message.hqPlacebo)
    add(found.alternatives, Message.hqAlternative)
    add(found.byForm) { key in StoreForm(rawValue: key).map(Message.hqForm) ?? Message(verbatim: key) }
    add(found.byTier) { key in Tier(rawValue: key).map(Message.tier) ?? .hqNoTier }
    add(found.bySize, Message.hqSizeThird)
    add(found.byYear, Message.hqCertifiedIn)
    add(found.byProvince) { Message(verbatim: provinceName($0)) }
    add(found.withoutProvince) { .hqWithout(provinceName($0)) }
    try door.write(listing)
    door.write(.hqFewCertified(Self.fewestCertified))
  }

  private func provinceName(_ key: String) -> String { RegionCode(key).map(regions.name) ?? key }
}
