import SnackChain
import Testing

@testable import ChainStatistics

@Suite("Growth of the groups of a rollup")
struct RollupGrowthTests {
  /// The growth as a person would work it out from lists: nothing of the panel is used.
  private struct Plain {
    var due = 0
    var pairs: [NaiveYearOnYear.Pair] = []
    var nowFen: Int64 = 0
    var thenFen: Int64 = 0
  }

  private func plain(
    _ chain: RandomChain, _ period: RollupPeriod, minOpenDays: Int, key: (PanelStore, YearMonth) -> String
  ) -> [String: Plain] {
    let months = Array(period.first...period.last)
    var reports: [Int: [YearMonth: ChainReport]] = [:]
    for report in chain.reports { reports[report.store, default: [:]][report.month] = report }
    var found: [String: Plain] = [:]
    for (number, store) in chain.stores.enumerated() {
      var group = found[key(store, period.last)] ?? Plain()
      let own = reports[number] ?? [:]
      func counted(_ month: YearMonth) -> ChainReport? { store.isDue(month) ? own[month] : nil }
      group.nowFen += months.reduce(0) { $0 + (counted($1)?.fen ?? 0) }
      group.thenFen += months.reduce(0) { $0 + (counted($1.lastYear)?.fen ?? 0) }
      if months.allSatisfy(store.isDue) { group.due += 1 }
      let (now, then) = (months.compactMap(counted), months.compactMap { counted($0.lastYear) })
      if now.count == months.count, then.count == months.count {
        let pair = NaiveYearOnYear.Pair(
          now: now.reduce(0) { $0 + $1.fen }, then: then.reduce(0) { $0 + $1.fen })
        let isOpen = [now, then].allSatisfy { side in
          minOpenDays == 0
            || side.allSatisfy { $0.openDays != nil }
              && side.reduce(0) { $0 + ($1.openDays ?? 0) } >= minOpenDays * months.count
        }
        if pair.now > 0, pair.then > 0, isOpen { group.pairs.append(pair) }
      }
      found[key(store, period.last)] = group
    }
    return found
  }

  @Test("counts, sums, ratios and contributions of every group equal the plain way", arguments: 0..<30)
  func equalsPlainWay(seed: UInt64) throws {
    let chain = try RandomChain(seed: seed)
    let panel = try chain.panel()
    let ways: [(RollupDimension, (PanelStore, YearMonth) -> String)] = [
      (.province, { String(($0.region(in: $1)?.number ?? 0) / 10_000) + "0000" }),
      (.tier, { $0.tier(in: $1)?.rawValue ?? "none" }),
      (.standing, { $0.standing.standing(on: $1.firstDay).rawValue }),
    ]
    for (dimension, key) in ways {
      for periods in RollupPeriodKind.allCases {
        let minOpenDays = [0, 15, 20][Int(seed) % 3]
        let rows = try panel.growth(
          RollupRequest(by: dimension, months: chain.months, periods: periods),
          options: RollupGrowthOptions(minOpenDays: minOpenDays, draws: 0))
        for period in Set(rows.map(\.period)) {
          let expected = plain(chain, period, minOpenDays: minOpenDays, key: key)
          let own = rows.filter { $0.period == period }
          try expectEqual(own.filter { $0.key != nil }, expected, "seed \(seed), \(dimension) \(period)")
          let total = try #require(own.last)
          #expect(total.key == nil)
          #expect(total.stores == expected.values.reduce(0) { $0 + $1.pairs.count })
          #expect(total.contributions.nowFen == expected.values.reduce(0) { $0 + $1.nowFen })
          #expect(total.contributions.parts.reduce(0) { $0 + $1.changeFen } == total.contributions.changeFen)
        }
      }
    }
  }

  private func expectEqual(_ rows: [RollupGrowth], _ expected: [String: Plain], _ comment: Comment) throws {
    let empty = expected.filter { $1.due == 0 && $1.nowFen == 0 && $1.thenFen == 0 }.count
    #expect(rows.count == expected.count - empty, comment)
    for row in rows {
      let plain = try #require(expected[row.key?.description ?? ""], comment)
      #expect(row.due == plain.due, comment)
      #expect(row.stores == plain.pairs.count, comment)
      #expect(row.nowFen == plain.pairs.reduce(0) { $0 + $1.now }, comment)
      #expect(row.contributions.nowFen == plain.nowFen, comment)
      #expect(row.contributions.thenFen == plain.thenFen, comment)
      #expect(row.contributions.parts.reduce(0) { $0 + $1.changeFen } == plain.nowFen - plain.thenFen, comment)
      #expect(row.leftOut.reduce(0) { $0 + $1.stores } == row.due - row.stores, comment)
      guard !plain.pairs.isEmpty else { continue }
      #expect(abs(try #require(row.ratioOfSums) - plain.pairs.ratioOfSums) < 1e-12, comment)
      #expect(abs(try #require(row.meanOfRatios) - plain.pairs.meanOfRatios) < 1e-9, comment)
      #expect(abs(try #require(row.medianOfRatios) - plain.pairs.medianOfRatios) < 1e-12, comment)
    }
  }

  @Test("intervals hold the figure, depend on the seed alone, and are those of the arms' bootstrap")
  func intervals() throws {
    let chain = try RandomChain(seed: 21, stores: 240)
    let panel = try chain.panel()
    let month = chain.months.upperBound
    let request = RollupRequest(by: .province, months: month...month)
    let options = RollupGrowthOptions(draws: 400, seed: 5)
    let rows = try panel.growth(request, options: options)
    #expect(rows == (try panel.growth(request, options: options)))
    #expect(rows != (try panel.growth(request, options: RollupGrowthOptions(draws: 400, seed: 6))))
    for row in rows where row.stores >= 20 {
      let intervals = try #require(row.intervals)
      #expect(intervals.ratioOfSums.contains(try #require(row.ratioOfSums)))
      #expect(intervals.medianOfRatios.contains(try #require(row.medianOfRatios)))
    }
  }

  @Test("a year to date of twelve long months does not run over, and one without a base is left out")
  func yearToDate() throws {
    let first = try #require(YearMonth("2021-01"))
    let last = try #require(YearMonth("2022-12"))
    let store = PanelStore(
      code: try #require(StoreCode("S1")), name: "店",
      regions: DatedFacts([Dated(try #require(RegionCode("330683")), validFrom: first.firstDay)]))
    var panel = try TurnoverPanel(stores: [store], months: first...last)
    try panel.apply(
      (first...last).map { month in
        PanelCell(row: 0, month: month, turnoverFen: month.year == 2022 ? 120 : 100, openDays: month.dayCount)
      }, dataVersion: 1)
    let rows = try panel.growth(RollupRequest(by: .county, months: first...last, periods: .yearToDate))
    #expect(Set(rows.map(\.period.last.year)) == [2022])
    let whole = try #require(rows.last)
    #expect(whole.period.description == "2022-01/2022-12")
    #expect(whole.stores == 1)
    #expect(whole.nowFen == 1440)
    #expect(abs(try #require(whole.ratioOfSums) - 0.2) < 1e-12)
  }
}
