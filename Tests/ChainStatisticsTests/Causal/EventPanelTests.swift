import ChainStatistics
import Foundation
import SnackChain
import Testing

@Suite("A panel of rows")
struct EventPanelTests {
  static func row(_ line: Int, _ unit: String, _ time: Int, _ cohort: Int?, _ value: Double?) -> EventPanelRow {
    EventPanelRow(line: line, unit: unit, time: time, cohort: cohort, value: value)
  }

  /// Two treated and two controls over three periods.
  static let rows = [
    row(2, "a", 1, 2, 10), row(3, "a", 2, 2, 14), row(4, "a", 3, 2, 17),
    row(5, "b", 1, 2, 20), row(6, "b", 2, 2, 22), row(7, "b", 3, 2, 27),
    row(8, "c", 1, 0, 5), row(9, "c", 2, 0, 6), row(10, "c", 3, 0, 6),
    row(11, "d", 1, nil, 8), row(12, "d", 2, nil, 8), row(13, "d", 3, nil, 10),
  ]

  @Test("a panel of four units gives the difference in differences that a hand works out")
  func byHand() throws {
    let effects = try EventPanel(rows: Self.rows).effects().effects
    // Changes 1 to 2: treated 4 and 2, controls 1 and 0. Changes 1 to 3: treated 7 and 7, controls 1 and 2.
    #expect(effects.groupTime.map(\.att) == [2.5, 5.5])
    #expect(effects.groupTime.map(\.treated) == [2, 2])
    #expect(effects.groupTime.map(\.control) == [2, 2])
    // psi = n / n_g (d - mean): 2 * (1, -1) and -2 * (0.5, -0.5); root of (4 + 4 + 1 + 1) over 4.
    #expect(abs(effects.groupTime[0].se - 10.0.squareRoot() / 4) < 1e-15)
    #expect(abs(effects.simple.att - 4) < 1e-15)
    #expect(effects.pretrend.df == 0)
    #expect(effects.pretrend.p.isNaN)
  }

  @Test("a row that repeats a unit and period is refused with both lines")
  func duplicate() {
    #expect(throws: PanelRefusal.duplicate(line: 14, firstLine: 3, unit: "a", period: 2)) {
      try EventPanel(rows: Self.rows + [Self.row(14, "a", 2, 2, 1)])
    }
  }

  @Test("a unit with two cohorts is refused with both lines")
  func varyingCohort() {
    #expect(throws: PanelRefusal.cohortVaries(line: 14, firstLine: 8, unit: "c")) {
      try EventPanel(rows: Self.rows + [Self.row(14, "c", 4, 2, 1)])
    }
  }

  @Test("a value that is not finite is refused with its line", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) {
    #expect(throws: PanelRefusal.notFinite(line: 14, unit: "e", period: 1)) {
      try EventPanel(rows: Self.rows + [Self.row(14, "e", 1, nil, value)])
    }
  }

  @Test("one period, nothing treated, no controls and no rows are refused by name")
  func nothingToCompare() throws {
    #expect(throws: PanelRefusal.onePeriod(period: 1)) { try EventPanel(rows: Self.rows.filter { $0.time == 1 }) }
    #expect(throws: PanelRefusal.empty) { try EventPanel(rows: [EventPanelRow]()) }
    #expect(throws: PanelRefusal.noTreated) { try EventPanel(rows: Self.rows.filter { $0.line > 7 }).effects() }
    #expect(throws: PanelRefusal.noControls) { try EventPanel(rows: Self.rows.filter { $0.line < 8 }).effects() }
  }

  @Test("units treated before the panel begins are left out and counted, those after it are never treated")
  func outsideDates() throws {
    let more =
      Self.rows + [
        Self.row(14, "early", 1, 1, 3), Self.row(15, "early", 2, 1, 9),
        Self.row(16, "late", 1, 4, 3), Self.row(17, "late", 2, 4, 4),
      ]
    let panel = try EventPanel(rows: more)
    #expect(panel.leftOut.alwaysTreated == 1)
    #expect(panel.neverTreatedCount == 3)
    #expect(try panel.effects().effects.groupTime[0].control == 3)
  }

  @Test("under a logarithm zero and less are left out and counted, and so are empty rows")
  func logarithm() throws {
    let more =
      Self.rows + [
        Self.row(14, "e", 1, nil, 0), Self.row(15, "e", 2, nil, -3), Self.row(16, "f", 1, nil, nil),
        Self.row(17, "f", 2, nil, 4),
      ]
    let panel = try EventPanel(rows: more, log: true)
    #expect(panel.leftOut.nonPositiveRows == 2)
    #expect(panel.leftOut.emptyRows == 1)
    #expect(panel.leftOut.neverSeen == 1)
    let expected = (log(14.0 / 10) + log(22.0 / 20)) / 2 - (log(6.0 / 5) + log(8.0 / 8)) / 2
    #expect(abs(try panel.effects().effects.groupTime[0].att - expected) < 1e-15)
  }

  @Test("a cohort whose date is no period of the panel starts with the next period")
  func dateBetweenPeriods() throws {
    let rows = Self.rows.map { row in
      EventPanelRow(
        line: row.line, unit: row.unit, time: row.time * 2, cohort: row.cohort == 2 ? 3 : 0, value: row.value)
    }
    let effects = try EventPanel(rows: rows).effects().effects
    #expect(effects.groupTime.map(\.cohort) == [.integer(3), .integer(3)])
    #expect(effects.groupTime.map(\.time) == [.integer(4), .integer(6)])
    #expect(effects.groupTime.map(\.att) == [2.5, 5.5])
    #expect(effects.event.by.map(\.key) == [.integer(1), .integer(3)])
  }

  @Test("a covariate that changes is read from the earliest row, and the unit is counted")
  func changingCovariate() throws {
    let rows = Self.rows.map { row in
      var copy = row
      copy.covariates = [row.unit == "c" ? Double(row.time) : 7]
      return copy
    }
    #expect(try EventPanel(rows: rows, covariateNames: ["x"]).leftOut.changingCovariates == 1)
  }

  @Test("periods at the ends of what an integer holds are a panel like any other")
  func extremePeriods() throws {
    let rows = [
      Self.row(2, "a", .min, .max - 1, 1), Self.row(3, "a", .max, .max - 1, 4), Self.row(4, "b", .min, nil, 1),
      Self.row(5, "b", .max, nil, 2), Self.row(6, "c", .min, 5, 1), Self.row(7, "c", .max, 5, 9),
    ]
    let effects = try EventPanel(rows: rows).effects().effects
    #expect(effects.simple.att == 4.5)
  }

  @Test("the JSON has the published names, months as text, and null for what is not a number")
  func json() throws {
    let february = Int(try #require(YearMonth(year: 2023, month: 2)).index)
    let rows = Self.rows.filter { $0.line != 4 && $0.line != 7 }.map { row in
      EventPanelRow(
        line: row.line, unit: row.unit, time: february + row.time - 2, cohort: row.cohort == 2 ? february : nil,
        value: row.value)
    }
    let effects = try EventPanel(rows: rows, scale: .months).effects().effects
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = String(decoding: try encoder.encode(effects), as: UTF8.self)
    #expect(text.contains(#"{"att":2.5,"cohort":"2023-02","control":2,"#))
    #expect(text.contains(#"{"att":null,"cohort":"2023-02","control":2,"se":null,"time":"2023-03","treated":0}"#))
    #expect(text.contains(#""calendar":{"att":2.5,"by":[{"att":2.5,"key":"2023-02","#))
    #expect(text.contains(#""event":{"att":2.5,"by":[{"att":2.5,"key":0,"#))
    #expect(text.contains(#""pretrend":{"by":"cells","df":0,"p":null,"statistic":null}"#))
    let back = try JSONDecoder().decode(PanelEffects.self, from: Data(text.utf8))
    #expect(same(back, effects, within: 0))
  }
}
