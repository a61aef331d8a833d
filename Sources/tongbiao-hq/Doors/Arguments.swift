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
