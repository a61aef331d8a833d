import ArgumentParser
import SnackChain

extension YearMonth: ExpressibleByArgument {
  /// Reads what people type for a month.
  public init?(argument: String) {
    guard let month = YearMonth.parse(argument) else { return nil }
    self = month
  }
}

extension StoreCode: ExpressibleByArgument {
  /// Reads a store's code.
  public init?(argument: String) { self.init(argument) }
}

extension RegionCode: ExpressibleByArgument {
  /// Reads six digits.
  public init?(argument: String) { self.init(argument) }
}

extension Standing: ExpressibleByArgument {}

extension CalendarDay: ExpressibleByArgument {
  /// Reads what people type for a day.
  public init?(argument: String) {
    guard let day = parseDay(argument) else { return nil }
    self = day
  }
}

extension AccountName: ExpressibleByArgument {
  /// Reads an account's name.
  public init?(argument: String) { self.init(argument) }
}

extension RegionScope: ExpressibleByArgument {
  /// Reads `all`, or codes of 2, 4 or 6 digits with commas between them.
  public init?(argument: String) { self.init(argument) }
}

extension Role: ExpressibleByArgument {}
