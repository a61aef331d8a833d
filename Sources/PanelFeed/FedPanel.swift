import ChainStatistics
import SnackChain

/// A panel with where it came from.
public struct FedPanel: Sendable {
  /// Where a panel came from.
  public enum Origin: String, Hashable, Sendable, Codable {
    /// Read whole from the ledger.
    case ledger
    /// A snapshot that was up to date.
    case snapshot
    /// A snapshot or an earlier panel, brought up to date from the change feed.
    case feed
  }

  /// The panel; its data version says what it was made from.
  public var panel: TurnoverPanel
  /// Where it came from.
  public var origin: Origin
  /// Whether the ledger was filled with a synthetic chain: everything shown from it has to say so.
  public var isSynthetic: Bool
  /// The months from the first to the last that any report is for, or `nil` where there is none.
  public var reported: ClosedRange<YearMonth>?
  /// Heads of months that no panel covers, such as a year mistyped by a century. They are in no figure.
  public var headsOutside: Int

  /// The months that a panel may cover; reports of others are counted in ``headsOutside``.
  public static let possibleMonths = YearMonth(index: 2000 * 12)...YearMonth(index: 2049 * 12 + 11)
}
