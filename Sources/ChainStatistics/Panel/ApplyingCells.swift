import SnackChain

extension TurnoverPanel {
  /// Puts head reports into the panel, in place of what was there. Of two cells of one store and month the last stays.
  ///
  /// All cells are looked at before the first is written: if one is refused, the panel is as it was.
  ///
  /// - Parameter dataVersion: the position of the change feed that the cells bring the panel up to.
  /// - Throws: `PanelError` of a row or month that the panel does not have, or a figure that cannot be.
  public mutating func apply(
    _ cells: some Collection<PanelCell>, dataVersion: Int64
  ) throws(PanelError) {
    for cell in cells { try check(cell) }
    makeRoom(for: cells)
    for cell in cells { write(cell) }
    self.dataVersion = dataVersion
  }

  /// The same reports under a register that has changed, or over other months: stores are matched by code. Reports of
  /// stores and months that are no longer there are left out.
  ///
  /// - Throws: as `init(stores:months:asOf:dataVersion:)`.
  public func reshaped(
    stores: [PanelStore], months: ClosedRange<YearMonth>, asOf version: Int64 = .max, dataVersion: Int64
  ) throws(PanelError) -> TurnoverPanel {
    var panel = try TurnoverPanel(stores: stores, months: months, asOf: version, dataVersion: dataVersion)
    let rows = rowsByCode()
    let before = (0..<panel.storeCount).map { rows[panel.code(ofRow: $0)] }
    let shared = months.filter(self.months.contains)
    if !takeaway.isEmpty { panel.takeaway = panel.emptyColumn }
    if !commission.isEmpty { panel.commission = panel.emptyColumn }
    if !received.isEmpty { panel.received = panel.emptyReceipts }
    for month in shared {
      for (row, old) in before.enumerated() {
        if let old, let cell = cell(row: old, month: month, as: row) { panel.write(cell) }
      }
    }
    return panel
  }

  /// What the panel holds of a store and month, or `nil` where there is no report.
  public func cell(row: Int, in month: YearMonth) -> PanelCell? { cell(row: row, month: month, as: row) }

  private func cell(row: Int, month: YearMonth, as newRow: Int) -> PanelCell? {
    guard let fen = turnoverFen(row: row, in: month), let index = index(of: month) else { return nil }
    let minutes = received.isEmpty ? Int32.min : received[index][row]
    return PanelCell(
      row: newRow, month: month, turnoverFen: fen, openDays: openDays(row: row, in: month),
      takeawayFen: takeaway.isEmpty || takeaway[index][row] < 0 ? nil : takeaway[index][row],
      commissionFen: commission.isEmpty || commission[index][row] < 0 ? nil : commission[index][row],
      firstReceived: minutes == .min ? nil : Timestamp(milliseconds: Int64(minutes) * 60_000))
  }

  private func check(_ cell: PanelCell) throws(PanelError) {
    guard (0..<storeCount).contains(cell.row) else { throw .unknownRow(cell.row) }
    guard months.contains(cell.month) else {
      throw .monthOutside(cell.month, first: months.lowerBound, last: months.upperBound)
    }
    let possible = 0...Money.largestMonthlyFigure.fen
    for fen in [cell.turnoverFen, cell.takeawayFen ?? 0, cell.commissionFen ?? 0] where !possible.contains(fen) {
      throw .amountBeyondPossible(row: cell.row, month: cell.month, fen: fen)
    }
    if let days = cell.openDays, !(0...99).contains(days) {
      throw .openDaysBeyondPossible(row: cell.row, month: cell.month, days: days)
    }
  }

  private var emptyColumn: [[Int64]] {
    [[Int64]](repeating: [Int64](repeating: -1, count: stride), count: months.count)
  }

  private var emptyReceipts: [[Int32]] {
    [[Int32]](repeating: [Int32](repeating: .min, count: stride), count: months.count)
  }

  private mutating func makeRoom(for cells: some Collection<PanelCell>) {
    if takeaway.isEmpty, cells.contains(where: { $0.takeawayFen != nil }) { takeaway = emptyColumn }
    if commission.isEmpty, cells.contains(where: { $0.commissionFen != nil }) { commission = emptyColumn }
    if received.isEmpty, cells.contains(where: { $0.firstReceived != nil }) { received = emptyReceipts }
  }

  private mutating func write(_ cell: PanelCell) {
    let month = months.lowerBound.distance(to: cell.month)
    let isDue = due.contains(cell.row, month: month)
    let days = cell.openDays.map { UInt8($0 + 1) } ?? 0
    turnover[month][cell.row] = isDue ? cell.turnoverFen : -2 - cell.turnoverFen
    openDays[month][cell.row] = days
    counted.set(cell.row, month: month, to: isDue)
    stray.set(cell.row, month: month, to: !isDue)
    usable.set(
      cell.row, month: month, to: isDue && cell.turnoverFen > 0 && days > UInt8(TurnoverPanel.usualMinOpenDays))
    if !takeaway.isEmpty { takeaway[month][cell.row] = cell.takeawayFen ?? -1 }
    if !commission.isEmpty { commission[month][cell.row] = cell.commissionFen ?? -1 }
    if !received.isEmpty, let moment = cell.firstReceived {
      // Rounding down is exact: a deadline is a midnight, so it is a whole minute.
      let minutes = Int32(clamping: moment.milliseconds.flooredQuotient(by: 60_000))
      let known = received[month][cell.row]
      received[month][cell.row] = known == .min ? minutes : min(known, minutes)
    }
  }
}

extension Int64 {
  fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
