import SnackChain
import Testing

@Suite("What an owner gets back for a figure")
struct MonthComparisonTests {
  private static func report(_ month: String, _ yuan: Int64, days: Int? = 25, takeaway: Int64? = nil, fee: Int64? = nil)
    throws -> MonthlyReport
  {
    MonthlyReport(
      store: try #require(StoreCode("S1")), month: try #require(YearMonth(month)), turnover: Money(fen: yuan * 100),
      openDays: days, takeaway: takeaway.map { Money(fen: $0 * 100) }, commission: fee.map { Money(fen: $0 * 100) })
  }

  @Test("growth, open days, takeaway and commission are those of hand calculation")
  func figures() throws {
    let others = [
      try Self.report("2023-04", 30_000), try Self.report("2022-05", 27_500), try Self.report("2023-05", 1),
    ]
    let comparison = MonthComparison(try Self.report("2023-05", 33_000, takeaway: 12_000, fee: 2_400), others: others)
    #expect(abs((comparison.monthOnMonth ?? 0) - 0.1) < 1e-12)
    #expect(abs((comparison.yearOnYear ?? 0) - 0.2) < 1e-12)
    #expect(comparison.perOpenDay == Money(fen: 132_000))
    #expect(comparison.perOpenDayBefore == Money(fen: 120_000))
    #expect(abs((comparison.takeawayShare ?? 0) - 12.0 / 33) < 1e-12)
    #expect(abs((comparison.commissionRate ?? 0) - 0.2) < 1e-12)
    #expect(comparison.openDayWorth == Money(fen: 122_400))
    #expect(comparison.festivalYearOnYear == nil && !comparison.isMovedByFestival && comparison.hasDistortedBase)
  }

  @Test("January and February are compared together, whichever of them is reported", arguments: ["2024-01", "2024-02"])
  func festival(month: String) throws {
    let all = try [("2023-01", 20_000), ("2023-02", 40_000), ("2024-01", 45_000), ("2024-02", 27_000)].map {
      try Self.report($0.0, $0.1)
    }
    let report = try #require(all.first { $0.month.description == month })
    let comparison = MonthComparison(report, others: all)
    #expect(abs((comparison.festivalYearOnYear ?? 0) - 0.2) < 1e-12)
    #expect(comparison.isMovedByFestival)
  }

  @Test("nothing is compared with nothing")
  func nothing() throws {
    let zero = try Self.report("2023-04", 0)
    let comparison = MonthComparison(try Self.report("2023-05", 33_000, days: nil), others: [zero])
    #expect(comparison.monthOnMonth == nil && comparison.yearOnYear == nil && comparison.perOpenDay == nil)
    #expect(MonthComparison.doubtfulTimes(of: Money(fen: 90), over: Money(fen: 31)) == nil)
    #expect(MonthComparison.doubtfulTimes(of: Money(fen: 900), over: Money(fen: 300))?.tenths == 30)
    #expect(MonthComparison.doubtfulTimes(of: Money(fen: 300), over: Money(fen: 900))?.isAbove == false)
  }

  @Test("reminders come on few days", arguments: [(7, true), (6, false), (3, true), (1, true), (0, true), (-1, false)])
  func reminders(left: Int, isOne: Bool) {
    let deadline = CalendarDay(number: 20_000)
    #expect(ReminderDays.isOne(deadline.adding(days: -left), before: deadline) == isOne)
    #expect(ReminderDays.isOne(deadline.adding(days: 7), before: deadline))
    #expect(!ReminderDays.isOne(deadline.adding(days: 35), before: deadline))
  }

  @Test("a range holds its figure, has round ends, and is never a single figure")
  func ranges() {
    var fen: Int64 = 1
    while fen < 10_000_000_000 {
      for amount in [fen, fen + 1, fen * 3 + 7] {
        let range = MoneyRange(from: Money(fen: amount), to: Money(fen: amount))
        #expect(range.low.fen <= amount && amount < range.high.fen)
        #expect(String(range.low.fen).dropFirst(2).allSatisfy { $0 == "0" })
      }
      fen *= 7
    }
  }
}
