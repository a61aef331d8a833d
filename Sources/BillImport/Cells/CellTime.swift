import SnackChain
import SpreadsheetReader

/// A time in a bill, on the clock of China.
struct BillTime: Hashable {
  let day: CalendarDay
  /// Seconds since midnight, or -1 where the bill has the day only.
  let second: Int32
}

extension Cell {
  /// The time: `2019-12-12 08:05:03`, `2019/12/12 8:05`, `2019年12月12日`, `20191212080503`, ISO 8601 with an offset
  /// (which is taken to China's clock), or a spreadsheet's serial number; `nil` where it is none.
  var time: BillTime? {
    var parts: (Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0)
    var found = 0
    var index = 0
    let count = bytes.count
    var firstDigits = 0
    while index < count, found < 6 {
      let byte = bytes[index]
      guard byte >= 48, byte <= 57 else {
        // Between the parts stand marks; a sign or a zone ends them.
        if found >= 3, byte == UInt8(ascii: "+") || byte == UInt8(ascii: "Z") || byte == UInt8(ascii: ".") { break }
        if found >= 4, byte == UInt8(ascii: "-") { break }
        index += 1
        continue
      }
      if found == 0, index > 0 { return nil }
      var value = 0
      var digits = 0
      while index < count, bytes[index] >= 48, bytes[index] <= 57, digits < 15 {
        value = value * 10 + Int(bytes[index] - 48)
        digits += 1
        index += 1
      }
      if found == 0 { firstDigits = digits }
      switch found {
      case 0: parts.0 = value
      case 1: parts.1 = value
      case 2: parts.2 = value
      case 3: parts.3 = value
      case 4: parts.4 = value
      default: parts.5 = value
      }
      found += 1
      if found == 1, firstDigits != 4 { break }
    }
    if firstDigits != 4 { return compactTime(parts.0, digits: firstDigits) }
    guard found >= 3, let day = CalendarDay(year: parts.0, month: parts.1, day: parts.2),
      YearMonth.years.contains(parts.0)
    else { return nil }
    if found == 3 { return BillTime(day: day, second: -1) }
    guard found >= 5, parts.3 < 24, parts.4 < 60, parts.5 < 60 else { return nil }
    let second = Int32(parts.3 * 3600 + parts.4 * 60 + parts.5)
    return moved(BillTime(day: day, second: second), from: index)
  }

  /// Takes a time with a zone behind it to China's clock.
  private func moved(_ time: BillTime, from start: Int) -> BillTime {
    var index = start
    while index < bytes.count, bytes[index] == UInt8(ascii: ".") || (48...57).contains(bytes[index]) { index += 1 }
    guard index < bytes.count else { return time }
    let sign = bytes[index]
    var offset = 0
    if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      let digits = bytes[(index + 1)...].filter { (48...57).contains($0) }.map { Int($0) - 48 }
      guard digits.count == 4 || digits.count == 2 else { return time }
      offset = (digits[0] * 10 + digits[1]) * 3600 + (digits.count == 4 ? (digits[2] * 10 + digits[3]) * 60 : 0)
      if sign == UInt8(ascii: "-") { offset = -offset }
    } else if sign != UInt8(ascii: "Z") {
      return time
    }
    let local = Int(time.second) - offset + 8 * 3600
    let days = local >= 0 ? local / 86_400 : -((86_399 - local) / 86_400)
    return BillTime(day: time.day.adding(days: days), second: Int32(local - days * 86_400))
  }

  /// Digits without marks, or a serial number.
  private func compactTime(_ value: Int, digits: Int) -> BillTime? {
    if digits == 8 || digits == 14, bytes.count == digits {
      let date = digits == 8 ? value : value / 1_000_000
      guard let day = CalendarDay(year: date / 10_000, month: date / 100 % 100, day: date % 100),
        YearMonth.years.contains(date / 10_000)
      else { return nil }
      if digits == 8 { return BillTime(day: day, second: -1) }
      let clock = value % 1_000_000
      guard clock / 10_000 < 24, clock / 100 % 100 < 60, clock % 100 < 60 else { return nil }
      return BillTime(day: day, second: Int32(clock / 10_000 * 3600 + clock / 100 % 100 * 60 + clock % 100))
    }
    guard digits == 5, bytes.count < 24, let moment = ExcelDate(serial: text), moment.dayNumber > 7305 else {
      return nil
    }
    return BillTime(day: CalendarDay(number: Int32(moment.dayNumber)), second: Int32(moment.second ?? -1))
  }
}
