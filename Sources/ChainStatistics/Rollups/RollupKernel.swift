import SnackChain

/// What a rollup reads of a panel beside one month's columns: who the stores are, and who was due and counted when.
struct RollupBase: Sendable {
  let register: PanelRegister
  let months: ClosedRange<YearMonth>
  let stride: Int
  let due: MonthBits
  let counted: MonthBits
  let stray: MonthBits
}

/// One month's columns. Those that are not asked for or that no report states are empty.
///
/// They are only read, and only while the panel that they are of holds still, so that threads may share them.
struct RollupColumns: @unchecked Sendable {
  var turnover: UnsafePointer<Int64>
  var openDays: UnsafePointer<UInt8>?
  var takeaway: UnsafePointer<Int64>?
  var commission: UnsafePointer<Int64>?
  var received: UnsafePointer<Int32>?
}

/// The walks over one month of the panel.
struct RollupKernel {
  private let base: RollupBase
  private let deadline: ReportDeadline

  init(_ base: RollupBase, deadline: ReportDeadline) {
    self.base = base
    self.deadline = deadline
  }

  /// The figures of each group in the month of an index.
  func figures(of groups: RollupGroups, month: Int, _ columns: RollupColumns) -> [RollupFigures] {
    var figures = [RollupFigures](repeating: RollupFigures(), count: groups.keys.count)
    let walk = RollupWalk(base, month: month, columns, deadline: deadline)
    switch groups.kind {
    case .ranges(let ranges):
      for (group, rows) in ranges.rows.enumerated() where !rows.isEmpty { walk.add(rows, to: &figures[group]) }
      for entry in base.register.moved.of(month: month) {
        let row = Int(entry.row)
        if let usual = ranges.index(ofRegion: base.register.regions[row]),
          let actual = ranges.index(ofRegion: entry.value), usual != actual
        {
          var single = RollupFigures()
          walk.add(row..<row + 1, to: &single)
          figures[usual] -= single
          figures[actual] += single
        }
      }
    case .scattered(let dimension):
      walk.add(groups: RollupGroups.groups(dimension, in: base, month: month), to: &figures)
    }
    return figures
  }
}

/// The walks over one month, by straight loops whose conditions are masks, so that several cells are taken at a time.
///
/// A cell counts if its sign bit is not set; the mask is the sign spread over the cell. No overflow is possible (see
/// `TurnoverPanel.mostCells`).
private struct RollupWalk {
  private let base: RollupBase
  private let columns: RollupColumns
  private let firstWord: Int
  /// The first minute from 1970 at which a report of the month is late.
  private let limit: Int32

  init(_ base: RollupBase, month: Int, _ columns: RollupColumns, deadline: ReportDeadline) {
    self.base = base
    self.columns = columns
    firstWord = month * (base.stride / 64)
    let passed = deadline.passes(for: base.months.lowerBound.adding(months: month)).milliseconds / 60_000
    limit = Int32(clamping: passed)
  }

  /// Adds a range of rows.
  func add(_ rows: Range<Int>, to figures: inout RollupFigures) {
    addCounts(rows, to: &figures)
    figures.turnoverFen += turnover(rows)
    if columns.openDays != nil { addOpenDays(rows, to: &figures) }
    if columns.takeaway != nil { addPlatforms(rows, to: &figures) }
    if columns.received != nil { addLate(rows, to: &figures) }
  }

  private func addCounts(_ rows: Range<Int>, to figures: inout RollupFigures) {
    let range = WordRange(rows)
    base.due.words.withUnsafeBufferPointer { due in
      base.counted.words.withUnsafeBufferPointer { counted in
        for word in range.words {
          let mask = range.mask(word)
          figures.due += (due[firstWord + word] & mask).nonzeroBitCount
          figures.reported += (counted[firstWord + word] & mask).nonzeroBitCount
        }
      }
    }
  }

  private func turnover(_ rows: Range<Int>) -> Int64 {
    let turnover = columns.turnover
    var sum: Int64 = 0
    for row in rows { sum &+= turnover[row] & ~(turnover[row] >> 63) }
    return sum
  }

  private func addOpenDays(_ rows: Range<Int>, to figures: inout RollupFigures) {
    guard let days = columns.openDays else { return }
    let turnover = columns.turnover
    var (sum, stated): (Int64, Int64) = (0, 0)
    for row in rows {
      let known = ~(turnover[row] >> 63) & (days[row] == 0 ? 0 : -1)
      sum &+= (Int64(days[row]) &- 1) & known
      stated &-= known
    }
    figures.openDays += Int(sum)
    figures.reportsWithOpenDays += Int(stated)
  }

  private func addPlatforms(_ rows: Range<Int>, to figures: inout RollupFigures) {
    guard let takeaway = columns.takeaway else { return }
    let turnover = columns.turnover
    var (part, whole): (Int64, Int64) = (0, 0)
    for row in rows {
      let stated = ~((turnover[row] | takeaway[row]) >> 63)
      part &+= takeaway[row] & stated
      whole &+= turnover[row] & stated
    }
    figures.takeawayFen += part
    figures.turnoverWithTakeawayFen += whole
    guard let commission = columns.commission else { return }
    var (kept, of): (Int64, Int64) = (0, 0)
    for row in rows {
      let stated = ~((turnover[row] | takeaway[row] | commission[row]) >> 63)
      kept &+= commission[row] & stated
      of &+= takeaway[row] & stated
    }
    figures.commissionFen += kept
    figures.takeawayWithCommissionFen += of
  }

  private func addLate(_ rows: Range<Int>, to figures: inout RollupFigures) {
    guard let received = columns.received else { return }
    let turnover = columns.turnover
    var late: Int64 = 0
    for row in rows { late &-= ~(turnover[row] >> 63) & (received[row] >= limit ? -1 : 0) }
    figures.late += Int(late)
  }

  /// The other way, for groups that lie anywhere: store by store.
  func add(groups: [UInt8], to figures: inout [RollupFigures]) {
    figures.withUnsafeMutableBufferPointer { figures in
      for word in 0..<base.stride / 64 {
        forEachRow(in: base.due.words[firstWord + word], base: word * 64) { row in
          add(row, to: &figures[Int(groups[row])])
        }
      }
    }
  }

  @inline(__always)
  private func add(_ row: Int, to figures: inout RollupFigures) {
    figures.due &+= 1
    let fen = columns.turnover[row]
    guard fen >= 0 else { return }
    figures.reported &+= 1
    figures.turnoverFen &+= fen
    if let days = columns.openDays?[row], days > 0 {
      figures.openDays &+= Int(days) - 1
      figures.reportsWithOpenDays &+= 1
    }
    if let takeaway = columns.takeaway?[row], takeaway >= 0 {
      figures.takeawayFen &+= takeaway
      figures.turnoverWithTakeawayFen &+= fen
      if let commission = columns.commission?[row], commission >= 0 {
        figures.commissionFen &+= commission
        figures.takeawayWithCommissionFen &+= takeaway
      }
    }
    if let received = columns.received?[row], received >= limit { figures.late &+= 1 }
  }
}
