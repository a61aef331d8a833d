import SnackChain

/// The head report of one store for one month, as it goes into the panel.
public struct PanelCell: Hashable, Sendable {
  /// The row of the store in the panel: `TurnoverPanel.row(of:)`.
  public var row: Int
  /// The month reported.
  public var month: YearMonth
  /// Turnover in fen.
  public var turnoverFen: Int64
  /// Days on which the store was open, or `nil` where not known.
  public var openDays: Int?
  /// Turnover through delivery platforms in fen, or `nil` where not stated.
  public var takeawayFen: Int64?
  /// What the platforms kept in fen, or `nil` where not stated.
  public var commissionFen: Int64?
  /// When HQ first received any report for this month (not this revision), or `nil` where that is not known: then the
  /// report never counts as late. Of several, the earliest stays.
  public var firstReceived: Timestamp?

  /// Makes a cell.
  public init(
    row: Int, month: YearMonth, turnoverFen: Int64, openDays: Int?, takeawayFen: Int64? = nil,
    commissionFen: Int64? = nil, firstReceived: Timestamp? = nil
  ) {
    self.row = row
    self.month = month
    self.turnoverFen = turnoverFen
    self.openDays = openDays
    self.takeawayFen = takeawayFen
    self.commissionFen = commissionFen
    self.firstReceived = firstReceived
  }
}
