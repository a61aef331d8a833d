import SnackChain

/// What changed in a stretch of the feed.
public struct LedgerChanges: Hashable, Sendable {
  /// New heads in the order of the feed. A month that changed twice is there twice; the later one counts.
  public var heads: [ReportHead]
  /// Whether the register or a store's standing changed within the stretch: read the stores again.
  public var registerChanged: Bool
  /// The position up to which this answers: ask with it next time.
  public var upTo: Int64
  /// Whether more is waiting after ``upTo``.
  public var more: Bool

  /// Makes a stretch.
  public init(heads: [ReportHead], registerChanged: Bool, upTo: Int64, more: Bool) {
    self.heads = heads
    self.registerChanged = registerChanged
    self.upTo = upTo
    self.more = more
  }
}
