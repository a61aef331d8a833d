import SnackChain

extension TurnoverPanel {
  /// The panel of the stores that stand in a scope in the last month: what somebody may see who answers
  /// for those only. Everything computed from it is about those stores, whatever it is.
  public func narrowed(to scope: RegionScope) -> TurnoverPanel {
    let last = months.count - 1
    let rows = (0..<storeCount).filter { row in
      scope.contains(RegionCode(number: register.region(of: row, month: last)))
    }
    return keeping(rows)
  }

  private func keeping(_ rows: [Int]) -> TurnoverPanel {
    let stride = (rows.count + 63) / 64 * 64
    let padding = stride - rows.count
    func gathered<Cell>(_ column: [[Cell]], none: Cell) -> [[Cell]] {
      column.map { month in rows.map { month[$0] } + repeatElement(none, count: padding) }
    }
    var panel = TurnoverPanel(
      register: register.keeping(rows), months: months, dataVersion: dataVersion,
      columns: (gathered(turnover, none: Self.noReport), gathered(openDays, none: 0)))
    panel.takeaway = gathered(takeaway, none: -1)
    panel.commission = gathered(commission, none: -1)
    panel.received = gathered(received, none: .min)
    for month in 0..<months.count {
      for (place, row) in rows.enumerated() {
        panel.counted.set(place, month: month, to: counted.contains(row, month: month))
        panel.stray.set(place, month: month, to: stray.contains(row, month: month))
        panel.usable.set(place, month: month, to: usable.contains(row, month: month))
      }
    }
    return panel
  }
}

extension PanelRegister {
  /// The same columns for some rows, which are in their order.
  func keeping(_ rows: [Int]) -> PanelRegister {
    var kept = PanelRegister()
    var places = [UInt32](repeating: .max, count: count)
    for (place, row) in rows.enumerated() { places[row] = UInt32(place) }
    func moved(_ entries: [MovedMonth]) -> [MovedMonth] {
      entries.compactMap { entry in
        let place = places[Int(entry.row)]
        return place == .max ? nil : MovedMonth(month: entry.month, row: place, value: entry.value)
      }
    }
    kept.regions = rows.map { regions[$0] }
    kept.moved = moved(self.moved)
    kept.tiers = rows.map { tiers[$0] }
    kept.otherTiers = moved(otherTiers)
    kept.forms = rows.map { forms[$0] }
    kept.opened = rows.map { opened[$0] }
    kept.closed = rows.map { closed[$0] }
    kept.since = rows.map { since[$0] }
    for row in rows {
      kept.codes.append(codes.text(row))
      kept.names.append(names.text(row))
      kept.certificates.append(certificates, row: row)
      kept.standings.append(standings, row: row)
    }
    kept.byCode = byCode.compactMap { places[Int($0)] == .max ? nil : places[Int($0)] }
    return kept
  }
}

extension DatedColumn {
  /// Adds a row with the entries of a row of another column.
  fileprivate mutating func append(_ other: DatedColumn, row: Int) {
    for entry in other.entries(row) {
      append(from: other.from[entry], until: other.until[entry], key: other.keys[entry])
    }
    endRow()
  }
}
