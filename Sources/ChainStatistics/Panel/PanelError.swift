import SnackChain

/// Why something cannot go into a panel or be asked of it.
public enum PanelError: Error, Hashable, Sendable {
  /// More stores times months than sums of possible figures are safe for (2^29).
  case tooLarge(stores: Int, months: Int)
  /// Two stores with one code.
  case duplicateStore(StoreCode)
  /// A store without any region.
  case storeWithoutRegion(StoreCode)
  /// A cell of a row that the panel does not have.
  case unknownRow(Int)
  /// A month outside the panel's.
  case monthOutside(YearMonth, first: YearMonth, last: YearMonth)
  /// An amount of the store's month below zero or above `Money.largestMonthlyFigure`.
  case amountBeyondPossible(row: Int, month: YearMonth, fen: Int64)
  /// Open days below 0 or above 99.
  case openDaysBeyondPossible(row: Int, month: YearMonth, days: Int)
}
