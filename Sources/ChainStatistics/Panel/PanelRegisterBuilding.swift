import SnackChain

extension PanelRegister {
  /// Sorts the stores by region and code and lays them out as columns.
  ///
  /// - Throws: `PanelError` of a store twice or without a region.
  init(_ stores: [PanelStore], months: ClosedRange<YearMonth>, asOf version: Int64) throws(PanelError) {
    var usual: [Int32] = []
    usual.reserveCapacity(stores.count)
    for store in stores { usual.append(try Self.usualRegion(of: store, months: months, asOf: version)) }
    let order = stores.indices.sorted {
      (usual[$0], stores[$0].code.description.utf8Bytes) < (usual[$1], stores[$1].code.description.utf8Bytes)
    }
    for index in order { add(stores[index], region: usual[index], months: months, asOf: version) }
    moved.sort { ($0.month, $0.row) < ($1.month, $1.row) }
    otherTiers.sort { ($0.month, $0.row) < ($1.month, $1.row) }
    byCode = (0..<UInt32(stores.count)).sorted {
      stores[order[Int($0)]].code.description.utf8Bytes < stores[order[Int($1)]].code.description.utf8Bytes
    }
    for (left, right) in zip(byCode, byCode.dropFirst())
    where stores[order[Int(left)]].code == stores[order[Int(right)]].code {
      throw .duplicateStore(stores[order[Int(left)]].code)
    }
  }

  private mutating func add(
    _ store: PanelStore, region: Int32, months: ClosedRange<YearMonth>, asOf version: Int64
  ) {
    let row = UInt32(regions.count)
    regions.append(region)
    codes.append(store.code.description)
    names.append(store.name)
    forms.append(store.form.flatMap { StoreForm.allCases.firstIndex(of: $0) }.map(UInt8.init) ?? Self.none)
    opened.append(store.opened?.number ?? Self.always)
    closed.append(store.closed?.number ?? Self.still)
    since.append((store.ownerSince ?? store.opened)?.number ?? Self.always)
    if store.regions.entries.count > 1 {
      for month in months {
        let here = Self.region(of: store, on: month.lastDay, asOf: version) ?? region
        if here != region {
          moved.append(MovedMonth(month: UInt32(months.lowerBound.distance(to: month)), row: row, value: here))
        }
      }
    }
    addTiers(of: store, row: row, months: months, asOf: version)
    for interval in store.standing.certifiedIntervals(asOf: version) {
      certificates.append(from: interval.from.number, until: interval.until?.number ?? Self.still, key: 0)
    }
    certificates.endRow()
    for event in store.standing.events where event.recordedAt <= version {
      if standings.from.count > standings.ends.last.map(Int.init) ?? 0, let last = standings.from.indices.last {
        standings.until[last] = event.effective.number
      }
      let key = Standing.allCases.firstIndex(of: event.standing).map(UInt8.init) ?? Self.none
      standings.append(from: event.effective.number, until: Self.still, key: key)
    }
    standings.endRow()
  }

  private mutating func addTiers(
    of store: PanelStore, row: UInt32, months: ClosedRange<YearMonth>, asOf version: Int64
  ) {
    func tier(_ month: YearMonth) -> UInt8 {
      let held =
        store.tiers.value(on: month.lastDay, asOf: version)
        ?? store.tiers.entries.first { $0.recordedAt <= version }?.fact
      return held.flatMap { Tier.allCases.firstIndex(of: $0) }.map(UInt8.init) ?? Self.none
    }
    guard store.tiers.entries.count > 1 else {
      tiers.append(tier(months.upperBound))
      return
    }
    let held = months.map(tier)
    let usual = held.mostFrequent ?? Self.none
    tiers.append(usual)
    for (month, value) in held.enumerated() where value != usual {
      otherTiers.append(MovedMonth(month: UInt32(month), row: row, value: Int32(value)))
    }
  }

  private static func usualRegion(
    of store: PanelStore, months: ClosedRange<YearMonth>, asOf version: Int64
  ) throws(PanelError) -> Int32 {
    let usual =
      store.regions.entries.count > 1
      ? months.compactMap { region(of: store, on: $0.lastDay, asOf: version) }.mostFrequent
      : region(of: store, on: months.upperBound.lastDay, asOf: version)
    guard let usual else { throw .storeWithoutRegion(store.code) }
    return usual
  }

  private static func region(of store: PanelStore, on day: CalendarDay, asOf version: Int64) -> Int32? {
    (store.regions.value(on: day, asOf: version)
      ?? store.regions.entries.first { $0.recordedAt <= version }?.fact)?.number
  }
}

extension Array where Element: Hashable {
  /// The element that is there most often; of several the one that comes last.
  fileprivate var mostFrequent: Element? {
    var counts: [Element: Int] = [:]
    for element in self { counts[element, default: 0] += 1 }
    let most = counts.values.max()
    return last { counts[$0] == most }
  }
}

/// Text compared by its bytes, as SQL and sorted files do, not by Unicode's canonical order.
private struct UTF8Bytes: Comparable {
  let text: String
  static func == (left: UTF8Bytes, right: UTF8Bytes) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }
  static func < (left: UTF8Bytes, right: UTF8Bytes) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension String {
  fileprivate var utf8Bytes: UTF8Bytes { UTF8Bytes(text: self) }
}
