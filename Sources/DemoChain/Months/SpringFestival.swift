import SnackChain

/// How the Spring Festival falls on the months: a store closes for some days in a row, from two days before New Year's
/// day on.
struct SpringFestivalCalendar {
  private let days: [Int: CalendarDay]

  init(_ festivals: [CalendarDay]) {
    days = Dictionary(festivals.map { ($0.parts.year, $0) }, uniquingKeysWith: { $1 })
  }

  /// How many days of `month` a closure of `length` days takes away.
  func daysLost(in month: YearMonth, length: Int) -> Int {
    guard month.month <= 3, length > 0, let festival = days[month.year] else { return 0 }
    let start = festival.adding(days: -2)
    let from = max(start.number, month.firstDay.number)
    let until = min(start.number + Int32(length), month.lastDay.number + 1)
    return max(0, Int(until - from))
  }

  /// How long a store closes in one year: a quarter not at all, most for three to seven days, a few for over two weeks
  /// to go home.
  static func length(_ random: inout SplitMix64) -> Int {
    let kind = random.uniform()
    if kind < 0.25 { return 0 }
    if kind < 0.96 { return 3 + random.below(5) }
    return 10 + random.below(12)
  }
}
