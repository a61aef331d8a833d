import DemoChain
import SnackChain

/// The year on year of upgraded stores, computed from the definition in the plainest way.
struct RawComparison {
  var now: Int64 = 0
  var then: Int64 = 0
  var stores = 0
  var due = 0

  var growth: Double { Double(now) / Double(then) - 1 }
  var coverage: Double { Double(stores) / Double(due) }

  /// Compares the last month of `chain`, or its last January and February taken together, with the year before.
  init(_ chain: DemoChain, months periods: [YearMonth]) {
    let month = chain.parameters.lastMonth
    for index in chain.indices {
      let store = chain.store(index)
      guard let certified = store.certified, certified > month.lastYear.lastDay, certified <= month.firstDay else {
        continue
      }
      if store.store.isDue(in: month) { due += 1 }
      let reports = Dictionary(uniqueKeysWithValues: chain.months(of: store).map { ($0.month, $0) })
      let pairs = periods.map { (reports[$0], reports[$0.lastYear]) }
      let comparable = pairs.allSatisfy { pair in
        guard let now = pair.0, let then = pair.1 else { return false }
        return [now, then].allSatisfy { !$0.isMissing && $0.turnover.fen > 0 && $0.openDays >= 15 }
      }
      guard comparable else { continue }
      stores += 1
      now += pairs.reduce(0) { $0 + ($1.0?.turnover.fen ?? 0) }
      then += pairs.reduce(0) { $0 + ($1.1?.turnover.fen ?? 0) }
    }
  }
}

/// FNV-1a over the figures of a chain, in order.
struct Fingerprint {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ number: Int64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      value = (value ^ UInt64(truncatingIfNeeded: number >> Int64(shift) & 0xFF)) &* 0x100_0000_01B3
    }
  }

  init(_ chain: DemoChain) {
    for index in chain.indices {
      let store = chain.store(index)
      for byte in store.name.utf8 { add(Int64(byte)) }
      add(Int64(store.region.number))
      for day in [store.opened, store.closed, store.ownerSince, store.applied, store.certified, store.ended?.effective]
      {
        add(day.map { Int64($0.number) } ?? -1)
      }
      for month in chain.months(of: store) {
        add(Int64(month.month.index))
        add(month.turnover.fen)
        add(Int64(month.openDays))
        add(month.takeaway.fen)
        add(month.commission.fen)
        add(month.isMissing ? 1 : 0)
        add(month.received.milliseconds)
      }
    }
  }
}
