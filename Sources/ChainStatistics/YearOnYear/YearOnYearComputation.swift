import SnackChain

extension TurnoverPanel {
  /// Compares the stores of each arm in a month with themselves a year before.
  ///
  /// - Throws: `PanelError.monthOutside` where a month of the period, or of that a year before, is not in the panel.
  public func yearOnYear(
    in month: YearMonth, options: YearOnYearOptions = YearOnYearOptions()
  ) throws(PanelError) -> YearOnYear {
    try yearOnYear(in: month, options: options, ranges: RegionRanges(register, level: options.gapLevel))
  }

  /// The same for several months, which shares what does not depend on the month and takes them side by side on as many
  /// cores as there are.
  ///
  /// - Throws: as for one month.
  public func yearOnYear(
    over months: ClosedRange<YearMonth>, options: YearOnYearOptions = YearOnYearOptions()
  ) throws(PanelError) -> [YearOnYear] {
    let ranges = RegionRanges(register, level: options.gapLevel)
    // With January and February as one, a year has that period once: at February.
    let wanted = months.filter { !(options.combinesFestival && $0.month == 1 && months.contains($0.next)) }
    let results = sideBySide(wanted.count) { number in
      Result { () throws(PanelError) in try yearOnYear(in: wanted[number], options: options, ranges: ranges) }
    }
    return try results.map { (result) throws(PanelError) in try result.get() }
  }

  private func yearOnYear(
    in month: YearMonth, options: YearOnYearOptions, ranges: RegionRanges
  ) throws(PanelError) -> YearOnYear {
    let (period, indices) = try comparedMonths(month, combinesFestival: options.combinesFestival)
    let periods = ComparedPeriods(
      self, now: indices, minOpenDays: options.minOpenDays,
      members: options.region.map { members(of: $0, month: indices.upperBound - 1) })
    let byRegion = armSums(periods, ranges: ranges, month: indices.upperBound - 1)
    var whole = ArmSums()
    for sums in byRegion { whole += sums }

    func growth(_ arm: ProgrammeArm, _ sums: GrowthSums) -> ArmGrowth {
      let members = periods.members(of: arm)
      return ArmGrowth(
        due: members.reduce(0) { $0 + $1.nonzeroBitCount }, stores: sums.stores, nowFen: sums.nowFen,
        thenFen: sums.thenFen, ratioOfSums: sums.ratioOfSums, meanOfRatios: sums.meanOfRatios,
        medianOfRatios: options.withMedians ? medianGrowth(periods, members: members) : nil,
        leftOut: periods.leftOut(of: members), coverageFloor: options.coverageFloor)
    }
    return YearOnYear(
      period: RollupPeriod(period),
      base: RollupPeriod(period.lowerBound.lastYear...period.upperBound.lastYear), options: options,
      dataVersion: dataVersion, upgraded: growth(.upgraded, whole.upgraded),
      standardised: growth(.standardised, whole.standardised), others: growth(.others, whole.others),
      inNoArm: periods.inNoArm, upgradedGap: ArmGap(byRegion, arm: \.upgraded),
      standardisedGap: ArmGap(byRegion, arm: \.standardised))
  }

  /// The months of the period that a month is compared in, and their indices.
  func comparedMonths(
    _ month: YearMonth, combinesFestival: Bool
  ) throws(PanelError) -> (ClosedRange<YearMonth>, Range<Int>) {
    let period =
      combinesFestival && month.month <= 2
      ? month.adding(months: 1 - month.month)...month.adding(months: 2 - month.month) : month...month
    for wanted in [period.lowerBound.lastYear, period.upperBound] where !months.contains(wanted) {
      throw .monthOutside(wanted, first: months.lowerBound, last: months.upperBound)
    }
    let first = months.lowerBound.distance(to: period.lowerBound)
    return (period, first..<first + period.count)
  }

  /// The stores that stood in a region on the last day of a month, as bits.
  func members(of region: RegionCode, month: Int) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: stride / 64)
    for row in 0..<storeCount {
      if let code = RegionCode(number: register.regions[row]), code.isWithin(region) {
        bits[row >> 6] |= 1 << UInt64(row & 63)
      }
    }
    for entry in register.moved.of(month: month) {
      let row = Int(entry.row)
      let bit: UInt64 = 1 << UInt64(row & 63)
      let isWithin = RegionCode(number: entry.value)?.isWithin(region) ?? false
      if isWithin { bits[row >> 6] |= bit } else { bits[row >> 6] &= ~bit }
    }
    return bits
  }

  private func armSums(_ periods: ComparedPeriods, ranges: RegionRanges, month: Int) -> [ArmSums] {
    var sums = [ArmSums](repeating: ArmSums(), count: ranges.regions.count)
    var comparable = periods.comparable
    let moved = register.moved.of(month: month)
    for entry in moved { comparable[Int(entry.row) >> 6] &= ~(1 << UInt64(entry.row & 63)) }
    periods.now.fen.withUnsafeBufferPointer { now in
      periods.then.fen.withUnsafeBufferPointer { then in
        GrowthKernel.laneMasks.withUnsafeBufferPointer { masks in
          let kernel = GrowthKernel(now: now, then: then, masks: masks)
          func add(_ bits: UInt64, word: Int, to sums: inout ArmSums) {
            let upgraded = bits & periods.upgraded[word]
            kernel.add(upgraded, base: word * 64, to: &sums.upgraded)
            kernel.add(bits & periods.standardised[word] & ~upgraded, base: word * 64, to: &sums.standing)
            kernel.add(bits & periods.others[word], base: word * 64, to: &sums.others)
          }
          for (region, rows) in ranges.rows.enumerated() {
            let range = WordRange(rows)
            for word in range.words { add(comparable[word] & range.mask(word), word: word, to: &sums[region]) }
          }
          for entry in moved {
            let (word, bit): (Int, UInt64) = (Int(entry.row) >> 6, 1 << UInt64(entry.row & 63))
            guard let region = ranges.index(ofRegion: entry.value) else { continue }
            add(periods.comparable[word] & bit, word: word, to: &sums[region])
          }
        }
      }
    }
    return sums
  }

  private func medianGrowth(_ periods: ComparedPeriods, members: [UInt64]) -> Double? {
    var ratios = self.ratios(periods, members: members)
    return ratios.takingMedian().map { $0 - 1 }
  }

  /// Now over then of the comparable stores among `members`, in the order of rows.
  func ratios(_ periods: ComparedPeriods, members: [UInt64]) -> [Double] {
    let count = zip(periods.comparable, members).reduce(0) { $0 + ($1.0 & $1.1).nonzeroBitCount }
    return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      periods.now.fen.withUnsafeBufferPointer { now in
        periods.then.fen.withUnsafeBufferPointer { then in
          for word in members.indices {
            forEachRow(in: periods.comparable[word] & members[word], base: word * 64) { row in
              buffer.initializeElement(at: filled, to: Double(now[row]) / Double(then[row]))
              filled += 1
            }
          }
        }
      }
    }
  }
}

extension ArmGap {
  /// Compares an arm with the others region by region.
  init(_ regions: [ArmSums], arm: KeyPath<ArmSums, GrowthSums>) {
    var matched = GrowthSums()
    var (compared, withoutPeers) = (0, 0)
    var (othersBySums, othersByMeans) = (0.0, 0.0)
    for region in regions {
      let sums = region[keyPath: arm]
      guard sums.stores > 0 else { continue }
      guard let bySums = region.others.ratioOfSums, let byMeans = region.others.meanOfRatios else {
        withoutPeers += sums.stores
        continue
      }
      compared += 1
      matched += sums
      othersBySums += Double(sums.thenFen) * bySums
      othersByMeans += Double(sums.stores) * byMeans
    }
    let some = matched.stores > 0
    self.init(
      regions: compared, stores: matched.stores, storesWithoutPeers: withoutPeers,
      armRatioOfSums: matched.ratioOfSums, othersRatioOfSums: some ? othersBySums / Double(matched.thenFen) : nil,
      armMeanOfRatios: matched.meanOfRatios,
      othersMeanOfRatios: some ? othersByMeans / Double(matched.stores) : nil)
  }
}
