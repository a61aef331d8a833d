import SnackChain

extension SnapshotWriter {
  mutating func put(_ register: PanelRegister, _ part: RegisterPart) {
    switch part {
    case .places:
      put(register.regions)
      put(register.moved)
    case .kinds:
      put(register.tiers)
      put(register.otherTiers)
      put(register.forms)
    case .days:
      put(register.opened)
      put(register.closed)
      put(register.since)
    case .names:
      put(register.codes)
      put(register.names)
      put(register.byCode)
    case .certificates: put(register.certificates)
    case .standings: put(register.standings)
    }
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
  /// Reads a part of the register and checks that every index in it leads somewhere and all that is searched by halving
  /// is sorted.
  mutating func read(
    _ part: RegisterPart, into register: inout PanelRegister, stores: Int, months: Int
  ) throws(PanelSnapshotError) {
    switch part {
    case .places:
      register.regions = try column(Int32.self, count: stores)
      register.moved = try moved(stores: stores, months: months)
      let isSound = register.regions.allSatisfy(Self.isRegion) && register.moved.allSatisfy { Self.isRegion($0.value) }
      guard isSound, register.regions.isSorted else { throw .inconsistent("regions") }
    case .kinds:
      register.tiers = try column(UInt8.self, count: stores)
      register.otherTiers = try moved(stores: stores, months: months)
      register.forms = try column(UInt8.self, count: stores)
      guard register.otherTiers.allSatisfy({ (0...255).contains($0.value) }) else { throw .inconsistent("tier") }
    case .days:
      register.opened = try column(Int32.self, count: stores)
      register.closed = try column(Int32.self, count: stores)
      register.since = try column(Int32.self, count: stores)
    case .names:
      register.codes = try texts(stores)
      register.names = try texts(stores)
      register.byCode = try column(UInt32.self, count: stores)
      try checkOrder(of: register.byCode, register.codes)
    case .certificates:
      register.certificates = try dated(stores)
    case .standings:
      register.standings = try dated(stores)
      guard register.standings.keys.allSatisfy({ Int($0) < Standing.allCases.count }) else {
        throw .inconsistent("standing")
      }
    }
  }

  private static func isRegion(_ code: Int32) -> Bool { code >= 100_000 && code <= 999_999 }

  /// `byCode` names each row once, in the order of codes, and no code is there twice.
  private func checkOrder(of byCode: [UInt32], _ codes: TextColumn) throws(PanelSnapshotError) {
    let isOrdered = codes.utf8.withUnsafeBufferPointer { utf8 in
      var last: UnsafeBufferPointer<UInt8>?
      for row in byCode {
        guard Int(row) < codes.ends.count else { return false }
        let start = row == 0 ? 0 : Int(codes.ends[Int(row) - 1])
        let code = UnsafeBufferPointer(rebasing: utf8[start..<Int(codes.ends[Int(row)])])
        if let last, !last.lexicographicallyPrecedes(code) { return false }
        last = code
      }
      return true
    }
    guard isOrdered else { throw .inconsistent("codes") }
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
