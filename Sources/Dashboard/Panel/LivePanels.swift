import CentralLedger
import ChainStatistics
import PanelFeed
import SnackChain

/// The panels that pages are made from: the one of now, brought up to date from the change feed not more often than
/// needed, and a few of earlier data versions.
///
/// A page says which data version it shows, so that a fifth of a second of lag is seen, not hidden; and a hundred
/// reports a second do not mean a hundred copies of the panel.
actor LivePanels {
  private let feed: PanelFeed
  private let clock = ContinuousClock()
  private var current: (fed: FedPanel, at: ContinuousClock.Instant)?
  private var refreshing: Task<Result<FedPanel, PanelFeedError>, Never>?
  /// Panels of earlier versions and of scopes, the one used last at the end. A panel of 30,000 stores is tens of
  /// megabytes, so only a few of the whole chain are kept.
  private var earlier: [(version: Int64, fed: FedPanel)] = []
  private var reading: [Int64: Task<Result<FedPanel, PanelFeedError>, Never>] = [:]
  private var narrowed: [(version: Int64, scope: RegionScope, fed: FedPanel)] = []

  /// How old the panel of now may be.
  private static let freshness = Duration.milliseconds(200)
  /// How old it may be while a newer one is being made.
  private static let patience = Duration.seconds(1)
  /// How many panels of earlier versions are kept.
  private static let kept = 2
  /// How many panels of some regions are kept.
  private static let keptOfScopes = 8

  init(_ feed: PanelFeed) { self.feed = feed }

  /// The panel of a version, or of now.
  ///
  /// - Parameter scope: the divisions that it may hold stores of.
  func panel(asOf version: Int64?, for scope: RegionScope) async throws -> FedPanel {
    let whole = try await panel(asOf: version)
    guard scope != .everywhere else { return whole }
    let version = whole.panel.dataVersion
    if let place = narrowed.firstIndex(where: { $0.version == version && $0.scope == scope }) {
      narrowed.append(narrowed.remove(at: place))
    } else {
      narrowed.append((version, scope, whole.narrowed(to: scope)))
      if narrowed.count > Self.keptOfScopes { narrowed.removeFirst() }
    }
    return narrowed.last?.fed ?? whole.narrowed(to: scope)
  }

  private func panel(asOf version: Int64?) async throws(PanelFeedError) -> FedPanel {
    guard let version else { return try await now() }
    if let current, current.fed.panel.dataVersion == version { return current.fed }
    if let place = earlier.firstIndex(where: { $0.version == version }) {
      earlier.append(earlier.remove(at: place))
      return earlier[earlier.count - 1].fed
    }
    if let others = reading[version] { return try await others.value.get() }
    let task = Task { [feed] () -> Result<FedPanel, PanelFeedError> in
      do throws(PanelFeedError) { return .success(try await feed.panel(asOf: version)) } catch {
        return .failure(error)
      }
    }
    reading[version] = task
    let result = await task.value
    reading[version] = nil
    let fed = try result.get()
    earlier.append((version, fed))
    if earlier.count > Self.kept { earlier.removeFirst() }
    return fed
  }

  private func now() async throws(PanelFeedError) -> FedPanel {
    if let current, current.at.duration(to: clock.now) < Self.freshness { return current.fed }
    if let refreshing {
      // What there is is a moment old: better than to wait in line for what will be.
      if let current, current.at.duration(to: clock.now) < Self.patience { return current.fed }
      return try await refreshing.value.get()
    }
    let task = Task { [feed] () -> Result<FedPanel, PanelFeedError> in
      do throws(PanelFeedError) { return .success(try await feed.current()) } catch { return .failure(error) }
    }
    refreshing = task
    let result = await task.value
    refreshing = nil
    let fed = try result.get()
    current = (fed, clock.now)
    return fed
  }
}
