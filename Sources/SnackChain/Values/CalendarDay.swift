/// A day of the calendar in China, without a time of day.
public struct CalendarDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int32

  /// Makes the day that is `number` days after 1970-01-01.
  public init(number: Int32) { self.number = number }

  /// Makes a day of the proleptic Gregorian calendar, or `nil` where there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...Self.daysIn(month: month, of: year)).contains(day)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  /// Days from civil, after Howard Hinnant's public-domain "chrono-compatible low-level date algorithms".
  init(uncheckedYear: Int, month: Int, day: Int) {
    let year = month <= 2 ? uncheckedYear - 1 : uncheckedYear
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month and day of the month.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex + (monthIndex < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  /// The month that the day is in.
  public var yearMonth: YearMonth {
    let (year, month, _) = parts
    return YearMonth(index: Int32(year * 12 + month - 1))
  }

  /// The day `days` later (earlier, if negative).
  public func adding(days: Int) -> CalendarDay { CalendarDay(number: number + Int32(days)) }

  /// How many days `month` (1 to 12) of `year` has.
  public static func daysIn(month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
}

extension CalendarDay: LosslessStringConvertible, CustomStringConvertible {
  /// `2023-02-15`.
  public var description: String {
    let (year, month, day) = parts
    let years = String(year)
    return String(repeating: "0", count: max(0, 4 - years.count)) + years + (month < 10 ? "-0" : "-") + "\(month)"
      + (day < 10 ? "-0" : "-") + "\(day)"
  }

  /// Reads exactly `2023-02-15`.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      parts.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } }),
      let year = Int(Substring(parts[0])), let month = Int(Substring(parts[1])), let day = Int(Substring(parts[2]))
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension CalendarDay: Codable {
  /// Encoded as `"2023-02-15"`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = CalendarDay(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day: YYYY-MM-DD is wanted")
    }
    self = day
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
