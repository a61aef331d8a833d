import DelimitedText
import SnackChain

/// Days of the calendar as files have them: `2023-02-15`, and what spreadsheets make of it when they save it again.
func parseDay(_ text: String) -> CalendarDay? {
  if let day = CalendarDay(text) { return day }
  var folded = HalfWidth.folding(text).filter { !$0.isWhitespace }
  if folded.hasSuffix("日") { folded.removeLast() }
  let parts = folded.split(omittingEmptySubsequences: false) { "/.-年月".contains($0) }
  guard parts.count == 3, parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2,
    parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
    let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
  else { return nil }
  return CalendarDay(year: year, month: month, day: day)
}

/// A whole number in up to four digits, or `nil`.
func parseSmallNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  guard (1...4).contains(bytes.count) else { return nil }
  var value = 0
  for byte in bytes {
    guard (48...57).contains(byte) else { return nil }
    value = value * 10 + Int(byte - 48)
  }
  return value
}

extension DelimitedReader {
  /// How many fields of the record lie beyond `count` and are not empty.
  func hasFields(beyond count: Int) -> Bool {
    guard fieldCount > count else { return false }
    return (count..<fieldCount).contains { !text($0).isEmpty }
  }
}
