import SnackChain

extension TurnoverPanel {
  /// The growth of every group in every period of a rollup, and of all groups together; by period, then by group, all
  /// groups last. Periods whose base the panel does not cover are left out.
  ///
  /// - Throws: `PanelError.monthOutside` for a month that the panel does not have.
  public func growth(
    _ request: RollupRequest, options: RollupGrowthOptions = RollupGrowthOptions()
  ) throws(PanelError) -> [RollupGrowth] {
    for month in [request.months.lowerBound, request.months.upperBound] where !months.contains(month) {
      throw .monthOutside(month, first: months.lowerBound, last: months.upperBound)
    }
    let periods = request.periods.periods(of: request.months, available: months).filter {
      months.contains($0.first.lastYear)
    }
    let groups = RollupGroups(register, by: request.dimension)
    return sideBySide(periods.count) { PeriodGrowth(self, groups, periods[$0], options).all }.flatMap(\.self)
  }
}

/// The growth of all groups in one period.
private struct PeriodGrowth {
  private let panel: TurnoverPanel
  private let groups: RollupGroups
  private let period: RollupPeriod
  private let options: RollupGrowthOptions
  private let now: Range<Int>
  private let compared: ComparedPeriods
  private let groupOfRow: [Int]

  init(_ panel: TurnoverPanel, _ groups: RollupGroups, _ period: RollupPeriod, _ options: RollupGrowthOptions) {
    self.panel = panel
    self.groups = groups
    self.period = period
    self.options = options
    let first = panel.months.lowerBound.distance(to: period.first)
    now = first..<first + period.first.distance(to: period.last) + 1
    compared = ComparedPeriods(panel, now: now, minOpenDays: options.minOpenDays, members: nil)
    groupOfRow = groups.groupOfRows(in: panel.rollupBase, month: now.upperBound - 1)
  }

  var all: [RollupGrowth] {
    var pairs = [[StorePair]](repeating: [], count: groups.keys.count)
    var members = [[UInt64]](
      repeating: [UInt64](repeating: 0, count: panel.stride / 64), count: groups.keys.count)
    for row in 0..<panel.storeCount {
      let word = row >> 6
      let bit: UInt64 = 1 << UInt64(row & 63)
      guard compared.now.due[word] & bit != 0 else { continue }
      members[groupOfRow[row]][word] |= bit
      guard compared.comparable[word] & bit != 0 else { continue }
      pairs[groupOfRow[row]].append(
        StorePair(
          now: compared.now.fen[row],
          then: compared.then.fen[row]))
    }
    let contributions = GroupContributions(panel, groupCount: groups.keys.count, groupOfRow, now: now)
    var rows: [RollupGrowth] = []
    for (group, key) in groups.keys.enumerated() {
      let parts = contributions.group(group, period: period)
      guard members[group].contains(where: { $0 != 0 }) || parts.nowFen > 0 || parts.thenFen > 0 else { continue }
      rows.append(growth(key, pairs[group], members[group], parts))
    }
    let everybody = members.reduce([UInt64](repeating: 0, count: panel.stride / 64)) { zip($0, $1).map { $0 | $1 } }
    rows.append(growth(nil, pairs.flatMap { $0 }, everybody, contributions.all(period: period)))
    return rows
  }

  private func growth(
    _ key: RollupKey?, _ pairs: [StorePair], _ members: [UInt64], _ contributions: GrowthContributions
  ) -> RollupGrowth {
    let sums = pairs.reduce(into: (now: Int64(0), then: Int64(0))) {
      $0.now += $1.now
      $0.then += $1.then
    }
    var ratios = pairs.map(\.ratio)
    let mean = ratios.isEmpty ? nil : ratios.reduce(0, +) / Double(ratios.count) - 1
    let sample = pairs.count < 2 || options.draws == 0 ? nil : BootstrapSample(pairs)
    return RollupGrowth(
      key: key, period: period, base: RollupPeriod(period.first.lastYear...period.last.lastYear),
      due: members.reduce(0) { $0 + $1.nonzeroBitCount }, stores: pairs.count, nowFen: sums.now, thenFen: sums.then,
      ratioOfSums: pairs.isEmpty ? nil : Double(sums.now) / Double(sums.then) - 1, meanOfRatios: mean,
      medianOfRatios: ratios.takingMedian().map { $0 - 1 },
      intervals: sample?.intervals(draws: options.draws, seed: options.seed, level: options.level),
      leftOut: compared.leftOut(of: members), contributions: contributions)
  }
}

extension RollupGroups {
  /// The group of each row in the month of an index.
  func groupOfRows(in base: RollupBase, month: Int) -> [Int] {
    switch kind {
    case .scattered(let dimension): return Self.groups(dimension, in: base, month: month).map(Int.init)
    case .ranges(let ranges):
      var found = [Int](repeating: 0, count: base.register.count)
      for (group, rows) in ranges.rows.enumerated() {
        for row in rows { found[row] = group }
      }
      for entry in base.register.moved.of(month: month) {
        if let actual = ranges.index(ofRegion: entry.value) { found[Int(entry.row)] = actual }
      }
      return found
    }
  }
}

/// What made the turnover of each group change, part by part.
private struct GroupContributions {
  private let dataVersion: Int64
  private var changes: [[Int64]]
  private var stores: [[Int]]
  private var nowFen: [Int64]
  private var thenFen: [Int64]

  init(_ panel: TurnoverPanel, groupCount: Int, _ groupOfRow: [Int], now: Range<Int>) {
    dataVersion = panel.dataVersion
    let kinds = GrowthPartKind.allCases.count
    changes = [[Int64]](repeating: [Int64](repeating: 0, count: kinds), count: groupCount)
    stores = [[Int]](repeating: [Int](repeating: 0, count: kinds), count: groupCount)
    nowFen = [Int64](repeating: 0, count: groupCount)
    thenFen = nowFen
    for word in 0..<panel.stride / 64 {
      var touched = [UInt64](repeating: 0, count: kinds)
      for month in now {
        for (place, part) in panel.growthParts(word: word, now: month, mask: ~0).enumerated() {
          touched[place] |= part.rows
          forEachRow(in: part.rows, base: word * 64) { row in
            let (more, less) = panel.change(row: row, now: month, part)
            let group = groupOfRow[row]
            changes[group][place] += more - less
            nowFen[group] += more
            thenFen[group] += less
          }
        }
      }
      for place in 0..<kinds {
        forEachRow(in: touched[place], base: word * 64) { stores[groupOfRow[$0]][place] += 1 }
      }
    }
  }

  func group(_ group: Int, period: RollupPeriod) -> GrowthContributions {
    GrowthContributions(
      period: period, dataVersion: dataVersion, nowFen: nowFen[group], thenFen: thenFen[group],
      parts: GrowthPartKind.allCases.enumerated().map { place, kind in
        GrowthPart(kind: kind, stores: stores[group][place], changeFen: changes[group][place])
      })
  }

  func all(period: RollupPeriod) -> GrowthContributions {
    GrowthContributions(
      period: period, dataVersion: dataVersion, nowFen: nowFen.reduce(0, +), thenFen: thenFen.reduce(0, +),
      parts: GrowthPartKind.allCases.enumerated().map { place, kind in
        GrowthPart(
          kind: kind, stores: stores.reduce(0) { $0 + $1[place] }, changeFen: changes.reduce(0) { $0 + $1[place] })
      })
  }
}
