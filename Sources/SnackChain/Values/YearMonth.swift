/// A calendar month in China Standard Time: the period a report is for.
public struct YearMonth: Hashable, Comparable, Sendable {
  /// Months since January of year 0: `year * 12 + month - 1`. Differences count months.
  public let index: Int32

  /// The years that a report can be for.
  public static let years = 1990...2199

  /// Makes the month that is `index` months after January of year 0.
  public init(index: Int32) { self.index = index }

  /// Makes a month of `year` (1990 to 2199) and `month` (1 to 12), or `nil` outside of them.
  public init?(year: Int, month: Int) {
    guard Self.years.contains(year), (1...12).contains(month) else { return nil }
    index = Int32(year * 12 + month - 1)
  }

  /// The year, as in 2023.
  public var year: Int { Int(index) / 12 }
  /// The month of the year, 1 to 12.
  public var month: Int { Int(index) % 12 + 1 }
  /// `202302` for February 2023: how databases keep it.
  public var number: Int { year * 100 + month }

  /// Makes a month of its `number` (`202302`).
  public init?(number: Int) {
    self.init(year: number / 100, month: number % 100)
  }

  /// The month `months` later (earlier, if negative).
  public func adding(months: Int) -> YearMonth { YearMonth(index: index + Int32(months)) }
  /// The month before.
  public var previous: YearMonth { adding(months: -1) }
  /// The month after.
  public var next: YearMonth { adding(months: 1) }
  /// The same month of the year before.
  public var lastYear: YearMonth { adding(months: -12) }

  /// The first day of the month.
  public var firstDay: CalendarDay { CalendarDay(uncheckedYear: year, month: month, day: 1) }
  /// The last day of the month.
  public var lastDay: CalendarDay { CalendarDay(uncheckedYear: year, month: month, day: dayCount) }
  /// How many days the month has.
  public var dayCount: Int { CalendarDay.daysIn(month: month, of: year) }

  public static func < (left: YearMonth, right: YearMonth) -> Bool { left.index < right.index }
}

extension YearMonth: CustomStringConvertible {
  /// `2023-02`.
  public var description: String {
    let years = String(year)
    return String(repeating: "0", count: max(0, 4 - years.count)) + years + (month < 10 ? "-0" : "-") + "\(month)"
  }
}

extension YearMonth: LosslessStringConvertible {
  /// Reads exactly `2023-02`.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let month = YearMonth(utf8: bytes) else { return nil }
    self = month
  }

  /// Reads exactly the seven bytes of `2023-02`.
  public init?(utf8 bytes: some RandomAccessCollection<UInt8>) {
    guard bytes.count == 7 else { return nil }
    var values = (0, 0)
    for (offset, byte) in bytes.enumerated() {
      if offset == 4 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard byte >= 48, byte <= 57 else { return nil }
      if offset < 4 { values.0 = values.0 * 10 + Int(byte - 48) } else { values.1 = values.1 * 10 + Int(byte - 48) }
    }
    self.init(year: values.0, month: values.1)
  }

  /// Reads what people type: `2023-02`, `2023-2`, `2023/2`, `2023.02`, `202302`, `2023年2月`, `２０２３－０２`.
  public static func parse(_ text: String) -> YearMonth? {
    var folded = HalfWidth.folding(text).filter { !$0.isWhitespace }
    if folded.hasSuffix("月份") { folded.removeLast(2) } else if folded.hasSuffix("月") { folded.removeLast() }
    folded = String(folded.map { "/.年－—–".contains($0) ? "-" : $0 })
    let parts = folded.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }) else { return nil }
    switch parts.count {
    case 1 where folded.count == 6:
      return Int(folded).flatMap(YearMonth.init(number:))
    case 2 where parts[0].count == 4 && parts[1].count <= 2:
      guard let year = Int(parts[0]), let month = Int(parts[1]) else { return nil }
      return YearMonth(year: year, month: month)
    default:
      return nil
    }
  }
}

extension YearMonth: Codable {
  /// Encoded as `"2023-02"`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let month = YearMonth(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a month: YYYY-MM is wanted")
    }
    self = month
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension YearMonth: Strideable {
  public func distance(to other: YearMonth) -> Int { Int(other.index - index) }
  public func advanced(by months: Int) -> YearMonth { adding(months: months) }
}
