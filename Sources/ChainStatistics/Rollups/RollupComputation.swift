import SnackChain

extension TurnoverPanel {
  /// Adds up the chain by a dimension and by periods.
  ///
  /// - Throws: `PanelError.monthOutside` for a month that the panel does not have.
  public func rollup(_ request: RollupRequest) throws(PanelError) -> Rollup {
    for month in [request.months.lowerBound, request.months.upperBound] where !months.contains(month) {
      throw .monthOutside(month, first: months.lowerBound, last: months.upperBound)
    }
    let periods = request.periods.periods(of: request.months, available: months)
    let firstNeeded = periods.map(\.first).min() ?? request.months.lowerBound
    let needed = firstNeeded...request.months.upperBound
    let groups = RollupGroups(self, by: request.dimension)
    let kernel = RollupKernel(self, measures: request.measures, deadline: request.deadline)
    let byMonth = needed.map { kernel.figures(of: groups, month: months.lowerBound.distance(to: $0)) }

    var rows: [RollupRow] = []
    rows.reserveCapacity(periods.count * groups.keys.count)
    var totals: [RollupTotal] = []
    for period in periods {
      let (from, to) = (needed.lowerBound.distance(to: period.first), needed.lowerBound.distance(to: period.last))
      var total = RollupFigures()
      for group in groups.keys.indices {
        var figures = byMonth[from][group]
        for month in from..<to { figures += byMonth[month + 1][group] }
        guard figures.due > 0 else { continue }
        rows.append(RollupRow(key: groups.keys[group], period: period, figures: figures))
        total += figures
      }
      totals.append(RollupTotal(period: period, figures: total))
    }
    var total = RollupFigures()
    for month in request.months {
      for figures in byMonth[needed.lowerBound.distance(to: month)] { total += figures }
    }
    let (stores, leftOut) = storesAndLeftOut(in: request.months)
    return Rollup(
      request: request, dataVersion: dataVersion, rows: rows, totals: totals, total: total, stores: stores,
      leftOut: leftOut)
  }

  private func storesAndLeftOut(in months: ClosedRange<YearMonth>) -> (RollupStores, [RollupLeftOut]) {
    let first = self.months.lowerBound.distance(to: months.lowerBound)
    let words = stride / 64
    var stores = (due: 0, reported: 0, missing: 0, stray: 0)
    var reports = (missing: 0, stray: 0)
    for word in 0..<words {
      var ever: (due: UInt64, reported: UInt64, missing: UInt64, stray: UInt64) = (0, 0, 0, 0)
      for month in first..<first + months.count {
        let place = month * words + word
        let absent = due.words[place] & ~counted.words[place]
        ever.due |= due.words[place]
        ever.reported |= counted.words[place]
        ever.missing |= absent
        ever.stray |= stray.words[place]
        reports.missing += absent.nonzeroBitCount
        reports.stray += stray.words[place].nonzeroBitCount
      }
      stores.due += ever.due.nonzeroBitCount
      stores.reported += ever.reported.nonzeroBitCount
      stores.missing += ever.missing.nonzeroBitCount
      stores.stray += ever.stray.nonzeroBitCount
    }
    return (
      RollupStores(due: stores.due, reported: stores.reported),
      [
        RollupLeftOut(reason: .missing, stores: stores.missing, reports: reports.missing),
        RollupLeftOut(reason: .notDue, stores: stores.stray, reports: reports.stray),
      ]
    )
  }
}
