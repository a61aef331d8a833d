import SnackChain

/// The Spring Festival of one year.
public struct SpringFestival: Hashable, Sendable {
  /// New Year's day by the Chinese calendar.
  public let newYear: CalendarDay
  /// Public-holiday days that fall into January, where they are known.
  public let holidayDaysInJanuary: Int?
  /// Public-holiday days that fall into February, where they are known.
  public let holidayDaysInFebruary: Int?
}

/// New Year's days by year: January and February compare only when both are taken together.
public struct SpringFestivalTable: Sendable {
  private let byYear: [Int: SpringFestival]

  init(folder: String?) throws(SeedProblem) {
    var reader = try SeedReader(
      .springFestival, folder: folder,
      columns: ["year", "new_year", "holiday_days_january", "holiday_days_february"])
    var found: [Int: SpringFestival] = [:]
    while try reader.next() {
      let year: Int = try reader.value("year")
      let newYear: CalendarDay = try reader.value("new_year")
      guard newYear.parts.year == year else { throw reader.wrong("new_year", newYear.description) }
      let festival = SpringFestival(
        newYear: newYear, holidayDaysInJanuary: try reader.optional("holiday_days_january"),
        holidayDaysInFebruary: try reader.optional("holiday_days_february"))
      if found.updateValue(festival, forKey: year) != nil { throw reader.duplicate(String(year)) }
    }
    byYear = found
  }

  /// The festival of `year`, or `nil` outside of the table.
  public subscript(year: Int) -> SpringFestival? { byYear[year] }

  /// All festivals in order.
  public var all: [SpringFestival] { byYear.values.sorted { $0.newYear < $1.newYear } }
}
