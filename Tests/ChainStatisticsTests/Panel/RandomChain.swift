import ChainStatistics
import SnackChain
import Testing

/// SplitMix64, so that a failing chain can be drawn again by its seed.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &self)] }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// A report of a random chain, by the store's place in `RandomChain.stores`.
struct ChainReport: Hashable {
  var store: Int
  var month: YearMonth
  var fen: Int64
  var openDays: Int?
  var takeaway: Int64?
  var commission: Int64?
  var received: Timestamp?
}

/// A small chain with everything that can happen to one: stores that moved, closed, opened late, were suspended and
/// certified again, months of zero, unknown open days, reports of stores that were not trading.
struct RandomChain {
  let months: ClosedRange<YearMonth>
  var stores: [PanelStore] = []
  var reports: [ChainReport] = []

  init(seed: UInt64, stores count: Int? = nil) throws {
    var random = SeededRandom(state: seed)
    let start = YearMonth(index: 2020 * 12 + Int32.random(in: 0..<12, using: &random))
    months = start...start.adding(months: Int.random(in: 13..<38, using: &random))
    let span = Int(months.upperBound.lastDay.number - months.lowerBound.firstDay.number)
    let regions = (0..<Int.random(in: 1...9, using: &random)).compactMap { _ in
      RegionCode(
        number: random.pick([33, 31, 32]) * 10_000 + Int32.random(in: 1...3, using: &random) * 100
          + Int32.random(in: 0...2, using: &random))
    }
    for number in 0..<(count ?? Int.random(in: 0...260, using: &random)) {
      stores.append(
        try Self.store(number, regions: regions, start: months.lowerBound.firstDay, span: span, random: &random))
      addReports(of: number, random: &random)
    }
  }

  /// The panel that holds all of it.
  func panel(dataVersion: Int64 = 7) throws -> TurnoverPanel {
    var panel = try TurnoverPanel(stores: stores, months: months)
    try panel.apply(cells(in: panel), dataVersion: dataVersion)
    return panel
  }

  /// The reports as cells of a panel.
  func cells(in panel: TurnoverPanel) -> [PanelCell] {
    reports.compactMap { report in
      panel.row(of: stores[report.store].code).map {
        PanelCell(
          row: $0, month: report.month, turnoverFen: report.fen, openDays: report.openDays,
          takeawayFen: report.takeaway, commissionFen: report.commission, firstReceived: report.received)
      }
    }
  }

  private static func store(
    _ number: Int, regions: [RegionCode], start: CalendarDay, span: Int, random: inout SeededRandom
  ) throws -> PanelStore {
    func day(_ from: Int, _ random: inout SeededRandom) -> CalendarDay {
      start.adding(days: Int.random(in: from...span + 40, using: &random))
    }
    var places = [Dated(random.pick(regions), validFrom: day(-400, &random))]
    while random.chance(15) {
      places.append(Dated(random.pick(regions), validFrom: day(-40, &random), recordedAt: 2))
    }
    var tiers: [Dated<Tier>] = []
    while random.chance(40) {
      tiers.append(Dated(random.pick(Tier.allCases), validFrom: day(-200, &random)))
    }
    var events: [StandingEvent] = []
    if random.chance(45) {
      events.append(StandingEvent(.certified, effective: day(-500, &random)))
      while random.chance(45) {
        let next: [Standing] = [.suspended, .certified, .revoked, .withdrawn, .applied, .expired]
        events.append(StandingEvent(random.pick(next), effective: day(-300, &random)))
      }
    }
    return PanelStore(
      code: try #require(StoreCode("S\(number * 7919 % 9973)-\(number)")), name: "小笼包店\(number)号",
      regions: DatedFacts(places),
      tiers: DatedFacts(tiers), form: StoreForm.allCases.randomElement(using: &random),
      opened: random.chance(50) ? day(-900, &random) : nil, closed: random.chance(20) ? day(0, &random) : nil,
      ownerSince: random.chance(20) ? day(-2500, &random) : nil, standing: StandingHistory(events))
  }

  private mutating func addReports(of number: Int, random: inout SeededRandom) {
    let store = stores[number]
    for month in months {
      let isOpen =
        (store.opened ?? month.firstDay) <= month.lastDay && (store.closed ?? month.lastDay) >= month.firstDay
      guard random.chance(isOpen ? 88 : 10) else { continue }
      let fen: Int64 =
        random.chance(4) ? 0 : random.chance(3) ? 10_000_000_000 : .random(in: 1...9_000_000, using: &random)
      let takeaway = random.chance(50) ? Int64.random(in: 0...fen, using: &random) : nil
      let received = Timestamp(
        startOfDayInChina: month.next.firstDay.adding(days: Int.random(in: -5...20, using: &random)))
      reports.append(
        ChainReport(
          store: number, month: month, fen: fen,
          openDays: random.chance(8) ? nil : random.chance(25) ? .random(in: 0...20, using: &random) : 28,
          takeaway: takeaway, commission: random.chance(50) ? (takeaway ?? 0) / 5 : nil,
          received: random.chance(90) ? received.adding(seconds: random.chance(20) ? -1 : 0) : nil))
    }
  }
}

/// Plain facts of stores, read the slow way from dated entries.
extension PanelStore {
  func isDue(_ month: YearMonth) -> Bool {
    if let opened, opened > month.lastDay { return false }
    if let closed, closed < month.firstDay { return false }
    return true
  }

  func region(in month: YearMonth) -> RegionCode? {
    regions.value(on: month.lastDay) ?? regions.entries.first?.fact
  }

  func tier(in month: YearMonth) -> Tier? { tiers.value(on: month.lastDay) ?? tiers.entries.first?.fact }
}
