import SnackChain

/// How the rows of a panel fall into the groups of a dimension.
struct RollupGroups {
  /// The groups in their order.
  let keys: [RollupKey]
  let kind: Kind

  enum Kind {
    /// Groups that are ranges of rows, but for the stores that were elsewhere in some months.
    case ranges(RegionRanges)
    /// Groups that lie anywhere: the group of each row, month by month.
    case scattered(RollupDimension)
  }

  init(_ register: PanelRegister, by dimension: RollupDimension) {
    switch dimension {
    case .province, .city, .county:
      let ranges = RegionRanges(register, level: dimension.level ?? .province)
      keys = ranges.regions.compactMap { RegionCode(number: $0).map(RollupKey.region) }
      kind = .ranges(ranges)
    case .tier:
      keys = Tier.allCases.map { .tier($0) } + [.tier(nil)]
      kind = .scattered(.tier)
    case .standing:
      keys = Standing.allCases.map(RollupKey.standing)
      kind = .scattered(.standing)
    case .tenure:
      keys = TenureBand.allCases.map(RollupKey.tenure)
      kind = .scattered(.tenure)
    }
  }

  /// The group of each row in a month, for groups that lie anywhere.
  static func groups(_ dimension: RollupDimension, in base: RollupBase, month index: Int) -> [UInt8] {
    let register = base.register
    let month = base.months.lowerBound.adding(months: index)
    switch dimension {
    case .tier:
      let none = UInt8(Tier.allCases.count)
      var groups = register.tiers.map { min($0, none) }
      for entry in register.otherTiers.of(month: index) {
        groups[Int(entry.row)] = UInt8(clamping: min(entry.value, Int32(none)))
      }
      return groups
    case .standing:
      let first = month.firstDay.number
      let outside = UInt8(Standing.allCases.firstIndex(of: .outside) ?? 0)
      var groups = [UInt8](repeating: outside, count: register.count)
      let events = register.standings
      var entry = 0
      for row in 0..<register.count {
        let end = Int(events.ends[row])
        while entry < end {
          if events.from[entry] <= first && events.until[entry] > first { groups[row] = events.keys[entry] }
          entry += 1
        }
      }
      return groups
    case .tenure:
      let bands = TenureBandLimits(month)
      return register.since.map { bands.index(since: $0) }
    case .province, .city, .county:
      return []
    }
  }
}
