import SnackChain

/// The ranges of rows that the regions of one level are, and the stores that were elsewhere in some months.
struct RegionRanges: Sendable {
  /// The regions in the order of their codes, those that only stores of other rows were in included.
  let regions: [Int32]
  /// The rows of each region; empty for a region that only moved stores were in.
  let rows: [Range<Int>]
  private let level: RegionLevel

  init(_ register: PanelRegister, level: RegionLevel) {
    self.level = level
    var found: [Int32: Range<Int>] = [:]
    var start = 0
    while start < register.count {
      let region = Self.region(register.regions[start], at: level)
      let end = Self.end(of: region, from: start, in: register.regions, level: level)
      found[region] = start..<end
      start = end
    }
    for entry in register.moved {
      let region = Self.region(entry.value, at: level)
      if found[region] == nil { found[region] = 0..<0 }
    }
    regions = found.keys.sorted()
    rows = regions.map { found[$0] ?? 0..<0 }
  }

  /// The index of the region that a code lies in.
  func index(ofRegion code: Int32) -> Int? {
    let wanted = Self.region(code, at: level)
    var range = regions.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if regions[middle] == wanted { return middle }
      range = regions[middle] < wanted ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// The code of the division at a level that a code lies in.
  static func region(_ code: Int32, at level: RegionLevel) -> Int32 {
    switch level {
    case .province: code / 10_000 * 10_000
    case .city: code / 100 * 100
    case .county: code
    }
  }

  /// The first row after `start` that is in another region: rows are sorted, so it is found by halving.
  private static func end(of region: Int32, from start: Int, in codes: [Int32], level: RegionLevel) -> Int {
    var range = start + 1..<codes.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if Self.region(codes[middle], at: level) == region {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }
}
