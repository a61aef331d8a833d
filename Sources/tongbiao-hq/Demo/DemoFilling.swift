import CentralLedger
import CommandLineDoor
import DemoChain
import Evidence
import Localization
import PanelFeed
import SeedData
import SnackChain
import SyncProtocol

/// Puts a synthetic chain into an empty ledger. Stores are drawn on one core while the other writes those drawn before.
struct DemoFilling: Sendable {
  private let chain: DemoChain
  private let book: StandardBook

  /// Stores that are drawn and written at a time.
  private static let slice = 2_000

  /// Takes what the options leave open from the seed data.
  init(_ options: DemoOptions, seeds: Seeds) throws {
    let seed = try seeds.demo()
    let parameters = DemoParameters(
      stores: options.stores ?? seed.stores, months: options.months ?? seed.months, lastMonth: seed.lastMonth,
      seed: options.seed ?? seed.seed, trueEffect: options.effect ?? seed.trueEffect,
      certifiedOf30000: seed.certifiedOf30000, springFestivals: try seeds.springFestivals().all.map(\.newYear))
    book = try seeds.standards()
    chain = DemoChain(parameters, regions: seed.regions.map { WeightedRegion($0.code, weight: $0.share) })
  }

  /// Fills the ledger at `address`.
  ///
  /// - Throws: `DoorFailure` where it holds data already; the ledger's errors.
  func fill(
    _ address: String, options: LedgerOptions = LedgerOptions(), on door: Door
  ) async throws -> DemoSummary {
    let started = ContinuousClock.now
    let ledger = try await CentralLedgers.open(address, .createIfMissing, options: options)
    do {
      let health = try await ledger.health()
      guard health.stores == 0, health.revisions == 0 else {
        throw DoorFailure(
          "not_empty", .hqDemoNotEmpty(stores: health.stores), advice: .hqDemoNotEmptyAdvice, status: .cannotCreate)
      }
      var progress = Progress(.hqDrawingChain, on: door)
      // A database that is no file has no folder beside it: then inspections name no photographs.
      let folder = try? DatabaseOptions.named(address).evidenceFolder()
      let ways = try DemoProgrammeDrawing(chain.parameters, book: book, folder: folder)
      let summary = try await fill(ledger, ways: ways, progress: &progress, started: started)
      progress.finish()
      await ledger.close()
      return summary
    } catch {
      await ledger.close()
      throw error
    }
  }

  private func fill(
    _ ledger: any CentralLedger, ways: DemoProgrammeDrawing, progress: inout Progress,
    started: ContinuousClock.Instant
  ) async throws -> DemoSummary {
    let stores = chain.indices.map(chain.store)
    let rows = stores.map { store in
      StoreRow(
        line: store.index + 1, code: store.code, name: store.name, region: store.region, opened: store.opened,
        closed: store.closed, tier: store.tier, form: store.form)
    }
    let register = try await ledger.importStores(rows, options: RegisterImportOptions(actor: SyntheticMark.actor))
    let programme = Task.detached(priority: .userInitiated) { try ways.imports(of: stores) }
    let index = try await ledger.storeIndex()
    let slices = stride(from: 0, to: stores.count, by: Self.slice).map {
      Array(stores[$0..<min($0 + Self.slice, stores.count)])
    }
    var summary = ReportImportSummary()
    var next = slices.first.map { drawing($0, index: index) }
    for (number, slice) in slices.enumerated() {
      guard let batch = try await next?.value else { break }
      next = number + 1 < slices.count ? drawing(slices[number + 1], index: index) : nil
      let done = try await ledger.importReports(
        batch, options: ReportImportOptions(actor: SyntheticMark.actor, source: .owner, listLimit: 0), progress: nil)
      summary.added += done.added
      summary.refusedCount += done.refusedCount
      summary.warningCount += done.warningCount
      progress.update(number * Self.slice + slice.count, of: stores.count)
    }
    _ = try await ledger.importProgrammes(
      try await programme.value, access: .administrator(SyntheticMark.actor))
    let last = chain.parameters.lastMonth
    return DemoSummary(
      stores: register.added, reports: summary.added,
      certified: stores.count { $0.certified.map { $0 <= last.firstDay } ?? false }, refused: summary.refusedCount,
      firstMonth: chain.parameters.firstMonth, lastMonth: last, seed: chain.parameters.seed,
      trueEffect: chain.parameters.trueEffect, dataVersion: try await ledger.dataVersion(),
      seconds: (ContinuousClock.now - started).inSeconds)
  }

  private func drawing(_ stores: [DemoStore], index: StoreIndex) -> Task<ReportImportBatch, any Error> {
    Task.detached(priority: .userInitiated) { [chain] in
      var batch = ReportImportBatch(index: index, expecting: stores.count * chain.parameters.months)
      for store in stores {
        guard let place = index.place(of: store.code) else { continue }
        for month in chain.months(of: store) where !month.isMissing {
          batch.append(
            ReportImportRow(
              line: batch.rows.count + 1, store: place, month: month.month, turnover: month.turnover,
              openDays: month.openDays, reason: month.reason, takeaway: month.takeaway, commission: month.commission,
              receivedAt: month.received))
        }
      }
      return batch
    }
  }
}

extension Duration {
  /// The duration in seconds, to the millisecond.
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + (Double(attoseconds) / 1e15).rounded() / 1000
  }
}
