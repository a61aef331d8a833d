import ChainStatistics
import SnackChain

extension FedPanel {
  /// The same with only the stores of a scope in it: for somebody who answers for those.
  public func narrowed(to scope: RegionScope) -> FedPanel {
    var narrowed = self
    narrowed.panel = panel.narrowed(to: scope)
    return narrowed
  }
}
