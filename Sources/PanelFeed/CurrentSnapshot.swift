import CentralLedger
import ChainStatistics
import SnackChain

/// The snapshot beside a database, where it is that of the database as it stands: then many questions can be answered
/// from it alone, without opening the ledger.
///
/// It is believed for the same reasons as when a feed loads it: the ledger has the audit entry that it names, and every
/// section read has its checksum. Where anything is amiss there is none, and the ledger is asked.
public final class CurrentSnapshot {
  private let mapped: MappedFile
  private let view: PanelSnapshotView
  /// Whether the ledger was filled with a synthetic chain.
  public let isSynthetic: Bool
  /// The months from the first to the last that any report is for, or `nil` where there is none.
  public let reported: ClosedRange<YearMonth>?
  /// Heads of months that no panel covers.
  public let headsOutside: Int

  /// Looks at the file of a database and the snapshot beside it.
  public init?(ofDatabase path: String) {
    guard let mapped = MappedFile(path: PanelFeed.snapshotPath(ofDatabase: path)),
      let header = PanelFile.Header(mapped.bytes),
      let glance = LedgerGlance(path: path, auditNumber: header.auditNumber), glance.dataVersion == header.version,
      glance.auditDigest == header.auditDigest,
      let view = try? PanelSnapshotView(UnsafeRawBufferPointer(rebasing: mapped.bytes[PanelFile.headerSize...])),
      view.dataVersion == header.version
    else { return nil }
    self.mapped = mapped
    self.view = view
    isSynthetic = header.isSynthetic
    reported = header.reported
    headsOutside = header.headsOutside
  }

  /// The months that the snapshot covers.
  public var months: ClosedRange<YearMonth> { view.months }
  /// The data version of ledger and snapshot.
  public var dataVersion: Int64 { view.dataVersion }

  /// The rollup, or `nil` where the snapshot does not cover the months or a section is damaged.
  public func rollup(_ request: RollupRequest) -> Rollup? { try? view.rollup(request) }
}
