/// A moment that a spreadsheet keeps as a number of days.
public struct ExcelDate: Hashable, Sendable {
  /// Days since 1970-01-01 on the calendar of whoever wrote the sheet.
  public let dayNumber: Int
  /// Seconds since midnight, or `nil` where the number has no fraction.
  public let second: Int?

  /// Reads a serial number of 1901 to 2199, such as `43811.5365`; the fraction is rounded to the second.
  ///
  /// Days count from 1899-12-30 (which makes up for the 29 February 1900 that never was), or from 1904-01-01 in
  /// workbooks that say so.
  public init?(serial: String, countsFrom1904: Bool = false) {
    guard let value = Double(serial), value >= 366, value < 109_575 else { return nil }
    var days = Int(value)
    let fraction = value - Double(days)
    var seconds = Int((fraction * 86_400).rounded())
    if seconds == 86_400 {
      days += 1
      seconds = 0
    }
    dayNumber = days - (countsFrom1904 ? 24_107 : 25_569)
    second = fraction == 0 ? nil : seconds
  }

  /// `2019-12-12 12:52:34`, or `2019-12-12` where there is no time of day.
  public var text: String {
    // Civil from days, after Howard Hinnant's public-domain date algorithms.
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex + (monthIndex < 10 ? 3 : -9)
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let date = "\(year)-\(two(month))-\(two(day))"
    guard let second else { return date }
    return date + " \(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }
}
