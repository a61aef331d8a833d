public import SnackChain

/// One cell of a sheet, by what it means. How it looks follows from that.
public enum SheetCell: Hashable, Sendable {
  /// Text, written as text whatever it looks like: an identifier keeps its zeros, and nothing in it is ever a formula.
  case text(String)
  /// A whole number.
  case count(Int64)
  /// Renminbi, shown as yuan with separators and two decimals.
  case money(Money)
  /// A share or a growth: `0.254` is shown as 25.4%. What is not finite leaves the cell empty.
  case percent(Double)
  /// Any other number, with up to four decimals. What is not finite leaves the cell empty.
  case number(Double)
  /// A day, which the spreadsheet can sort and count with.
  case day(CalendarDay)
  /// A month, kept as its first day and shown as `2023-02`.
  case month(YearMonth)
  /// A moment, shown to the second on the wall clock in China.
  case moment(Timestamp)
  /// Nothing.
  case empty
}

extension SheetCell {
  /// A whole number.
  public static func count(_ value: Int) -> SheetCell { .count(Int64(value)) }

  /// The text, or an empty cell where there is none.
  public static func optional(_ value: String?) -> SheetCell { value.map(SheetCell.text) ?? .empty }

  /// The day, or an empty cell where there is none.
  public static func optional(_ value: CalendarDay?) -> SheetCell { value.map(SheetCell.day) ?? .empty }

  /// The amount, or an empty cell where there is none.
  public static func optional(_ value: Money?) -> SheetCell { value.map(SheetCell.money) ?? .empty }

  /// The most digits that a spreadsheet keeps of a number. A longer one is written as text, so that no digit is lost.
  static let largestExact: UInt64 = 999_999_999_999_999
}
