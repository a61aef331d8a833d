import CentralLedger
import ChainStatistics

/// Why there is no panel.
public enum PanelFeedError: Error, Hashable, Sendable {
  /// The ledger could not be read.
  case ledger(CentralLedgerError)
  /// What it holds cannot be laid out as a panel.
  case panel(PanelError)

  /// Runs `body` and says of its error that it is the panel's.
  static func panel<Result>(_ body: () throws(PanelError) -> Result) throws(PanelFeedError) -> Result {
    do throws(PanelError) { return try body() } catch { throw .panel(error) }
  }
}
