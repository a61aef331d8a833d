import Foundation

/// A random register and history in the contract's columns, and the plain arithmetic of design section 9 over them,
/// written without any of the product's code.
struct RandomChain {
  struct Store {
    var code: String
    var region: Int
    var opened: String
    var closed: String
    var certified: String
  }

  struct Report {
    var fen: Int
    var days: Int
    var reason: String
  }

  var stores: [Store] = []
  /// By store and month.
  var reports: [String: [String: Report]] = [:]

  static let regions = [330_683, 330_602, 310_101, 320_505, 440_103]

  /// Months from 2021-01 to 2022-12.
  static let months = (0..<24).map { text(month: 2021 * 12 + $0) }

  static func text(month index: Int) -> String {
    String(format: "%04d-%02d", index / 12, index % 12 + 1)
  }

  init(seed: UInt64, count: Int) {
    var generator = Lehmer(state: seed | 1)
    func day(_ month: Int) -> String {
      Self.text(month: month) + String(format: "-%02d", Int.random(in: 1...28, using: &generator))
    }
    for number in 0..<count {
      var store = Store(
        code: "R\(number)", region: Self.regions[Int.random(in: 0..<5, using: &generator)], opened: "", closed: "",
        certified: "")
      if Bool.random(using: &generator) { store.opened = day(2020 * 12 + Int.random(in: 0..<20, using: &generator)) }
      if Int.random(in: 0..<8, using: &generator) == 0 {
        store.closed = day(2022 * 12 + Int.random(in: 0..<12, using: &generator))
      }
      if Int.random(in: 0..<2, using: &generator) == 0 {
        store.certified = day(2021 * 12 + Int.random(in: 0..<24, using: &generator))
      }
      stores.append(store)
      let level = Int.random(in: 1_500_000...6_000_000, using: &generator)
      for month in Self.months where Int.random(in: 0..<10, using: &generator) > 0 && isDue(store, month) {
        var report = Report(
          fen: level + Int.random(in: -1_000_000...1_000_000, using: &generator),
          days: Int.random(in: 12...28, using: &generator), reason: "")
        if Int.random(in: 0..<25, using: &generator) == 0 { report = Report(fen: 0, days: 0, reason: "holiday") }
        reports[store.code, default: [:]][month] = report
      }
    }
  }

  func isDue(_ store: Store, _ month: String) -> Bool {
    (store.opened.isEmpty || store.opened <= month + "-31") && (store.closed.isEmpty || store.closed >= month + "-01")
  }

  var register: String {
    "code,name,region,opened,closed,certified\n"
      + stores.map { "\($0.code),示范\($0.code),\($0.region),\($0.opened),\($0.closed),\($0.certified)\n" }.joined()
  }

  /// In an order that no reader may rely on.
  func history(seed: UInt64) -> String {
    var generator = Lehmer(state: seed | 1)
    let rows = reports.flatMap { store, months in
      months.map { month, report in
        "\(store),\(month),\(report.fen / 100).\(String(format: "%02d", report.fen % 100)),\(report.days),\(report.reason)"
      }
    }
    return "store,month,turnover,open_days,reason\n" + rows.sorted().shuffled(using: &generator).joined(separator: "\n")
  }

  struct Arm: Equatable {
    var stores = 0
    var now = 0
    var then = 0
    var ratios: [Double] = []
    var median: Double? {
      let sorted = ratios.sorted()
      guard !sorted.isEmpty else { return nil }
      let middle = sorted.count / 2
      return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
  }

  /// The three arms of year on year in a month of 2022.
  func yearOnYear(_ month: String) -> [String: Arm] {
    let before = String(Int(month.prefix(4)).map { $0 - 1 } ?? 0) + month.dropFirst(4)
    var arms: [String: Arm] = ["upgraded": Arm(), "standardised": Arm(), "others": Arm()]
    for store in stores {
      guard let now = reports[store.code]?[month], let then = reports[store.code]?[before], now.fen > 0, then.fen > 0,
        now.days >= 15, then.days >= 15
      else { continue }
      var names: [String] = []
      if !store.certified.isEmpty && store.certified <= month + "-01" {
        names.append("standardised")
        if store.certified > before + "-31" { names.append("upgraded") }
      } else if store.certified.isEmpty || store.certified > month + "-31" {
        names.append("others")
      }
      for name in names {
        arms[name]?.stores += 1
        arms[name]?.now += now.fen
        arms[name]?.then += then.fen
        arms[name]?.ratios.append(Double(now.fen) / Double(then.fen) - 1)
      }
    }
    return arms
  }
}

/// The minimal standard generator of Park and Miller over 64 bits: tests print their seed and run the same again.
struct Lehmer: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
