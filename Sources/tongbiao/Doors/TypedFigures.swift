import CommandLineDoor
import Localization
import SnackChain

/// What people type for a month, an amount and a number of days, as the rest of the program has it.
enum TypedFigures {
  static func month(_ text: String) throws(DoorFailure) -> YearMonth {
    guard let month = YearMonth.parse(text) else {
      throw DoorFailure("month_unreadable", .monthProblem(text), status: .dataError)
    }
    return month
  }

  static func amount(_ text: String) throws(DoorFailure) -> Money {
    do throws(MoneyProblem) {
      return try Money.parse(text)
    } catch {
      throw DoorFailure("amount_unreadable", .moneyProblem(error), status: .dataError)
    }
  }

  static func days(_ text: String) throws(DoorFailure) -> Int {
    let folded = HalfWidth.folding(text).filter { !$0.isWhitespace && $0 != "天" }
    guard let days = Int(folded) else {
      throw DoorFailure("open_days_unreadable", .ownerOpenDaysUnreadable(text), status: .dataError)
    }
    return days
  }

  /// A remark as it is kept: without blanks around it; nothing at all is no remark.
  static func note(_ text: String?) -> String? {
    guard let text else { return nil }
    let start = text.drop(while: \.isWhitespace)
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(start[...end])
  }
}
