import SnackChain
import Testing

@Suite("Months, days and moments")
struct CalendarTests {
  @Test(
    "a month is read the way people write it",
    arguments: ["2023-02", "2023-2", "2023/02", "2023.2", "202302", "2023年2月", "２０２３－０２", " 2023 年 02 月份 "])
  func readsMonths(text: String) {
    #expect(YearMonth.parse(text) == YearMonth(year: 2023, month: 2))
  }

  @Test(
    "what is not a month is not read",
    arguments: ["", "2023-13", "2023-00", "23-02", "2023-02-01", "二月", "2023", "1899-01", "2023-"])
  func refusesMonths(text: String) {
    #expect(YearMonth.parse(text) == nil)
  }

  @Test("files must write a month in one way only", arguments: ["2023-2", "2023/02", "202302", "2023-02 ", "+023-02"])
  func strictMonths(text: String) {
    #expect(YearMonth(text) == nil)
  }

  @Test(
    "fault 37: the day in China is eight hours ahead all year, leap days and year ends included",
    arguments: [
      ("2023-02-28T15:59:59Z", "2023-02-28"), ("2023-02-28T16:00:00Z", "2023-03-01"),
      ("2024-02-28T16:00:00Z", "2024-02-29"), ("2024-12-31T16:00:00Z", "2025-01-01"),
      // China kept summer time until 1991; reports know nothing of it.
      ("1990-07-01T15:30:00Z", "1990-07-01"), ("2100-02-28T16:00:00Z", "2100-03-01"),
    ])
  func dayInChina(moment: String, day: String) throws {
    #expect(try #require(Timestamp(moment)).dayInChina.description == day)
  }

  @Test("months follow one another across years")
  func monthArithmetic() throws {
    let december = try #require(YearMonth(year: 2022, month: 12))
    #expect(december.next == YearMonth(year: 2023, month: 1))
    #expect(december.lastYear == YearMonth(year: 2021, month: 12))
    #expect(try #require(YearMonth(year: 2024, month: 2)).dayCount == 29)
    #expect(try #require(YearMonth(year: 2023, month: 2)).lastDay.description == "2023-02-28")
    #expect(december.number == 202_212)
    #expect(YearMonth(number: 202_213) == nil)
  }

  @Test("every day from 1990 to 2199 has its own number, and its number gives it back")
  func daysRoundTrip() throws {
    var expected = try #require(CalendarDay(year: 1990, month: 1, day: 1)).number
    for year in 1990...2199 {
      for month in 1...12 {
        for day in 1...CalendarDay.daysIn(month: month, of: year) {
          let date = try #require(CalendarDay(year: year, month: month, day: day))
          #expect(date.number == expected)
          #expect(date.parts == (year, month, day))
          expected += 1
        }
      }
    }
    #expect(CalendarDay("1970-01-01")?.number == 0)
  }

  @Test(
    "days that do not exist are not days",
    arguments: ["2023-02-29", "2023-04-31", "2023-00-10", "2023-1-1", "20230101", ""])
  func refusesDays(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test("a month in China begins at four in the afternoon of the day before in UTC")
  func chinaTime() throws {
    let last = try #require(Timestamp("2023-01-31T15:59:59.999Z"))
    let first = try #require(Timestamp("2023-01-31T16:00:00Z"))
    #expect(last.dayInChina.description == "2023-01-31")
    #expect(first.dayInChina.description == "2023-02-01")
    #expect(Timestamp(startOfDayInChina: first.dayInChina) == first)
    #expect(first.description == "2023-01-31T16:00:00.000Z")
    #expect(first.inChina == "2023-02-01 00:00")
  }

  @Test("a moment before 1970 prints and reads as any other")
  func earlyMoments() throws {
    let moment = Timestamp(milliseconds: -1)
    #expect(moment.description == "1969-12-31T23:59:59.999Z")
    #expect(Timestamp(moment.description) == moment)
  }

  @Test("identities made later sort later, and print as UUIDs of version 7")
  func operationIDs() throws {
    let early = OperationID(at: Timestamp(milliseconds: 1_676_000_000_000))
    let late = OperationID(at: Timestamp(milliseconds: 1_676_000_000_001))
    #expect(early < late)
    #expect(OperationID(early.description) == early)
    #expect(OperationID(bytes: early.bytes) == early)
    let characters = Array(early.description)
    #expect(characters[14] == "7")
    #expect("89ab".contains(characters[19]))
    #expect(OperationID("not-a-uuid") == nil)
  }
}
