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

  /// Cells from which on months are taken side by side: what does not fit into the cores' caches waits for memory, which
  /// two cores do better than one.
  private static let largePanel = 1 << 22

  /// Adds up a panel whose columns are all in memory; large ones on as many cores as there are.
  func rollup(of panel: TurnoverPanel) -> Rollup {
    let kernel = RollupKernel(base, deadline: request.deadline)
    let (first, none) = (base.months.lowerBound.distance(to: needed.lowerBound), none)
    let measures = request.measures
    @Sendable func figures(_ number: Int) -> [RollupFigures] {
      panel.withColumns(ofMonth: first + number, measures) { columns in
        kernel.figures(of: groups, month: first + number, columns)
      } ?? none
    }
    return rollup(
      byMonth: base.stride * needed.count >= Self.largePanel
        ? sideBySide(needed.count, figures) : (0..<needed.count).map(figures))
  }

  /// - Parameter columns: gives the columns of the month of an index, or `nil` where there is no store.
  func rollup(_ columns: (Int) -> RollupColumns?) -> Rollup {
    let (kernel, none) = (RollupKernel(base, deadline: request.deadline), none)
    return rollup(
      byMonth: needed.map { month in
        let index = base.months.lowerBound.distance(to: month)
        return columns(index).map { kernel.figures(of: groups, month: index, $0) } ?? none
      })
  }

  private var none: [RollupFigures] { [RollupFigures](repeating: RollupFigures(), count: groups.keys.count) }

  private func rollup(byMonth: [[RollupFigures]]) -> Rollup {
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

  /// Words of a month that are counted at a time: all months' words of 64 x 256 stores stay in the core's own cache.
  private static let block = 256

  private func storesAndLeftOut() -> (RollupStores, [RollupLeftOut]) {
    let first = base.months.lowerBound.distance(to: request.months.lowerBound)
    let words = base.stride / 64
    var stores = (due: 0, reported: 0, missing: 0, stray: 0)
    var reports = (missing: 0, stray: 0)
    for from in stride(from: 0, to: words, by: Self.block) {
      let block = from..<min(from + Self.block, words)
      var (due, reported) = ([UInt64](repeating: 0, count: block.count), [UInt64](repeating: 0, count: block.count))
      var (missing, stray) = (due, due)
      for month in first..<first + request.months.count {
        for word in block {
          let place = month * words + word
          let absent = base.due.words[place] & ~base.counted.words[place]
          due[word - from] |= base.due.words[place]
          reported[word - from] |= base.counted.words[place]
          missing[word - from] |= absent
          stray[word - from] |= base.stray.words[place]
          reports.missing += absent.nonzeroBitCount
          reports.stray += base.stray.words[place].nonzeroBitCount
        }
      }
      for word in 0..<block.count {
        stores.due += due[word].nonzeroBitCount
        stores.reported += reported[word].nonzeroBitCount
        stores.missing += missing[word].nonzeroBitCount
        stores.stray += stray[word].nonzeroBitCount
      }
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
