/// A moment in UTC, to the millisecond.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  /// Makes the moment `milliseconds` after 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// China Standard Time is UTC+8 the whole year; there has been no summer time since 1991.
  public static let chinaOffset: Int64 = 8 * 3_600_000

  /// The moment `seconds` later (earlier, if negative).
  public func adding(seconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds + seconds * 1000) }

  /// The day on the wall calendar in China at this moment.
  public var dayInChina: CalendarDay {
    let local = milliseconds + Self.chinaOffset
    return CalendarDay(number: Int32(clamping: (local - (local % 86_400_000 + 86_400_000) % 86_400_000) / 86_400_000))
  }

  /// Midnight at the start of `day` in China.
  public init(startOfDayInChina day: CalendarDay) {
    milliseconds = Int64(day.number) * 86_400_000 - Self.chinaOffset
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

extension Timestamp: LosslessStringConvertible, CustomStringConvertible {
  /// RFC 3339 in UTC with milliseconds: `2023-02-15T08:00:00.000Z`.
  public var description: String { Self.text(milliseconds, suffix: "Z") }

  /// Wall clock in China for people, to the minute: `2023-02-15 16:00`.
  public var inChina: String {
    let text = Self.text(milliseconds + Self.chinaOffset, suffix: "")
    return String(text.prefix(16).map { $0 == "T" ? " " : $0 })
  }

  private static func text(_ milliseconds: Int64, suffix: String) -> String {
    let inDay = (milliseconds % 86_400_000 + 86_400_000) % 86_400_000
    let day = CalendarDay(number: Int32(clamping: (milliseconds - inDay) / 86_400_000))
    let clock = String(unsafeUninitializedCapacity: 13) { out in
      func put(_ value: Int64, _ places: Range<Int>) {
        var rest = value
        for place in places.reversed() {
          out[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
          rest /= 10
        }
      }
      (out[0], out[3], out[6], out[9]) = (UInt8(ascii: "T"), UInt8(ascii: ":"), UInt8(ascii: ":"), UInt8(ascii: "."))
      put(inDay / 3_600_000, 1..<3)
      put(inDay / 60_000 % 60, 4..<6)
      put(inDay / 1000 % 60, 7..<9)
      put(inDay % 1000, 10..<13)
      return 13
    }
    return day.description + clock + suffix
  }

  /// Reads RFC 3339 in UTC: `2023-02-15T08:00:00Z`, with or without up to three decimals of a second.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let day = CalendarDay(String(decoding: bytes[0..<10], as: UTF8.self)),
      let hour = Self.number(bytes[11..<13]), hour < 24, let minute = Self.number(bytes[14..<16]), minute < 60,
      let second = Self.number(bytes[17..<19]), second < 60
    else { return nil }
    var fraction: Int64 = 0
    if bytes.count > 20 {
      let decimals = bytes[20..<(bytes.count - 1)]
      guard bytes[19] == UInt8(ascii: "."), (1...3).contains(decimals.count), let value = Self.number(decimals) else {
        return nil
      }
      fraction = [100, 10, 1][decimals.count - 1] * value
    }
    milliseconds = Int64(day.number) * 86_400_000 + hour * 3_600_000 + minute * 60_000 + second * 1000 + fraction
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int64($1 - 48) }
  }
}

extension Timestamp: Codable {
  /// Encoded as RFC 3339 in UTC.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let moment = Timestamp(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a moment: RFC 3339 in UTC is wanted")
    }
    self = moment
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
