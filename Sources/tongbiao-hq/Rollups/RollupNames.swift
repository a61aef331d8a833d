import ChainStatistics
import Localization
import SeedData
import SnackChain

/// What the groups of a rollup are called.
struct RollupNames {
  private let regions: RegionTable

  init(_ seeds: Seeds) throws { regions = try seeds.regions() }

  init(regions: RegionTable) { self.regions = regions }

  /// The name of a group.
  func name(of key: RollupKey) -> Message {
    switch key {
    case .region(let code): Message(verbatim: regions.fullName(of: code))
    case .tier(let tier): tier.map(Message.tier) ?? .hqNoTier
    case .standing(let standing): .standing(standing)
    case .tenure(let band): .hqTenure(band.rawValue)
    }
  }
}
