import SnackChain

/// The walks over one month of the panel.
struct RollupKernel {
  private let panel: TurnoverPanel
  private let measures: RollupMeasures
  private let deadline: ReportDeadline

  init(_ panel: TurnoverPanel, measures: RollupMeasures, deadline: ReportDeadline) {
    self.panel = panel
    self.measures = measures
    self.deadline = deadline
  }

  /// The figures of each group in the month of an index.
  func figures(of groups: RollupGroups, month: Int) -> [RollupFigures] {
    var figures = [RollupFigures](repeating: RollupFigures(), count: groups.keys.count)
    switch groups.kind {
    case .ranges(let ranges):
      add(month: month, ranges: ranges.rows, to: &figures)
      for entry in panel.register.moved.of(month: month) {
        let row = Int(entry.row)
        let single = self.figures(row: row, month: month)
        if let usual = ranges.index(ofRegion: panel.register.regions[row]),
          let actual = ranges.index(ofRegion: entry.value), usual != actual
        {
          figures[usual] -= single
          figures[actual] += single
        }
      }
    case .scattered(let dimension):
      add(month: month, groups: RollupGroups.groups(dimension, in: panel, month: month), to: &figures)
    }
    return figures
  }

  /// The fast way: turnover of a range is one straight sum, counts are counts of bits.
  private func add(month: Int, ranges: [Range<Int>], to figures: inout [RollupFigures]) {
    let words = panel.stride / 64
    panel.turnover.withUnsafeBufferPointer { turnover in
      let column = UnsafeBufferPointer(rebasing: turnover[month * panel.stride..<(month + 1) * panel.stride])
      panel.due.words.withUnsafeBufferPointer { dueWords in
        panel.counted.words.withUnsafeBufferPointer { countedWords in
          for (group, rows) in ranges.enumerated() where !rows.isEmpty {
            let range = WordRange(rows)
            var (due, reported) = (0, 0)
            for word in range.words {
              let mask = range.mask(word)
              due += (dueWords[month * words + word] & mask).nonzeroBitCount
              reported += (countedWords[month * words + word] & mask).nonzeroBitCount
            }
            figures[group].due += due
            figures[group].reported += reported
            figures[group].turnoverFen += Self.sum(of: column, rows)
            guard !measures.isEmpty else { continue }
            for word in range.words {
              let bits = countedWords[month * words + word] & range.mask(word)
              forEachRow(in: bits, base: word * 64) { addMeasures(row: $0, month: month, to: &figures[group]) }
            }
          }
        }
      }
    }
  }

  /// The other way, for groups that lie anywhere: store by store.
  private func add(month: Int, groups: [UInt8], to figures: inout [RollupFigures]) {
    let words = panel.stride / 64
    panel.turnover.withUnsafeBufferPointer { turnover in
      figures.withUnsafeMutableBufferPointer { figures in
        for word in 0..<words {
          forEachRow(in: panel.due.words[month * words + word], base: word * 64) { row in
            let group = Int(groups[row])
            let cell = turnover[month * panel.stride + row]
            figures[group].due &+= 1
            figures[group].reported &+= Int(1 &+ cell >> 63)
            figures[group].turnoverFen &+= cell & ~(cell >> 63)
            if !measures.isEmpty && cell >= 0 { addMeasures(row: row, month: month, to: &figures[group]) }
          }
        }
      }
    }
  }

  /// The figures of one store.
  private func figures(row: Int, month: Int) -> RollupFigures {
    var figures = RollupFigures()
    guard panel.due.contains(row, month: month) else { return figures }
    figures.due = 1
    let fen = panel.turnover[month * panel.stride + row]
    guard fen >= 0 else { return figures }
    figures.reported = 1
    figures.turnoverFen = fen
    if !measures.isEmpty { addMeasures(row: row, month: month, to: &figures) }
    return figures
  }

  /// Adds what one report says beside its turnover.
  private func addMeasures(row: Int, month: Int, to figures: inout RollupFigures) {
    let place = month * panel.stride + row
    if measures.contains(.openDays), panel.openDays[place] > 0 {
      figures.openDays += Int(panel.openDays[place]) - 1
      figures.reportsWithOpenDays += 1
    }
    if measures.contains(.platforms), !panel.takeaway.isEmpty, panel.takeaway[place] >= 0 {
      figures.takeawayFen += panel.takeaway[place]
      figures.turnoverWithTakeawayFen += panel.turnover[place]
      if !panel.commission.isEmpty, panel.commission[place] >= 0 {
        figures.commissionFen += panel.commission[place]
        figures.takeawayWithCommissionFen += panel.takeaway[place]
      }
    }
    if measures.contains(.late), !panel.received.isEmpty {
      let limit = deadline.passes(for: panel.months.lowerBound.adding(months: month)).milliseconds / 60_000
      if Int64(panel.received[place]) >= limit { figures.late += 1 }
    }
  }

  /// The sum of the cells that count. The mask is the sign spread over the cell, so there is no branch and the compiler
  /// takes several cells at a time; no overflow is possible (see `TurnoverPanel.mostCells`).
  @inline(__always)
  private static func sum(of column: UnsafeBufferPointer<Int64>, _ rows: Range<Int>) -> Int64 {
    var sum: Int64 = 0
    for row in rows {
      let cell = column[row]
      sum &+= cell & ~(cell >> 63)
    }
    return sum
  }
}
