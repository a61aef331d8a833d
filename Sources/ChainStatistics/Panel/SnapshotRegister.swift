import SnackChain

extension SnapshotWriter {
  mutating func put(_ register: PanelRegister) {
    put(register.regions)
    put(register.moved)
    put(register.tiers)
    put(register.otherTiers)
    put(register.forms)
    put(register.opened)
    put(register.closed)
    put(register.since)
    put(register.codes)
    put(register.names)
    put(register.byCode)
    put(register.certificates)
    put(register.standings)
  }

  private mutating func put(_ moved: [MovedMonth]) {
    put(moved.map(\.month))
    put(moved.map(\.row))
    put(moved.map(\.value))
  }

  private mutating func put(_ texts: TextColumn) {
    put(texts.ends)
    put(texts.utf8)
  }

  private mutating func put(_ dated: DatedColumn) {
    put(dated.ends)
    put(dated.from)
    put(dated.until)
    put(dated.keys)
  }
}

extension SnapshotReader {
  /// Reads a register and checks that every index in it leads somewhere and all that is searched by halving is sorted.
  mutating func register(stores: Int, months: Int) throws(PanelSnapshotError) -> PanelRegister {
    var register = PanelRegister()
    register.regions = try column(Int32.self, count: stores)
    register.moved = try moved(stores: stores, months: months)
    register.tiers = try column(UInt8.self, count: stores)
    register.otherTiers = try moved(stores: stores, months: months)
    register.forms = try column(UInt8.self, count: stores)
    register.opened = try column(Int32.self, count: stores)
    register.closed = try column(Int32.self, count: stores)
    register.since = try column(Int32.self, count: stores)
    register.codes = try texts(stores)
    register.names = try texts(stores)
    register.byCode = try column(UInt32.self, count: stores)
    register.certificates = try dated(stores)
    register.standings = try dated(stores)

    let regions = (register.regions + register.moved.map(\.value))
    guard regions.allSatisfy({ (100_000...999_999).contains($0) }), register.regions.isSorted else {
      throw .inconsistent("regions")
    }
    guard register.standings.keys.allSatisfy({ Int($0) < Standing.allCases.count }) else {
      throw .inconsistent("standing")
    }
    guard register.otherTiers.allSatisfy({ (0...255).contains($0.value) }) else { throw .inconsistent("tier") }
    try checkOrder(of: register)
    return register
  }

  /// `byCode` names each row once, in the order of codes, and no code is there twice.
  private func checkOrder(of register: PanelRegister) throws(PanelSnapshotError) {
    var last: Int?
    for row in register.byCode {
      guard Int(row) < register.count else { throw .inconsistent("codes") }
      if let last, !register.codes.bytes(last).lexicographicallyPrecedes(register.codes.bytes(Int(row))) {
        throw .inconsistent("codes")
      }
      last = Int(row)
    }
  }

  private mutating func moved(stores: Int, months: Int) throws(PanelSnapshotError) -> [MovedMonth] {
    let month = try column(UInt32.self)
    let row = try column(UInt32.self, count: month.count)
    let value = try column(Int32.self, count: month.count)
    let moved = month.indices.map { MovedMonth(month: month[$0], row: row[$0], value: value[$0]) }
    guard moved.allSatisfy({ Int($0.month) < months && Int($0.row) < stores }),
      zip(moved, moved.dropFirst()).allSatisfy({ ($0.month, $0.row) < ($1.month, $1.row) })
    else { throw .inconsistent("moves") }
    return moved
  }

  private mutating func texts(_ stores: Int) throws(PanelSnapshotError) -> TextColumn {
    let ends = try column(UInt32.self, count: stores)
    let utf8 = try column(UInt8.self, count: Int(ends.last ?? 0))
    guard ends.isSorted else { throw .inconsistent("texts") }
    return TextColumn(ends: ends, utf8: utf8)
  }

  private mutating func dated(_ stores: Int) throws(PanelSnapshotError) -> DatedColumn {
    let ends = try column(UInt32.self, count: stores)
    let from = try column(Int32.self, count: Int(ends.last ?? 0))
    let until = try column(Int32.self, count: from.count)
    let keys = try column(UInt8.self, count: from.count)
    guard ends.isSorted else { throw .inconsistent("dates") }
    return DatedColumn(ends: ends, from: from, until: until, keys: keys)
  }
}

extension Array where Element: Comparable {
  fileprivate var isSorted: Bool {
    withUnsafeBufferPointer { elements in
      for (left, right) in zip(elements, elements.dropFirst()) where left > right { return false }
      return true
    }
  }
}
