import CentralLedger
import ChainStatistics
import SnackChain

/// Keeps a panel of the ledger: read once, or taken from its snapshot, then brought up to date from the change feed.
///
/// What it gives is exact: a panel of data version 17 is the same to the last fen whether it was read whole, came from
/// a snapshot and the feed, or was asked for as of 17 a year later.
public actor PanelFeed {
  private let ledger: any CentralLedger
  private let file: PanelFile?
  private var kept: FedPanel?
  private var savedVersion: Int64?
  /// The end of the audit chain when the panel was last brought up to date.
  private var link: LedgerChanges.Link?
  private var refreshing: Task<Result<FedPanel, PanelFeedError>, Never>?

  /// Changes that the feed gives at a time.
  private static let stretch = 20_000

  /// Makes a feed. Nothing is read yet.
  ///
  /// - Parameter snapshot: where the snapshot is kept, or `nil` for none. It is never trusted: one that is torn, of
  ///   another ledger or of a rewritten one is passed over.
  public init(_ ledger: any CentralLedger, snapshot: String? = nil) {
    self.ledger = ledger
    file = snapshot.map(PanelFile.init)
  }

  /// Where the snapshot of a database file is kept.
  public static func snapshotPath(ofDatabase path: String) -> String { path + ".panel" }

  /// The panel as of now.
  ///
  /// Callers that come while it is being brought up to date wait for the same work.
  ///
  /// - Throws: ``PanelFeedError``.
  public func current() async throws(PanelFeedError) -> FedPanel {
    if let refreshing { return try await refreshing.value.get() }
    let task = Task { await self.refreshed() }
    refreshing = task
    let result = await task.value
    refreshing = nil
    return try result.get()
  }

  /// The panel as it was at a data version.
  ///
  /// - Throws: ``PanelFeedError``, also of a version that there is not.
  public func panel(asOf version: Int64) async throws(PanelFeedError) -> FedPanel {
    let now: Int64
    do throws(CentralLedgerError) {
      now = try await ledger.dataVersion()
    } catch {
      throw .ledger(error)
    }
    guard (0...now).contains(version) else { throw .ledger(.unknownVersion(version)) }
    if version == now {
      let fed = try await current()
      if fed.panel.dataVersion == version { return fed }
    }
    return try await ledger.wholePanel(asOf: version)
  }

  /// The same panel with room for months that no report is for.
  ///
  /// - Throws: ``PanelFeedError``.
  public func covering(_ months: ClosedRange<YearMonth>, _ fed: FedPanel) async throws(PanelFeedError) -> FedPanel {
    guard months.lowerBound < fed.panel.months.lowerBound || months.upperBound > fed.panel.months.upperBound else {
      return fed
    }
    let stores = try await ledger.panelStores(asOf: fed.panel.dataVersion).value
    var wide = fed
    try PanelFeedError.panel { () throws(PanelError) in _ = try wide.panel.makeRoom(for: months, stores: stores) }
    return wide
  }

  /// Saves the panel as a snapshot where the one on disk is older, and says whether there is one of this version now.
  ///
  /// A snapshot that cannot be written is no loss but of time, so nothing is thrown.
  @discardableResult
  public func saveSnapshot() async -> Bool {
    guard let file, let kept else { return false }
    if savedVersion == kept.panel.dataVersion { return true }
    guard await file.save(kept, of: ledger) else { return false }
    savedVersion = kept.panel.dataVersion
    return true
  }

  /// The data version of the snapshot on disk, or `nil` where there is none that can be used.
  public func snapshotVersion() async -> Int64? { await file?.load(of: ledger)?.panel.dataVersion }

  private func refreshed() async -> Result<FedPanel, PanelFeedError> {
    do throws(PanelFeedError) {
      var fed: FedPanel
      if let kept {
        fed = kept
      } else if let saved = await file?.load(of: ledger) {
        savedVersion = saved.panel.dataVersion
        fed = saved
      } else {
        fed = try await ledger.wholePanel(asOf: nil)
      }
      // The panel in hand is the only one while it changes, so that nothing is copied.
      kept = nil
      let before = link
      fed = try await broughtUp(fed)
      if let before, try await !isHeld(before) {
        // The ledger went back and on again: what was followed so far is not its past.
        fed = try await broughtUp(try await ledger.wholePanel(asOf: nil))
      }
      kept = fed
      return .success(fed)
    } catch {
      return .failure(error)
    }
  }

  private func isHeld(_ link: LedgerChanges.Link) async throws(PanelFeedError) -> Bool {
    do throws(CentralLedgerError) {
      return try await ledger.auditEntries(after: link.number - 1, limit: 1).first?.digest == link.digest
    } catch {
      throw .ledger(error)
    }
  }

  /// Follows the feed to its end.
  private func broughtUp(_ start: consuming FedPanel) async throws(PanelFeedError) -> FedPanel {
    var fed = start
    while true {
      let changes: LedgerChanges
      do throws(CentralLedgerError) {
        changes = try await ledger.changes(after: fed.panel.dataVersion, limit: Self.stretch)
      } catch {
        throw .ledger(error)
      }
      link = changes.link
      guard changes.upTo > fed.panel.dataVersion else { return fed }
      if fed.origin == .snapshot { fed.origin = .feed }
      try await follow(changes, &fed)
      if !changes.more { return fed }
    }
  }

  private func follow(_ changes: LedgerChanges, _ fed: inout FedPanel) async throws(PanelFeedError) {
    var stores: [PanelStore] = []
    let months = fed.panel.months
    let isOutside = changes.heads.contains { !months.contains($0.month) }
    if changes.registerChanged || isOutside { stores = try await ledger.panelStores(asOf: changes.upTo).value }
    let known = fed.panel
    if changes.registerChanged {
      fed.panel = try PanelFeedError.panel { () throws(PanelError) in
        try known.reshaped(stores: stores, months: months, asOf: changes.upTo, dataVersion: changes.upTo)
      }
    }
    var builder = PanelBuilder(fed, stores: stores)
    _ = builder.add(changes.heads)
    if let failure = builder.failure { throw .panel(failure) }
    fed = builder.fed
    try PanelFeedError.panel { () throws(PanelError) in
      try fed.panel.apply([PanelCell](), dataVersion: changes.upTo)
    }
  }
}
