extension UnitFactor {
  /// The level that ``pooling(fewest:)`` gives to units of small levels.
  public static let pooledLevel = Int.max

  /// The factor with all levels of less than a `fewest` share of the units taken together.
  public func pooling(fewest share: Double) -> UnitFactor {
    var counts: [Int: Int] = [:]
    for level in levels { counts[level, default: 0] += 1 }
    let least = share * Double(levels.count)
    return UnitFactor(
      name: name, levels: levels.map { Double(counts[$0, default: 0]) < least ? Self.pooledLevel : $0 })
  }

  /// A factor of equally large groups of a covariate's values, from 0 for the smallest; -1 where it is not known.
  public init(quantilesOf covariate: UnitCovariate, groups: Int) {
    let known = covariate.values.filter { $0.isFinite }.sorted()
    let cuts = (1..<max(groups, 1)).compactMap { cut in
      known.isEmpty ? nil : known[min(known.count * cut / max(groups, 1), known.count - 1)]
    }
    self.init(
      name: covariate.name,
      levels: covariate.values.map { value in value.isFinite ? cuts.count { value >= $0 } : -1 })
  }
}

extension UnitCovariate {
  /// The mean outcome of each unit over the first `periods` columns, NaN for a unit not seen in them.
  ///
  /// Count only periods in which nobody is treated.
  public static func level(named name: String, of columns: [[Double]], periods: Int) -> UnitCovariate {
    let units = columns.first?.count ?? 0
    let values = (0..<units).map { unit -> Double in
      var (sum, count) = (0.0, 0.0)
      for column in columns.prefix(periods) where !column[unit].isNaN {
        sum += column[unit]
        count += 1
      }
      return count > 0 ? sum / count : .nan
    }
    return UnitCovariate(name: name, values: values)
  }

  /// The growth of each unit's outcome per period over the first `periods` columns, by least squares; NaN for a unit
  /// seen in fewer than two of them.
  public static func growth(named name: String, of columns: [[Double]], periods: Int) -> UnitCovariate {
    let units = columns.first?.count ?? 0
    let values = (0..<units).map { unit -> Double in
      let seen = columns.prefix(periods).indices.filter { !columns[$0][unit].isNaN }
      guard seen.count > 1 else { return .nan }
      let middle = seen.reduce(0) { $0 + Double($1) } / Double(seen.count)
      var (product, square) = (0.0, 0.0)
      for period in seen {
        let distance = Double(period) - middle
        product += distance * columns[period][unit]
        square += distance * distance
      }
      return product / square
    }
    return UnitCovariate(name: name, values: values)
  }
}
