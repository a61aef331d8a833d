import SnackChain
import Testing

@Suite("The rules of a monthly report")
struct ReportRulesTests {
  private func codes(
    _ turnover: Int64, days: Int? = 25, month: String = "2023-02", reason: ZeroReason? = nil, others: [Int64] = [],
    takeaway: Int64? = nil, commission: Int64? = nil, note: String? = nil
  ) throws -> [String] {
    let report = MonthlyReport(
      store: try #require(StoreCode("S1")), month: try #require(YearMonth(month)), turnover: Money(fen: turnover),
      openDays: days, reason: reason, takeaway: takeaway.map { Money(fen: $0) },
      commission: commission.map { Money(fen: $0) }, note: note)
    let context = ReportRules.Context(
      otherMonths: others, today: try #require(CalendarDay("2023-03-05")), opened: CalendarDay("2021-01-01"),
      closed: CalendarDay("2023-03-31"))
    return ReportRules.findings(in: report, context: context).map { "\($0.weight) \($0.code)" }
  }

  @Test("an ordinary month passes without a word")
  func ordinary() throws {
    #expect(try codes(3_300_000, others: [3_000_000, 3_600_000, 2_800_000]) == [])
  }

  @Test("what cannot be is refused")
  func refused() throws {
    #expect(try codes(-1) == ["refuse negative_turnover"])
    #expect(try codes(10_000_000_001) == ["refuse turnover_beyond_possible"])
    #expect(try codes(0, days: 0) == ["refuse zero_without_reason"])
    #expect(try codes(100, days: -1) == ["refuse impossible_open_days"])
    #expect(try codes(100, takeaway: 101) == ["refuse takeaway_beyond_turnover"])
    #expect(try codes(100, commission: -1) == ["refuse commission_beyond_turnover"])
    #expect(try codes(100, note: "a\u{1B}[2J") == ["refuse unreadable_note"])
    #expect(try codes(100, note: "a\u{202E}b") == ["refuse unreadable_note"])
  }

  @Test("a closed month is reported as zero with its reason")
  func closedMonth() throws {
    #expect(try codes(0, days: 0, reason: .holiday, others: [3_000_000]) == [])
  }

  @Test(
    "a figure far from the store's own months is asked about, not refused",
    arguments: [
      (15_000_000, "confirm far_above_median"), (600_000, "confirm far_below_median"),
    ])
  func doubtful(fen: Int64, code: String) throws {
    #expect(try codes(fen, others: [3_000_000, 0, 2_900_000, 3_100_000]) == [code])
  }

  @Test("just inside five times or a fifth nothing is asked", arguments: [14_999_999, 600_001] as [Int64])
  func notDoubtful(fen: Int64) throws {
    #expect(try codes(fen, others: [3_000_000]) == [])
  }

  @Test("days and months that cannot quite be are asked about")
  func calendar() throws {
    #expect(try codes(100, days: 29) == ["confirm more_open_days_than_month"])
    #expect(try codes(100, days: 0) == ["confirm turnover_without_open_days"])
    #expect(try codes(100, month: "2023-04") == ["confirm future_month", "confirm after_closing"])
    #expect(try codes(100, month: "2020-12") == ["confirm before_opening"])
    #expect(try codes(100, month: "2023-03") == ["warn month_not_over"])
    #expect(try codes(100, days: nil) == ["warn open_days_unknown"])
  }
}
