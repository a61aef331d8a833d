import CentralLedger
import ChainStatistics
import Logging
import PanelFeed
import SnackChain
import SyncProtocol

/// What stores like each other took, kept ready for syncs: computed in the background from the panel, signed once for a
/// group, and never waited for.
actor BenchmarkDesk {
  /// How many months a pack has at most: last year's month beside this one's.
  static let months = 13
  /// How long packs stay as they are, in milliseconds, however much comes in meanwhile.
  static let restingTime: Int64 = 60_000

  private let ledger: any CentralLedger
  private let feed: PanelFeed
  private let logger: Logger
  private let clock: @Sendable () -> Timestamp
  private var ready: Packs?
  private var work: Task<Void, Never>?
  private var checkedAt: Timestamp?

  private struct Packs {
    var dataVersion: Int64
    var packs: [PeerGroup: BenchmarkPack]
    var groups: [StoreCode: PeerGroup]
  }

  init(ledger: any CentralLedger, feed: PanelFeed, logger: Logger, clock: @escaping @Sendable () -> Timestamp) {
    self.ledger = ledger
    self.feed = feed
    self.logger = logger
    self.clock = clock
  }

  /// The pack of a store's group, where there is one that the device does not hold yet.
  ///
  /// - Parameters:
  ///   - held: the data version of the device's pack.
  ///   - latest: the ledger's data version now.
  func pack(for store: StoreCode, newerThan held: Int64, latest: Int64) -> BenchmarkPack? {
    refreshIfStale(latest)
    guard let ready, let group = ready.groups[store], let pack = ready.packs[group], pack.dataVersion > held else {
      return nil
    }
    return pack
  }

  /// Starts the work where the packs are of an older version and have rested.
  func refreshIfStale(_ latest: Int64) {
    guard work == nil, ready?.dataVersion != latest else { return }
    let now = clock()
    if let checkedAt, now.milliseconds - checkedAt.milliseconds < Self.restingTime, ready != nil { return }
    checkedAt = now
    work = Task(priority: .utility) { await self.refresh() }
  }

  /// Waits for the work that was started, if any.
  func settled() async { await work?.value }

  private func refresh() async {
    do {
      let panel = try await feed.current().panel
      let last = clock().dayInChina.yearMonth.previous
      let fresh = try await packs(of: panel, months: last.adding(months: 1 - Self.months)...last)
      ready = fresh
    } catch {
      logger.error("no benchmarks", metadata: ["problem": "\(error)"])
    }
    work = nil
  }

  private func packs(of panel: TurnoverPanel, months: ClosedRange<YearMonth>) async throws -> Packs {
    let peers = PeerBenchmarks(panel, months: months)
    var packs = Packs(dataVersion: panel.dataVersion, packs: [:], groups: [:])
    for row in 0..<panel.storeCount {
      guard let code = StoreCode(panel.code(ofRow: row)) else { continue }
      let province = panel.region(ofRow: row, in: min(months.upperBound, panel.months.upperBound))?.province
      packs.groups[code] = peers.group(province: province, form: panel.form(ofRow: row))
    }
    for group in Set(packs.groups.values) {
      let lines = peers.groups[group, default: []].compactMap(PeerMonth.init)
      guard !lines.isEmpty else { continue }
      // The same figures stay the same pack: nothing is sent again.
      if let before = ready?.packs[group], before.months == lines {
        packs.packs[group] = before
        continue
      }
      packs.packs[group] = try await ledger.signed(
        BenchmarkPack(province: group.province, form: group.form, months: lines, dataVersion: panel.dataVersion))
    }
    return packs
  }
}

extension PeerMonth {
  /// What may be told of a group's month; `nil` where nothing may.
  init?(_ figures: PeerFigures) {
    guard figures.stores >= PeerRule.fewest else { return nil }
    self.init(
      month: figures.month, stores: PeerRule.told(figures.stores),
      median: MoneyRange(from: figures.median, to: figures.median),
      band: figures.stores >= PeerRule.fewestForBand ? MoneyRange(from: figures.lower, to: figures.upper) : nil,
      perOpenDay: figures.perOpenDay.map { MoneyRange(from: $0, to: $0) },
      growth: figures.growth.flatMap(PercentRange.init(around:)))
  }
}
