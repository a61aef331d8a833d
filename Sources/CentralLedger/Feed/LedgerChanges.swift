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
  /// The last entry of the audit chain at that moment. A ledger that went back (to a backup, or to a replica that had not
  /// heard everything) and on again gives the same places to other figures, but never has this entry.
  public var link: Link

  /// An entry of the audit chain.
  public struct Link: Hashable, Sendable {
    /// Its number.
    public let number: Int64
    /// Its digest.
    public let digest: String
  }

  /// Makes a stretch.
  public init(heads: [ReportHead], registerChanged: Bool, upTo: Int64, more: Bool, link: Link) {
    self.heads = heads
    self.registerChanged = registerChanged
    self.upTo = upTo
    self.more = more
    self.link = link
  }
}
