import SnackChain

/// A rollup under way: the months' figures, wherever they come from, put together to periods and totals.
struct RollupWork {
  private let request: RollupRequest
  private let base: RollupBase
  private let dataVersion: Int64
  private let groups: RollupGroups
  private let periods: [RollupPeriod]
  private let needed: ClosedRange<YearMonth>

  init(_ request: RollupRequest, base: RollupBase, dataVersion: Int64) throws(PanelError) {
    let months = base.months
    for month in [request.months.lowerBound, request.months.upperBound] where !months.contains(month) {
      throw .monthOutside(month, first: months.lowerBound, last: months.upperBound)
    }
    self.request = request
    self.base = base
    self.dataVersion = dataVersion
    periods = request.periods.periods(of: request.months, available: months)
    needed = request.firstMonth(available: months)...request.months.upperBound
    groups = RollupGroups(base.register, by: request.dimension)
  }

  /// - Parameter columns: gives the columns of the month of an index, or `nil` where there is no store.
  func rollup(_ columns: (Int) -> RollupColumns?) -> Rollup {
    let kernel = RollupKernel(base, deadline: request.deadline)
    let none = [RollupFigures](repeating: RollupFigures(), count: groups.keys.count)
    let byMonth = needed.map { month in
      let index = base.months.lowerBound.distance(to: month)
      return columns(index).map { kernel.figures(of: groups, month: index, $0) } ?? none
    }
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
    let (stores, leftOut) = storesAndLeftOut()
    return Rollup(
      request: request, dataVersion: dataVersion, rows: rows, totals: totals, total: total, stores: stores,
      leftOut: leftOut)
  }

  private func storesAndLeftOut() -> (RollupStores, [RollupLeftOut]) {
    let first = base.months.lowerBound.distance(to: request.months.lowerBound)
    let words = base.stride / 64
    var stores = (due: 0, reported: 0, missing: 0, stray: 0)
    var reports = (missing: 0, stray: 0)
    for word in 0..<words {
      var ever: (due: UInt64, reported: UInt64, missing: UInt64, stray: UInt64) = (0, 0, 0, 0)
      for month in first..<first + request.months.count {
        let place = month * words + word
        let absent = base.due.words[place] & ~base.counted.words[place]
        ever.due |= base.due.words[place]
        ever.reported |= base.counted.words[place]
        ever.missing |= absent
        ever.stray |= base.stray.words[place]
        reports.missing += absent.nonzeroBitCount
        reports.stray += base.stray.words[place].nonzeroBitCount
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
